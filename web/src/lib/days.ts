/** How many days a month has; 31 while year or month is open. */
export function days_of(year: number, month: number): number {
  return year && month ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31
}

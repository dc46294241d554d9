// Seats of the week as a desk thinks of them: lines of hours, not single slots.
import type { Schemas } from '../lib/client.ts'

export interface Line {
  weekday: number
  from: string
  until: string
  age_group: string
  capacity: number
}

/** The lines that hold on `day`: slots that follow one another with as many seats are one line. */
export function lines_of(weekly: Schemas['WeeklySeats'][], day: string): Line[] {
  const holds = weekly.filter((one) => one.first_day <= day && (!one.last_day || one.last_day >= day))
  const monday_first = (weekday: number) => (weekday + 6) % 7
  holds.sort((a, b) => monday_first(a.weekday) - monday_first(b.weekday) || a.age_group.localeCompare(b.age_group) || a.from.localeCompare(b.from))
  const lines: Line[] = []
  for (const { weekday, from, until, age_group, capacity } of holds) {
    const last = lines.at(-1)
    if (last && last.weekday === weekday && last.age_group === age_group && last.until === from && last.capacity === capacity) last.until = until
    else lines.push({ weekday, from, until, age_group, capacity })
  }
  return lines
}

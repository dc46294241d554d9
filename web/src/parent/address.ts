/** The town of a postal code before what was typed behind it; `filled`, of a code typed before, gives way. */
export function with_town(address: string, filled: string, town: string): string {
  const rest = filled && address.startsWith(filled) ? address.slice(filled.length) : address
  return rest.startsWith(town) ? rest : town + rest
}

// Working out a draw again, as docs/booking-draw.md tells everybody to; nothing of it comes from the server's word.
import type { Schemas } from './client.ts'

type Draw = Schemas['DrawWithLine']

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const bytes_of = (text: string) => new TextEncoder().encode(text)

/** SHA-256 of the seed: what was published before anybody applied. */
export const commitment_of = async (seed: string): Promise<string> => hex(await crypto.subtle.digest('SHA-256', bytes_of(seed)))

/** HMAC-SHA256 of an application's number with the seed as the key. */
export async function ticket_of(seed: string, number: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytes_of(seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(await crypto.subtle.sign('HMAC', key, bytes_of(number)))
}

/** Whether the seal fits the seed, every ticket is its number's, and the line is in their order within each group. */
export async function is_right(draw: Draw): Promise<boolean> {
  if (!draw.seed || (await commitment_of(draw.seed)) !== draw.commitment) return false
  const group = (one: Draw['lines'][number]) => one.group?.ja ?? ''
  for (const [index, line] of draw.lines.entries()) {
    if ((await ticket_of(draw.seed, line.number)) !== line.ticket) return false
    const before = draw.lines[index - 1]
    if (before && group(before) === group(line) && before.ticket > line.ticket) return false
    // A group that was left does not come again, and who has none comes last.
    if (before && group(before) !== group(line)) {
      if (group(before) === '') return false
      if (draw.lines.slice(0, index).some((one) => group(one) === group(line))) return false
    }
  }
  return true
}

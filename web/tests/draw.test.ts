import { expect, test } from 'vitest'
import { commitment_of, is_right, ticket_of } from '../src/lib/draw.ts'

const facility = { id: 'f', name: '', kana: '', address: '', phone: '' }
const group = { ja: '多胎', en: 'Multiples' }

async function draw_of(numbers: { number: string; group: typeof group | null }[]) {
  const lines: { number: string; group: typeof group | null; place: number; ticket: string; outcome: 'waits' }[] = []
  for (const one of numbers) lines.push({ ...one, place: 0, ticket: await ticket_of('seed', one.number), outcome: 'waits' as const })
  const rank = (one: (typeof lines)[number]) => `${one.group ? 0 : 1}${one.ticket}`
  lines.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  lines.forEach((line, index) => (line.place = index + 1))
  return {
    id: 'd', state: 'ended' as const, facility: facility as never, service: 'care', service_name: group, opens_at: '', closes_at: '', made_at: '',
    commitment: await commitment_of('seed'), applications: lines.length, seed: 'seed', lines,
  }
}

// The numbers of docs/booking-draw.md, worked out with sha256sum and openssl.
test('the seal and the ticket are those of the page that tells how to check', async () => {
  expect(await commitment_of('seed')).toBe('19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b')
  expect(await ticket_of('seed', '1001')).toBe('c65940d145ee8aa4bcd90d76a0f10a5465bc753f20adb4bb54d0dfe68226b213')
})
test('a draw as it should be is right; another order, another ticket or another seal is not', async () => {
  const draw = await draw_of([1, 2, 3, 4, 5].map((n) => ({ number: `100${n}`, group: n === 4 ? group : null })))
  expect(draw.lines[0]!.number).toBe('1004')
  expect(await is_right(draw)).toBe(true)
  expect(await is_right({ ...draw, lines: [draw.lines[0]!, ...draw.lines.slice(1).reverse()] })).toBe(false)
  expect(await is_right({ ...draw, lines: [...draw.lines.slice(1), draw.lines[0]!] })).toBe(false)
  expect(await is_right({ ...draw, lines: draw.lines.map((one) => ({ ...one, ticket: '0'.repeat(64) })) })).toBe(false)
  expect(await is_right({ ...draw, commitment: '0'.repeat(64) })).toBe(false)
  expect(await is_right({ ...draw, seed: null })).toBe(false)
})

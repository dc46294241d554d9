import { beforeEach, expect, test, vi } from 'vitest'
import { allowance_in, count, left_of, units_of, verify, type Allowance } from '../src/desk/allowance.ts'

const store = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (k: string) => store.get(k) ?? null, setItem: (k: string, v: string) => void store.set(k, v), removeItem: (k: string) => void store.delete(k) })
beforeEach(() => store.clear())

const url = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('base64url')
const now = Date.parse('2026-07-08T09:30:00+09:00')
const said = { v: 1, m: 0, id: 'a1', c: 'c1', p: 'p', a: 'visit', n: 2, from: now / 1000 - 60, until: now / 1000 + 3600 }

/** As the server signs: ES256 over the payload's own text. */
async function signed(payload: object) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const text = url(new TextEncoder().encode(JSON.stringify(payload)))
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(text))
  return { text: `${text}.${url(signature)}`, key: url(await crypto.subtle.exportKey('raw', pair.publicKey)) }
}

test('U-11: a signed allowance is read, verified and counted without a network', async () => {
  const { text, key } = await signed(said)
  expect(allowance_in(`https://example.jp/131202/#allow=${text}`)).toBe(text)
  expect(allowance_in('https://example.jp/131202/#card=0001')).toBeUndefined()
  const found = (await verify(text, key, now)) as Allowance
  expect(found).toMatchObject({ id: 'a1', programme: 'p', allotment: 'visit', units: 2 })
  expect(left_of(found)).toBe(2)
  count(found, 1, now)
  expect(left_of(found)).toBe(1)
  count({ ...found, id: 'a2' }, 2, now)
  expect(left_of(found)).toBe(1)
  count({ ...found, id: 'a3' }, 1, now + 3 * 3600_000) // those that ended are forgotten
  expect(left_of(found)).toBe(2)
})

test('U-11: whatever is not as it was signed is refused, and so is what has ended', async () => {
  const { text, key } = await signed(said)
  const spoilt = (at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
  for (const at of [3, text.indexOf('.') - 2, text.indexOf('.') + 5]) expect(await verify(spoilt(at), key, now)).toBe('spoilt')
  expect(await verify('x.y', key, now)).toBe('spoilt')
  expect(await verify(text, (await signed(said)).key, now)).toBe('spoilt') // another municipality's key
  const elsewhere = await signed({ ...said, m: 131202 })
  expect(await verify(elsewhere.text, elsewhere.key, now)).toBe('spoilt')
  expect(await verify(text, key, now + 3600_000)).toBe('ended')
  expect(await verify(text, null, now)).toBe('no_key')
})

test('U-11: a stay counts its days, a number itself; hours are not counted without a network', () => {
  expect(units_of({ first_day: '2026-07-08', last_day: '2026-07-09' })).toBe(2)
  expect(units_of({ units: 3 })).toBe(3)
  expect(units_of({})).toBeUndefined()
})

import { beforeEach, expect, test, vi } from 'vitest'
import { no_connection, type Problem } from '../src/lib/client.ts'
import { settle, take, waiting, type Settled, type Waiting } from '../src/desk/late.ts'

const store = new Map<string, string>()
vi.stubGlobal('localStorage', { getItem: (k: string) => store.get(k) ?? null, setItem: (k: string, v: string) => void store.set(k, v), removeItem: (k: string) => void store.delete(k) })
beforeEach(() => store.clear())

const name = { ja: '訪問型', en: 'Visit' }
const use = (key: string, taken = 1_000_000): Waiting => ({ asked: { key, user_number: '0001001', birthday: 410, programme: 'p', service: 'visit', units: 1 }, taken, name, unit: name })
const settled = (key: string): Settled => ({ key, taken_at: '2026-07-08T09:30:00+09:00', service_name: name, guardian: '雨宮', number: 'ABCD-EFGH', code: '', why: null })

test('U-11: what was taken is sent in its order, under its key, and kept until it is settled', async () => {
  take(use('a'))
  take(use('b', 1_060_000))
  const sent: [string, number][] = []
  const done = await settle(() => 1_120_000, async (body) => {
    sent.push([body.key, body.seconds_ago])
    return { data: settled(body.key) }
  })
  expect(sent).toEqual([['a', 120], ['b', 60]])
  expect(done.settled.map((one) => one.key)).toEqual(['a', 'b'])
  expect(waiting()).toEqual([])
})

test('U-11: a line that is cut again loses nothing, and the same key is sent once more', async () => {
  take(use('a'))
  take(use('b'))
  const sent: string[] = []
  const cut = async (body: { key: string }) => {
    sent.push(body.key)
    return body.key === 'a' ? { data: settled('a') } : { problem: no_connection }
  }
  expect((await settle(Date.now, cut)).left.map((one) => one.asked.key)).toEqual(['b'])
  await settle(Date.now, async (body) => ({ data: settled(body.key) }))
  expect(sent).toEqual(['a', 'b'])
  expect(waiting()).toEqual([])
})

test('U-11: what the server does not take stays with why, and stops nothing behind it', async () => {
  take(use('a'))
  take(use('b'))
  const late: Problem = { status: 400, code: 'late_time', detail: name }
  const done = await settle(Date.now, async (body) => (body.key === 'a' ? { problem: late } : { data: settled(body.key) }))
  expect(done.left.map((one) => [one.asked.key, one.problem?.code])).toEqual([['a', 'late_time']])
})

test('whoever is signed out settles after signing in', async () => {
  take(use('a'))
  const out: Problem = { status: 401, code: 'signed_out', detail: name }
  expect((await settle(Date.now, async () => ({ problem: out }))).left[0]!.problem).toBeUndefined()
})

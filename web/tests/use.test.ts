// One use, whatever happens to the answer (N-16, X-12).
import { beforeEach, expect, test, vi } from 'vitest'
import { no_connection, type Problem } from '../src/lib/client.ts'
import { complete, missing_of, pending, recover, remember, type Sender, type Use, type UseRequest } from '../src/lib/use.ts'

const request: UseRequest = { key: '01980000-0000-7000-8000-000000000001', check_in: 'c', coupon: 'k', service: 'stay', units: 2 }
const use = { id: 'e', units: 2 } as unknown as Use
const refused: Problem = { status: 422, code: 'refused', detail: { ja: '使えません', en: 'No' } }
const broken: Problem = { status: 503, code: 'unknown_outcome', detail: { ja: '不明', en: 'unknown' } }

function sender(...answers: ({ data: { use: Use } } | { problem: Problem })[]): Sender & { sent: UseRequest[] } {
  const sent: UseRequest[] = []
  const next = () => answers.shift() ?? { problem: no_connection }
  return {
    sent,
    send: async (body) => {
      sent.push(body)
      return next()
    },
    look: async () => next(),
    wait: async () => {},
  }
}

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

test('a use that is answered is done and forgotten', async () => {
  expect(await complete(request, sender({ data: { use } }))).toEqual({ use })
  expect(pending()).toBeUndefined()
})
test('a refusal is an outcome, too', async () => {
  expect(await complete(request, sender({ problem: refused }))).toEqual({ problem: refused })
  expect(pending()).toBeUndefined()
})
test('a lost answer is asked for under the same key', async () => {
  const line = sender({ problem: no_connection }, { problem: broken }, { data: { use } })
  expect(await complete(request, line)).toEqual({ use })
  expect(line.sent.map((one) => one.key)).toEqual([request.key, request.key, request.key])
})
test('without any answer the use stays pending', async () => {
  expect(await complete(request, sender())).toEqual({ unknown: true })
  expect(pending()).toEqual(request)
})
test('N-16: a session that is over forgets nothing: who signs in again goes on with the same use', async () => {
  const over: Problem = { status: 401, code: 'signed_out', detail: { ja: '期限切れ', en: 'over' } }
  expect(await complete(request, sender({ problem: over }), [])).toEqual({ unknown: true })
  expect(pending()).toEqual(request)
  expect(await recover(request, sender({ problem: over }))).toEqual({ unknown: true })
  expect(pending()).toEqual(request)
  const line = sender({ problem: over }, { data: { use } })
  expect(await complete(request, line)).toEqual({ use })
  expect(line.sent.map((one) => one.key)).toEqual([request.key, request.key])
  expect(pending()).toBeUndefined()
})
test('after a reload the outcome is found by the key', async () => {
  remember(request)
  expect(await recover(request, sender({ data: { use } }))).toEqual({ use })
  expect(pending()).toBeUndefined()
})
test('nothing stored means that nothing was used', async () => {
  remember(request)
  const nothing: Problem = { status: 404, code: 'nothing_stored', detail: { ja: '記録なし', en: 'nothing' } }
  expect(await recover(request, sender({ problem: nothing }))).toEqual({ problem: nothing })
})
test('N-14: what is empty is named before anything is asked: a day, a time, an amount', () => {
  expect(missing_of('hours', { from: '', until: '' })).toBe('enter_time')
  expect(missing_of('hours', { from: '10:00', until: '' })).toBe('enter_time')
  expect(missing_of('hours', { from: '10:00', until: '12:00' })).toBeUndefined()
  expect(missing_of('dates', { first_day: '2026-07-08', last_day: '' })).toBe('choose_day')
  expect(missing_of('dates', { first_day: '2026-07-08', last_day: '2026-07-09' })).toBeUndefined()
  expect(missing_of('amount', {})).toBe('enter_amount')
  expect(missing_of('number', { units: 1 })).toBeUndefined()
})

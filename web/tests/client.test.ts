// A command that meets the end of the session waits for the person, and is sent once more under its own key (M-02, N-16).
import { beforeEach, expect, test, vi } from 'vitest'

const answers: Response[] = []
const bodies: string[] = []
const signed_out = () =>
  new Response(JSON.stringify({ status: 401, code: 'signed_out', detail: { ja: 'ログインの期限が切れました', en: 'Signed out' } }), { status: 401 })
const done = () => new Response(JSON.stringify({ use: { id: 'e' } }), { status: 201 })

vi.stubGlobal('location', { origin: 'http://localhost', pathname: '/131016/' })
vi.stubGlobal('fetch', async (request: Request) => {
  bodies.push(await request.text())
  const answer = answers.shift()!
  Object.defineProperty(answer, 'url', { value: request.url })
  return answer
})
const { ask, client, on_signed_out, release, signed_in_meanwhile } = await import('../src/lib/client.ts')

let told = 0
beforeEach(() => {
  answers.length = bodies.length = told = 0
  on_signed_out(() => {
    told++
    return true
  })
})
const params = { path: { municipality: '131016' } }
const use = { key: '01980000-0000-7000-8000-000000000001', check_in: 'c', coupon: 'k', service: 'stay', units: 2 }
const send = () => ask(client.POST('/api/v1/{municipality}/parent/uses', { params, body: use }))
const is_held = () => vi.waitFor(() => expect(told).toBe(1))

test('M-02: a command whose session is over is sent again, the same, when the person is back', async () => {
  answers.push(signed_out(), done())
  const answer = send()
  await is_held()
  expect(bodies).toHaveLength(1)
  release(true)
  expect((await answer).data).toEqual({ use: { id: 'e' } })
  expect(bodies[1]).toBe(bodies[0])
})
test('who goes elsewhere, or comes back an hour later, is told to do it again, and nothing is sent', async () => {
  for (const go of [() => release(false), () => release(true, Date.now() + 3_600_000)]) {
    told = 0
    answers.push(signed_out())
    const answer = send()
    await is_held()
    go()
    expect((await answer).problem?.code).toBe(signed_in_meanwhile)
    expect(told).toBe(1)
  }
  expect(bodies).toHaveLength(2)
})
test('what has no key is not sent again', async () => {
  answers.push(signed_out())
  const answer = await ask(client.POST('/api/v1/{municipality}/parent/check-ins', { params, body: { passcode: '123456' } }))
  expect(answer.problem?.code).toBe('signed_out')
})
test('where no page is open nothing waits', async () => {
  on_signed_out(() => false)
  answers.push(signed_out())
  expect((await send()).problem?.code).toBe('signed_out')
})

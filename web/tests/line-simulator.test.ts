// The stand-in for LINE does what LINE's documentation says LINE does.
import { createHmac, createPublicKey, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { faults_of } from '../line-simulator/contract.mjs'
import { Line } from '../line-simulator/line.mjs'

const secret = '8c570fa6dd201bb328f1c1eac23a96d8'
const channel = { municipality: 131202, name: 'a', channel_id: '1', secret, login_channel_id: '2', liff_id: '2-a', webhook: '', liff_endpoint: '' }
const text = [{ type: 'text', text: 'こんにちは' }]
const key = '123e4567-e89b-12d3-a456-426614174000'

function make(more: object = {}) {
  const clock = { now: 1_800_000_000_000 }
  const line = new Line({ channels: [{ ...channel, ...more }], people: [{ id: 'U1', name: '花子' }], now: () => clock.now, base: '', redeliver_after: 10 })
  return { line, clock }
}
const token_of = (line: Line) => line.event('1', 'U1', { type: 'message' }, true).replyToken

test('a reply token works once, for a minute', () => {
  const { line, clock } = make()
  const token = token_of(line)
  expect(line.reply(channel, { replyToken: token, messages: text }).status).toBe(200)
  expect(line.reply(channel, { replyToken: token, messages: text }).body.message).toBe('Invalid reply token')
  const late = token_of(line)
  clock.now += 60_001
  expect(line.reply(channel, { replyToken: late, messages: text }).status).toBe(400)
  expect(line.talk('1', 'U1').messages).toHaveLength(1)
})
test('a retry key is accepted once in a day', () => {
  const { line, clock } = make()
  expect(line.push(channel, { to: 'U1', messages: text }, key).status).toBe(200)
  const again = line.push(channel, { to: 'U1', messages: text }, key)
  expect(again.status).toBe(409)
  expect(again.headers).toHaveProperty('x-line-accepted-request-id')
  clock.now += 24 * 3600_000
  expect(line.push(channel, { to: 'U1', messages: text }, key).status).toBe(200)
  expect(line.talk('1', 'U1').messages).toHaveLength(2)
  expect(line.push(channel, { to: 'U1', messages: text }, 'no-uuid').status).toBe(400)
})
test('whoever has blocked the account hears nothing, and the sender is not told', () => {
  const { line } = make()
  Object.assign(line.talk('1', 'U1'), { friend: true, blocked: true })
  expect(line.push(channel, { to: 'U1', messages: text }, key).status).toBe(200)
  expect(line.talk('1', 'U1').messages).toHaveLength(0)
  expect(line.profile(channel, 'U1').status).toBe(404)
})
test('the quota ends, and somebody unknown gets nothing', () => {
  const { line } = make()
  line.quota = 1
  expect(line.push(channel, { to: 'U1', messages: text }).status).toBe(200)
  expect(line.push(channel, { to: 'U1', messages: text }).body.message).toBe('You have reached your monthly limit.')
  expect(line.push(channel, { to: 'U9', messages: text }).body.message).toBe('Failed to send messages')
})
test('a channel token is given for id and secret, and lives fifteen minutes', () => {
  const { line, clock } = make()
  const form = (with_secret: string) => new URLSearchParams({ grant_type: 'client_credentials', client_id: '1', client_secret: with_secret })
  expect(line.give_token(form('wrong')).status).toBe(400)
  const { access_token } = line.give_token(form(secret)).body
  expect(line.bearer(`Bearer ${access_token}`)).toBeTruthy()
  clock.now += 900_000
  expect(line.bearer(`Bearer ${access_token}`)).toBeUndefined()
})
test('an ID token is signed with the published key', () => {
  const { line } = make()
  const [head, claims, signature] = line.id_token(channel, 'U1').split('.')
  const published = createPublicKey({ key: line.jwk as never, format: 'jwk' })
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key: published, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature!, 'base64url'))).toBe(true)
  expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toMatchObject({ iss: 'https://access.line.me', aud: '2', sub: 'U1' })
})
test('a webhook is signed, and sent again with its mark until it is taken', async () => {
  const seen: { body: string; signature: unknown }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      seen.push({ body, signature: request.headers['x-line-signature'] })
      response.writeHead(seen.length === 1 ? 503 : 200).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { line } = make({ webhook: `http://127.0.0.1:${(server.address() as { port: number }).port}/` })
  await line.deliver('1', [line.event('1', 'U1', { type: 'follow' }, true)])
  server.close()
  expect(seen).toHaveLength(2)
  for (const { body, signature } of seen) expect(signature).toBe(createHmac('sha256', secret).update(body).digest('base64'))
  const [first, second] = seen.map(({ body }) => JSON.parse(body).events[0])
  expect([first.deliveryContext.isRedelivery, second.deliveryContext.isRedelivery]).toEqual([false, true])
  expect(second.webhookEventId).toBe(first.webhookEventId)
  expect(second.replyToken).toBe(first.replyToken)
})
test('a spoilt message is refused with its place', () => {
  const { line } = make()
  expect(faults_of(text)).toEqual([])
  const answer = line.push(channel, { to: 'U1', messages: [{ type: 'text' }] })
  expect(answer.status).toBe(400)
  expect(answer.body.details[0].property).toBe('messages/0')
  for (const spoilt of [[], [{ type: 'foo' }], [{ type: 'text', text: 'a', fontSize: 'lg' }], [{ type: 'text', text: '🍎'.repeat(2501) }], Array(6).fill(text[0])]) expect(faults_of(spoilt), JSON.stringify(spoilt).slice(0, 60)).not.toEqual([])
})

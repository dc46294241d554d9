// LINE's own SDK for Node as the judge: its signature check accepts what the stand-in signs, its client talks to the
// stand-in as to LINE, and its types have room for every message that the tests made us say.
//
//   node tests/line/sdk.mjs build/line-messages.json
import { messagingApi, validateSignature } from '@line/bot-sdk'
import { createServer } from 'node:http'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { Line } from '../../web/line-simulator/line.mjs'

const root = resolve(import.meta.dirname, '../..')
const [file = join(root, 'build/line-messages.json')] = process.argv.slice(2)
const said = JSON.parse(readFileSync(file, 'utf8'))
let passed = 0
let failed = 0
function expect(what, holds) {
  holds ? ++passed : ++failed
  if (!holds) console.log(`FAILED ${what}`)
}
/** The status and body that LINE refuses a call with; undefined when it does not. */
const refusal = (call) => call.then(() => undefined, (error) => ({ status: error.status, body: String(error.body) }))

const folder = join(root, 'build/sdk')
mkdirSync(folder, { recursive: true })
const channel = { municipality: 0, name: 'SDK', channel_id: '1234567890', secret: '8c570fa6dd201bb328f1c1eac23a96d8', login_channel_id: '1', liff_id: '1-a', webhook: '', liff_endpoint: '' }
const person = `U${'1'.repeat(32)}`

// ── signatures ──
const heard = []
const bot = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part)).on('end', () => {
    heard.push({ body: Buffer.concat(parts), signature: request.headers['x-line-signature'] })
    response.end('{}')
  })
})
await new Promise((ready) => bot.listen(0, '127.0.0.1', ready))
const talk = new Line({ channels: [{ ...channel, webhook: `http://127.0.0.1:${bot.address().port}/` }], people: [{ id: person, name: '花子' }], now: Date.now, base: '' })
await talk.add(channel.channel_id, person)
await talk.say(channel.channel_id, person, 'さんご \u{1F37C}')
bot.close()
expect('two webhooks came', heard.length === 2)
for (const { body, signature } of heard) {
  expect('the SDK accepts the signature', validateSignature(body, channel.secret, signature))
  expect('… not of other bytes', !validateSignature(Buffer.concat([body, Buffer.from(' ')]), channel.secret, signature))
  expect('… not with another secret', !validateSignature(body, channel.secret.replace('8', '9'), signature))
}

// ── the client ──
const port = Number(process.env.HAGUKUMI_SDK_PORT ?? 4391)
const accounts = join(folder, 'accounts.json')
writeFileSync(accounts, JSON.stringify({ accounts: [], line: [channel] }))
const simulator = spawn(process.execPath, [join(root, 'web/line-simulator/server.mjs'), '--port', String(port), '--accounts', accounts])
simulator.stderr.pipe(process.stderr)
await new Promise((ready) => simulator.stdout.once('data', ready))
const baseURL = `http://127.0.0.1:${port}`
try {
  const token = await (await fetch(`${baseURL}/oauth2/v3/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: channel.channel_id, client_secret: channel.secret }) })).json()
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: token.access_token, baseURL })
  const blobs = new messagingApi.MessagingApiBlobClient({ channelAccessToken: token.access_token, baseURL })
  expect('a wrong token is refused', (await refusal(new messagingApi.MessagingApiClient({ channelAccessToken: 'x', baseURL }).getBotInfo()))?.status === 401)
  expect('the bot has an id', /^U[0-9a-f]{32}$/.test((await client.getBotInfo()).userId))
  for (const messages of said) {
    const refused = await refusal(client.pushMessage({ to: person, messages }, randomUUID()))
    expect(`the stand-in takes ${JSON.stringify(messages).slice(0, 80)}: ${refused?.body}`, !refused)
  }
  const key = randomUUID()
  const text = { to: person, messages: [{ type: 'text', text: 'a' }] }
  expect('a first push', !(await refusal(client.pushMessage(text, key))))
  expect('the same key once more is 409', (await refusal(client.pushMessage(text, key)))?.status === 409)
  expect('a spoilt message is 400', (await refusal(client.pushMessage({ to: person, messages: [{ type: 'text' }] })))?.status === 400)
  expect('nobody’s id is 400', (await refusal(client.pushMessage({ ...text, to: 'U0' })))?.status === 400)
  expect('a reply token that nobody gave', (await refusal(client.replyMessage({ replyToken: 'x', messages: text.messages })))?.body.includes('Invalid reply token'))
  expect('no limit', (await client.getMessageQuota()).type === 'none')
  expect('the month is counted', (await client.getMessageQuotaConsumption()).totalUsage === said.length + 1)
  const picture = readFileSync(join(root, 'conversations/images/131105-home.png'))
  const menu = { size: { width: 2500, height: 843 }, selected: true, name: 'home', chatBarText: 'メニュー', areas: [{ bounds: { x: 0, y: 0, width: 2500, height: 843 }, action: { type: 'message', label: 'a', text: 'a' } }] }
  const { richMenuId } = await client.createRichMenu(menu)
  expect('a menu with 21 areas is refused', (await refusal(client.createRichMenu({ ...menu, areas: Array(21).fill(menu.areas[0]) })))?.status === 400)
  expect('a picture', !(await refusal(blobs.setRichMenuImage(richMenuId, new Blob([picture], { type: 'image/png' })))))
  expect('an alias', !(await refusal(client.createRichMenuAlias({ richMenuAliasId: 'home', richMenuId }))))
  expect('the alias is there already', (await refusal(client.createRichMenuAlias({ richMenuAliasId: 'home', richMenuId })))?.status === 400)
  expect('… and can be changed', !(await refusal(client.updateRichMenuAlias('home', { richMenuId }))))
  expect('a link', !(await refusal(client.linkRichMenuIdToUser(person, richMenuId))))
  expect('no link to a menu that is not there', (await refusal(client.linkRichMenuIdToUser(person, 'richmenu-x')))?.status === 404)
} finally {
  simulator.kill('SIGTERM')
}

// ── the types ──
const typed = join(folder, 'messages.ts')
writeFileSync(typed, `import type { messagingApi } from '@line/bot-sdk'\nexport const said: messagingApi.Message[][] = ${JSON.stringify(said)}\n`)
const check = (name) => ts.getPreEmitDiagnostics(ts.createProgram([name], { noEmit: true, strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] })).map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' '))
const complaints = check(typed)
for (const complaint of complaints.slice(0, 5)) console.log(complaint)
expect('the types have room for every message', !complaints.length)
writeFileSync(typed, `import type { messagingApi } from '@line/bot-sdk'\nexport const spoilt: messagingApi.Message[][] = [[{ type: 'text', words: 'a' }]]\n`)
expect('… and none for a spoilt one', check(typed).length > 0)

console.log(`LINE's SDK: ${said.length} calls; ${passed} passed, ${failed} failed`)
process.exit(failed || !said.length ? 1 : 0)

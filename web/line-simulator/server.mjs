// A stand-in for LINE: its Messaging API, its pages' script, and a telephone to try it with.
//
//   node web/line-simulator/server.mjs --port 8090 --accounts FILE
//
// FILE is what `hagukumi demo --accounts FILE --line http://127.0.0.1:8090` writes; it is read when it is there.
import { createServer } from 'node:http'
import { readFileSync, watchFile } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Line } from './line.mjs'

const { values: options } = parseArgs({ options: { port: { type: 'string', default: '8090' }, accounts: { type: 'string' } } })
const base = `http://127.0.0.1:${options.port}`
const people = ['花子', '恵', '太郎', '桜', '葵', '大輝'].map((name, i) => ({ id: `U${String(i + 1).repeat(32)}`, name }))

let ahead = 0
let posters = []
const line = new Line({ channels: [], people, now: () => Date.now() + ahead, base, log: (text) => console.log(`line-simulator: ${text}`) })

function read_accounts() {
  try {
    const accounts = JSON.parse(readFileSync(options.accounts, 'utf8'))
    ahead = accounts.clock_ahead_ms ?? 0
    line.channels = accounts.line ?? []
    posters = accounts.accounts.filter((one) => one.poster && one.role === 'facility_staff').map(({ municipality, shown, poster, passcode }) => ({ municipality, shown, poster, passcode }))
  } catch {
    // not written yet, or half: it is read again when it changes
  }
}
if (options.accounts) {
  read_accounts()
  watchFile(options.accounts, { interval: 200 }, read_accounts)
}

const page = (name) => readFileSync(join(import.meta.dirname, 'page', name))
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }
const json = (status, body, headers = {}) => ({ status, body: body === undefined ? '' : JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })
const file = (name) => ({ status: 200, body: page(name), headers: { 'Content-Type': types[name.split('.').at(-1)] } })
const moved = (to) => ({ status: 303, body: '', headers: { Location: to } })
const cookie = (request, name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]

/** What LINE does to a call to the Messaging API, as a test or a trainer has set it. */
async function through_trouble(person, work) {
  const is_meant = !line.trouble.person || line.trouble.person === person
  const trouble = is_meant ? line.trouble.next.shift() : undefined
  if (trouble === 'slow') await new Promise((done) => setTimeout(done, 12_000))
  if (trouble === 'down') return undefined
  if (trouble === 429) return json(429, { message: 'The API rate limit has been exceeded. Try again later.' })
  if (trouble === 403) return json(403, { message: 'Access to this API is not available for your account' })
  if (trouble === 500) return json(500, { message: 'Internal server error' })
  const answer = work()
  return trouble === 'lost' ? undefined : json(answer.status, answer.body, answer.headers)
}

/** /v2/bot/richmenu…: making, picturing, naming, linking and deleting. */
function rich_menus(request, channel, parts, body, bytes) {
  const made = ({ status, body }) => json(status, body)
  const [what, ...rest] = parts
  if (what === 'richmenu' && !rest.length && request.method === 'POST') return made(line.make_menu(channel, body))
  if (what === 'richmenu' && rest[0] === 'alias') return made(line.name_menu(channel, rest[1] ?? body.richMenuAliasId, body.richMenuId, rest[1] === undefined))
  if (what === 'richmenu' && rest[1] === 'content') return made(line.upload(channel, rest[0], request.headers['content-type'], bytes))
  if (what === 'richmenu' && request.method === 'DELETE') return made(line.delete_menu(channel, rest[0]))
  if (what === 'user' && rest[1] === 'richmenu') return made(line.link_menu(channel, rest[0], request.method === 'DELETE' ? undefined : rest[2]))
  return json(404, { message: 'Not found' })
}

async function api(request, url, bytes) {
  const is_json = (request.headers['content-type'] ?? '').startsWith('application/json')
  const body = is_json || url.pathname.startsWith('/oauth2/') ? bytes.toString('utf8') : ''
  if (url.pathname === '/oauth2/v3/token') {
    const answer = line.give_token(new URLSearchParams(body))
    return json(answer.status, answer.body)
  }
  if (url.pathname === '/oauth2/v2.1/certs') return json(200, { keys: [line.jwk] })
  const channel = line.bearer(request.headers.authorization)
  if (!channel) return json(401, { message: 'Authentication failed due to the following reason: invalid token' })
  let parsed = {}
  try {
    if (body) parsed = JSON.parse(body)
  } catch {
    return json(400, { message: 'The request body could not be parsed as JSON' })
  }
  if (url.pathname === '/user/v1/deauthorize') return through_trouble(line.page_tokens.get(parsed.userAccessToken)?.person, () => line.deauthorize(channel, parsed.userAccessToken))
  const key = request.headers['x-line-retry-key']
  if (url.pathname === '/v2/bot/message/reply') return key ? json(400, { message: 'The retry key is not supported' }) : through_trouble(line.reply_tokens.get(parsed.replyToken)?.person, () => line.reply(channel, parsed))
  if (url.pathname === '/v2/bot/message/push') return through_trouble(parsed.to, () => line.push(channel, parsed, key))
  if (url.pathname.startsWith('/v2/bot/profile/')) return through_trouble(url.pathname.split('/').at(-1), () => line.profile(channel, url.pathname.split('/').at(-1)))
  if (url.pathname === '/v2/bot/info') return json(200, { userId: line.bot(channel.channel_id), basicId: '@simulator', displayName: channel.name, chatMode: 'bot', markAsReadMode: 'auto' })
  if (url.pathname === '/v2/bot/message/quota') return json(200, line.quota === undefined ? { type: 'none' } : { type: 'limited', value: line.quota + line.pushed })
  if (url.pathname === '/v2/bot/message/quota/consumption') return json(200, { totalUsage: line.pushed })
  const [, , , ...parts] = url.pathname.split('/')
  if (parts[0] === 'richmenu' || parts[0] === 'user') return rich_menus(request, channel, parts.map(decodeURIComponent), parsed, bytes)
  return json(404, { message: 'Not found' })
}

/** https://liff.line.me/{liff id}/{page}: on to the municipality's page, with who opened it. */
function open_liff(request, url) {
  const [, , liff_id, ...rest] = url.pathname.split('/')
  const channel = line.channels.find((one) => one.liff_id === liff_id)
  if (!channel) return json(404, { message: 'no such LIFF app' })
  const person = cookie(request, 'simulated-person')
  if (!people.some((one) => one.id === person)) return moved('/')
  return moved(`${channel.liff_endpoint}/${rest.join('/')}${url.search}#${line.open_page(channel, person)}`)
}
/** LINE's sign-in page in a browser outside of LINE: whoever the telephone belongs to agrees at once. */
function sign_in(request, url) {
  const channel = line.channels.find((one) => one.liff_id === url.searchParams.get('liff'))
  const person = cookie(request, 'simulated-person')
  const back = url.searchParams.get('redirect') ?? ''
  if (!channel || !back.startsWith(channel.liff_endpoint) || !people.some((one) => one.id === person)) return moved('/')
  return moved(`${back}#${line.open_page(channel, person)}`)
}

/** What the telephone's page asks for. */
async function telephone(request, url, body) {
  const { channel, person, ...what } = body ? JSON.parse(body) : Object.fromEntries(url.searchParams)
  const known = line.channel(channel) && people.some((one) => one.id === person)
  switch (url.pathname) {
    case '/telephone/start': return json(200, { channels: line.channels.map(({ channel_id, name, municipality }) => ({ channel_id, name, municipality })), people, posters })
    case '/telephone/trouble': line.trouble = { next: what.next ?? [], person: what.person }; if ('quota' in what) line.quota = what.quota ?? undefined; return json(200, {})
  }
  if (!known) return json(404, { message: 'nobody' })
  switch (url.pathname) {
    case '/telephone/talk': return json(200, line.talk(channel, person))
    case '/telephone/add': await line.add(channel, person); break
    case '/telephone/block': await line.block(channel, person); break
    case '/telephone/say': await line.say(channel, person, what.text); break
    case '/telephone/sticker': await line.send_sticker(channel, person); break
    case '/telephone/granted': return json(200, { granted: line.has_granted(line.channel(channel), person) })
    case '/telephone/switch': await line.switch_menu(channel, person, what.action); break
    case '/telephone/menu': return json(200, { menu: line.menu(line.channel(channel), what.id)?.menu ?? null })
    case '/telephone/picture': {
      const picture = line.menu(line.channel(channel), what.id)?.picture
      return picture ? { status: 200, body: picture, headers: { 'Content-Type': 'image/png' } } : json(404, { message: 'no picture' })
    }
    case '/telephone/press': await line.press(channel, person, what.action, what.picked); break
    default: return json(404, { message: 'unknown' })
  }
  return json(200, {})
}

async function answer(request, bytes) {
  const url = new URL(request.url, base)
  if (url.pathname === '/') return file('index.html')
  if (/^\/(telephone\.js|telephone\.css)$/.test(url.pathname)) return file(url.pathname.slice(1))
  if (url.pathname === '/liff/sdk.js') return file('sdk.js')
  if (url.pathname === '/liff-sign-in') return sign_in(request, url)
  if (url.pathname.startsWith('/liff/')) return open_liff(request, url)
  if (url.pathname.startsWith('/telephone/')) return telephone(request, url, bytes.toString('utf8'))
  return api(request, url, bytes)
}

createServer((request, response) => {
  const url = new URL(request.url, base)
  if (url.pathname === '/telephone/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write('\n')
    const listener = (event) => response.write(`data: ${JSON.stringify(event)}\n\n`)
    line.listeners.add(listener)
    return request.on('close', () => line.listeners.delete(listener))
  }
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', async () => {
    const found = await answer(request, Buffer.concat(parts)).catch((problem) => json(500, { message: String(problem) }))
    if (!found) return request.socket.destroy() // LINE is away, or its answer is lost
    response.writeHead(found.status, { 'x-line-request-id': randomUUID(), 'Cache-Control': 'no-store', ...found.headers })
    response.end(found.body)
  })
}).listen(Number(options.port), '127.0.0.1', () => console.log(`LINE simulator: ${base}`))

// 1,000 webhook events a second: how soon is each answered, and are all worked off?
//
//   node bench/line_webhook.mjs [--rate 1000] [--seconds 20] [--program build/hagukumi]
//
// Runs the demonstration with a LINE that takes everything at once, and sends one signed event a request at a fixed
// rate, whether or not the ones before are answered: an answer that is late makes no later one early.  An event is on
// disk before it is answered, so afterwards the disk alone is asked the same: as many arrivals, one sync of a file that
// does not grow for all that wait.  Ends with 1 when a p99 of the program is above 100 ms and above twice the disk's own.
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({ options: { rate: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '20' }, program: { type: 'string', default: 'build/hagukumi' } } })
const rate = Number(options.rate)
const count = rate * Number(options.seconds)

let replies = 0
const line = createServer((asked, response) => {
  asked.resume()
  asked.on('end', () => {
    if (asked.url === '/v2/bot/message/reply') ++replies
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(asked.url === '/oauth2/v3/token' ? '{"access_token":"t","expires_in":900,"token_type":"Bearer"}' : '{}')
  })
})
await new Promise((done) => line.listen(0, '127.0.0.1', done))

const folder = mkdtempSync(join(tmpdir(), 'hagukumi-bench-'))
const accounts = join(folder, 'accounts.json')
const program = spawn(options.program, ['demo', '--port', '0', '--accounts', accounts, '--database', join(folder, 'bench.db'), '--line', `http://127.0.0.1:${line.address().port}`, '--log-level', 'error'])
await new Promise((ready, failed) => {
  program.stdout.on('data', (text) => text.toString().includes('Ctrl-C') && ready())
  program.on('exit', (code) => failed(new Error(`the program ended with ${code}`)))
})
const channel = JSON.parse(readFileSync(accounts, 'utf8')).line[0]
const to = new URL(channel.webhook)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

function send(number) {
  const body = JSON.stringify({
    destination: 'U0',
    events: [{ type: 'message', mode: 'active', timestamp: Date.now(), webhookEventId: randomUUID(), deliveryContext: { isRedelivery: false }, replyToken: randomUUID(), source: { type: 'user', userId: `U${String(number % 5000).padStart(32, '0')}` }, message: { type: 'text', id: String(number), quoteToken: 'q', text: number % 2 ? 'さんご' : 'こんにちは' } }],
  })
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body), 'X-Line-Signature': createHmac('sha256', channel.secret).update(body).digest('base64') }
  const began = performance.now()
  return new Promise((done) => {
    const asked = request({ host: to.hostname, port: to.port, path: to.pathname, method: 'POST', headers, agent }, (answer) => {
      answer.resume()
      answer.on('end', () => done({ status: answer.statusCode, took: performance.now() - began }))
    })
    asked.on('error', () => done({ status: 0, took: performance.now() - began }))
    asked.end(body)
  })
}

/** Calls `arrive` at the rate, and gives what it promised each time. */
async function at_the_rate(arrive) {
  const began = performance.now()
  const arrived = []
  while (arrived.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate))
    while (arrived.length < due) arrived.push(arrive(arrived.length))
    await new Promise((done) => setTimeout(done, 2))
  }
  return Promise.all(arrived)
}

function quantile(took, share) {
  const sorted = took.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
const in_words = (took) => `p50 ${quantile(took, 0.5).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms, worst ${quantile(took, 1).toFixed(1)} ms`

const answers = await at_the_rate(send)
const took = answers.map((one) => one.took)
const answered = performance.now()
while (replies < count && performance.now() - answered < 120_000) await new Promise((done) => setTimeout(done, 50))
const worked_off = performance.now()

const bad = answers.filter((one) => one.status !== 200).length
console.log(`${count} events at ${rate}/s: ${in_words(took)}, not taken ${bad}; ${replies} answers sent, the last ${((worked_off - answered) / 1000).toFixed(1)} s after the last event`)
program.removeAllListeners('exit')
const ended = new Promise((done) => program.on('exit', done))
program.kill('SIGTERM')
await ended

const bytes_of_one = 2048
const file = await open(join(folder, 'disk'), 'w')
for (let at = 0; at < count; at += 1000) await file.write(Buffer.alloc(1000 * bytes_of_one))
await file.sync()
let waiting = []
let written = 0
let is_syncing = false
async function sync_what_waits() {
  is_syncing = true
  while (waiting.length > 0) {
    const batch = waiting
    waiting = []
    await file.write(Buffer.alloc(batch.length * bytes_of_one, 1), 0, batch.length * bytes_of_one, written)
    written += batch.length * bytes_of_one
    await file.datasync()
    for (const durable of batch) durable()
  }
  is_syncing = false
}
const synced = await at_the_rate(async () => {
  const came = performance.now()
  await new Promise((durable) => {
    waiting.push(durable)
    if (!is_syncing) sync_what_waits()
  })
  return performance.now() - came
})
await file.close()
console.log(`the disk alone: ${in_words(synced)}`)
line.close()
agent.destroy()
rmSync(folder, { recursive: true, force: true })
const aim = Math.max(100, 2 * quantile(synced, 0.99))
process.exit(bad || replies < count || quantile(took, 0.99) >= aim ? 1 : 0)

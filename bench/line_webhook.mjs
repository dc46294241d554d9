// 1,000 webhook events a second: how soon is each answered, and are all worked off?
//
//   node bench/line_webhook.mjs [--rate 1000] [--seconds 20] [--program build/hagukumi]
//
// Runs the demonstration with a LINE that takes everything at once, and sends one signed event a request at a fixed
// rate, whether or not the ones before are answered: an answer that is late makes no later one early.
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

const began = performance.now()
const sent = []
while (sent.length < count) {
  const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate))
  while (sent.length < due) sent.push(send(sent.length))
  await new Promise((done) => setTimeout(done, 2))
}
const answers = await Promise.all(sent)
const answered = performance.now()
while (replies < count && performance.now() - answered < 120_000) await new Promise((done) => setTimeout(done, 50))
const worked_off = performance.now()

const took = answers.map((one) => one.took).sort((a, b) => a - b)
const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1)
const bad = answers.filter((one) => one.status !== 200).length
console.log(`${count} events at ${rate}/s: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms, not taken ${bad}; ${replies} answers sent, the last ${((worked_off - answered) / 1000).toFixed(1)} s after the last event`)
program.removeAllListeners('exit')
const ended = new Promise((done) => program.on('exit', done))
program.kill('SIGTERM')
await ended
line.close()
agent.destroy()
rmSync(folder, { recursive: true, force: true })
process.exit(bad || replies < count || Number(at(0.99)) >= 100 ? 1 : 0)

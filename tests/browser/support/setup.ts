// Starts the demonstration with the stand-in for LINE and a mail server, and makes the camera's film of a poster; all
// end with the run.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { line_port, port, push_port } from '../playwright.config.ts'
import { accounts_file, sessions_folder, type Account } from './accounts.ts'
import { film_of } from './camera.ts'
import { mails_file } from './mails.ts'

const root = resolve(import.meta.dirname, '../../..')

export default async function setup(): Promise<() => Promise<void>> {
  const folder = resolve(root, 'build/browser')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(sessions_folder, { recursive: true })
  const line = spawn(process.execPath, [resolve(root, 'web/line-simulator/server.mjs'), '--port', String(line_port), '--accounts', accounts_file], { cwd: root })
  await new Promise<void>((ready) => line.stdout.once('data', () => ready()))
  line.stderr.on('data', (text: Buffer) => process.stderr.write(text))
  // It prints its port, and then each mail as a line of JSON.
  const mail = spawn('/usr/bin/python3', [resolve(root, 'tests/mail/smtp_sink.py')], { cwd: root })
  mail.stderr.on('data', (text: Buffer) => process.stderr.write(text))
  writeFileSync(mails_file, '')
  const mail_port = await new Promise<string>((ready) => mail.stdout.once('data', (text: Buffer) => ready(text.toString().trim())))
  mail.stdout.on('data', (text: Buffer) => appendFileSync(mails_file, text))
  const mails = ['--smtp-host', '127.0.0.1', '--smtp-port', mail_port, '--smtp-tls', 'none', '--mail-from', 'no-reply@hagukumi.example.jp']
  const pushes = ['--push-key', randomBytes(32).toString('base64url'), '--push-service', `http://127.0.0.1:${push_port}`]
  // The five programmes of the repository, and three examples: seats that are drawn by lot, a price by what an officer
  // states, and hours over midnight.
  const programmes = resolve(folder, 'programmes')
  cpSync(resolve(root, 'programmes'), programmes, { recursive: true, filter: (from) => !from.includes('/examples') })
  for (const example of ['990205-lots.yaml', '990108-visitors.yaml', '990132-sitter.yaml']) cpSync(resolve(root, 'programmes/examples', example), resolve(programmes, example))
  const program = spawn(process.env.HAGUKUMI ?? resolve(root, 'build/hagukumi'), ['demo', '--programmes', programmes, '--now', '2026-07-08T09:30', '--port', String(port), '--accounts', accounts_file, '--line', `http://127.0.0.1:${line_port}`, '--log-level', 'warn', ...mails, ...pushes], { cwd: root })
  await new Promise<void>((ready, failed) => {
    program.stdout.on('data', (text: Buffer) => text.toString().includes('Ctrl-C') && ready())
    program.stderr.on('data', (text: Buffer) => process.stderr.write(text))
    program.on('exit', (code) => failed(new Error(`the program ended with ${code}`)))
  })
  const { accounts } = JSON.parse(readFileSync(accounts_file, 'utf8')) as { accounts: Account[] }
  for (const municipality of [131016, 131202]) {
    const desk = accounts.find((one) => one.municipality === municipality && one.role === 'facility_staff')!
    film_of(desk.poster, resolve(folder, `poster-${municipality}.y4m`))
  }
  return async () => {
    program.removeAllListeners('exit')
    const ended = new Promise((done) => program.on('exit', done))
    program.kill('SIGTERM')
    await ended
    line.kill('SIGTERM')
    mail.kill('SIGTERM')
  }
}

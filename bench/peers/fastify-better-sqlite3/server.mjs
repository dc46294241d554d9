// The bare writing of a use in Fastify with better-sqlite3: WAL, synchronous=FULL, prepared statements, one
// IMMEDIATE transaction a request.  node server.mjs PORT DATABASE TARGETS
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'

const [port, file, targets] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(`
  CREATE TABLE coupon(id TEXT PRIMARY KEY, municipality INTEGER NOT NULL, service TEXT NOT NULL,
                      units_left INTEGER NOT NULL CHECK (units_left >= 0)) WITHOUT ROWID, STRICT;
  CREATE TABLE entry(id INTEGER PRIMARY KEY, municipality INTEGER NOT NULL, coupon TEXT NOT NULL, check_in TEXT NOT NULL,
                     service TEXT NOT NULL, units INTEGER NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE audit(id INTEGER PRIMARY KEY, municipality INTEGER NOT NULL, at INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
  CREATE TABLE outbox(id INTEGER PRIMARY KEY, municipality INTEGER NOT NULL, coupon TEXT NOT NULL, body TEXT NOT NULL) STRICT;`)
const add = db.prepare('INSERT INTO coupon VALUES (?, ?, ?, 1000000)')
db.transaction(() => {
  for (const line of readFileSync(targets, 'utf8').trim().split('\n')) {
    const [municipality, , , coupon, service] = line.split('\t')
    add.run(coupon, Number(municipality), service)
  }
})()

const done = db.prepare('SELECT id FROM entry WHERE key = ?')
const take = db.prepare('UPDATE coupon SET units_left = units_left - ? WHERE id = ? AND municipality = ? AND service = ? AND units_left >= ?')
const record = db.prepare('INSERT INTO entry(municipality, coupon, check_in, service, units, at, key) VALUES (?, ?, ?, ?, ?, ?, ?)')
const audit = db.prepare('INSERT INTO audit(municipality, at, detail) VALUES (?, ?, ?)')
const notify = db.prepare('INSERT INTO outbox(municipality, coupon, body) VALUES (?, ?, ?)')
const use = db.transaction((municipality, u) => {
  const before = done.get(u.key)
  if (before) return before.id
  if (take.run(u.units, u.coupon, municipality, u.service, u.units).changes === 0) return null
  const at = Date.now()
  const id = record.run(municipality, u.coupon, u.check_in, u.service, u.units, at, u.key).lastInsertRowid
  audit.run(municipality, at, JSON.stringify({ use: Number(id), units: u.units }))
  notify.run(municipality, u.coupon, JSON.stringify({ template: 'used', units: u.units }))
  return Number(id)
})

const app = Fastify()
app.get('/healthz', () => ({ status: 'ok' }))
app.post('/api/v1/:municipality/parent/uses', (request, reply) => {
  const id = use.immediate(Number(request.params.municipality), request.body)
  return id === null ? reply.code(422).send({ title: 'refused' }) : reply.code(201).send({ use: { id } })
})
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))

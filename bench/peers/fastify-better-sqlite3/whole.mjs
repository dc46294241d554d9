// The whole use of a coupon in Fastify with better-sqlite3: signed in, checked in, decided by rules over what is known, taken, entered with its
// decision, chained, two messages written.  WAL, synchronous=FULL, prepared statements, one IMMEDIATE transaction a request.
// node whole.mjs PORT DATABASE TARGETS
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { answer_of, content_of, decide, families, is_own_site, messages_of, route, schema, sha256, token_of } from '../use.mjs'

const [port, file, targets] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec(`
  CREATE TABLE account(id TEXT PRIMARY KEY, municipality INTEGER NOT NULL, household TEXT NOT NULL, role TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE session(token_hash BLOB PRIMARY KEY, account TEXT NOT NULL, ends_at INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE household(id TEXT PRIMARY KEY, municipality INTEGER NOT NULL, income_class TEXT NOT NULL, resident_until TEXT) WITHOUT ROWID, STRICT;
  CREATE TABLE child(id TEXT PRIMARY KEY, household TEXT NOT NULL, born TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE facility(id TEXT PRIMARY KEY, municipality INTEGER NOT NULL, name TEXT NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE offer(facility TEXT NOT NULL, service TEXT NOT NULL, fee_yen INTEGER NOT NULL, PRIMARY KEY (facility, service)) WITHOUT ROWID, STRICT;
  CREATE TABLE check_in(id TEXT PRIMARY KEY, account TEXT NOT NULL, facility TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE coupon(id TEXT PRIMARY KEY, municipality INTEGER NOT NULL, household TEXT NOT NULL, child TEXT NOT NULL, service TEXT NOT NULL,
                      units_left INTEGER NOT NULL CHECK (units_left >= 0), valid_until TEXT NOT NULL, last_entry INTEGER) WITHOUT ROWID, STRICT;
  CREATE TABLE entry(id INTEGER PRIMARY KEY, municipality INTEGER NOT NULL, coupon TEXT NOT NULL, facility TEXT NOT NULL, check_in TEXT NOT NULL,
                     service TEXT NOT NULL, units INTEGER NOT NULL, left_after INTEGER NOT NULL, fee_yen INTEGER NOT NULL,
                     parent_yen INTEGER NOT NULL, decision TEXT NOT NULL, before INTEGER, at INTEGER NOT NULL,
                     key TEXT NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;
  CREATE TABLE audit_head(municipality INTEGER PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
  CREATE TABLE audit(municipality INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, detail TEXT NOT NULL,
                     hash BLOB NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID, STRICT;
  CREATE TABLE outbox(id INTEGER PRIMARY KEY, municipality INTEGER NOT NULL, receiver TEXT NOT NULL, body TEXT NOT NULL) STRICT;`)

const into = (table, count) => db.prepare(`INSERT OR IGNORE INTO ${table} VALUES (${Array(count).fill('?').join(', ')})`)
const seed = { account: into('account', 4), session: into('session', 3), household: into('household', 4), child: into('child', 3), check_in: into('check_in', 4), coupon: into('coupon', 8) }
db.transaction(() => {
  const in_a_month = Date.now() + 30 * 86_400_000
  const born = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10)
  for (const f of families(targets)) {
    into('facility', 3).run('facility', f.municipality, '測定の施設')
    into('offer', 3).run('facility', f.service, 5000)
    into('audit_head', 3).run(f.municipality, 0, Buffer.alloc(32))
    seed.account.run(f.account, f.municipality, f.household, 'parent')
    seed.session.run(f.token_hash, f.account, in_a_month)
    seed.household.run(f.household, f.municipality, 'general', null)
    seed.child.run(f.child, f.household, born)
    seed.check_in.run(f.check_in, f.account, 'facility', in_a_month)
    seed.coupon.run(f.coupon, f.municipality, f.household, f.child, f.service, 1_000_000, '2199-03-31', null)
  }
})()

const find_session = db.prepare(`
  SELECT a.id, a.household FROM session s JOIN account a ON a.id = s.account
  WHERE s.token_hash = ? AND s.ends_at > ? AND a.municipality = ? AND a.role = 'parent'`)
const find_known = db.prepare(`
  SELECT c.units_left, c.valid_until, c.last_entry, h.income_class, h.resident_until, k.born, i.facility, f.name AS facility_name, o.fee_yen, e.at AS last_at
  FROM coupon c JOIN household h ON h.id = c.household JOIN child k ON k.id = c.child JOIN check_in i ON i.id = ? AND i.account = ? AND i.at > ?
  JOIN facility f ON f.id = i.facility AND f.municipality = c.municipality JOIN offer o ON o.facility = f.id AND o.service = c.service
  LEFT JOIN entry e ON e.id = c.last_entry
  WHERE c.id = ? AND c.household = ? AND c.municipality = ? AND c.service = ?`)
const done = db.prepare('SELECT * FROM entry WHERE key = ?')
const take = db.prepare('UPDATE coupon SET units_left = units_left - ?, last_entry = ? WHERE id = ? AND units_left >= ?')
const record = db.prepare(`
  INSERT INTO entry(municipality, coupon, facility, check_in, service, units, left_after, fee_yen, parent_yen, decision, before, at, key, content)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const head = db.prepare('SELECT number, hash FROM audit_head WHERE municipality = ?')
const set_head = db.prepare('UPDATE audit_head SET number = ?, hash = ? WHERE municipality = ?')
const audit = db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)')
const notify = db.prepare('INSERT INTO outbox(municipality, receiver, body) VALUES (?, ?, ?)')

const use = db.transaction((municipality, cookie, u) => {
  const now = new Date()
  const at = now.getTime()
  const caller = find_session.get(sha256(token_of(cookie)), at, municipality)
  if (!caller) return [401, { title: 'signed out' }]
  const content = content_of(u)
  const before = done.get(u.key)
  if (before && !content.equals(before.content)) return [409, { title: 'key used' }]
  const known = find_known.get(u.check_in, caller.id, at - 900_000, u.coupon, caller.household, municipality, u.service)
  if (!known) return [422, { title: 'no coupon' }]
  if (before) return [201, answer_of(known, u, before)]
  const decision = decide(known, u, now)
  if (!decision.allowed) return [422, { title: 'refused', rules: decision.rules }]
  const left = known.units_left - u.units
  const id = record.run(municipality, u.coupon, known.facility, u.check_in, u.service, u.units, left, decision.fee, decision.parent,
    JSON.stringify(decision), known.last_entry, at, u.key, content).lastInsertRowid
  if (take.run(u.units, id, u.coupon, u.units).changes === 0) throw new Error('the rules and the coupon do not agree')
  const chain = head.get(municipality)
  const detail = JSON.stringify({ use: Number(id), coupon: u.coupon, units: u.units, left, service: u.service })
  const hash = sha256(chain.hash, String(chain.number + 1), String(at), caller.id, detail)
  audit.run(municipality, chain.number + 1, at, caller.id, detail, hash)
  set_head.run(chain.number + 1, hash, municipality)
  const [parent, desk] = messages_of(known, u, decision)
  notify.run(municipality, caller.id, parent)
  notify.run(municipality, known.facility, desk)
  return [201, answer_of(known, u, { id, at, left_after: left, fee_yen: decision.fee, parent_yen: decision.parent })]
})

const app = Fastify()
app.get('/healthz', () => ({ status: 'ok' }))
app.post(route, schema, (request, reply) => {
  if (!is_own_site(request)) return reply.code(403).send({ title: 'another site' })
  const [status, answer] = use.immediate(Number(request.params.municipality), request.headers.cookie, request.body)
  return reply.code(status).send(answer)
})
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))

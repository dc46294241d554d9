// The whole use of a coupon in Fastify with pg, at its best: one statement reads all that is known, the rules are decided here, one call of a
// function writes everything; two ways there and back and one commit a request; 16 connections, faster here than 8 or 32.  node whole.mjs PORT postgresql://… TARGETS
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { answer_of, content_of, decide, families, is_own_site, messages_of, route, schema, sha256, token_of } from '../use.mjs'

const [port, connectionString, targets] = process.argv.slice(2)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
const pool = new pg.Pool({ connectionString, max: 16 })
await pool.query(readFileSync(new URL('../whole.sql', import.meta.url), 'utf8'))
// The head of the chain comes last: whoever holds it makes all others of the municipality wait until the commit.
await pool.query(`
  CREATE FUNCTION record_use(m integer, c text, f text, i text, s text, u integer, fee integer, parent integer, decision text, before bigint, k text,
                             content bytea, actor text, told_parent text, told_desk text, OUT id bigint, OUT at timestamptz, OUT left_after integer)
  LANGUAGE plpgsql AS $$
  DECLARE chain audit_head; detail text;
  BEGIN
    at := now();
    INSERT INTO entry(municipality, coupon, facility, check_in, service, units, left_after, fee_yen, parent_yen, decision, before, at, key, content)
      SELECT m, c, f, i, s, u, coupon.units_left - u, fee, parent, record_use.decision, record_use.before, record_use.at, k, record_use.content
      FROM coupon WHERE coupon.id = c AND coupon.units_left >= u
      ON CONFLICT (key) DO NOTHING RETURNING entry.id, entry.left_after INTO record_use.id, record_use.left_after;
    IF NOT FOUND THEN RETURN; END IF;
    UPDATE coupon SET units_left = units_left - u, last_entry = record_use.id WHERE coupon.id = c AND units_left = record_use.left_after + u;
    IF NOT FOUND THEN RAISE 'changed meanwhile' USING ERRCODE = 'serialization_failure'; END IF;
    INSERT INTO outbox(municipality, receiver, body) VALUES (m, actor, told_parent), (m, f, told_desk);
    detail := json_build_object('use', record_use.id, 'coupon', c, 'units', u, 'left', record_use.left_after, 'service', s)::text;
    SELECT * INTO chain FROM audit_head WHERE municipality = m FOR UPDATE;
    chain.number := chain.number + 1;
    chain.hash := sha256(chain.hash || convert_to(concat(chain.number, record_use.at, actor, detail), 'UTF8'));
    INSERT INTO audit VALUES (m, chain.number, record_use.at, actor, detail, chain.hash);
    UPDATE audit_head SET number = chain.number, hash = chain.hash WHERE municipality = m;
  END $$`)

const all = families(targets)
const column = (name) => all.map((family) => family[name])
const born = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10)
const seed = (text, ...names) => pool.query(text, names.map(column))
await seed(`INSERT INTO audit_head SELECT DISTINCT m, 0, '\\x00'::bytea FROM unnest($1::int[]) m`, 'municipality')
await seed(`INSERT INTO facility SELECT DISTINCT 'facility', m, '測定の施設' FROM unnest($1::int[]) m`, 'municipality')
await seed(`INSERT INTO offer SELECT DISTINCT 'facility', s, 5000 FROM unnest($1::text[]) s`, 'service')
await seed(`INSERT INTO account SELECT a, m, h, 'parent' FROM unnest($1::text[], $2::int[], $3::text[]) t(a, m, h)`, 'account', 'municipality', 'household')
await seed(`INSERT INTO session SELECT h, a, now() + interval '1 month' FROM unnest($1::bytea[], $2::text[]) t(h, a)`, 'token_hash', 'account')
await seed(`INSERT INTO household SELECT h, m, 'general', null FROM unnest($1::text[], $2::int[]) t(h, m)`, 'household', 'municipality')
await seed(`INSERT INTO child SELECT c, h, '${born}' FROM unnest($1::text[], $2::text[]) t(c, h)`, 'child', 'household')
await seed(`INSERT INTO check_in SELECT i, a, 'facility', now() + interval '1 month' FROM unnest($1::text[], $2::text[]) t(i, a)`, 'check_in', 'account')
await seed(`INSERT INTO coupon SELECT c, m, h, k, s, 1000000, '2199-03-31', null
            FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[]) t(c, m, h, k, s)`, 'coupon', 'municipality', 'household', 'child', 'service')
await pool.query('ANALYZE')

const find_known = {
  name: 'known',
  text: `
    SELECT a.id AS account, c.units_left, c.valid_until, c.last_entry, h.income_class, h.resident_until, k.born, i.facility, f.name AS facility_name,
           o.fee_yen, last.at AS last_at, done.id, done.at, done.left_after, done.fee_yen AS done_fee, done.parent_yen, done.content
    FROM session s JOIN account a ON a.id = s.account AND a.municipality = $2 AND a.role = 'parent'
    LEFT JOIN coupon c ON c.id = $3 AND c.household = a.household AND c.municipality = $2 AND c.service = $5
    LEFT JOIN household h ON h.id = c.household LEFT JOIN child k ON k.id = c.child
    LEFT JOIN check_in i ON i.id = $4 AND i.account = a.id AND i.at > now() - interval '15 minutes'
    LEFT JOIN facility f ON f.id = i.facility AND f.municipality = $2 LEFT JOIN offer o ON o.facility = f.id AND o.service = c.service
    LEFT JOIN entry last ON last.id = c.last_entry LEFT JOIN entry done ON done.key = $6
    WHERE s.token_hash = $1 AND s.ends_at > now()`
}
const record_use = { name: 'record', text: 'SELECT * FROM record_use($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)' }

async function use(municipality, cookie, u) {
  const content = content_of(u)
  const [known] = (await pool.query({ ...find_known, values: [sha256(token_of(cookie)), municipality, u.coupon, u.check_in, u.service, u.key] })).rows
  if (!known) return [401, { title: 'signed out' }]
  if (known.id && !content.equals(known.content)) return [409, { title: 'key used' }]
  if (!known.fee_yen) return [422, { title: 'no coupon' }]
  if (known.id) return [201, answer_of(known, u, { ...known, fee_yen: known.done_fee })]
  const decision = decide(known, u, new Date())
  if (!decision.allowed) return [422, { title: 'refused', rules: decision.rules }]
  const values = [municipality, u.coupon, known.facility, u.check_in, u.service, u.units, decision.fee, decision.parent, JSON.stringify(decision), known.last_entry,
    u.key, content, known.account, ...messages_of(known, u, decision)]
  const [written] = (await pool.query({ ...record_use, values })).rows
  if (written.id === null) return use(municipality, cookie, u) // another request was faster
  return [201, answer_of(known, u, { ...written, fee_yen: decision.fee, parent_yen: decision.parent })]
}

const app = Fastify()
app.get('/healthz', () => ({ status: 'ok' }))
app.post(route, schema, async (request, reply) => {
  if (!is_own_site(request)) return reply.code(403).send({ title: 'another site' })
  for (let tried = 0; ; ++tried) {
    try {
      const [status, answer] = await use(Number(request.params.municipality), request.headers.cookie, request.body)
      return reply.code(status).send(answer)
    } catch (error) {
      if (error.code !== '40001' || tried === 5) throw error
    }
  }
})
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))

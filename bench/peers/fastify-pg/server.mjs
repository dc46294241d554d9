// The bare writing of a use in Fastify with pg, at its best: everything in one prepared statement, so one way there and back and one
// commit a request; 32 connections.  node server.mjs PORT postgresql://… TARGETS
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'
import pg from 'pg'

const [port, connectionString, targets] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString, max: 32 })
await pool.query(readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'))
const rows = readFileSync(targets, 'utf8').trim().split('\n').map((line) => line.split('\t'))
await pool.query('INSERT INTO coupon SELECT c, m, s, 1000000 FROM unnest($1::int[], $2::text[], $3::text[]) AS t(m, c, s)', [
  rows.map((row) => Number(row[0])),
  rows.map((row) => row[3]),
  rows.map((row) => row[4])
])

const use = {
  name: 'use',
  text: `
    WITH before AS (SELECT id FROM entry WHERE key = $6),
    taken AS (UPDATE coupon SET units_left = units_left - $5 WHERE id = $2 AND municipality = $1 AND service = $4 AND units_left >= $5
              AND NOT EXISTS (SELECT FROM before) RETURNING id),
    recorded AS (INSERT INTO entry(municipality, coupon, check_in, service, units, at, key)
                 SELECT $1, id, $3, $4, $5, now(), $6 FROM taken RETURNING id),
    audited AS (INSERT INTO audit(municipality, at, detail) SELECT $1, now(), json_build_object('use', id, 'units', $5::int)::text FROM recorded),
    told AS (INSERT INTO outbox(municipality, coupon, body) SELECT $1, $2, json_build_object('template', 'used', 'units', $5::int)::text FROM recorded)
    SELECT id FROM before UNION ALL SELECT id FROM recorded`
}

const app = Fastify()
app.get('/healthz', () => ({ status: 'ok' }))
app.post('/api/v1/:municipality/parent/uses', async (request, reply) => {
  const { coupon, check_in, service, units, key } = request.body
  const done = await pool.query({ ...use, values: [Number(request.params.municipality), coupon, check_in, service, units, key] })
  if (done.rowCount === 0) return reply.code(422).send({ title: 'refused' })
  return reply.code(201).send({ use: { id: Number(done.rows[0].id) } })
})
console.log(await app.listen({ port: Number(port), host: '127.0.0.1' }))

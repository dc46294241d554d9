// A push service for one browser, for the tests: checks who sends (VAPID, RFC 8292) and reads what was sent (RFC 8291),
// with Node's own cryptography.  Prints its port, then the subscription, then a line of JSON for each message.
//   node push_sink.mjs [port]   a path /status/410 is answered so, any other with 201
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'

const browser = createECDH('prime256v1')
browser.generateKeys()
const auth = randomBytes(16)

const hmac = (key, text) => createHmac('sha256', key).update(text).digest()
const hkdf = (salt, secret, info, size) => hmac(hmac(salt, secret), Buffer.concat([info, Buffer.from([1])])).subarray(0, size)

function opened(body) {
  const salt = body.subarray(0, 16)
  const record_size = body.readUInt32BE(16)
  const key_size = body[20]
  const sender = body.subarray(21, 21 + key_size)
  const record = body.subarray(21 + key_size)
  if (record.length > record_size) throw new Error('more than one record')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const secret = hkdf(auth, browser.computeSecret(sender), info, 32)
  const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2)
  return plain.subarray(0, end).toString()
}

function sender_of(header) {
  const [, token, point] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header ?? '') ?? []
  if (!token) return { signed: false }
  const bytes = Buffer.from(point, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: bytes.subarray(1, 33).toString('base64url'), y: bytes.subarray(33).toString('base64url') }
  const [head, claims, signature] = token.split('.')
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }
  const signed = verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))
  return { signed, key: point, head: JSON.parse(Buffer.from(head, 'base64url')), claims: JSON.parse(Buffer.from(claims, 'base64url')) }
}

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    let text = null
    try {
      text = opened(Buffer.concat(parts))
    } catch (error) {
      text = `unreadable: ${error.message}`
    }
    const { ttl, urgency } = request.headers
    console.log(JSON.stringify({ path: request.url, text, ttl, urgency, encoding: request.headers['content-encoding'], from: sender_of(request.headers.authorization) }))
    const status = Number(/^\/status\/(\d+)/.exec(request.url)?.[1] ?? 201)
    response.writeHead(status, status === 302 ? { location: `http://127.0.0.1:${server.address().port}/elsewhere` } : {}).end()
  })
})
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(server.address().port)
  console.log(JSON.stringify({ p256dh: browser.getPublicKey().toString('base64url'), auth: auth.toString('base64url') }))
})

// LINE's part: talk rooms, people, reply tokens, retry keys, quota, ID tokens.  No socket is in here but the one that
// carries webhooks out.  All times come from `now`.
import { createHmac, createSign, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { faults_of, faults_of_menu } from './contract.mjs'

const reply_token_lives = 60_000
const retry_key_lives = 24 * 3600_000
const answer_within = 2_000
const redeliveries = 3

const hex = (bytes) => randomBytes(bytes).toString('hex')
const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** A ULID, as webhookEventId is one. */
function ulid(at) {
  let out = ''
  for (let i = 9, rest = at; i >= 0; --i, rest = Math.floor(rest / 32)) out = crockford[rest % 32] + out
  for (const byte of randomBytes(16)) out += crockford[byte % 32]
  return out
}

export class Line {
  constructor({ channels, people, now, base, redeliver_after = 500, log = () => {} }) {
    this.channels = channels // {municipality, name, channel_id, secret, login_channel_id, liff_id, webhook, liff_endpoint}
    this.people = people // {id, name}
    this.now = now
    this.base = base
    this.redeliver_after = redeliver_after
    this.log = log
    this.talks = new Map() // channel_id + person → { messages, friend, blocked }
    this.reply_tokens = new Map()
    this.retry_keys = new Map()
    this.tokens = new Map() // access token → { channel_id, until }
    this.listeners = new Set()
    this.trouble = { next: [], person: undefined } // what LINE does to the next calls about that person: 'down', 'slow', 403, 429, 500, 'lost'
    this.quota = undefined
    this.pushed = 0
    this.page_tokens = new Map() // access token of a page → { login_channel_id, person }
    this.consents = new Set() // login_channel_id + person
    this.menus = new Map() // rich menu id → { channel_id, menu, picture }
    this.aliases = new Map() // channel_id + alias → rich menu id
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.key = privateKey
    this.key_id = hex(8)
    this.jwk = { ...publicKey.export({ format: 'jwk' }), kid: this.key_id, alg: 'ES256', use: 'sig' }
  }

  channel(id) {
    return this.channels.find((one) => one.channel_id === id)
  }
  talk(channel_id, person) {
    const key = `${channel_id} ${person}`
    if (!this.talks.has(key)) this.talks.set(key, { messages: [], friend: false, blocked: false, menu: undefined })
    return this.talks.get(key)
  }
  show(channel_id, person, entry) {
    const shown = { ...entry, at: this.now(), id: randomUUID() }
    this.talk(channel_id, person).messages.push(shown)
    for (const listener of this.listeners) listener({ channel_id, person, entry: shown })
    return shown
  }

  // ── what a person does ──

  async add(channel_id, person) {
    const talk = this.talk(channel_id, person)
    const was_blocked = talk.blocked
    Object.assign(talk, { friend: true, blocked: false })
    await this.tell(channel_id, person, { type: 'follow', follow: { isUnblocked: was_blocked } }, true)
  }
  async block(channel_id, person) {
    Object.assign(this.talk(channel_id, person), { blocked: true })
    await this.tell(channel_id, person, { type: 'unfollow' }, false)
  }
  async say(channel_id, person, text) {
    this.show(channel_id, person, { from: 'person', text })
    await this.tell(channel_id, person, { type: 'message', message: { type: 'text', id: String(this.now()), quoteToken: hex(8), text } }, true)
  }
  async send_sticker(channel_id, person) {
    this.show(channel_id, person, { from: 'person', text: '（スタンプ）' })
    await this.tell(channel_id, person, { type: 'message', message: { type: 'sticker', id: String(this.now()), quoteToken: hex(8), stickerId: '52002734', packageId: '11537', stickerResourceType: 'STATIC' } }, true)
  }
  async press(channel_id, person, action, picked) {
    if (action.displayText) this.show(channel_id, person, { from: 'person', text: action.displayText })
    const postback = { data: action.data, ...(picked ? { params: { [action.mode ?? 'date']: picked } } : {}) }
    await this.tell(channel_id, person, { type: 'postback', postback }, true)
  }

  // ── webhooks ──

  event(channel_id, person, what, has_token) {
    const at = this.now()
    const event = { ...what, mode: 'active', timestamp: at, source: { type: 'user', userId: person }, webhookEventId: ulid(at), deliveryContext: { isRedelivery: false } }
    if (has_token) {
      event.replyToken = hex(16)
      this.reply_tokens.set(event.replyToken, { channel_id, person, at, used: false })
    }
    return event
  }
  async tell(channel_id, person, what, has_token) {
    const event = this.event(channel_id, person, what, has_token)
    await this.deliver(channel_id, [event])
    return event
  }
  /** Until a 2xx comes in time; then the same once more, marked as a redelivery. */
  async deliver(channel_id, events) {
    for (let attempt = 0; attempt <= redeliveries; ++attempt) {
      if (attempt > 0) {
        await new Promise((done) => setTimeout(done, this.redeliver_after))
        for (const event of events) {
          event.deliveryContext = { isRedelivery: true }
          const token = this.reply_tokens.get(event.replyToken)
          if (token) token.at = this.now()
        }
      }
      const status = await this.post(channel_id, { destination: this.bot(channel_id), events })
      if (status >= 200 && status < 300) return status
      this.log(`webhook: ${status}`)
    }
    return undefined
  }
  async post(channel_id, body) {
    const channel = this.channel(channel_id)
    const text = JSON.stringify(body)
    const signature = createHmac('sha256', channel.secret).update(text).digest('base64')
    try {
      const answer = await fetch(channel.webhook, { method: 'POST', body: text, headers: { 'Content-Type': 'application/json; charset=utf-8', 'X-Line-Signature': signature, 'User-Agent': 'LineBotWebhook/2.0' }, signal: AbortSignal.timeout(answer_within) })
      await answer.arrayBuffer()
      return answer.status
    } catch (problem) {
      return problem.name
    }
  }
  bot(channel_id) {
    return `U${channel_id.padStart(32, '0')}`.slice(0, 33)
  }

  // ── the Messaging API; each gives { status, body, headers? } ──

  give_token(form) {
    const channel = this.channel(form.get('client_id'))
    if (form.get('grant_type') !== 'client_credentials' || !channel || channel.secret !== form.get('client_secret')) return { status: 400, body: { error: 'invalid_client', error_description: 'invalid client' } }
    const token = hex(32)
    this.tokens.set(token, { channel_id: channel.channel_id, until: this.now() + 900_000 })
    return { status: 200, body: { access_token: token, expires_in: 900, token_type: 'Bearer' } }
  }
  /** Whose token this is, or nothing. */
  bearer(authorization) {
    const token = this.tokens.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '')
    return token && token.until > this.now() ? this.channel(token.channel_id) : undefined
  }
  refused(messages) {
    const faults = faults_of(messages)
    return faults.length ? { status: 400, body: { message: `The request body has ${faults.length} error(s)`, details: faults } } : undefined
  }
  reply(channel, body) {
    const refused = this.refused(body.messages)
    if (refused) return refused
    const token = this.reply_tokens.get(body.replyToken)
    if (!token || token.used || token.channel_id !== channel.channel_id || this.now() - token.at > reply_token_lives) return { status: 400, body: { message: 'Invalid reply token' } }
    token.used = true
    return { status: 200, body: { sentMessages: this.arrive(channel.channel_id, token.person, body.messages, 'reply') } }
  }
  push(channel, body, retry_key) {
    if (retry_key && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(retry_key)) return { status: 400, body: { message: 'The retry key is not a UUID' } }
    const refused = this.refused(body.messages)
    if (refused) return refused
    const before = this.retry_keys.get(retry_key)
    if (before && this.now() - before.at < retry_key_lives) return { status: 409, body: { message: 'The retry key is already accepted', sentMessages: before.sent }, headers: { 'x-line-accepted-request-id': before.request } }
    if (!this.people.some((one) => one.id === body.to)) return { status: 400, body: { message: 'Failed to send messages' } }
    if (this.quota !== undefined && this.quota <= 0) return { status: 429, body: { message: 'You have reached your monthly limit.' } }
    ++this.pushed
    if (this.quota !== undefined && !this.talk(channel.channel_id, body.to).blocked) --this.quota
    const sent = this.arrive(channel.channel_id, body.to, body.messages, 'push')
    if (retry_key) this.retry_keys.set(retry_key, { at: this.now(), sent, request: randomUUID() })
    return { status: 200, body: { sentMessages: sent } }
  }
  /** To somebody who has blocked the account nothing comes, and LINE says nothing of it. */
  arrive(channel_id, person, messages, way) {
    const talk = this.talk(channel_id, person)
    return messages.map((message) => {
      const id = String(this.now()) + hex(2)
      if (!talk.blocked) this.show(channel_id, person, { from: 'account', message, way })
      return { id, quoteToken: hex(8) }
    })
  }
  profile(channel, person) {
    const talk = this.talk(channel.channel_id, person)
    const known = this.people.find((one) => one.id === person)
    if (!known || !talk.friend || talk.blocked) return { status: 404, body: { message: 'Not found' } }
    return { status: 200, body: { displayName: known.name, userId: person, language: 'ja' } }
  }

  // ── rich menus ──

  make_menu(channel, menu) {
    const faults = faults_of_menu(menu)
    if (faults.length) return { status: 400, body: { message: `The request body has ${faults.length} error(s)`, details: faults } }
    const id = `richmenu-${hex(16)}`
    this.menus.set(id, { channel_id: channel.channel_id, menu })
    return { status: 200, body: { richMenuId: id } }
  }
  /** The channel's own menu, or nothing. */
  menu(channel, id) {
    const found = this.menus.get(id)
    return found?.channel_id === channel.channel_id ? found : undefined
  }
  upload(channel, id, type, bytes) {
    const found = this.menu(channel, id)
    if (!found) return { status: 404, body: { message: 'Not found' } }
    const { width, height } = found.menu.size
    const fits = type === 'image/png' && bytes.length <= 1024 * 1024 && bytes.readUInt32BE(16) === width && bytes.readUInt32BE(20) === height
    if (!fits || found.picture) return { status: 400, body: { message: 'An image of this size or type cannot be uploaded' } }
    found.picture = bytes
    return { status: 200, body: {} }
  }
  name_menu(channel, alias, id, is_new) {
    const key = `${channel.channel_id} ${alias}`
    if (!this.menu(channel, id)?.picture) return { status: 400, body: { message: 'richmenu not found' } }
    if (is_new && this.aliases.has(key)) return { status: 400, body: { message: 'conflict richmenu alias id' } }
    if (!is_new && !this.aliases.has(key)) return { status: 404, body: { message: 'richmenu alias not found' } }
    this.aliases.set(key, id)
    return { status: 200, body: {} }
  }
  /** Somebody who is no friend has no menu, and LINE says nothing of it. */
  link_menu(channel, person, id) {
    if (id && !this.menu(channel, id)?.picture) return { status: 404, body: { message: 'Not found' } }
    const talk = this.talk(channel.channel_id, person)
    if (talk.friend && !talk.blocked) this.show_menu(channel.channel_id, person, id)
    return { status: 200, body: {} }
  }
  delete_menu(channel, id) {
    if (!this.menu(channel, id)) return { status: 404, body: { message: 'Not found' } }
    this.menus.delete(id)
    return { status: 200, body: {} }
  }
  show_menu(channel_id, person, id) {
    this.talk(channel_id, person).menu = id
    for (const listener of this.listeners) listener({ channel_id, person, menu: id ?? null })
  }
  /** A touch on a switch: the other menu at once, and a postback. */
  async switch_menu(channel_id, person, action) {
    const id = this.aliases.get(`${channel_id} ${action.richMenuAliasId}`)
    if (id) this.show_menu(channel_id, person, id)
    const params = id ? { newRichMenuAliasId: action.richMenuAliasId, status: 'SUCCESS' } : { status: 'RICHMENU_ALIAS_ID_NOTFOUND' }
    await this.tell(channel_id, person, { type: 'postback', postback: { data: action.data, params } }, true)
  }

  // ── pages inside LINE ──

  /** What LINE puts behind the # of a page: who opened it, and a token of the consent that was given with that. */
  open_page(channel, person) {
    const token = hex(32)
    this.page_tokens.set(token, { login_channel_id: channel.login_channel_id, person })
    this.consents.add(`${channel.login_channel_id} ${person}`)
    return `id_token=${this.id_token(channel, person)}&access_token=${token}`
  }
  has_granted(channel, person) {
    return this.consents.has(`${channel.login_channel_id} ${person}`)
  }
  deauthorize(channel, token) {
    const page = this.page_tokens.get(token)
    if (page?.login_channel_id !== channel.login_channel_id) return { status: 400, body: { message: 'invalid token' } }
    this.consents.delete(`${page.login_channel_id} ${page.person}`)
    for (const [one, { login_channel_id, person }] of this.page_tokens) if (login_channel_id === page.login_channel_id && person === page.person) this.page_tokens.delete(one)
    return { status: 204, body: undefined }
  }

  id_token(channel, person) {
    const now = Math.floor(this.now() / 1000)
    const signed = `${base64url({ typ: 'JWT', alg: 'ES256', kid: this.key_id })}.${base64url({ iss: 'https://access.line.me', sub: person, aud: channel.login_channel_id, exp: now + 3600, iat: now, amr: ['linesso'] })}`
    return `${signed}.${createSign('sha256').update(signed).sign({ key: this.key, dsaEncoding: 'ieee-p1363' }, 'base64url')}`
  }
}

// What both peers in Node share: the lines of TARGETS, and what a team would write by hand for one programme's rules.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

export const token_of = (cookie) => (/=([^;]+)/.exec(cookie ?? '') ?? ['', ''])[1]

/** One family a line: with a child, a coupon, a check-in, and a parent who is signed in. */
export const families = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line, n) => {
      const [municipality, cookie, check_in, coupon, service] = line.split('\t')
      return { municipality: Number(municipality), token_hash: sha256(token_of(cookie)), check_in, coupon, service, account: `account-${n}`, household: `household-${n}`, child: `child-${n}` }
    })

export const content_of = (use) => sha256(JSON.stringify([use.check_in, use.coupon, use.service, use.units]))

const share = { general: 0.3, reduced: 0.1, none: 0 }

/** Whether the rules allow the use, what it costs, and each rule with its numbers and sentence. `now` is a Date. */
export function decide(known, use, now) {
  const days = Math.floor((now - new Date(known.born)) / 86_400_000)
  const rules = [
    { rule: 'resident', ok: !known.resident_until || now <= new Date(known.resident_until), ja: '市内にお住まいの方が使えます。' },
    { rule: 'age', ok: days >= 0 && days <= 365, ja: `お子さんは生後${days}日です。生後365日まで使えます。`, days, until: 365 },
    { rule: 'period', ok: now <= new Date(known.valid_until), ja: 'クーポンの期限内に使えます。' },
    { rule: 'left', ok: known.units_left >= use.units, ja: `残りは${known.units_left}回です。今回は${use.units}回使います。`, left: known.units_left },
    { rule: 'just_used', ok: use.again || !known.last_at || now - new Date(known.last_at) >= 600_000, ja: '同じ利用が少し前にありました。' }
  ]
  const fee = known.fee_yen * use.units
  return { allowed: rules.every((rule) => rule.ok), fee, parent: Math.floor(fee * share[known.income_class]), rules }
}

export const answer_of = (known, use, entry) => ({
  use: {
    id: String(entry.id), at: entry.at, coupon: use.coupon, facility: { id: known.facility, name: known.facility_name }, service: use.service, units: use.units,
    left_after: entry.left_after, fee_yen: entry.fee_yen, parent_yen: entry.parent_yen, public_yen: entry.fee_yen - entry.parent_yen
  }
})

export const messages_of = (known, use, decision) => {
  const said = { template: 'used', service: use.service, units: use.units, left: known.units_left - use.units, facility: known.facility_name, parent_yen: decision.parent }
  return [JSON.stringify(said), JSON.stringify({ ...said, template: 'used_at_desk' })]
}

const body = {
  type: 'object', required: ['key', 'check_in', 'coupon', 'service', 'units'],
  properties: { key: { type: 'string', format: 'uuid' }, check_in: { type: 'string' }, coupon: { type: 'string' }, service: { type: 'string' }, units: { type: 'integer', minimum: 1 }, again: { type: 'boolean' } }
}
export const route = '/api/v1/:municipality/parent/uses'
export const schema = { schema: { body } }

/** A request of another site is not let in. */
export const is_own_site = (request) => request.headers.origin === `http://${request.headers.host}`

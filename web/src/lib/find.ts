// Finding a coupon among many (M-11): words, check boxes, an order.  Pure.
import { pick, type Language } from './format.ts'
import type { Schemas } from './client.ts'

export type Coupon = Schemas['Coupon']

export const states = ['usable', 'not_today', 'over'] as const
export type State = (typeof states)[number]

export const orders = ['ends_first', 'most_left', 'least_left', 'newest', 'name'] as const
export type Order = (typeof orders)[number]

export type Wish = { words: string; states: State[]; kinds: string[]; children: string[]; order: Order }
export const no_wish = (): Wish => ({ words: '', states: [], kinds: [], children: [], order: 'ends_first' })

/** Whether anything is left out; an order alone leaves out nothing. */
export const narrows = (wish: Wish): boolean => wish.words.trim() !== '' || wish.states.length + wish.kinds.length + wish.children.length > 0

export const is_over = (coupon: Coupon, today: string): boolean =>
  coupon.state === 'expired' || (coupon.limited && coupon.units_left === 0) || (coupon.last_day !== null && coupon.last_day < today)

export function state_of(coupon: Coupon, today: string): State {
  if (is_over(coupon, today)) return 'over'
  return coupon.services.some((one) => one.usable_today) ? 'usable' : 'not_today'
}

/** What a check box of the kinds stands for. */
export const kind_of = (coupon: Coupon): string => `${coupon.programme} ${coupon.allotment}`

/** As it is compared: width, case and katakana make no difference. */
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(/\s+/g, '')

/** Everything of a coupon that somebody may remember it by. */
const words_of = (coupon: Coupon, language: Language) =>
  folded([coupon.name, coupon.programme_name, ...coupon.services.map((one) => one.name)].flatMap((text) => [text.ja, text.en, pick(text, language)]).join('\n') + (coupon.facility?.name ?? ''))

const compare: Record<Order, (a: Coupon, b: Coupon, language: Language) => number> = {
  ends_first: (a, b) => (a.last_day ?? '9').localeCompare(b.last_day ?? '9'),
  most_left: (a, b) => left(b) - left(a),
  least_left: (a, b) => left(a) - left(b),
  newest: (a, b) => b.issued_on.localeCompare(a.issued_on),
  name: (a, b, language) => pick(a.name, language).localeCompare(pick(b.name, language), 'ja'),
}
/** Without a limit there is always more. */
const left = (coupon: Coupon) => (coupon.limited ? coupon.units_left : Number.MAX_SAFE_INTEGER)

/** The coupons that are wished for, in the wished order; equal ones stay as they come. */
export function find(coupons: readonly Coupon[], wish: Wish, today: string, language: Language): Coupon[] {
  const words = wish.words.trim().split(/[\s　]+/).map(folded).filter(Boolean)
  const is_wished = (coupon: Coupon) =>
    (wish.states.length === 0 || wish.states.includes(state_of(coupon, today))) &&
    (wish.kinds.length === 0 || wish.kinds.includes(kind_of(coupon))) &&
    (wish.children.length === 0 || wish.children.includes(coupon.child ?? '')) &&
    words.every((word) => words_of(coupon, language).includes(word))
  return coupons.filter(is_wished).sort((a, b) => compare[wish.order](a, b, language))
}

import { expect, test } from 'vitest'
import type { Coupon } from '../src/lib/find.ts'
import { find, narrows, no_wish, state_of } from '../src/lib/find.ts'

const today = '2026-07-08'
function coupon(name: string, more: Partial<Coupon> = {}): Coupon {
  return {
    id: name, programme: 'p', programme_name: { ja: '事業', en: 'Programme' }, allotment: name, name: { ja: name, en: name }, design: 1,
    unit: 'sheet', unit_name: { ja: '枚', en: 'sheets' }, limited: true, units_granted: 10, units_used: 0, units_left: 10, units_reserved: 0,
    issued_on: '2026-04-01', first_used_on: null, last_day: '2027-03-31', state: 'active', birth: null, child: null, facility: null,
    services: [{ code: 's', name: { ja: 'いちじほいく', en: 'Day care' }, design: 1, unit: 'sheet', unit_name: { ja: '枚', en: 'sheets' }, least_per_use: 1, usable_today: true, reason: null, first_day: null, last_day: null }],
    ...more,
  }
}
const names = (coupons: Coupon[]) => coupons.map((one) => one.id).join(' ')

const a = coupon('A', { last_day: '2026-09-01', units_left: 3, child: 'c1', issued_on: '2026-06-01' })
const b = coupon('B', { last_day: null, limited: false, units_left: 0 })
const c = coupon('C', { last_day: '2026-08-01', units_left: 8, services: [{ ...a.services[0]!, usable_today: false }] })
const d = coupon('D', { units_left: 0 })
const all = [d, b, a, c]

test('M-11: without a wish everything is there, what ends first comes first', () => {
  expect(names(find(all, no_wish(), today, 'ja'))).toBe('C A D B')
  expect(narrows(no_wish())).toBe(false)
  expect(narrows({ ...no_wish(), order: 'name' })).toBe(false)
})
test('M-11: each order', () => {
  expect(names(find(all, { ...no_wish(), order: 'most_left' }, today, 'ja'))).toBe('B C A D')
  expect(names(find(all, { ...no_wish(), order: 'least_left' }, today, 'ja'))).toBe('D A C B')
  expect(names(find(all, { ...no_wish(), order: 'newest' }, today, 'ja'))).toBe('A D B C')
  expect(names(find(all, { ...no_wish(), order: 'name' }, today, 'ja'))).toBe('A B C D')
})
test('M-11: check boxes of one group widen, those of two groups narrow', () => {
  expect(all.map((one) => state_of(one, today))).toEqual(['over', 'usable', 'usable', 'not_today'])
  expect(names(find(all, { ...no_wish(), states: ['usable', 'not_today'] }, today, 'ja'))).toBe('C A B')
  expect(names(find(all, { ...no_wish(), states: ['usable'], children: ['c1'] }, today, 'ja'))).toBe('A')
  expect(names(find(all, { ...no_wish(), kinds: ['p B', 'p D'] }, today, 'ja'))).toBe('D B')
})
test('M-11: words are found in names and services, whatever their width and kana', () => {
  for (const words of ['イチジ', 'いちじ ほいく', 'ＤＡＹ　care']) expect(find(all, { ...no_wish(), words }, today, 'ja')).toHaveLength(4)
  expect(names(find(all, { ...no_wish(), words: 'ａ' }, today, 'ja'))).toBe('C A D B') // "Day care" has an a
  expect(find(all, { ...no_wish(), words: '病児' }, today, 'ja')).toEqual([])
})

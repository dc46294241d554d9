import { expect, test } from 'vitest'
import { registered } from '../src/desk/registered.ts'

const one = (child: string, guardian: string, programme = 'day_care', born_on: string | null = '2024-04-02') => ({ child, guardian, programme, born_on })
const words = { born_on: '生年月日', guardian: '保護者' }
const services = [
  { programme: 'day_care', service: 'interview', service_name: { ja: '面談', en: 'Interview' } },
  { programme: 'day_care', service: 'hours', service_name: { ja: '誰でも通園', en: 'Day care' } },
  { programme: 'sick_care', service: 'day', service_name: { ja: '病児保育', en: 'Sick child care' } },
]

test('M-09: two registered children of one name and birthday are told apart by their guardians', () => {
  const [a, b] = [one('蓮', '雨宮 千鶴'), one('蓮', '児玉 直子')]
  expect(registered(a, [a, b], services, words, 'ja')).toMatch(/^蓮・.*令和6年4月2日.*・.*雨宮 千鶴$/)
  expect(registered(b, [a, b], services, words, 'ja')).toMatch(/児玉 直子$/)
})
test('a child of two programmes is registered for each by its service', () => {
  const [a, b] = [one('蓮', '雨宮 千鶴'), one('蓮', '雨宮 千鶴', 'sick_care')]
  expect(registered(a, [a, b], services, words, 'ja')).toMatch(/・誰でも通園$/)
  expect(registered(b, [a, b], services, words, 'ja')).toMatch(/・病児保育$/)
})
test('what is not known is left out', () => {
  const a = one('蓮', '', 'day_care', null)
  expect(registered(a, [a], services, words, 'ja')).toBe('蓮')
})

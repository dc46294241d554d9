import { expect, test } from 'vitest'
import { add_days, amount, day, days_between, digits, moment, nearest_language, pick, told_in, yen } from '../src/lib/format.ts'

const days = { ja: '日', en: 'days' }

test('amounts have their unit, in English one of it', () => {
  expect(amount(2, days, 'ja')).toBe('2日')
  expect(amount(1, days, 'en')).toBe('1 day')
  expect(amount(1200, days, 'en')).toBe('1,200 days')
})
test('sums', () => {
  expect(yen(12000, 'ja')).toBe('12,000円')
  expect(yen(12000, 'en')).toBe('¥12,000')
})
test('X-18: days carry era and weekday, whatever the time zone of the phone', () => {
  expect(day('2026-07-08', 'ja')).toBe('令和8年7月8日（水）')
  expect(day('2019-04-30', 'ja')).toContain('平成31年')
  expect(day('2019-05-01', 'ja')).toContain('令和元年')
  expect(day('2026-07-08', 'en')).toContain('8 July 2026')
})
test('moments are those of Japan', () => {
  expect(moment('2026-03-31T23:59:59+09:00', 'ja')).toContain('3月31日')
})
test('days are counted without time zones', () => {
  expect(add_days('2026-02-28', 1)).toBe('2026-03-01')
  expect(add_days('2026-12-31', 1)).toBe('2027-01-01')
  expect(days_between('2026-07-01', '2026-07-31')).toBe(30)
})
test('N-14: a full-width number is that number', () => {
  expect(digits('４')).toBe('4')
  expect(digits(' 123-４５６ ')).toBe('123456')
})
test('a missing language falls back to Japanese', () => {
  expect(pick({ ja: 'あ', en: '' }, 'en')).toBe('あ')
  expect(pick(null, 'ja')).toBe('')
})
test('U-01: a text stands whole in one language, and its mark is that language', () => {
  const text = { ja: '面談', en: 'Interview', vi: 'Buổi gặp' }
  expect(told_in(text, 'vi')).toEqual({ words: 'Buổi gặp', tag: 'vi' })
  expect(told_in(text, 'ne')).toEqual({ words: 'Interview', tag: 'en' })
  expect(told_in(text, 'ja-easy')).toEqual({ words: '面談', tag: 'ja' })
  expect(told_in({ ja: '面談', en: '', 'ja-easy': '会って話す' }, 'ja-easy')).toEqual({ words: '会って話す', tag: 'ja-x-easy' })
})
test('U-01: a browser that speaks Vietnamese is told in Vietnamese', () => {
  expect(nearest_language('vi-VN')).toBe('vi')
  expect(nearest_language('zh-Hans-CN')).toBe('zh')
  expect(nearest_language('tl')).toBe('fil')
  expect(nearest_language('fi')).toBeUndefined()
})

import { expect, test } from 'vitest'
import { add_days, amount, clock, date_name, day, day_at, days_between, digits, moment, month_name, nearest_language, pick, told_in, weekday_name, yen, type Language } from '../src/lib/format.ts'

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
test('U-05: days, sums and weekdays are written as each language writes them', () => {
  const days: Partial<Record<Language, string>> = {
    'ja-easy': '2026年7月8日（水）', zh: '2026年7月8日（周三）', ko: '2026년 7월 8일(수)', pt: 'qua., 8 de julho de 2026', ne: '2026 जुलाई 8 (बुध)', fil: 'Miy, Hulyo 8, 2026',
  }
  for (const [language, words] of Object.entries(days)) expect(day('2026-07-08', language as Language)).toBe(words)
  expect(day('2026-07-08', 'vi')).toContain('8 tháng 7')
  expect(yen(12000, 'ja-easy')).toBe('12,000円')
  expect(yen(12000, 'zh')).toBe('12,000日元')
  expect(yen(12000, 'pt').replace(/\s/, ' ')).toBe('¥ 12.000')
  expect(moment('2026-07-08T09:32:00+09:00', 'ne')).toMatch(/^जुलाई 8 0?9:32$/)
  expect(clock('2026-07-08T09:32:00+09:00', 'ko')).toBe('09:32')
  expect([month_name(6, 'pt'), date_name(8, 'ko'), weekday_name(0, 'ja'), weekday_name(6, 'en')]).toEqual(['junho', '8일', '日', 'Sat'])
})
test('a day begins at midnight in Japan, wherever the browser is', () => {
  expect(day_at(Date.parse('2026-07-08T23:59:59+09:00'))).toBe('2026-07-08')
  expect(day_at(Date.parse('2026-07-09T00:00:00+09:00'))).toBe('2026-07-09')
})

// Months are "2026-06" and stay so.
import type { Language } from './format.ts'

/** 「令和8年6月」, "June 2026" */
export function month_in_words(month: string, language: Language): string {
  const locale = language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB'
  const form = language === 'ja' ? ({ era: 'long', year: 'numeric', month: 'long' } as const) : ({ year: 'numeric', month: 'long' } as const)
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'Asia/Tokyo' }).format(new Date(`${month}-15T12:00:00+09:00`))
}

export function add_months(month: string, count: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
}

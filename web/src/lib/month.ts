// Months are "2026-06" and stay so.
import { languages, month_name, type Language } from './format.ts'

/** 「令和8年6月」, "June 2026" */
export function month_in_words(month: string, language: Language): string {
  if (language === 'ne') return `${month.slice(0, 4)} ${month_name(Number(month.slice(5)), 'ne')}`
  const locales = language === 'ja' ? ['ja-JP-u-ca-japanese'] : [languages[language].locale, 'en-GB']
  const form = { era: language === 'ja' ? 'long' : undefined, year: 'numeric', month: 'long', timeZone: 'Asia/Tokyo' } as const
  return new Intl.DateTimeFormat(locales, form).format(new Date(`${month}-15T12:00:00+09:00`))
}

export function add_months(month: string, count: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
}

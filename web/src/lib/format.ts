// Numbers, sums, days and times as people read them.  Days are "2026-07-08" and stay so: never a local Date.
import type { Text } from './client.ts'

export type Language = 'ja' | 'en'

export const languages: readonly Language[] = ['ja', 'en']

const locale = (language: Language) => (language === 'ja' ? 'ja-JP' : 'en-GB')
const at_noon = (day: string) => new Date(`${day}T12:00:00+09:00`)

export const pick = (text: Text | null | undefined, language: Language): string => text?.[language] || text?.ja || ''

export const number = (value: number, language: Language): string => new Intl.NumberFormat(locale(language)).format(value)

export const yen = (value: number, language: Language): string =>
  language === 'ja' ? `${number(value, language)}円` : `¥${number(value, language)}`

/** 「2日」, "2 days", "1 day" */
export function amount(units: number, unit: Text, language: Language): string {
  if (language === 'ja') return `${number(units, 'ja')}${unit.ja}`
  const word = units === 1 && unit.en.endsWith('s') ? unit.en.slice(0, -1) : unit.en
  return `${number(units, 'en')} ${word}`
}

/** 「令和8年7月8日（水）」, "Wed 8 July 2026" */
export function day(value: string, language: Language): string {
  if (language === 'en') {
    return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Tokyo' }).format(at_noon(value))
  }
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(at_noon(value))
  const weekday = new Intl.DateTimeFormat('ja-JP', { weekday: 'short', timeZone: 'Asia/Tokyo' }).format(at_noon(value))
  return `${era}（${weekday}）`
}

/** 「7月8日 9:32」 */
export function moment(value: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Tokyo' }).format(new Date(value))
}

export const clock = (value: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Tokyo' }).format(new Date(value))

/** How many days from one day to another. */
export const days_between = (from: string, to: string): number =>
  Math.round((at_noon(to).getTime() - at_noon(from).getTime()) / 86_400_000)

export function add_days(value: string, count: number): string {
  return new Date(Date.parse(`${value}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/** 「４」 is 4; anything but digits goes. */
export const digits = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '')

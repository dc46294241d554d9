// Numbers, sums, days and times as people read them.  Days are "2026-07-08" and stay so: never a local Date.
import type { Text } from './client.ts'

/** In which the pages themselves are written. */
export type Language = 'ja' | 'en'

/** In which decisions are told: its own name, its tag for `lang`, and the pages' language for its readers. */
export const told_languages = {
  ja: { name: '日本語', tag: 'ja', page: 'ja' },
  en: { name: 'English', tag: 'en', page: 'en' },
  'ja-easy': { name: 'やさしい日本語', tag: 'ja-x-easy', page: 'ja' },
  zh: { name: '中文', tag: 'zh-Hans', page: 'en' },
  ko: { name: '한국어', tag: 'ko', page: 'en' },
  vi: { name: 'Tiếng Việt', tag: 'vi', page: 'en' },
  pt: { name: 'Português', tag: 'pt-BR', page: 'en' },
  ne: { name: 'नेपाली', tag: 'ne', page: 'en' },
  fil: { name: 'Filipino', tag: 'fil', page: 'en' },
} as const satisfies Record<string, { name: string; tag: string; page: Language }>

export type ToldLanguage = keyof typeof told_languages

export const languages: readonly ToldLanguage[] = ['ja', 'en']
export const all_languages = Object.keys(told_languages) as ToldLanguage[]

/** Ours that is nearest to a browser's: "vi-VN" is vi, "tl" is fil. */
export function nearest_language(tag: string): ToldLanguage | undefined {
  const first = tag.toLowerCase().split('-')[0]
  return all_languages.find((one) => one === (first === 'tl' ? 'fil' : first))
}

const locale = (language: Language) => (language === 'ja' ? 'ja-JP' : 'en-GB')
const at_noon = (day: string) => new Date(`${day}T12:00:00+09:00`)

/** The text whole in one language: the one that is wanted, else that of the pages, else Japanese. */
export function told_in(text: Text | null | undefined, wanted: ToldLanguage): { words: string; tag: string } {
  for (const language of [wanted, told_languages[wanted].page, 'ja'] as const) {
    const words = text?.[language]
    if (words) return { words, tag: told_languages[language].tag }
  }
  return { words: '', tag: 'ja' }
}

export const pick = (text: Text | null | undefined, language: ToldLanguage): string => told_in(text, language).words

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

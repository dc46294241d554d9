// Numbers, sums, days and times as people read them.  Days are "2026-07-08" and stay so: never a local Date.
import type { Text } from './client.ts'

/** Each language: its own name, its tag for `lang`, whose customs dates and numbers follow, and what staff of its
 *  readers see, as the desk and the office are written in two.  Days of the Gregorian calendar and digits as on the paper
 *  of a Japanese office, with which a parent compares them. */
export const languages = {
  ja: { name: '日本語', tag: 'ja', locale: 'ja-JP', for_staff: 'ja' },
  en: { name: 'English', tag: 'en', locale: 'en-GB', for_staff: 'en' },
  'ja-easy': { name: 'やさしい日本語', tag: 'ja-x-easy', locale: 'ja-JP', for_staff: 'ja' },
  zh: { name: '中文', tag: 'zh-Hans', locale: 'zh-CN', for_staff: 'en' },
  ko: { name: '한국어', tag: 'ko', locale: 'ko-KR', for_staff: 'en' },
  vi: { name: 'Tiếng Việt', tag: 'vi', locale: 'vi-VN', for_staff: 'en' },
  pt: { name: 'Português', tag: 'pt-BR', locale: 'pt-BR', for_staff: 'en' },
  ne: { name: 'नेपाली', tag: 'ne', locale: 'ne-u-nu-latn', for_staff: 'en' },
  fil: { name: 'Filipino', tag: 'fil', locale: 'fil-PH', for_staff: 'en' },
} as const satisfies Record<string, { name: string; tag: string; locale: string; for_staff: 'ja' | 'en' }>

export type Language = keyof typeof languages
export const all_languages = Object.keys(languages) as Language[]

/** Ours that is nearest to a browser's: "vi-VN" is vi, "tl" is fil. */
export function nearest_language(tag: string): Language | undefined {
  const first = tag.toLowerCase().split('-')[0]
  return all_languages.find((one) => one === (first === 'tl' ? 'fil' : first))
}

/** What Intl takes; a browser without a language writes as the British do, not as it does by itself. */
const locales = (language: Language): string[] => [languages[language].locale, 'en-GB']
/** Chromium's Intl has no Nepali; these are the words of src/rules/sentences/ne.yaml. */
const nepali = {
  months: ['जनवरी', 'फेब्रुअरी', 'मार्च', 'अप्रिल', 'मे', 'जुन', 'जुलाई', 'अगस्ट', 'सेप्टेम्बर', 'अक्टोबर', 'नोभेम्बर', 'डिसेम्बर'],
  weekdays: ['आइतबार', 'सोमबार', 'मङ्गलबार', 'बुधबार', 'बिहीबार', 'शुक्रबार', 'शनिबार'],
}
const date_form = (language: Language, form: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales(language), { timeZone: 'Asia/Tokyo', hourCycle: 'h23', ...form })
const at_noon = (day: string) => new Date(`${day}T12:00:00+09:00`)

/** The text whole in one language: the one that is wanted, else the one of two that its readers know better, else Japanese. */
export function told_in(text: Text | null | undefined, wanted: Language): { words: string; tag: string } {
  for (const language of [wanted, languages[wanted].for_staff, 'ja'] as const) {
    const words = text?.[language]
    if (words) return { words, tag: languages[language].tag }
  }
  return { words: '', tag: 'ja' }
}

export const pick = (text: Text | null | undefined, language: Language): string => told_in(text, language).words

export const number = (value: number, language: Language): string => new Intl.NumberFormat(locales(language)).format(value)

/** 「12,000円」, "12,000日元" where ¥ is another country's money too, else "¥12,000" */
export function yen(value: number, language: Language): string {
  if (languages[language].for_staff === 'ja') return `${number(value, language)}円`
  return new Intl.NumberFormat(locales(language), { style: 'currency', currency: 'JPY', currencyDisplay: language === 'zh' ? 'name' : 'narrowSymbol' }).format(value)
}

/** What staff read: 「2日」, "2 days", "1 day".  Parents read the sentence of their language: `counted`. */
export function amount(units: number, unit: Text, language: Language): string {
  if (language === 'ja') return `${number(units, 'ja')}${unit.ja}`
  const word = units === 1 && unit.en.endsWith('s') ? unit.en.slice(0, -1) : unit.en
  return `${number(units, 'en')} ${word}`
}

/** 「令和8年7月8日（水）」, 「2026年7月8日（水）」 in plain Japanese, "Wed, 8 July 2026" */
export function day(value: string, language: Language): string {
  if (language === 'ne') {
    const [year, month, date] = value.split('-').map(Number) as [number, number, number]
    return `${year} ${month_name(month, 'ne')} ${date} (${weekday_name(new Date(`${value}T00:00:00Z`).getUTCDay(), 'ne')})`
  }
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const
  if (language === 'zh' || language === 'ko') {
    const weekday = weekday_name(new Date(`${value}T00:00:00Z`).getUTCDay(), language)
    return `${date_form(language, date).format(at_noon(value))}${language === 'zh' ? `（${weekday}）` : `(${weekday})`}`
  }
  if (languages[language].for_staff === 'en') return date_form(language, { weekday: 'short', ...date }).format(at_noon(value))
  const calendar = language === 'ja' ? 'ja-JP-u-ca-japanese' : 'ja-JP'
  const in_japanese = new Intl.DateTimeFormat(calendar, { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(at_noon(value))
  return `${in_japanese}（${date_form('ja', { weekday: 'short' }).format(at_noon(value))}）`
}

/** 「7月8日 9:32」 */
export function moment(value: string, language: Language): string {
  const at = new Date(value)
  if (language !== 'ne') return date_form(language, { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' }).format(at)
  const month = Number(date_form('en', { month: 'numeric' }).format(at))
  return `${month_name(month, 'ne')} ${date_form('en', { day: 'numeric' }).format(at)} ${clock(value, 'ne')}`
}

export const clock = (value: string, language: Language): string => date_form(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(value))

/** 「6月」, "June" */
export const month_name = (month: number, language: Language): string =>
  language === 'ne' ? nepali.months[month - 1]! : date_form(language, { month: 'long' }).format(at_noon(`2026-${String(month).padStart(2, '0')}-15`))

/** 「8日」, "8" */
export const date_name = (date: number, language: Language): string => date_form(language, { day: 'numeric' }).format(at_noon(`2026-01-${String(date).padStart(2, '0')}`))

/** 「日」, "Sun" is 0. */
export const weekday_name = (weekday: number, language: Language): string =>
  language === 'ne' ? nepali.weekdays[weekday]!.replace('बार', '') : date_form(language, { weekday: 'short' }).format(at_noon(`2026-11-0${weekday + 1}`)).replace('.', '') // 1 November 2026 is a Sunday

/** Several things in one line. */
export const listed = (texts: string[], language: Language): string => texts.join(languages[language].for_staff === 'ja' || language === 'zh' ? '、' : ', ')

/** How many days from one day to another. */
export const days_between = (from: string, to: string): number =>
  Math.round((at_noon(to).getTime() - at_noon(from).getTime()) / 86_400_000)

export function add_days(value: string, count: number): string {
  return new Date(Date.parse(`${value}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/** 「４」 is 4; anything but digits goes. */
export const digits = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '')

/** The day in Japan at an instant (milliseconds). */
export const day_at = (instant: number): string => new Date(instant + 9 * 3_600_000).toISOString().slice(0, 10)

/** What a button is called for a screen reader: 「使う：通所型　蓮」. */
export const labelled = (...words: (string | undefined)[]): string => {
  const [deed, ...of] = words.filter((one) => one)
  return `${deed}：${of.join('　')}`
}

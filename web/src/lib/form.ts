// What is written into a form, and how an answer reads.
import type { Schemas } from './client.ts'
import { day, languages, listed, number, pick, type Language } from './format.ts'

export type Question = Schemas['FormQuestion']
export type Written = Schemas['WrittenAnswers']
export type Mistake = Schemas['FieldMistake']

/** Without empty parts at the end; what was not written at all is left out. */
export function tidy(written: Written): Written {
  const out: Written = {}
  for (const [question, texts] of Object.entries(written)) {
    const kept = [...texts]
    while (kept.length && kept.at(-1)!.trim() === '') kept.pop()
    if (kept.length) out[question] = kept
  }
  return out
}

/** The three parts of a date, however it was written before: ["2026", "10", "1"]. */
export function date_parts(texts: string[] | undefined): [string, string, string] {
  const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(texts?.length === 1 ? texts[0]! : '')
  if (whole) return [whole[1]!, String(Number(whole[2])), String(Number(whole[3]))]
  return [texts?.[0] ?? '', texts?.[1] ?? '', texts?.[2] ?? '']
}

/** 「令和8（2026）年」, "2026" */
export function year_in_words(year: number, language: Language): string {
  if (language === 'ja-easy') return `${year}年`
  if (languages[language].for_staff === 'en') return String(year)
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'Asia/Tokyo' }).format(new Date(`${year}-12-31T12:00:00+09:00`))
  return `${era.replace('年', '')}（${year}）年`
}

/** How an accepted answer reads; empty where nothing was written. */
export function in_words(question: Question, texts: string[] | undefined, language: Language, agreed: string): string {
  if (!texts?.length) return ''
  if (question.kind === 'consent') return agreed
  if (question.kind === 'date') return day(texts[0]!, language)
  if (question.kind === 'number') return number(Number(texts[0]), language)
  if (question.kind === 'choice' || question.kind === 'choices') {
    const names = texts.map((code) => pick(question.options.find((one) => one.code === code)?.name, language))
    return listed(names, language)
  }
  return texts.filter(Boolean).join(question.kind === 'name' || question.kind === 'kana' ? (languages[language].for_staff === 'ja' ? '　' : ' ') : '\n')
}

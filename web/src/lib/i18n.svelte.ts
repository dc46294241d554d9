// The language: chosen once, kept on the phone, the same for all parts.  The pages for parents are written in nine; the
// desk and the office in Japanese and English, where decisions are still told in the language that was chosen.
import { client, on_problem, type Schemas, type Text } from './client.ts'
import { all_languages, languages, nearest_language, type Language } from './format.ts'
import { know_readings, pieces_of, plain, type Piece, type Values } from './furigana.ts'
import type { Key, ParentKey } from './texts/ja.ts'

/** What a page for parents reads is in every catalogue; what only staff read, in two (tests/texts.test.ts). */
type Catalogue = Record<ParentKey, string> & Partial<Record<Key, string>>

/** A page loads the texts of one language; another comes when it is chosen. */
const catalogues: Record<Language, () => Promise<Catalogue>> = {
  ja: async () => (await import('./texts/ja.ts')).for_parents,
  en: async () => (await import('./texts/en.ts')).en,
  'ja-easy': async () => {
    know_readings((await import('./readings.ts')).readings)
    return (await import('./texts/ja-easy.ts')).ja_easy
  },
  zh: async () => (await import('./texts/zh.ts')).zh,
  ko: async () => (await import('./texts/ko.ts')).ko,
  vi: async () => (await import('./texts/vi.ts')).vi,
  pt: async () => (await import('./texts/pt.ts')).pt,
  ne: async () => (await import('./texts/ne.ts')).ne,
  fil: async () => (await import('./texts/fil.ts')).fil,
}
/** And what only staff read, in the two languages of their pages. */
const for_staff = {
  ja: async () => (await import('./texts/staff/ja.ts')).for_staff,
  en: async () => (await import('./texts/staff/en.ts')).en,
}
const slot = 'hagukumi-language'
/** Told of a language that somebody chose. */
let chosen_by_hand: (language: Language) => void = () => {}
export const on_choice = (listener: typeof chosen_by_hand) => void (chosen_by_hand = listener)
/** What was chosen on this phone by hand, not by its browser. */
export const kept_choice = (): Language | undefined => all_languages.find((one) => one === localStorage.getItem(slot))

/** Whether this page is for parents: its HTML says so. */
const is_for_parents = document.documentElement.dataset.for === 'parents'
const of_page = (language: Language): Language => (is_for_parents ? language : languages[language].for_staff)

function first_language(): Language {
  const kept = localStorage.getItem(slot) as Language
  return all_languages.includes(kept) ? kept : (nearest_language(navigator.language) ?? 'en')
}

async function texts_in(language: Language): Promise<Catalogue> {
  const [texts, more] = await Promise.all([catalogues[language](), is_for_parents ? {} : for_staff[languages[language].for_staff]()])
  return { ...texts, ...more }
}
/** In Japanese where a dead spot has nothing else: the worker keeps that, and each language that was read (sw.js). */
async function load(language: Language): Promise<{ language: Language; texts: Catalogue }> {
  const texts = await texts_in(language).catch(() => undefined)
  return texts ? { language, texts } : { language: 'ja', texts: await texts_in('ja') }
}

const at_first = await load(of_page(first_language()))
let chosen = $state<Language>(first_language())
let page = $state.raw(at_first)
document.documentElement.lang = languages[at_first.language].tag

// The server tells reasons in the language that a request asks for.
client.use({ onRequest: ({ request }) => request.headers.set('Accept-Language', languages[chosen].tag) })

// Its errors come in two, and take their words for the other languages from here.
if (is_for_parents) on_problem((problem) => import('./errors/explain.ts').then(({ explained }) => explained(problem, chosen)).catch(() => problem))

export const i18n = {
  /** Among which one can choose here. */
  offered: is_for_parents ? all_languages : (['ja', 'en'] as const),
  /** Of the page's own texts. */
  get language(): Language {
    return page.language
  },
  /** Of decisions, and of a programme's own words where it has them. */
  get told(): Language {
    return chosen
  },
  /** Nothing changes where the language cannot be loaded. */
  async choose(language: Language) {
    const next = await load(of_page(language))
    if (next.language !== of_page(language)) return
    page = next
    chosen = language
    localStorage.setItem(slot, language)
    chosen_by_hand(language)
    document.documentElement.lang = languages[page.language].tag
  },
}

/** A text that a page will show: `<T {...said} />`. */
export type Said = { key: Key; values?: Values }

/** The page's own text in pieces, of which some have a reading: for `T`. */
export const pieces = (key: Key, values?: Values): Piece[] => pieces_of(page.texts[key] ?? '', values, page.language)

/** The page's own text as plain characters: for attributes, titles and options.  Where it is read on the page, `T`. */
export const t = (key: Key, values?: Values): string => plain(pieces(key, values))

/** What a programme calls its coupons: in the page's language where its file has that, else in our own words, as an
 *  English word would stand alone in a Vietnamese sentence. */
export function coupon_word(text: Text | undefined): string {
  const language = i18n.language
  return text?.[language] || (languages[language].for_staff === 'ja' ? (text?.ja ?? '') : t('coupon_word'))
}

/** 「2日」, "2 days", "1 day" */
export const counted = (n: number, unit: Schemas['Coupon']['unit']): string => t(`unit_${unit}`, { n })

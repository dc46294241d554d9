// The language: chosen once, kept on the phone, the same for all parts.  Decisions are told in nine; the pages
// themselves are written in Japanese and English, and take the one that is nearer to the choice.
import { client } from './client.ts'
import { all_languages, nearest_language, told_languages, type Language, type ToldLanguage } from './format.ts'
import type { Key } from './texts/ja.ts'

/** A page loads the texts of one language; another comes when it is chosen. */
const catalogues: Record<Language, () => Promise<Record<Key, string>>> = {
  ja: async () => (await import('./texts/ja.ts')).ja,
  en: async () => (await import('./texts/en.ts')).en,
}
const slot = 'hagukumi-language'

function first_language(): ToldLanguage {
  const kept = localStorage.getItem(slot) as ToldLanguage
  return all_languages.includes(kept) ? kept : (nearest_language(navigator.language) ?? 'en')
}

const at_first = first_language()
let chosen = $state<ToldLanguage>(at_first)
let texts = $state.raw(await catalogues[told_languages[at_first].page]())
document.documentElement.lang = told_languages[at_first].page

// The server tells reasons in the language that a request asks for.
client.use({ onRequest: ({ request }) => request.headers.set('Accept-Language', told_languages[chosen].tag) })

export const i18n = {
  /** Of the page's own texts. */
  get language(): Language {
    return told_languages[chosen].page
  },
  /** Of decisions, and of a programme's own words where it has them. */
  get told() {
    return chosen
  },
  async choose(language: ToldLanguage) {
    texts = await catalogues[told_languages[language].page]()
    chosen = language
    localStorage.setItem(slot, language)
    document.documentElement.lang = told_languages[language].page
  },
}

export function fill(message: string, values: Record<string, string | number> = {}): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The page's own text. */
export const t = (key: Key, values?: Record<string, string | number>): string => fill(texts[key], values)

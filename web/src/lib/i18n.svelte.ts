// The language of the page: chosen once, kept on the phone, the same for all parts.
import { languages, type Language } from './format.ts'
import { en } from './texts/en.ts'
import { ja, type Key } from './texts/ja.ts'

const catalogues: Record<Language, Record<Key, string>> = { ja, en }
const slot = 'hagukumi-language'

function first_language(): Language {
  const kept = localStorage.getItem(slot)
  if (languages.includes(kept as Language)) return kept as Language
  return navigator.language.startsWith('ja') ? 'ja' : 'en'
}

const at_first = first_language()
let chosen = $state<Language>(at_first)
document.documentElement.lang = at_first

export const i18n = {
  get language() {
    return chosen
  },
  choose(language: Language) {
    chosen = language
    localStorage.setItem(slot, language)
    document.documentElement.lang = language
  },
}

export function fill(message: string, values: Record<string, string | number> = {}): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The text in the chosen language. */
export const t = (key: Key, values?: Record<string, string | number>): string => fill(catalogues[chosen][key], values)

// An error of the server in the language that was chosen; the texts of a language come with the first error.
import type { Problem } from '../client.ts'
import type { Language } from '../format.ts'
import { error_in } from './patterns.ts'

type Texts = Record<string, string>
const texts: Partial<Record<Language, () => Promise<Texts>>> = {
  'ja-easy': async () => (await import('./ja-easy.ts')).ja_easy,
  zh: async () => (await import('./zh.ts')).zh,
  ko: async () => (await import('./ko.ts')).ko,
  vi: async () => (await import('./vi.ts')).vi,
  pt: async () => (await import('./pt.ts')).pt,
  ne: async () => (await import('./ne.ts')).ne,
  fil: async () => (await import('./fil.ts')).fil,
}

/** The problem with its sentence in `language`, where the server has not said it so itself; never throws. */
export async function explained(problem: Problem, language: Language): Promise<Problem> {
  const load = texts[language]
  if (!load || problem.detail[language]) return problem
  const loaded = await load().catch(() => undefined)
  const words = loaded && error_in(loaded, problem.code, problem.detail.ja)
  return words ? { ...problem, detail: { ...problem.detail, [language]: words } } : problem
}

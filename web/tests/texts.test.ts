import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { pieces_of } from '../src/lib/furigana.ts'
import { en as parents_en } from '../src/lib/texts/en.ts'
import { for_parents } from '../src/lib/texts/ja.ts'
import { en as staff_en } from '../src/lib/texts/staff/en.ts'
import { for_staff } from '../src/lib/texts/staff/ja.ts'

type Texts = Record<string, string>
const places = (text: string) => [...text.matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map((found) => found[1]).sort()
const ja = { ...for_parents, ...for_staff }
const en = { ...parents_en, ...staff_en }
const parent_keys = Object.keys(for_parents).sort()

/** What is written for parents beside Japanese and English: "vi" and its texts. */
const catalogues = Object.entries(import.meta.glob<Record<string, Texts>>('../src/lib/texts/*.ts', { eager: true }))
  .map(([path, module]) => [path.replace(/.*\/|\.ts$/g, ''), Object.values(module)[0]!] as const)
  .filter(([language]) => language !== 'ja' && language !== 'en')

/** Every module that a page loads, at once or later, without the texts themselves. */
function modules_of(entry: string): string[] {
  const found = new Set<string>()
  const add = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\(|import )'(\.[^']+\.(?:ts|svelte))'/g))
      if (!path!.includes('/texts/') && !path!.endsWith('.d.ts')) add(resolve(dirname(file), path!))
  }
  add(resolve(import.meta.dirname, '../src', entry))
  return [...found]
}

/** The texts that a page names, whole ('until') or by their beginning and end (`state_${booking.state}`). */
function keys_of(entry: string): Set<string> {
  const keys = new Set<string>()
  for (const file of modules_of(entry)) {
    const source = readFileSync(file, 'utf8')
    for (const [, key] of source.matchAll(/['"](\w+)['"]/g)) if (key! in ja) keys.add(key!)
    for (const [, before, after] of source.matchAll(/`(\w*)\$\{[^`}]*\}(\w*)`/g)) {
      if (`${before}${after}`.length < 4) continue
      for (const key of Object.keys(ja)) if (key.startsWith(before!) && key.endsWith(after!)) keys.add(key)
    }
  }
  return keys
}

test('every text is there in both languages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort())
  for (const [key, text] of Object.entries({ ...ja, ...en })) expect(text, key).not.toBe('')
})
test('both languages name the same values', () => {
  for (const key of Object.keys(ja) as (keyof typeof ja)[]) expect(places(en[key]), key).toEqual(places(ja[key]))
})
test('no English text is left in Japanese', () => {
  for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
})
test('no two areas give a text the same name', () => {
  const areas = import.meta.glob<Record<string, Record<string, string>>>('../src/lib/texts/{ja,en}/*.ts', { eager: true })
  for (const language of ['ja', 'en']) {
    const names: string[] = []
    for (const [path, area] of Object.entries(areas))
      if (path.includes(`/${language}/`)) names.push(...Object.values(area).flatMap((texts) => Object.keys(texts)))
    expect(names.length).toBeGreaterThan(300)
    expect(names.filter((name, at) => names.indexOf(name) !== at), language).toEqual([])
  }
})

// ── what parents read is told in nine languages ──

test('U-05: a page for parents names no text that only staff read', () => {
  const staff_only = new Set(Object.keys(for_staff))
  for (const entry of ['parent/main.ts', 'landing/main.ts']) {
    const keys = keys_of(entry)
    expect(keys.size).toBeGreaterThan(5)
    expect([...keys].filter((key) => staff_only.has(key)), `${entry}: these belong to an area of for_parents in texts/ja.ts`).toEqual([])
  }
})
test('U-05: every text for parents is on one of their pages', () => {
  const keys = new Set([...keys_of('parent/main.ts'), ...keys_of('landing/main.ts')])
  expect(parent_keys.filter((key) => !keys.has(key))).toEqual([])
})
test.each(catalogues)('U-05: %s has every text for parents, with the same values', (language, texts) => {
  expect(Object.keys(texts).sort()).toEqual(parent_keys)
  for (const key of parent_keys) {
    expect(texts[key]!.trim(), `${language} ${key}`).not.toBe('')
    expect(places(texts[key]!), `${language} ${key}`).toEqual(places((ja as Texts)[key]!))
  }
})
test('U-05: in plain Japanese every kanji has its reading, in kana', () => {
  const plain_japanese = new Map(catalogues).get('ja-easy')!
  for (const [key, text] of Object.entries(plain_japanese)) {
    const values = Object.fromEntries(places(text).map((name) => [name!, 3]))
    for (const piece of pieces_of(text, values, 'ja-easy')) {
      if (piece.reading) expect(piece.reading, key).toMatch(/^[ぁ-んー]+$/)
      else expect(piece.text, key).not.toMatch(/[一-龠々]/)
    }
  }
})
const other_letters: Record<string, RegExp> = { zh: /[ぁ-んァ-ヶ]/, ko: /[ぁ-んァ-ヶ一-龠]/, vi: /[ぁ-んァ-ヶ一-龠]/, pt: /[ぁ-んァ-ヶ一-龠]/, ne: /[ぁ-んァ-ヶ一-龠]/, fil: /[ぁ-んァ-ヶ一-龠]/ }
test.each(catalogues.filter(([language]) => language in other_letters))('U-05: no text of %s is left in Japanese', (language, texts) => {
  for (const [key, text] of Object.entries(texts)) expect(text, key).not.toMatch(other_letters[language]!)
})

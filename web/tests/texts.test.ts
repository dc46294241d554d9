import { expect, test } from 'vitest'
import { en } from '../src/lib/texts/en.ts'
import { ja } from '../src/lib/texts/ja.ts'

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()

test('every text is there in both languages', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort())
  for (const [key, text] of Object.entries({ ...ja, ...en })) expect(text, key).not.toBe('')
})
test('both languages name the same values', () => {
  for (const key of Object.keys(ja) as (keyof typeof ja)[]) expect(placeholders(en[key]), key).toEqual(placeholders(ja[key]))
})
test('no English text is left in Japanese', () => {
  for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
})
test('no two areas give a text the same name', () => {
  const areas = import.meta.glob<Record<string, Record<string, string>>>('../src/lib/texts/{ja,en}/*.ts', { eager: true })
  for (const language of ['ja', 'en']) {
    const source = import.meta.glob<string>('../src/lib/texts/{ja,en}.ts', { eager: true, query: '?raw', import: 'default' })[`../src/lib/texts/${language}.ts`] ?? ''
    const names = [...source.matchAll(/^ {2}(\w+):/gm)].map((found) => found[1])
    for (const [path, area] of Object.entries(areas))
      if (path.includes(`/${language}/`)) names.push(...Object.values(area).flatMap((texts) => Object.keys(texts)))
    expect(names.length).toBeGreaterThan(300)
    expect(names.filter((name, at) => names.indexOf(name) !== at), language).toEqual([])
  }
})

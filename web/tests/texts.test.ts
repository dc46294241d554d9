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

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { know_readings, pieces_of, plain, sentence_with_readings, with_readings } from '../src/lib/furigana.ts'
import { readings } from '../src/lib/readings.ts'

/** 「残(のこ)り」 */
const read = (text: string, values = {}) => pieces_of(text, values, 'ja-easy').map((one) => (one.reading ? `${one.text}(${one.reading})` : one.text)).join('')

test('U-05: a reading stands over its characters, and plain characters are left without it', () => {
  expect(pieces_of('{残:のこ}りは {n}です', { n: 3 })).toEqual([{ text: '残', reading: 'のこ' }, { text: 'りは ' }, { text: '3' }, { text: 'です' }])
  expect(plain(pieces_of('{残:のこ}りは {n}です', { n: 3 }))).toBe('残りは 3です')
})
test('a value is never read as a text: what a person wrote stays as it is', () => {
  expect(pieces_of('{name}さん', { name: '{山:やま}<b>{n}' })).toEqual([{ text: '{山:やま}<b>{n}' }, { text: 'さん' }])
})
test('a number takes the form of its language', () => {
  const days = '{n|one=# dia|other=# dias}'
  expect(plain(pieces_of(days, { n: 1 }, 'pt'))).toBe('1 dia')
  expect(plain(pieces_of(days, { n: 2 }, 'pt'))).toBe('2 dias')
  expect(plain(pieces_of('{n|other=#日}', { n: 1200 }, 'ja'))).toBe('1,200日')
})
test('U-05: days and what is counted have the readings that they have', () => {
  expect(read('{day}まで', { day: '2026年7月8日（水）' })).toBe('2026年(ねん)7月(がつ)8日(ようか)（水(すい)）まで')
  expect(read('{day}', { day: '4月1日' })).toBe('4月(がつ)1日(ついたち)')
  expect(read('{n|other=#日}', { n: 1 })).toBe('1日(いちにち)')
  expect(read('{n|other=#日}', { n: 20 })).toBe('20日(はつか)')
  expect(read('{n|other=#日}', { n: 31 })).toBe('31日(にち)')
  expect(read('{x}', { x: '10時間30分2人' })).toBe('10時間(じかん)30分(ぷん)2人(ふたり)')
})
test('only plain Japanese has readings', () => {
  expect(with_readings('7月8日', 'ja')).toEqual([{ text: '7月8日' }])
})
test("U-05: every kanji of the server's sentences in plain Japanese has a reading", () => {
  know_readings(readings)
  const file = parse(readFileSync(new URL('../../src/rules/sentences/ja-easy.yaml', import.meta.url), 'utf8')) as Record<string, Record<string, string>>
  const messages = parse(readFileSync(new URL('../../src/messages/texts/ja-easy.yaml', import.meta.url), 'utf8')) as Record<string, Record<string, string | { subject: string; body: string }>>
  const words = ['phrases', 'lines', 'messages'].flatMap((part) => Object.values(messages[part]!)).flatMap((one) => (typeof one === 'string' ? [one] : [one.subject, one.body]))
  const sentences = [...['units', 'sentences', 'facts'].flatMap((part) => Object.values(file[part]!)), ...words]
  expect(sentences.length).toBeGreaterThan(250)
  const bare = (sentence: string) =>
    sentence_with_readings(sentence.replace(/\{\w+\}/g, '3')).filter((one) => !one.reading && /[一-龠々]/.test(one.text))
  for (const sentence of sentences) expect(bare(sentence), sentence).toEqual([])
  expect(sentence_with_readings('登録した施設を使ってください。').map((one) => one.reading ?? one.text).join('')).toBe('とうろくしたしせつをつかってください。')
})

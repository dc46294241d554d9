import { expect, test } from 'vitest'
import { pieces_of, plain, with_readings } from '../src/lib/furigana.ts'

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

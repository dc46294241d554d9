import { expect, test } from 'vitest'
import { matching } from '../src/parent/help/find.ts'

const topics = [
  { code: 'phone', name: { ja: '電話', en: 'Phone' }, questions: [{ code: 'camera', ask: { ja: 'カメラが開きません', en: 'The camera does not open' }, answer: { ja: 'Safariで許可します', en: 'Allow it' }, source: null }] },
  { code: 'use', name: { ja: '使う', en: 'Use' }, questions: [{ code: 'few', ask: { ja: '枚数が足りません', en: 'Too few' }, answer: { ja: '差額を払います', en: 'Pay', vi: 'Trả phần chênh lệch' }, source: null }] },
]

test('M-17: a question is found by words in any letters, and every word must stand in it', () => {
  const codes = (words: string) => matching(topics, words).flatMap((topic) => topic.questions.map((one) => one.code))
  expect(codes('')).toEqual(['camera', 'few'])
  expect(codes('かめら')).toEqual(['camera'])
  expect(codes('ＳＡＦＡＲＩ　カメラ')).toEqual(['camera'])
  expect(codes('camera pay')).toEqual([])
  expect(codes('差額')).toEqual(['few'])
  expect(codes('chênh lệch')).toEqual(['few']) // in whatever language it is written
})

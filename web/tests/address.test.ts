import { expect, test } from 'vitest'
import { with_town } from '../src/parent/address.ts'

test('G-04: the town of a corrected postal code takes the place of the one filled in before', () => {
  expect(with_town('', '', '目黒区上目黒')).toBe('目黒区上目黒')
  expect(with_town('目黒区上目黒1-2-3', '目黒区上目黒', '目黒区下目黒')).toBe('目黒区下目黒1-2-3')
  expect(with_town('目黒区上目黒1-2-3', '目黒区上目黒', '目黒区上目黒')).toBe('目黒区上目黒1-2-3')
})
test('G-04: what was typed without a code stays', () => {
  expect(with_town('1-2-3', '', '目黒区上目黒')).toBe('目黒区上目黒1-2-3')
  expect(with_town('目黒区上目黒1-2-3', '', '目黒区上目黒')).toBe('目黒区上目黒1-2-3')
})

import { expect, test } from 'vitest'
import { text_of_file } from '../src/lib/file.ts'

const buffer = (...bytes: number[]) => new Uint8Array(bytes).buffer

test('a list is read in the encodings in which cities publish it', () => {
  expect(text_of_file(buffer(0xe5, 0x90, 0x8d))).toBe('名')
  expect(text_of_file(buffer(0xef, 0xbb, 0xbf, 0xe5, 0x90, 0x8d))).toBe('名') // the mark goes
  expect(text_of_file(buffer(0x96, 0xbc, 0x8f, 0xcc))).toBe('名称') // CP932
  expect(text_of_file(buffer(0xff, 0xfe, 0x0d, 0x54))).toBe('名') // UTF-16
})

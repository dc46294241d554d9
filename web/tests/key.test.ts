import { expect, test } from 'vitest'
import { new_key } from '../src/lib/key.ts'

test('a key is a UUID of version 7 that begins with the time', () => {
  const key = new_key(Date.UTC(2026, 6, 8), new Uint8Array(10).fill(0xff))
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(key.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 6, 8))
})

test('keys rise with time and are never the same', () => {
  expect(new_key(1) < new_key(2)).toBe(true)
  expect(new Set(Array.from({ length: 1000 }, () => new_key())).size).toBe(1000)
})

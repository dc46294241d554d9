import { expect, test } from 'vitest'
import { newest } from '../src/lib/newest.ts'

test('an older answer counts for nothing once somebody has asked again, whichever comes first', () => {
  const ask = newest()
  const first = ask()
  expect(first()).toBe(true)
  const second = ask()
  expect([first(), second()]).toEqual([false, true])
  expect(newest()()()).toBe(true)
})

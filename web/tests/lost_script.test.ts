import { expect, test } from 'vitest'
import { may_load_anew } from '../src/lib/lost_script.ts'

const own = '/assets/parent-old1.js'
const page = (script: string) => `<html><script type="module" crossorigin src="${script}"></script></html>`
const now = 10_000_000

test('a page of an older version loads itself anew, the first time', () => {
  expect(may_load_anew(own, page('/assets/parent-new1.js'), Number.NaN, now)).toBe(true)
  expect(may_load_anew(own, page('/assets/parent-new1.js'), now - 3_600_000, now)).toBe(true)
})
test('never in a loop: not again within an hour, whatever version comes', () => {
  expect(may_load_anew(own, page('/assets/parent-new1.js'), now - 2000, now)).toBe(false)
})
test('not where the server gives the same version, or no page at all', () => {
  expect(may_load_anew(own, page(own), Number.NaN, now)).toBe(false)
  expect(may_load_anew(own, '', Number.NaN, now)).toBe(false)
  expect(may_load_anew(own, '<html>Wi-Fi: please accept</html>', Number.NaN, now)).toBe(false)
  expect(may_load_anew('', page('/assets/parent-new1.js'), Number.NaN, now)).toBe(false)
})

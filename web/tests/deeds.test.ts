import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { rooms, words_of } from '../src/office/deeds.ts'

const src = resolve(import.meta.dirname, '../../src')

/** The actions that the program's sources record. */
function recorded(): string[] {
  const actions = new Set<string>()
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.cpp') || file.startsWith('audit/')) continue
    const text = readFileSync(resolve(src, file), 'utf8')
    const kind = /constexpr std::string_view kind = "([a-z_.]+)"/.exec(text)?.[1]
    for (const call of text.matchAll(/audit::record\(([^;]*);/gs)) {
      for (const word of call[1]!.matchAll(/"([a-z]+\.[a-z_]+)"/g)) actions.add(word[1]!)
      if (kind && /\bkind\b/.test(call[1]!)) actions.add(kind)
    }
  }
  return [...actions]
}

test('every deed that is recorded has words for officers, and its room can be chosen', () => {
  const actions = recorded()
  expect(actions.length).toBeGreaterThan(90)
  expect(actions.filter((one) => !words_of(one))).toEqual([])
  expect(actions.filter((one) => !(rooms as readonly string[]).includes(one.split('.')[0]!))).toEqual([])
})

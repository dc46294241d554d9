import { expect, test } from 'vitest'
import { one_at_a_time } from '../src/lib/one_at_a_time.ts'

/** Something that is written down, and whose end the test gives. */
function a_form() {
  const form = { unsaved: 0, saved: 0, runs: 0, ends: [] as (() => void)[] }
  const save = one_at_a_time(
    () => form.unsaved > 0,
    async () => {
      form.runs++
      const taken = form.unsaved
      form.unsaved = 0
      await new Promise<void>((resolve) => form.ends.push(resolve))
      form.saved += taken
    }
  )
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { form, save, settle, end: async () => (form.ends.shift()!(), await settle()) }
}

test('who asks while it runs waits for what was written meanwhile, all of them for the same', async () => {
  const { form, save, settle, end } = a_form()
  const seen: string[] = []
  form.unsaved = 1
  void save().then(() => seen.push(`first sees ${form.saved}`))
  form.unsaved = 2
  void save().then(() => seen.push(`second sees ${form.saved}`))
  void save().then(() => seen.push(`third sees ${form.saved}`))
  await settle()
  await end()
  expect(seen).toEqual(['first sees 1'])
  await end()
  expect(seen).toEqual(['first sees 1', 'second sees 3', 'third sees 3'])
  expect(form.runs).toBe(2)
})

test('nothing is done when nothing is due, and what failed is tried again when asked', async () => {
  const { form, save } = a_form()
  await save()
  expect(form.runs).toBe(0)
  let failures = 0
  const failing = one_at_a_time(
    () => true,
    async () => {
      failures++
      throw new Error('no line')
    }
  )
  await expect(failing()).rejects.toThrow('no line')
  await expect(failing()).rejects.toThrow('no line')
  expect(failures).toBe(2)
})

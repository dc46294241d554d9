// Editors complete and check programme files by programmes/programme.schema.json: it takes every file that the
// program takes, and refuses a misspelt key.
import Ajv2020 from 'ajv/dist/2020.js'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const folder = resolve(import.meta.dirname, '../../programmes')
const schema = JSON.parse(readFileSync(join(folder, 'programme.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema)

const files = ['.', 'examples'].flatMap((part) =>
  readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(part, name)),
)
const text = (file: string) => readFileSync(join(folder, file), 'utf8')

describe('the schema of programme files', () => {
  it.each(files)('takes %s', (file) => {
    const sound = validate(parse(text(file)))
    expect(sound ? [] : validate.errors).toEqual([])
  })

  it.each(files)('is named in the first line of %s', (file) => {
    const relative = file.includes('/') ? '../programme.schema.json' : 'programme.schema.json'
    expect(text(file).split('\n')[0]).toBe(`# yaml-language-server: $schema=${relative}`)
  })

  it.each([
    ['more_than_left', 'more_then_left'],
    ['least_per_use', 'least_per_uses'],
    ['application_rules', 'aplication_rules'],
    ['parent_pays', 'parent_pay'],
    ['holder: birth', 'holder: nobody'],
    ['last_day: before_attained', 'last_day: §before_attained'],
  ])('refuses %s written as %s', (right, wrong) => {
    const file = text('131016-postpartum.yaml')
    expect(file).toContain(right)
    expect(validate(parse(file.replace(right, wrong)))).toBe(false)
  })
})

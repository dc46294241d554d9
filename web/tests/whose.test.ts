import { expect, test } from 'vitest'
import type { Schemas } from '../src/lib/client.ts'
import { labelled } from '../src/lib/format.ts'
import { child_name, holder_name } from '../src/parent/whose.ts'

const child = (id: string, name: string) => ({ id, name, born_on: '2026-04-02', age_in_months: 3 })
const me = { children: [child('1', '朝日'), child('2', '夕日')] }
const coupons = [{ id: 'a', child: '1' }, { id: 'b', child: '2' }, { id: 'c', child: null }] as Schemas['Coupon'][]

test('M-09: each of two twins has a coupon of the own name', () => {
  expect(child_name(me, '2')).toBe('夕日')
  expect(holder_name(me, 'a', coupons)).toBe('朝日')
  expect(labelled('使う', '通所型', '夕日')).toBe('使う：通所型　夕日')
})
test('M-09: of a coupon without a child, as after a loss, none is spoken of', () => {
  expect(child_name(me, null)).toBeUndefined()
  expect(holder_name(me, 'c', coupons)).toBeUndefined()
  expect(child_name({ children: [] }, '1')).toBeUndefined()
  expect(labelled('使う', '通所型', undefined)).toBe('使う：通所型')
})

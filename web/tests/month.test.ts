import { expect, test } from 'vitest'
import { add_months, month_in_words } from '../src/lib/month.ts'

test('months are read with their era and counted over the turn of the year', () => {
  expect(month_in_words('2026-06', 'ja')).toBe('令和8年6月')
  expect(month_in_words('2026-06', 'en')).toBe('June 2026')
  expect(add_months('2026-01', -1)).toBe('2025-12')
  expect(add_months('2026-12', 1)).toBe('2027-01')
  expect(add_months('2026-06', -18)).toBe('2024-12')
})

import { expect, test } from 'vitest'
import { lines_of } from '../src/desk/lines.ts'

const slot = (weekday: number, from: string, until: string, capacity: number, more = {}) => ({ weekday, from, until, capacity, age_group: '', first_day: '2026-07-01', last_day: null, ...more })

test('slots that follow one another with as many seats are one line, Monday first', () => {
  const weekly = [slot(0, '09:00', '10:00', 1), slot(1, '09:00', '10:00', 3), slot(1, '10:00', '11:00', 3), slot(1, '11:00', '12:00', 2), slot(1, '13:00', '14:00', 2)]
  expect(lines_of(weekly, '2026-07-08').map((one) => [one.weekday, one.from, one.until, one.capacity])).toEqual([
    [1, '09:00', '11:00', 3],
    [1, '11:00', '12:00', 2],
    [1, '13:00', '14:00', 2],
    [0, '09:00', '10:00', 1],
  ])
})
test('ages are lines of their own, and what has ended or not begun is none', () => {
  const weekly = [slot(1, '09:00', '10:00', 1, { age_group: 'a' }), slot(1, '09:00', '10:00', 1, { age_group: 'b' }), slot(2, '09:00', '10:00', 1, { last_day: '2026-07-07' }), slot(3, '09:00', '10:00', 1, { first_day: '2026-07-09' })]
  expect(lines_of(weekly, '2026-07-08')).toHaveLength(2)
})

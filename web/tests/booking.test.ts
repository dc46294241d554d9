import { expect, test } from 'vitest'
import { can_choose, left_in, months_of, moved, must_wait, press_box, span, weeks_of, type OpenDay, type Openings } from '../src/lib/booking.ts'

const slot = (from: string, until: string, left: number) => ({ from, until, left })
const open_day = (day: string, mark: OpenDay['mark'] = 'free'): OpenDay => ({ day, mark, left: 3, draws_at: null, reason: null, slots: [slot('08:00', '09:00', 2), slot('09:00', '10:00', 1), slot('10:00', '11:00', 0)] })
const openings = { days: [open_day('2026-11-29'), open_day('2026-11-30'), open_day('2026-12-01', 'full'), open_day('2026-12-02', 'closed')] } as Openings

test('a month has weeks from Sunday, with cells before its first day left empty', () => {
  expect(months_of(openings)).toEqual(['2026-11', '2026-12'])
  const weeks = weeks_of('2026-12', openings) // 1 December 2026 is a Tuesday
  expect(weeks).toHaveLength(5)
  expect(weeks[0]!.map((one) => one.day)).toEqual(['', '', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05'])
  expect(weeks[4]!.at(-1)!.day).toBe('')
  expect(weeks[0]![2]!.open?.mark).toBe('full')
  expect(weeks_of('2026-11', openings)[0]![0]!.day).toBe('2026-11-01') // a Sunday
})
test('a full day is chosen only where one may wait', () => {
  expect(can_choose(open_day('2026-12-01', 'full'), false)).toBe(false)
  expect(can_choose(open_day('2026-12-01', 'full'), true)).toBe(true)
  expect(can_choose(open_day('2026-12-01', 'closed'), true)).toBe(false)
  expect(can_choose(undefined, true)).toBe(false)
})
test('arrow keys move by days and weeks and stay in the month', () => {
  expect(moved('2026-12-01', 'ArrowRight', '2026-12')).toBe('2026-12-02')
  expect(moved('2026-12-01', 'ArrowLeft', '2026-12')).toBe('2026-12-01')
  expect(moved('2026-12-01', 'ArrowDown', '2026-12')).toBe('2026-12-08')
  expect(moved('2026-12-01', 'Enter', '2026-12')).toBe('2026-12-01')
})
test('G-14: hours that are pressed follow one another', () => {
  const all = ['08:00', '09:00', '10:00', '11:00']
  expect(press_box([], '09:00', all)).toEqual(['09:00'])
  expect(press_box(['09:00'], '11:00', all)).toEqual(['09:00', '10:00', '11:00'])
  expect(press_box(['09:00', '10:00'], '08:00', all)).toEqual(['08:00', '09:00', '10:00'])
  expect(press_box(['08:00', '09:00', '10:00'], '09:00', all)).toEqual(['09:00'])
  expect(press_box(['09:00'], '09:00', all)).toEqual([])
})
test('the fullest hour decides what is left', () => {
  expect(left_in(open_day('2026-11-30'), ['08:00', '09:00'])).toBe(1)
  expect(left_in(open_day('2026-11-30'), ['09:00', '10:00'])).toBe(0)
  expect(left_in(open_day('2026-11-30'), ['09:00', '12:00'])).toBe(0)
  expect(span(open_day('2026-11-30'), ['08:00', '09:00'])).toBe('08:00–10:00')
})
test('U-15: one waits for a full day where seats count by day, and for a full hour where they count by hour', () => {
  const on = (seats: 'day' | 'hour' | 'none', may_wait = true) => ({ days: [{ ...open_day('2026-12-01', 'full'), left: 0 }, open_day('2026-12-02')], rules: { seats, may_wait } }) as unknown as Openings
  expect(must_wait(on('day'), '2026-12-01', 1, [])).toBe(true)
  expect(must_wait(on('day'), '2026-12-02', 1, [])).toBe(false)
  expect(must_wait(on('day', false), '2026-12-01', 1, [])).toBe(false)
  expect(must_wait(on('hour'), '2026-12-02', 1, ['09:00', '10:00'])).toBe(true)
  expect(must_wait(on('hour'), '2026-12-02', 1, ['08:00', '09:00'])).toBe(false)
  expect(must_wait(on('hour'), '2026-12-02', 1, [])).toBe(false)
  expect(must_wait(on('none'), '2026-12-01', 1, [])).toBe(false)
})

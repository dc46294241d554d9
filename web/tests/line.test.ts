import { expect, test } from 'vitest'
import { asked_for } from '../src/lib/line.ts'

test('G-25: the rich menu and the talk lead to the same taking over, and whatever else is opened stays what it is', () => {
  expect(asked_for('line/link', '')).toEqual({ page: 'move', menu: undefined })
  expect(asked_for('line/move', '').page).toBe('move')
  expect(asked_for('line/bookings', '?menu=chiyoda').page).toBe('bookings')
  expect(asked_for('line', '?menu=a')).toEqual({ page: '', menu: 'a' })
})

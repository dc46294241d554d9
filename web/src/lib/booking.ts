// The calendar of a booking and its hours, worked out from what the server says; no page and no clock in here.
import type { Schemas } from './client.ts'
import { add_days } from './format.ts'

export type OpenDay = Schemas['OpenDay']
export type Openings = Schemas['Openings']
export type Booking = Schemas['Booking']
export type Hours = NonNullable<Schemas['BookingRules']['hours']>

/** What a day of the grid shows; `day` is empty before the first and after the last of the month. */
export interface Cell {
  day: string
  open: OpenDay | undefined
}

/** ○ △ × － */
export const sign = (mark: OpenDay['mark']): string => ({ free: '○', few: '△', full: '×', closed: '－' })[mark]

/** Whether a day can be chosen: there is a seat, or one may wait for one. */
export const can_choose = (day: OpenDay | undefined, may_wait: boolean): boolean =>
  day !== undefined && day.mark !== 'closed' && (day.mark !== 'full' || may_wait)

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The months that a calendar reaches: "2026-11". */
export function months_of(openings: Openings): string[] {
  const months: string[] = []
  for (const one of openings.days) if (months.at(-1) !== one.day.slice(0, 7)) months.push(one.day.slice(0, 7))
  return months
}

/** The weeks of a month, Sunday first, each of seven cells. */
export function weeks_of(month: string, openings: Openings): Cell[][] {
  const by_day = new Map(openings.days.map((one) => [one.day, one]))
  const first = `${month}-01`
  const weeks: Cell[][] = []
  let day = add_days(first, -weekday(first))
  do {
    const week: Cell[] = []
    for (let n = 0; n < 7; n++, day = add_days(day, 1)) week.push(day.startsWith(month) ? { day, open: by_day.get(day) } : { day: '', open: undefined })
    weeks.push(week)
  } while (day.startsWith(month))
  return weeks
}

/** From where the arrow keys lead; a day outside of the month stays where it was. */
export function moved(day: string, key: string, month: string): string {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = steps[key]
  if (step === undefined) return day
  const to = add_days(day, step)
  return to.startsWith(month) ? to : day
}

/** Boxes that follow one another: pressing one more lengthens, pressing one inside starts anew there. */
export function press_box(chosen: string[], box: string, all: string[]): string[] {
  if (chosen.length === 1 && chosen[0] === box) return []
  if (chosen.includes(box)) return [box]
  const places = [...chosen, box].map((one) => all.indexOf(one))
  return all.slice(Math.min(...places), Math.max(...places) + 1)
}

/** What the family has at most in all of these boxes. */
export function left_in(day: OpenDay, boxes: string[]): number {
  const lefts = day.slots.filter((slot) => boxes.includes(slot.from)).map((slot) => slot.left)
  return lefts.length === boxes.length && lefts.length > 0 ? Math.min(...lefts) : 0
}

/** Whether what is chosen has no seat on one of its days or in one of its hours, and one may wait for it. */
export function must_wait(openings: Openings, first_day: string, days: number, boxes: string[]): boolean {
  const { seats, may_wait } = openings.rules
  const last_day = add_days(first_day, days - 1)
  const chosen = openings.days.filter((one) => first_day <= one.day && one.day <= last_day)
  if (!may_wait) return false
  if (seats === 'hour') return boxes.length > 0 && chosen.some((one) => left_in(one, boxes) === 0)
  return seats === 'day' && chosen.some((one) => one.left === 0)
}

/** "09:00–11:00" of what is chosen. */
export function span(day: OpenDay | undefined, boxes: string[]): string {
  const last = day?.slots.find((slot) => slot.from === boxes.at(-1))
  return boxes.length ? `${boxes[0]}–${last?.until ?? ''}` : ''
}

/** Bookings that still lie ahead or wait for something, and the others. */
export const is_open = (booking: Booking): boolean => ['requested', 'booked', 'arrived', 'waiting', 'offered', 'in_draw'].includes(booking.state)

import type { joining as base } from '../ja/joining.ts'

export const joining: Record<keyof typeof base, string> = {
  joining_title: 'Add a facility',
  joining_code_help: 'The number that your municipality gave it. No other facility may have it.',
  joining_offers: 'Services and fees',
  joining_offers_help: 'Fees from its first day on (today when that is left empty). Services and fees can be added and changed later.',
  joining_fee_of: 'Fee of {service} (yen)',
  joining_next: 'It gets a QR code and six digits for its poster. Its staff get their sign-ins on the page “Staff”.',
  joining_add: 'Add this facility',
  joining_end: 'End of taking part',
  joining_end_help: 'From the day that you choose nothing can be used or booked there. Uses and statements of earlier days stay, and the facility goes on confirming its months.',
  joining_left: 'Takes part no more from {day}',
  joining_left_help: 'Uses and statements of earlier days are kept.',
  joining_left_on: 'First day on which it takes part no more',
  joining_reason: 'What the families are told (in the notice of each booking that is cancelled)',
  joining_look: 'Look which bookings this cancels',
  joining_look_some: '{bookings|one=# booking|other=# bookings} from {day} on ({families|one=# family|other=# families}) will be cancelled and the families told. What was set aside is theirs again. This cannot be undone.',
  joining_look_none: 'Nothing is booked from {day} on. This cannot be undone.',
  joining_end_yes: 'End it',
  joining_end_no: 'Do not',
  joining_ended: 'It is recorded. {n|one=# booking was|other=# bookings were} cancelled.',
  joining_ended_list: 'Facilities that have left ({n})',
}

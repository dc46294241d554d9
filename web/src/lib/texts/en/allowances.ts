import type { allowances as base } from '../ja/allowances.ts'

export const allowances: Record<keyof typeof base, string> = {
  allow_of: 'signed allowance',
  allow_good: 'The signature is right. Up to {left} more can be used at this desk, until {time}.',
  allow_rule: 'Where another desk’s use of the same allowance was recorded before, this one may not be recorded. The desk whose line is back first has its use, and no more than the allowance is ever recorded.',
  allow_forget: 'Take by number instead',
  allow_too_many: 'At this desk up to {left} more can be used.',
  allow_none_left: 'Nothing of it is left at this desk. Please take the use by number and birthday.',
  allow_spoilt: 'This allowance is not good: it is not this municipality’s, or it was altered. Please take the use by number and birthday.',
  allow_ended: 'This allowance has ended. Please take the use by number and birthday.',
  allow_no_key: 'This tablet cannot verify signatures yet. It has to be connected once; uses can be taken by number and birthday.',
  allow_title: 'Use without a network',
  allow_help: 'Parents can prepare a signed allowance (a QR code) on their phones. A desk without a network verifies signature and time, takes the use provisionally, and records it when the line is back. The units are set aside until three days after its end, so that no phone uses them up meanwhile. Where one allowance is shown at two desks, no more than one allowance is lost.',
  allow_programme: 'Programme',
  allow_most: 'Most units of one allowance (0 allows none)',
  allow_hours: 'Hours (at most 72)',
  allow_save: 'Set',
  allow_saved: 'Saved.',
  allow_conflicts: 'Provisional uses that were not recorded',
  allow_conflicts_help: 'Uses that desks took without a network and that could not be recorded. No coupon moved; family and facility were told the same reason.',
  allow_conflicts_none: 'There are none.',
}

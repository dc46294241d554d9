// The list of coupons.
import type { coupons as ja } from '../ja/coupons.ts'

export const coupons: Record<keyof typeof ja, string> = {
  home_title: 'Your {word}s',
  nav_home: 'List',
  nav_use: 'Use',
  nav_history: 'History',
  nav_notices: 'Notices',
  unread: '{n} unread',
  left: 'Left',
  left_of: ' of {total}',
  no_limit: 'No limit',
  until: 'Until {day}',
  usable_today: 'Can be used today',
  not_usable: 'Cannot be used today',
  ended: 'Ended',
  used_up: 'All used',
  use_this: 'Use',
  days_to_go: '{n} days to go',
  first_to_end: '{name} ends on {day}. Left: {left}.',
  no_coupons: 'No {word} yet',
  no_coupons_help: 'It appears here once your application is approved.',
  details: 'Details and history',
  as_of: 'As of {time}',
  facility_bound: 'Only at {name}',
  ended_section: 'Used up or ended',
}

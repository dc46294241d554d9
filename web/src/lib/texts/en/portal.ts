import type { portal as ja } from '../ja/portal.ts'

export const portal: Record<keyof typeof ja, string> = {
  places_usable_only: 'Only where we can use our coupons',
  places_free_only: 'Only with free seats',
  places_day: 'Day for seats and prices',
  places_price: 'You pay {yen} ({amount})',
  places_usable: 'Your coupon can be used here',
  places_not_usable: 'Not usable: ',
  places_seats: '{day}: ',
  camera_to_help: 'How to allow the camera',
  portal_joining_help: 'You join this family with the account of {name}. You go on signing in as you do now.',
  portal_joining_go: 'Join with this account',
  portal_joining_have: 'I have an account already',
  wrong_open: 'If something is wrong, please tell {facility} before {time}. {phone}',
  wrong_facility: 'the facility',
  wrong_summary: 'If this record is wrong',
  wrong_late: 'The facility could correct it until {time}. Please ask the office now.',
  wrong_office: 'Please ask the office.',
}

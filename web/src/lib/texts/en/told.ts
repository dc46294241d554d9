import type { told as ja } from '../ja/told.ts'

export const told: Record<keyof typeof ja, string> = {
  told_title: 'How you are told',
  told_help: 'Choose what you want to be told by mail or in LINE. The page “Notices” shows everything at any time, also what you leave out.',
  told_always: 'The outcome of applications, bookings that a facility changes or cancels, seats that are offered to you, and the safety of your account are always sent.',
  told_mail: 'Mail',
  told_line: 'LINE',
  told_no_mail: 'No e-mail address is registered, so no mails reach you.',
  told_no_line: 'Your account is not linked to LINE, so no messages reach you there.',
  told_uses: 'Uses',
  told_uses_help: 'When a coupon was used, and when a use was cancelled or corrected',
  told_coupons: 'Coupons issued and changed',
  told_coupons_help: 'When one was issued, what is left changed, or it has expired',
  told_bookings: 'Receipts of bookings',
  told_bookings_help: 'When you have booked, wait for a seat, or take part in a draw',
  told_reminders: 'Reminders',
  told_reminders_help: 'Tomorrow\'s booking, coupons and registrations that end soon',
  told_save: 'Save',
  told_saved: 'Saved.',
}

// Who acts for a family from now on.
export const hand_over = {
  hand_over_open: 'Hand over the guardian’s rights',
  hand_over_title: 'Hand over the guardian’s rights',
  hand_over_help: 'For when somebody else acts for the family: the mother has died, or the child lives with a foster family. Coupons, bookings and history stay with this family, and whoever takes over uses them as they are. Nobody is told from this page.',
  hand_over_named: 'Who takes over',
  hand_over_new: 'Add a new guardian',
  hand_over_name: 'Name of who takes over',
  hand_over_kana: 'Kana of who takes over',
  hand_over_birth_date: 'Date of birth of who takes over (optional)',
  hand_over_ended: 'Whose rights end',
  hand_over_nobody: 'Nobody’s rights end',
  hand_over_accounts: 'Accounts that end',
  hand_over_accounts_help: 'Each account that is ticked is signed out at once, cannot sign in and gets no messages any more.',
  hand_over_do: 'Hand over',
  hand_over_done: 'The rights were handed over. A card for who took over can be printed under “What you hand over on paper”.',
  hand_over_since: 'rights ended on {day}',
} as const

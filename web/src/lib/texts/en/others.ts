import type { others as base } from '../ja/others.ts'

export const others: Record<keyof typeof base, string> = {
  others_title: 'Other municipalities',
  others_help: 'Where this facility is registered in other municipalities, too, sign in to their desks here: their uses then appear on this screen. Prices, rules and statements stay those of each parent’s municipality.',
  others_none: 'Only uses of this municipality are shown now.',
  others_municipality: 'Municipality',
  others_sign_in: 'Sign in to the desk of {name}',
  others_open: 'Open its desk',
  others_sign_out: 'Show it no more',
  others_shown: 'Shown together with: {names}',
  others_lost: 'The desk of {name} was signed out. Please sign in again to see its uses.',
  others_correct: 'Correct at the desk of {name}',
  others_switched: 'The desks of other municipalities were signed out.',
}

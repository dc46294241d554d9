import type { prepare as base } from '../ja/prepare.ts'

export const prepare: Record<keyof typeof base, string> = {
  prepare_title: 'Prepare for a place without a signal',
  prepare_help: 'Prepare before you go to a facility without a signal: within {hours} hours you only show this phone’s QR code. What you prepare is set aside; until three days after its end it cannot be used in another way.',
  prepare_yes: 'Prepare',
  prepare_print: 'Print it on paper',
  prepare_show: 'Show this QR code to the staff. It is here without a signal, too.',
  prepare_until: 'Good until {time}.',
  prepare_kept: 'What is not used can be used as usual again from {time}.',
}

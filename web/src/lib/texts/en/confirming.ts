import type { confirming as base } from '../ja/confirming.ts'

export const confirming: Record<keyof typeof base, string> = {
  confirming_list: 'To be confirmed',
  confirming_none: 'No use waits to be confirmed.',
  confirming_left: 'Left: {before} → {after}',
  confirming_until: 'To be confirmed until {time}',
  confirming_confirm: 'Confirm and record',
  confirming_reject: 'Do not confirm',
  confirming_reason: 'Why it is not confirmed (the parent reads it)',
  confirming_reason_absent: 'Nobody is here',
  confirming_reason_number: 'The number or the days are wrong',
  confirming_reason_service: 'The service is wrong',
  confirming_reject_send: 'Tell the parent',
  confirming_setting: 'Confirmation by the desk',
  confirming_setting_on: 'After the parent has pressed “Yes”, the desk confirms the use before it is recorded.',
  confirming_setting_off: 'A use is recorded as soon as the parent presses “Yes”.',
  confirming_setting_help: 'This keeps a photograph of the poster from being used elsewhere. It suits facilities whose staff always have the tablet in view.',
  confirming_setting_start: 'Have the desk confirm',
  confirming_setting_stop: 'No longer have the desk confirm',
}

// What did not arrive, and what LINE lets through in a month.
import type { undelivered as ja } from '../ja/undelivered.ts'

export const undelivered: Record<keyof typeof ja, string> = {
  undelivered: 'Undelivered',
  undelivered_title: 'Messages that did not arrive',
  undelivered_help: 'These could not be delivered by mail or LINE. They stand in the portal under Notices. Please send them again, or tell the family by telephone.',
  undelivered_none: 'Every message has arrived.',
  undelivered_mail: 'Mail',
  undelivered_line: 'LINE',
  undelivered_talk: 'Answer in the talk',
  undelivered_nobody: 'Somebody who is not registered',
  undelivered_why: 'Why: {why} ({n} attempts)',
  undelivered_again: 'Send again',
  undelivered_otherwise: 'Told otherwise',
  undelivered_family: 'See the family',
  undelivered_sent: 'It is sent again. If it does not arrive, it comes back here.',
  undelivered_told: 'It was written down.',
  quota_title: 'LINE messages this month',
  quota_used: '{used} of {most} were used.',
  quota_no_limit: '{used} (the plan has no limit).',
  quota_warning: 'Few messages are left this month. Once they are spent, notices come by mail and in the portal only until next month. Please consider another plan.',
  blocked_title: 'Families who have blocked the LINE account ({n})',
  blocked_help: 'No message of LINE reaches them, and LINE does not say so. Please telephone or write where it matters.',
  office_members: 'Who signs in',
  office_line_linked: 'Linked with LINE',
  office_line_blocked: 'LINE blocked: nothing arrives there',
}

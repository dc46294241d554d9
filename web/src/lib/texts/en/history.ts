// What was used, and notices.
import type { history as ja } from '../ja/history.ts'

export const history: Record<keyof typeof ja, string> = {
  history_title: 'History',
  no_history: 'Nothing was used yet',
  kind_grant: 'Issued',
  kind_redeem: 'Used',
  kind_void: 'Voided',
  kind_adjust: 'Adjusted',
  kind_expire: 'Expired',
  kind_revoke: 'Taken back',
  voided: 'This was voided',
  older: 'Show older ones',
  notices_title: 'Notices',
  no_notices: 'There are no notices',
  new_notice: 'Unread',
  services_title: 'What it can be used for',
  rules_from: 'According to {source} ({day}).',
  correction_took_place: 'Corrected (before: {amount}, {number})',
}

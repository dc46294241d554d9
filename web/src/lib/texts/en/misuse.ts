// Uses for which money is claimed back.
import type { misuse as ja } from '../ja/misuse.ts'

export const misuse: Record<keyof typeof ja, string> = {
  misuse_open: 'Misuse',
  misuse_title: 'Record of misuse',
  misuse_help: 'For a use whose cost is claimed back, for example because somebody used it who had no right to. The use, what is left and what the facility is paid do not change. Put a typing error right with “Correct” instead. The family is not told from here: please write to them.',
  misuse_yen: 'Sum claimed back (yen)',
  misuse_mark: 'Record as misuse',
  misuse_claimed: 'Misuse, {sum} claimed back',
  misuse_chip_repaid: 'Misuse, {sum} repaid',
  misuse_outcome: 'Outcome',
  misuse_repaid: 'It was repaid',
  misuse_withdraw: 'Withdraw the mark (it was no misuse)',
  misuse_how: 'How it was repaid',
  misuse_close: 'Record',
  misuse_marked: 'Recorded as misuse.',
  misuse_repaid_done: 'Recorded as repaid.',
  misuse_withdrawn_done: 'The mark was withdrawn.',
  misuse_report: 'Recorded as misuse among the uses of these months: {n}, {claimed} claimed back, of which {repaid} repaid. The Excel file lists them on a sheet of their own.',
}

// What only the desk and the office read, beside what parents read, too.
import { allowances } from '../ja/allowances.ts'
import { audit } from '../ja/audit.ts'
import { cards } from '../ja/cards.ts'
import { clear } from '../ja/clear.ts'
import { code_slips } from '../ja/code_slips.ts'
import { confirming } from '../ja/confirming.ts'
import { corrections } from '../ja/corrections.ts'
import { desk } from '../ja/desk.ts'
import { desk_bookings } from '../ja/desk_bookings.ts'
import { facility } from '../ja/facility.ts'
import { facts } from '../ja/facts.ts'
import { give_back } from '../ja/give_back.ts'
import { hand_over } from '../ja/hand_over.ts'
import { imports } from '../ja/imports.ts'
import { joining } from '../ja/joining.ts'
import { looks } from '../ja/looks.ts'
import { misuse } from '../ja/misuse.ts'
import { news_audience } from '../ja/news_audience.ts'
import { news_office } from '../ja/news_office.ts'
import { objections } from '../ja/objections.ts'
import { office } from '../ja/office.ts'
import { others } from '../ja/others.ts'
import { own_account } from '../ja/own_account.ts'
import { planning } from '../ja/planning.ts'
import { poster } from '../ja/poster.ts'
import { programme } from '../ja/programme.ts'
import { records } from '../ja/records.ts'
import { reports } from '../ja/reports.ts'
import { review } from '../ja/review.ts'
import { settlement } from '../ja/settlement.ts'
import { shared_poster } from '../ja/shared_poster.ts'
import { staff } from '../ja/staff.ts'
import { today } from '../ja/today.ts'
import { trial } from '../ja/trial.ts'
import { undelivered } from '../ja/undelivered.ts'

export const for_staff = {
  ...allowances,
  ...audit,
  ...cards,
  ...clear,
  ...code_slips,
  ...confirming,
  ...corrections,
  ...desk,
  ...desk_bookings,
  ...facility,
  ...facts,
  ...give_back,
  ...hand_over,
  ...imports,
  ...joining,
  ...looks,
  ...misuse,
  ...news_audience,
  ...news_office,
  ...objections,
  ...office,
  ...others,
  ...own_account,
  ...planning,
  ...poster,
  ...programme,
  ...records,
  ...reports,
  ...review,
  ...settlement,
  ...shared_poster,
  ...staff,
  ...today,
  ...trial,
  ...undelivered,
}

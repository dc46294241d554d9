// Every text of the screens.  Japanese is the base: what parents read is told in nine languages, what staff read in
// Japanese and English, with exactly these keys.
import { account } from './ja/account.ts'
import { applications } from './ja/applications.ts'
import { booking } from './ja/booking.ts'
import { card } from './ja/card.ts'
import { code_slips } from './ja/code_slips.ts'
import { give_back } from './ja/give_back.ts'
import { clear } from './ja/clear.ts'
import { cards } from './ja/cards.ts'
import { codes } from './ja/codes.ts'
import { common } from './ja/common.ts'
import { confirming } from './ja/confirming.ts'
import { corrections } from './ja/corrections.ts'
import { coupons } from './ja/coupons.ts'
import { decision } from './ja/decision.ts'
import { desk } from './ja/desk.ts'
import { desk_bookings } from './ja/desk_bookings.ts'
import { display } from './ja/display.ts'
import { facility } from './ja/facility.ts'
import { facts } from './ja/facts.ts'
import { family } from './ja/family.ts'
import { find } from './ja/find.ts'
import { help } from './ja/help.ts'
import { history } from './ja/history.ts'
import { joining } from './ja/joining.ts'
import { line } from './ja/line.ts'
import { looks } from './ja/looks.ts'
import { misuse } from './ja/misuse.ts'
import { news } from './ja/news.ts'
import { news_office } from './ja/news_office.ts'
import { objections } from './ja/objections.ts'
import { office } from './ja/office.ts'
import { offline } from './ja/offline.ts'
import { places } from './ja/places.ts'
import { planning } from './ja/planning.ts'
import { poster } from './ja/poster.ts'
import { programme } from './ja/programme.ts'
import { register } from './ja/register.ts'
import { passkeys } from './ja/passkeys.ts'
import { portal } from './ja/portal.ts'
import { reports } from './ja/reports.ts'
import { review } from './ja/review.ts'
import { settlement } from './ja/settlement.ts'
import { staff } from './ja/staff.ts'
import { told } from './ja/told.ts'
import { trial } from './ja/trial.ts'
import { undelivered } from './ja/undelivered.ts'
import { use } from './ja/use.ts'

/** The pages for parents. */
export const for_parents = {
  ...account,
  ...applications,
  ...booking,
  ...card,
  ...codes,
  ...common,
  ...coupons,
  ...decision,
  ...display,
  ...family,
  ...find,
  ...help,
  ...history,
  ...line,
  ...news,
  ...offline,
  ...passkeys,
  ...places,
  ...portal,
  ...register,
  ...told,
  ...use,
}

/** The desk and the office. */
export const for_staff = {
  ...cards,
  ...clear,
  ...code_slips,
  ...give_back,
  ...confirming,
  ...corrections,
  ...desk,
  ...desk_bookings,
  ...facility,
  ...facts,
  ...joining,
  ...looks,
  ...misuse,
  ...news_office,
  ...objections,
  ...office,
  ...planning,
  ...poster,
  ...programme,
  ...reports,
  ...review,
  ...settlement,
  ...staff,
  ...trial,
  ...undelivered,
}

export const ja = { ...for_parents, ...for_staff }

export type Key = keyof typeof ja
export type ParentKey = keyof typeof for_parents

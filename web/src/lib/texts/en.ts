import type { Key } from './ja.ts'
import { account } from './en/account.ts'
import { applications } from './en/applications.ts'
import { booking } from './en/booking.ts'
import { card } from './en/card.ts'
import { code_slips } from './en/code_slips.ts'
import { give_back } from './en/give_back.ts'
import { clear } from './en/clear.ts'
import { cards } from './en/cards.ts'
import { codes } from './en/codes.ts'
import { common } from './en/common.ts'
import { confirming } from './en/confirming.ts'
import { corrections } from './en/corrections.ts'
import { coupons } from './en/coupons.ts'
import { decision } from './en/decision.ts'
import { desk } from './en/desk.ts'
import { desk_bookings } from './en/desk_bookings.ts'
import { display } from './en/display.ts'
import { facility } from './en/facility.ts'
import { facts } from './en/facts.ts'
import { family } from './en/family.ts'
import { find } from './en/find.ts'
import { help } from './en/help.ts'
import { history } from './en/history.ts'
import { joining } from './en/joining.ts'
import { line } from './en/line.ts'
import { looks } from './en/looks.ts'
import { misuse } from './en/misuse.ts'
import { news } from './en/news.ts'
import { news_office } from './en/news_office.ts'
import { objections } from './en/objections.ts'
import { office } from './en/office.ts'
import { offline } from './en/offline.ts'
import { places } from './en/places.ts'
import { planning } from './en/planning.ts'
import { poster } from './en/poster.ts'
import { programme } from './en/programme.ts'
import { register } from './en/register.ts'
import { passkeys } from './en/passkeys.ts'
import { portal } from './en/portal.ts'
import { reports } from './en/reports.ts'
import { review } from './en/review.ts'
import { settlement } from './en/settlement.ts'
import { staff } from './en/staff.ts'
import { told } from './en/told.ts'
import { trial } from './en/trial.ts'
import { undelivered } from './en/undelivered.ts'
import { use } from './en/use.ts'

export const en: Record<Key, string> = {
  ...account,
  ...applications,
  ...booking,
  ...card,
  ...code_slips,
  ...give_back,
  ...clear,
  ...cards,
  ...codes,
  ...common,
  ...confirming,
  ...corrections,
  ...coupons,
  ...decision,
  ...desk,
  ...desk_bookings,
  ...display,
  ...facility,
  ...facts,
  ...family,
  ...find,
  ...help,
  ...history,
  ...joining,
  ...line,
  ...looks,
  ...misuse,
  ...news,
  ...news_office,
  ...objections,
  ...office,
  ...offline,
  ...places,
  ...planning,
  ...poster,
  ...programme,
  ...register,
  ...passkeys,
  ...portal,
  ...reports,
  ...review,
  ...settlement,
  ...staff,
  ...told,
  ...trial,
  ...undelivered,
  ...use,
}

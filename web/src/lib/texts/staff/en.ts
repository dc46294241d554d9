import type { for_staff } from './ja.ts'
import { allowances } from '../en/allowances.ts'
import { audit } from '../en/audit.ts'
import { cards } from '../en/cards.ts'
import { clear } from '../en/clear.ts'
import { code_slips } from '../en/code_slips.ts'
import { confirming } from '../en/confirming.ts'
import { corrections } from '../en/corrections.ts'
import { desk } from '../en/desk.ts'
import { desk_bookings } from '../en/desk_bookings.ts'
import { facility } from '../en/facility.ts'
import { facts } from '../en/facts.ts'
import { give_back } from '../en/give_back.ts'
import { hand_over } from '../en/hand_over.ts'
import { imports } from '../en/imports.ts'
import { joining } from '../en/joining.ts'
import { looks } from '../en/looks.ts'
import { misuse } from '../en/misuse.ts'
import { news_audience } from '../en/news_audience.ts'
import { news_office } from '../en/news_office.ts'
import { objections } from '../en/objections.ts'
import { office } from '../en/office.ts'
import { others } from '../en/others.ts'
import { own_account } from '../en/own_account.ts'
import { planning } from '../en/planning.ts'
import { poster } from '../en/poster.ts'
import { programme } from '../en/programme.ts'
import { records } from '../en/records.ts'
import { reports } from '../en/reports.ts'
import { review } from '../en/review.ts'
import { settlement } from '../en/settlement.ts'
import { shared_poster } from '../en/shared_poster.ts'
import { staff } from '../en/staff.ts'
import { today } from '../en/today.ts'
import { trial } from '../en/trial.ts'
import { undelivered } from '../en/undelivered.ts'

export const en: Record<keyof typeof for_staff, string> = {
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

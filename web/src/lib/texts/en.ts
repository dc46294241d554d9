import type { ParentKey } from './ja.ts'
import { account } from './en/account.ts'
import { applications } from './en/applications.ts'
import { booking } from './en/booking.ts'
import { card } from './en/card.ts'
import { codes } from './en/codes.ts'
import { common } from './en/common.ts'
import { coupons } from './en/coupons.ts'
import { decision } from './en/decision.ts'
import { display } from './en/display.ts'
import { elsewhere } from './en/elsewhere.ts'
import { family } from './en/family.ts'
import { find } from './en/find.ts'
import { help } from './en/help.ts'
import { history } from './en/history.ts'
import { line } from './en/line.ts'
import { news } from './en/news.ts'
import { offline } from './en/offline.ts'
import { passkeys } from './en/passkeys.ts'
import { places } from './en/places.ts'
import { portal } from './en/portal.ts'
import { prepare } from './en/prepare.ts'
import { register } from './en/register.ts'
import { reimbursement } from './en/reimbursement.ts'
import { told } from './en/told.ts'
import { use } from './en/use.ts'

export const en: Record<ParentKey, string> = {
  ...account,
  ...applications,
  ...booking,
  ...card,
  ...codes,
  ...common,
  ...coupons,
  ...decision,
  ...display,
  ...elsewhere,
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
  ...prepare,
  ...register,
  ...reimbursement,
  ...told,
  ...use,
}

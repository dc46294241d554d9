// What parents read, in Japanese: the base of the nine languages, which have exactly these keys.  What only staff read
// stands apart (staff/), so that no phone loads it.
import { account } from './ja/account.ts'
import { applications } from './ja/applications.ts'
import { booking } from './ja/booking.ts'
import { card } from './ja/card.ts'
import { codes } from './ja/codes.ts'
import { common } from './ja/common.ts'
import { coupons } from './ja/coupons.ts'
import { decision } from './ja/decision.ts'
import { display } from './ja/display.ts'
import { elsewhere } from './ja/elsewhere.ts'
import { family } from './ja/family.ts'
import { find } from './ja/find.ts'
import { help } from './ja/help.ts'
import { history } from './ja/history.ts'
import { line } from './ja/line.ts'
import { news } from './ja/news.ts'
import { offline } from './ja/offline.ts'
import { passkeys } from './ja/passkeys.ts'
import { places } from './ja/places.ts'
import { portal } from './ja/portal.ts'
import { prepare } from './ja/prepare.ts'
import { register } from './ja/register.ts'
import { reimbursement } from './ja/reimbursement.ts'
import { told } from './ja/told.ts'
import { use } from './ja/use.ts'
import type { for_staff } from './staff/ja.ts'

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

export type ParentKey = keyof typeof for_parents
export type Key = ParentKey | keyof typeof for_staff

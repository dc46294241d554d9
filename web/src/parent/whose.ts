// Whose coupon it is.  A coupon of a birth has no child, and after a loss no coupon has one: then nothing is said.
import type { Schemas } from '../lib/client.ts'
import { kept } from '../lib/kept.ts'

type Family = Pick<Schemas['ParentMe'], 'children'> | undefined

export const child_name = (me: Family, child: string | null | undefined): string | undefined => me?.children.find((one) => one.id === child)?.name

/** Where only the coupon's id is at hand, by the list of coupons that this phone keeps. */
export const holder_name = (me: Family, coupon: string, coupons = kept<Schemas['Coupons']>('coupons')?.coupons): string | undefined =>
  child_name(me, coupons?.find((one) => one.id === coupon)?.child)

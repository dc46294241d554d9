import type { elsewhere as base } from '../ja/elsewhere.ts'

export const elsewhere: Record<keyof typeof base, string> = {
  elsewhere_title: 'With a coupon of another municipality',
  elsewhere_help: 'Coupons of other municipalities may be used by the same poster. Please choose the municipality that gave you yours.',
  elsewhere_choose: 'Municipality',
  elsewhere_use: 'Go on with {name}',
}

import { type CouponKey, couponKeys, coupons, type LineDiscount } from '../../data/charges.ts';
import { tokenOf } from '../../data/random.ts';
import type { World } from '../../data/world.ts';
import type { JsonObject } from '../../http/answer.ts';

const discountIdOf = (world: World, coupon: CouponKey): string => `di_1P${tokenOf(22, world.seed, 'discount', coupon)}`;

/** One a coupon, as lines and whole invoices have them. */
export const discountAmounts = (world: World, discounts: readonly LineDiscount[]): JsonObject[] =>
  [...Map.groupBy(discounts, ({ coupon }) => coupon)].map(([coupon, same]) => ({
    amount: same.reduce((sum, { amount }) => sum + amount, 0),
    discount: discountIdOf(world, coupon),
  }));

/** Ids of those that the invoice as a whole has. */
export const discountsOf = (world: World, discounts: readonly LineDiscount[]): string[] => [
  ...new Set(discounts.flatMap(({ coupon, ofLine }) => (ofLine ? [] : discountIdOf(world, coupon)))),
];

export function discountObject(world: World, id: string): JsonObject | null {
  const coupon = couponKeys.find((key) => discountIdOf(world, key) === id);
  if (!coupon) return null;
  return {
    id,
    object: 'discount',
    checkout_session: null,
    customer: null,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon, type: 'coupon' },
    start: world.calendar.start(-24),
    subscription: null,
    subscription_item: null,
  };
}

/** The one with this id, which is its key; null for another. */
export const findCoupon = (id: string): CouponKey | null => couponKeys.find((each) => each === id) ?? null;

export const couponObject = (world: World, key: CouponKey): JsonObject => ({
  id: key,
  object: 'coupon',
  amount_off: null,
  created: world.calendar.start(-24),
  currency: null,
  duration: 'forever',
  duration_in_months: null,
  livemode: false,
  max_redemptions: null,
  metadata: {},
  name: coupons[key].name,
  percent_off: coupons[key].percent,
  redeem_by: null,
  times_redeemed: 0,
  valid: true,
});

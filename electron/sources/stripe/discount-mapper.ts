import type { Discount } from '#shared/invoice-money.ts';
import { money } from '#shared/money.ts';
import type { DiscountAmountWire, DiscountObject } from './money-wire.ts';
import type { MoneyNames } from './tax-mapper.ts';

export function nameOfDiscount(discount: DiscountObject | null, names: MoneyNames): string | null {
  const coupon = discount?.coupon ?? discount?.source?.coupon ?? null;
  return coupon?.sent?.name ?? (coupon?.id == null ? null : names.coupon(coupon.id));
}

export const idOfDiscount = ({ discount }: Pick<DiscountAmountWire, 'discount'>): string | null =>
  discount?.id ?? discount?.sent?.id ?? null;

/** @param objects those that were sent elsewhere in the same answer: an amount may name its discount by the id alone */
export const toDiscounts = (
  listed: readonly DiscountAmountWire[],
  objects: readonly DiscountObject[],
  names: MoneyNames,
  currency: string,
): Discount[] =>
  listed
    .filter(({ amount }) => amount !== 0)
    .map((wire) => {
      const id = idOfDiscount(wire);
      const object = wire.discount?.sent ?? objects.find((each) => each.id === id && id !== null) ?? null;
      return { name: nameOfDiscount(object, names), amount: money(wire.amount, currency) };
    });

import type { Discount } from '#shared/invoice-money.ts';
import { money } from '#shared/money.ts';
import type { InvoiceWire } from './invoice-wire.ts';
import type { DiscountAmountWire, DiscountObject } from './money-wire.ts';
import type { MoneyNames } from './tax-mapper.ts';

type Terms = Pick<Discount, 'name' | 'percent'>;

/** Its name, and whether it is a share or an amount, as far as its coupon is known. */
export function termsOf(discount: DiscountObject | null, names: MoneyNames): Terms {
  const named = discount?.coupon ?? discount?.source?.coupon ?? null;
  const coupon = named?.sent ?? (named?.id == null ? null : names.coupon(named.id));
  const percent = coupon?.percent_off ?? (coupon?.amount_off == null ? undefined : null);
  return { name: coupon?.name ?? null, ...(percent !== undefined && { percent }) };
}

/** Discounts that came with an invoice as objects: its amounts may name them by their ids alone. */
export const discountObjects = ({
  discounts,
  discount,
  total_discount_amounts: totals,
}: Pick<InvoiceWire, 'discounts' | 'discount' | 'total_discount_amounts'>): DiscountObject[] => [
  ...(discounts ?? []).flatMap(({ sent }) => sent ?? []),
  ...(totals ?? []).flatMap((each) => each.discount?.sent ?? []),
  ...(discount ? [discount] : []),
];

export const idOfDiscount = ({ discount }: Pick<DiscountAmountWire, 'discount'>): string | null =>
  discount?.id ?? discount?.sent.id ?? null;

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
      return { ...termsOf(object, names), amount: money(wire.amount, currency) };
    });

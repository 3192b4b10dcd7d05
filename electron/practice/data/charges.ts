import type { CustomerProfile } from './profiles.ts';

/** A tax rate of the vendor; `reason` as Stripe names why it is that one. */
export interface TaxRate {
  readonly key: string;
  readonly percent: number;
  readonly name: string;
  readonly country: string | null;
  readonly reason: string;
}

export interface LineTax {
  readonly rate: TaxRate;
  readonly base: number;
  readonly amount: number;
  readonly inclusive: boolean;
}

export const couponKeys = ['LOYALTY', 'SPRING'] as const;
export type CouponKey = (typeof couponKeys)[number];
export const coupons = {
  LOYALTY: { name: 'Loyalty', percent: 10 },
  SPRING: { name: 'Spring sale', percent: 15 },
} as const satisfies Record<CouponKey, { name: string; percent: number }>;

/** `ofLine`: of this line alone; else its share of one of the whole invoice. */
export interface LineDiscount {
  readonly coupon: CouponKey;
  readonly amount: number;
  readonly ofLine: boolean;
}

/** Besides its lines: what is shipped, and how some of it was settled before a payment. Minor units. */
export interface Charges {
  /** As it is charged: with a tax that is inclusive, without one that is not. */
  readonly shipping: { readonly amount: number; readonly taxes: readonly LineTax[] } | null;
  /** Credit that the customer had just then. */
  readonly credit: number;
  /** The share of what is due that credit notes took off before it was paid, and that a first payment paid. */
  readonly creditedShare: number;
  readonly paidShare: number;
}

export const noCharges: Charges = { shipping: null, credit: 0, creditedShare: 0, paidShare: 0 };

const rate = (key: string, percent: number, reason: string): TaxRate => ({
  ...{ key, percent, reason },
  ...{ name: 'VAT', country: 'DE' },
});
export const standardRate = rate('standard', 19, 'standard_rated');
export const rates = [
  standardRate,
  rate('reduced', 7, 'reduced_rated'),
  rate('special', 8.875, 'standard_rated'),
  rate('zero', 0, 'zero_rated'),
  rate('exempt', 0, 'product_exempt'),
  rate('reverse', 0, 'reverse_charge'),
] as const;

/** Of the customers who pay one rate on everything. */
export const rateOfCustomer = ({ taxPercent, taxExempt }: CustomerProfile): TaxRate | null =>
  taxPercent === 0 && taxExempt === 'none'
    ? null
    : {
        ...{ key: String(taxPercent), percent: taxPercent, name: taxPercent === 0 ? 'Reverse charge' : 'Tax' },
        country: null,
        reason: taxExempt === 'reverse' ? 'reverse_charge' : 'standard_rated',
      };

/** All that invoices name, by key. */
export const taxRates = (customers: Iterable<CustomerProfile>): Map<string, TaxRate> =>
  new Map([...rates, ...[...customers].flatMap((each) => rateOfCustomer(each) ?? [])].map((each) => [each.key, each]));

export function taxed(amount: number, by: TaxRate, inclusive: boolean): LineTax {
  const share = by.percent / (inclusive ? 100 + by.percent : 100);
  const tax = Math.round(amount * share);
  return { rate: by, base: inclusive ? amount - tax : amount, amount: tax, inclusive };
}

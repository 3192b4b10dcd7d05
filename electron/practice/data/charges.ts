import { decimalsOf } from '#shared/money.ts';
import type { Line } from './amounts.ts';
import type { CustomerProfile } from './profiles.ts';
import { hashOf } from './random.ts';

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
const standard = rate('standard', 19, 'standard_rated');
const rates = [
  standard,
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

interface Varied {
  readonly lines: Line[];
  readonly charges: Charges;
}

/** Discounts, taxes, shipping and settlement of every kind, drawn by the invoice's key. */
export function varied(seed: number, customer: CustomerProfile, key: string, plain: readonly Line[]): Varied {
  const luck = (...of: (string | number)[]) => hashOf(seed, key, 'varied', ...of);
  const inclusive = luck('inclusive') % 3 === 0;
  const hasSpring = luck('spring') % 2 === 0;
  const lines = plain.map((line, index): Line => {
    const loyalty = luck('loyalty', index) % 3 === 0 ? Math.round(line.amount / coupons.LOYALTY.percent) : 0;
    const spring = hasSpring ? Math.round(((line.amount - loyalty) * coupons.SPRING.percent) / 100) : 0;
    const by = rates[luck('rate', index) % rates.length] ?? standard;
    const tax = taxed(line.amount - loyalty - spring, by, inclusive);
    const discounts: LineDiscount[] = [
      { coupon: 'LOYALTY', amount: loyalty, ofLine: true },
      { coupon: 'SPRING', amount: spring, ofLine: false },
    ];
    return { ...line, discounts: discounts.filter(({ amount }) => amount > 0), taxes: [tax] };
  });
  const whole = 10 ** decimalsOf(customer.currency.toUpperCase());
  const shipped = (5 + (luck('parcel') % 20)) * whole + (luck('parcel', 'odd') % whole);
  const settling = luck('settling') % 5;
  return {
    lines,
    charges: {
      shipping: luck('shipping') % 3 === 0 ? { amount: shipped, taxes: [taxed(shipped, standard, inclusive)] } : null,
      credit: settling === 1 ? (1 + (luck('credit') % 400)) * whole : 0,
      creditedShare: settling === 2 ? 0.25 : 0,
      paidShare: settling === 3 ? 0.4 : 0,
    },
  };
}

import { decimalsOf } from '#shared/money.ts';
import type { Line } from './amounts.ts';
import { type Charges, coupons, type LineDiscount, rates, standardRate, taxed } from './charges.ts';
import type { CustomerProfile } from './profiles.ts';
import { hashOf } from './random.ts';

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
    const by = rates[luck('rate', index) % rates.length] ?? standardRate;
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
      shipping:
        luck('shipping') % 3 === 0 ? { amount: shipped, taxes: [taxed(shipped, standardRate, inclusive)] } : null,
      credit: settling === 1 ? (1 + (luck('credit') % 400)) * whole : 0,
      creditedShare: settling === 2 ? 0.25 : 0,
      paidShare: settling === 3 ? 0.4 : 0,
    },
  };
}

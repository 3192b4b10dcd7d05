import { z } from 'zod';
import { decimalsOf, money, type Money } from '../money.ts';

/** How many units of the foreign currency one unit of the base currency is: decimal text such as `1.0842`. */
export const exchangeRateSchema = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,6})?$/)
  .refine((rate) => Number(rate) > 0);

/** In the base currency, rounded half away from nought. */
export function inBase({ amount, currency }: Money, rate: string, base: string): Money {
  const [whole = '', fraction = ''] = rate.split('.');
  const numerator = BigInt(amount) * 10n ** BigInt(fraction.length + decimalsOf(base));
  const denominator = BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(currency));
  const half = numerator < 0n ? -denominator : denominator;
  return money(Number((2n * numerator + half) / (2n * denominator)), base);
}

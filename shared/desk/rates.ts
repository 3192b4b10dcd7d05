import { z } from 'zod';
import { inBase } from '../handover/exchange-rate.ts';
import { currencySchema, type Money, sumsByCurrency } from '../money.ts';
import { type Day, daySchema } from '../time.ts';

/** Foreign units a unit of the base currency, as decimal text: `1.0842`, `163.5`. */
export const rateSchema = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/)
  .refine((rate) => Number(rate) > 0);

/** A rate that somebody entered, and for which day. It is never written into a file. */
export const enteredRateSchema = z.object({ currency: currencySchema, rate: rateSchema, day: daySchema });
export type EnteredRate = z.infer<typeof enteredRateSchema>;

/** Into which currency sums are converted, and by which rates. */
export const ratesSchema = z.object({ base: currencySchema, rates: z.array(enteredRateSchema) });
export type Rates = z.infer<typeof ratesSchema>;

/** A sum in the base currency: approximate, as the rates are. */
export interface Converted {
  readonly total: Money;
  /** The day of the oldest rate that went into it; null where none did. */
  readonly oldest: Day | null;
}

/** All amounts in the base currency; null where a rate is missing, or the sum is beyond every amount. */
export function converted(amounts: readonly Money[], { base, rates }: Rates): Converted | null {
  const parts = amounts.map((amount): { amount: Money; day: Day | null } | null => {
    if (amount.currency === base) return { amount, day: null };
    const rate = rates.find(({ currency }) => currency === amount.currency);
    return rate ? { amount: inBase(amount, rate.rate, base), day: rate.day } : null;
  });
  const known = parts.filter((part) => part !== null);
  const [total] = sumsByCurrency(known.map(({ amount }) => amount)).totals;
  if (!total || known.length < parts.length) return null;
  const days = known.flatMap(({ day }) => day ?? []).sort();
  return { total, oldest: days[0] ?? null };
}

/** Currencies for which a rate is missing. */
export const missingRates = (currencies: readonly string[], { base, rates }: Rates): string[] =>
  currencies.filter((each) => each !== base && !rates.some(({ currency }) => currency === each));

import { z } from 'zod';
import type { Comparison } from '../comparison.ts';
import type { SubscriptionView } from '../ipc/calls/watch.ts';
import { currencySchema, type Money, moneySchema, sumsByCurrency } from '../money.ts';
import { type Instant, instantSchema } from '../time.ts';

/** What an account's upcoming invoices in one currency come to. A sum of which a part is not known is null. */
export const accountFiguresSchema = z.object({
  currency: currencySchema,
  soFar: moneySchema.nullable(),
  forecast: moneySchema.nullable(),
  /** The usual amounts of the same subscriptions. */
  usualNow: moneySchema.nullable(),
  usualEnd: moneySchema.nullable(),
});
export type AccountFigures = z.infer<typeof accountFiguresSchema>;

/** The next invoice: `estimate` where its amount is a forecast, `so-far` where there is none. */
export const nextInvoiceSchema = z.object({
  at: instantSchema,
  amount: moneySchema,
  basis: z.enum(['forecast', 'so-far']),
});
export type NextInvoice = z.infer<typeof nextInvoiceSchema>;

export interface ComparedView {
  readonly view: SubscriptionView;
  readonly comparison: Comparison | null;
}

/** Null where a part is missing, or the sum is beyond every amount. */
function whole(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  const [total, ...others] = sumsByCurrency(known).totals;
  return known.length === amounts.length && total && others.length === 0 ? total : null;
}

/** One entry a currency, in the order in which the subscriptions come. */
export function figuresOf(views: readonly ComparedView[]): AccountFigures[] {
  const running = views.flatMap(({ view, comparison }) =>
    view.upcoming.kind === 'none'
      ? []
      : [{ total: view.upcoming.total, forecast: view.forecast?.total ?? null, usual: comparison?.usual ?? null }],
  );
  return [...new Set(running.map(({ total }) => total.currency))].map((currency) => {
    const own = running.filter(({ total }) => total.currency === currency);
    return {
      currency,
      soFar: whole(own.map(({ total }) => total)),
      forecast: whole(own.map(({ forecast }) => forecast)),
      usualNow: whole(own.map(({ usual }) => usual?.atThisPoint ?? null)),
      usualEnd: whole(own.map(({ usual }) => usual?.end ?? null)),
    };
  });
}

/** The first invoice to come; null where none is. */
export function nextInvoiceOf(views: readonly ComparedView[]): NextInvoice | null {
  const coming = views.flatMap(({ view: { upcoming, forecast } }): { at: Instant; invoice: NextInvoice }[] => {
    if (upcoming.kind === 'none') return [];
    const { end: at } = upcoming.period;
    return [
      {
        at,
        invoice: forecast
          ? { at, amount: forecast.total, basis: 'forecast' }
          : { at, amount: upcoming.total, basis: 'so-far' },
      },
    ];
  });
  return coming.sort((a, b) => a.at.localeCompare(b.at))[0]?.invoice ?? null;
}

import type { Stripe } from 'stripe';
import type { Clock } from '../../platform/ports.ts';
import type { CreditNoteWire, InvoiceWire, LineWire } from './invoice-wire.ts';
import { type CouponWire, couponSchema, type DiscountObject, type TaxRateWire, taxRateSchema } from './money-wire.ts';
import type { StripeRequest } from './optional.ts';
import type { MoneyNames } from './tax-mapper.ts';

type Taxed = Pick<
  InvoiceWire,
  'total_tax_amounts' | 'total_discount_amounts' | 'discounts' | 'discount' | 'default_tax_rates'
>;
type Bill = Partial<Taxed & Pick<CreditNoteWire, 'tax_amounts' | 'discount_amounts'>> &
  Pick<InvoiceWire, 'total_taxes'> & { readonly lines: readonly Pick<LineWire, 'taxes' | 'tax_amounts'>[] };

export interface LearnedNames extends MoneyNames {
  /** Takes what these bring along, and asks for the rest as far as the key may: an invoice can be read without. */
  learn(bills: readonly Bill[], signal?: AbortSignal): Promise<void>;
}

/** A key may be given the permission, but not within the hour. */
const refusedForMillis = 60 * 60_000;

interface Asked<Wire> {
  readonly known: Map<string, { readonly sent: Wire | null; readonly until: number }>;
  ask(stripe: Stripe, id: string): Promise<unknown>;
  read(raw: unknown): Wire | null;
}

/** Tax rates and coupons, by the ids that invoices name them by. Both change in nothing but their names. */
export function createMoneyNames(request: StripeRequest, clock: Pick<Clock, 'now'>): LearnedNames {
  const rates: Asked<TaxRateWire> = {
    known: new Map(),
    ask: (stripe, id) => stripe.taxRates.retrieve(id),
    read: (raw) => taxRateSchema.safeParse(raw).data ?? null,
  };
  const coupons: Asked<CouponWire> = {
    known: new Map(),
    ask: (stripe, id) => stripe.coupons.retrieve(id),
    read: (raw) => couponSchema.safeParse(raw).data ?? null,
  };

  const take = <Wire extends { readonly id: string }>(into: Asked<Wire>, sent: readonly Wire[]): void => {
    for (const each of sent) into.known.set(each.id, { sent: each, until: Infinity });
  };

  /** What one refusal says of an id it says of all. */
  async function askFor<Wire>(of: Asked<Wire>, ids: Iterable<string>, signal?: AbortSignal): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !((of.known.get(id)?.until ?? 0) > clock.now()));
    for (const [index, id] of missing.entries()) {
      const answer = await request((stripe) => of.ask(stripe, id), signal, true);
      const until = clock.now() + refusedForMillis;
      if (answer.ok) {
        const sent = of.read(answer.value);
        of.known.set(id, { sent, until: sent ? Infinity : until });
      } else if (answer.error.code === 'not-found-at-vendor') of.known.set(id, { sent: null, until });
      else {
        for (const each of missing.slice(index)) of.known.set(each, { sent: null, until });
        return;
      }
    }
  }

  return {
    taxRate: (id) => rates.known.get(id)?.sent ?? null,
    coupon: (id) => coupons.known.get(id)?.sent ?? null,
    async learn(bills, signal) {
      const told = bills.flatMap(ratesOf);
      take(
        rates,
        told.flatMap(({ sent }) => sent ?? []),
      );
      take(
        rates,
        bills.flatMap((bill) => bill.default_tax_rates ?? []),
      );
      await askFor(
        rates,
        told.flatMap(({ id }) => id ?? []),
        signal,
      );
      await askFor(
        coupons,
        bills.flatMap(discountsOf).flatMap(({ coupon, source }) => (coupon ?? source?.coupon)?.id ?? []),
        signal,
      );
    },
  };
}

function ratesOf(bill: Bill) {
  const lists = [bill.total_taxes, bill.total_tax_amounts, bill.tax_amounts];
  const ofLines = bill.lines.flatMap(({ taxes, tax_amounts: older }) => [taxes, older]);
  return [...lists, ...ofLines].flatMap((list) =>
    (list ?? []).flatMap((tax) => tax.tax_rate_details?.tax_rate ?? tax.tax_rate ?? []),
  );
}

const discountsOf = (bill: Bill): DiscountObject[] => [
  ...[...(bill.total_discount_amounts ?? []), ...(bill.discount_amounts ?? [])].flatMap(
    ({ discount }) => discount?.sent ?? [],
  ),
  ...(bill.discounts ?? []).flatMap(({ sent }) => sent ?? []),
  ...(bill.discount ? [bill.discount] : []),
];

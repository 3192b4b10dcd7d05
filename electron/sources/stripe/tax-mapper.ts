import { type InvoiceTax, type Known, rateOf, type TaxKind, unknown } from '#shared/invoice-money.ts';
import { money } from '#shared/money.ts';
import type { CouponWire, TaxRateWire, TaxWire } from './money-wire.ts';

/** What invoices name by its id alone. */
export interface MoneyNames {
  taxRate(id: string): TaxRateWire | null;
  /** Null where it may not be read. */
  coupon(id: string): CouponWire | null;
}

interface TaxContext {
  readonly currency: string;
  readonly names: MoneyNames;
  /** `reverse` or `exempt` where the customer as a whole is; else `none`, or null where that is not told. */
  readonly exempt: string | null;
}

/** By Stripe's `taxability_reason`; those that say nothing about the kind are left out. */
const kinds: Readonly<Record<string, TaxKind>> = {
  standard_rated: 'standard',
  portion_standard_rated: 'standard',
  reduced_rated: 'reduced',
  portion_reduced_rated: 'reduced',
  zero_rated: 'zero',
  product_exempt: 'exempt',
  product_exempt_holiday: 'exempt',
  portion_product_exempt: 'exempt',
  customer_exempt: 'exempt',
  reverse_charge: 'reverse-charge',
  not_subject_to_tax: 'not-subject',
  not_collecting: 'not-subject',
};

const kindOfCustomer = (exempt: string | null): Known<TaxKind> =>
  exempt === 'reverse' ? 'reverse-charge' : exempt === 'exempt' ? 'exempt' : unknown;

function toTax(wire: TaxWire, { currency, names, exempt }: TaxContext): InvoiceTax {
  const told = wire.tax_rate_details?.tax_rate ?? wire.tax_rate;
  const rate = told?.sent ?? (told?.id == null ? null : names.taxRate(told.id));
  const kind = wire.taxability_reason === null ? kindOfCustomer(exempt) : (kinds[wire.taxability_reason] ?? unknown);
  const isFree = wire.amount === 0 && ['reverse-charge', 'exempt', 'zero', 'not-subject'].includes(kind);
  return {
    // The rate that would have been charged is not one that was.
    rate: isFree ? '0' : rateOf(rate?.effective_percentage ?? rate?.percentage ?? null),
    kind,
    name: rate?.display_name ?? null,
    jurisdiction: rate?.jurisdiction ?? (rate?.state ? `${rate.country ?? ''}-${rate.state}` : (rate?.country ?? null)),
    base: wire.taxable_amount === null ? unknown : money(wire.taxable_amount, currency),
    amount: money(wire.amount, currency),
    inclusive: wire.tax_behavior === null ? (wire.inclusive ?? false) : wire.tax_behavior === 'inclusive',
  };
}

const sameTax = ({ rate, kind, name, jurisdiction, inclusive }: InvoiceTax): string =>
  JSON.stringify([rate, kind, name, jurisdiction, inclusive]);

/** One a rate, kind, name and jurisdiction. */
export function toTaxes(listed: readonly TaxWire[], context: TaxContext): InvoiceTax[] {
  const taxes = Map.groupBy(
    listed.map((wire) => toTax(wire, context)),
    sameTax,
  );
  return [...taxes.values()].map((same) => same.reduce(together));
}

const together = (one: InvoiceTax, two: InvoiceTax): InvoiceTax => ({
  ...one,
  amount: money(one.amount.amount + two.amount.amount, one.amount.currency),
  base:
    one.base === unknown || two.base === unknown
      ? unknown
      : money(one.base.amount + two.base.amount, one.base.currency),
});

interface ToldTax extends TaxContext {
  readonly total: number;
  readonly excludingTax: number | null;
  /** The list of today, and the one of before API 2025-03-31. */
  readonly listed: readonly (readonly TaxWire[] | null)[];
  /** Long before: one sum, and its percentage. */
  readonly single: number | null;
  readonly percent: string | null;
  /** What it comes to without any tax on top; null where that is not known. */
  readonly untaxed: number | null;
}

/** What is told about the tax of an invoice or credit note; its sum is `unknown` where nothing is. */
export function taxOf(told: ToldTax): { taxes: Known<InvoiceTax[]>; tax: Known<number> } {
  const { total, excludingTax, single, currency, untaxed } = told;
  // An empty list says nothing where a server reports the tax elsewhere.
  const listed = told.listed.find((each) => each !== null && each.length > 0);
  if (listed) return { taxes: toTaxes(listed, told), tax: listed.reduce((sum, { amount }) => sum + amount, 0) };
  const tax = single ?? (excludingTax === null ? null : total - excludingTax);
  const isEmpty = told.listed.some((each) => each !== null);
  if (tax === null && !isEmpty && untaxed !== total) return { taxes: unknown, tax: unknown };
  const kind = kindOfCustomer(told.exempt);
  if (!tax) {
    const free: InvoiceTax = {
      ...{ rate: '0', kind, name: null, jurisdiction: null },
      ...{ base: money(total, currency), amount: money(0, currency), inclusive: false },
    };
    return { taxes: kind === unknown ? [] : [free], tax: 0 };
  }
  const one: InvoiceTax = {
    rate: rateOf(told.percent),
    ...{ kind, name: null, jurisdiction: null },
    base: money(total - tax, currency),
    amount: money(tax, currency),
    inclusive: untaxed === total,
  };
  return { taxes: [one], tax };
}

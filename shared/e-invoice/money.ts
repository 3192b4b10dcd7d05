import { type InvoiceMoney, type InvoiceTax, type Known, rateOf, type TaxKind, unknown } from '../invoice-money.ts';
import { type Money, zero } from '../money.ts';
import type { EInvoice, EInvoiceTax } from './model.ts';

/** By UNTDID 5305. Those of a territory's own tax, and what no code list has, are left out. */
const kinds: Readonly<Record<string, TaxKind>> = {
  S: 'standard',
  AA: 'reduced',
  Z: 'zero',
  E: 'exempt',
  AE: 'reverse-charge',
  K: 'exempt',
  G: 'exempt',
  O: 'not-subject',
};

/** The money that an electronic invoice states; null without a total. What it may leave out where there is none is none. */
export function moneyOfEInvoice({ totals, taxes: listed, adjustments }: EInvoice): InvoiceMoney | null {
  const { total, lines, allowances, charges, payable, rounding } = { ...totals, payable: totals.amountDue };
  if (!total) return null;
  const nothing = zero(total.currency);
  const taxes = taxesOf(listed);
  const asked = total.amount + (rounding?.amount ?? 0);
  return {
    subtotal: lines ?? unknown,
    // Without the sum of its lines a profile has no place for these.
    discounts: lines ? discountsOf(allowances, adjustments) : unknown,
    shipping: lines ? (charges?.amount ? { name: namesOf(adjustments), amount: charges } : null) : unknown,
    taxes,
    tax: totals.tax ?? (totals.net?.amount === total.amount ? nothing : unknown),
    net: totals.net ?? unknown,
    total,
    ...{ creditApplied: nothing, creditNotesApplied: nothing },
    prepaid: totals.prepaid ?? (payable?.amount === asked ? nothing : unknown),
    rounding: rounding ?? nothing,
    ...{ paid: nothing, payments: [] },
    remaining: payable ?? unknown,
  };
}

/** By their names where they come to the sum. */
function discountsOf(
  sum: Money | null,
  adjustments: EInvoice['adjustments'],
): { name: string | null; amount: Money }[] {
  if (!sum?.amount) return [];
  const named = adjustments.flatMap(({ kind, name, amount }) =>
    kind === 'allowance' && amount ? [{ name, amount }] : [],
  );
  return named.reduce((all, { amount }) => all + amount.amount, 0) === sum.amount
    ? named
    : [{ name: null, amount: sum }];
}

const namesOf = (adjustments: EInvoice['adjustments']): string | null =>
  adjustments.flatMap(({ kind, name }) => (kind === 'charge' && name !== null ? [name] : [])).join(', ') || null;

function taxesOf(listed: readonly EInvoiceTax[]): Known<InvoiceTax[]> {
  const taxes = listed.flatMap(({ percent, category, base, tax }) =>
    tax === null
      ? []
      : [{ ...noName, rate: rateOf(percent), kind: kindOf(category), base: base ?? unknown, amount: tax }],
  );
  return listed.length > 0 && taxes.length === listed.length ? taxes : unknown;
}

const noName = { name: null, jurisdiction: null, inclusive: false } as const;
const kindOf = (category: string | null): Known<TaxKind> => kinds[category ?? ''] ?? unknown;

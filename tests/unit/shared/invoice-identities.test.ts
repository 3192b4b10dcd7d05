import { describe, expect, it } from 'vitest';
import { failedIdentities } from '#shared/invoice-identities.ts';
import { type InvoiceTax, unknown } from '#shared/invoice-money.ts';
import type { Invoice } from '#shared/invoices.ts';
import { aLine, anInvoice, usd } from '../../support/billing-objects.ts';

const tax = (changes: Partial<InvoiceTax> = {}): InvoiceTax => ({
  ...{ rate: '19', kind: 'standard', name: 'VAT', jurisdiction: 'DE', base: usd(10_000), amount: usd(1_900) },
  inclusive: false,
  ...changes,
});

/** 150.00 less 50.00, 7.00 shipped with it, 19 % on both, 20.33 of credit, 40.00 paid. */
const bill = (changes: Partial<Invoice> = {}): Invoice =>
  anInvoice({
    status: 'open',
    lines: [aLine({ amount: usd(5_000) }), aLine({ id: 'il_2', amount: usd(10_000) })],
    subtotal: usd(15_000),
    discounts: [{ name: 'Spring', amount: usd(5_000) }],
    shipping: { name: null, amount: usd(700) },
    taxes: [tax({ base: usd(10_700), amount: usd(2_033) })],
    tax: usd(2_033),
    net: usd(10_700),
    total: usd(12_733),
    creditApplied: usd(2_033),
    paid: usd(4_000),
    remaining: usd(6_700),
    ...changes,
  });

const failed = (changes: Partial<Invoice> = {}) => {
  const invoice = bill(changes);
  return failedIdentities(invoice, invoice.lines).map(({ identity, counted }) => [identity, counted.amount]);
};

describe('the figures of an invoice', () => {
  it('agree', () => {
    expect(failed()).toEqual([]);
  });

  it.each([
    [
      'its lines',
      { subtotal: usd(14_999), total: usd(12_732), net: usd(10_699), remaining: usd(6_699) },
      'subtotal',
      15_000,
    ],
    ['its total', { total: usd(12_733), discounts: [] }, 'total', 17_733],
    ['its net', { net: usd(10_701) }, 'net', 10_700],
    ['its taxes', { tax: usd(2_034), net: usd(10_699) }, 'tax', 2_033],
    ['what remains', { remaining: usd(10_700) }, 'remaining', 6_700],
    ['what remains after rounding', { rounding: usd(-3) }, 'remaining', 6_697],
    ['a rate', { taxes: [tax({ base: usd(10_700), amount: usd(2_033), rate: '7' })] }, 'tax-rate', 749],
  ] satisfies [string, Partial<Invoice>, string, number][])(
    'do not where %s is another',
    (_, changes, identity, counted) => {
      expect(failed(changes)).toEqual([[identity, counted]]);
    },
  );

  it('are no finding where one of them is not known', () => {
    const all = { subtotal: unknown, discounts: unknown, shipping: unknown, taxes: unknown, tax: unknown } as const;
    for (const part of Object.keys(all)) expect(failed({ [part]: unknown, total: usd(12_733) })).toEqual([]);
    expect(failed({ creditApplied: unknown, remaining: usd(1) })).toEqual([]);
    expect(failedIdentities(bill({ subtotal: usd(15_000) }), null)).toEqual([]);
  });

  it('may differ by one minor unit a line where each was rounded, and not where nobody pays', () => {
    expect(
      failed({
        taxes: [tax({ base: usd(10_700), amount: usd(2_035) })],
        tax: usd(2_035),
        total: usd(12_735),
        remaining: usd(6_702),
      }),
    ).toEqual([]);
    expect(failed({ status: 'void', remaining: usd(0) })).toEqual([]);
  });

  it('hold tax that is contained in the lines', () => {
    const inclusive = tax({ base: usd(8_403), amount: usd(1_597), inclusive: true });
    const lines = [aLine({ amount: usd(10_000) })];
    const money = { lines, subtotal: usd(10_000), discounts: [], shipping: null, taxes: [inclusive], tax: usd(1_597) };
    const settled = {
      net: usd(8_403),
      total: usd(10_000),
      creditApplied: usd(0),
      paid: usd(0),
      remaining: usd(10_000),
    };
    expect(failed({ ...money, ...settled })).toEqual([]);
  });
});

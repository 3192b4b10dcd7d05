import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKnown, type Known, unknown } from '#shared/invoice-money.ts';
import { type Invoice, invoiceSchema as domainSchema } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { toCreditNote } from '../../../electron/sources/stripe/credit-note-mapper.ts';
import { amountsOf } from '../../../electron/sources/stripe/invoice-amounts.ts';
import { toInvoice } from '../../../electron/sources/stripe/invoice-mapper.ts';
import { readCreditNote, readInvoice } from '../../../electron/sources/stripe/invoice-wires.ts';
import { at, listOf, olderInvoice, stripeCreditNote, stripeInvoice, stripeLine } from '../../support/stripe-objects.ts';
import { usd } from '../../support/billing-objects.ts';

const nothingKnown = { isMetered: () => null };
const vat = { id: 'txr_de', percentage: '19.0', effective_percentage: null, display_name: 'VAT' };
const names = {
  taxRate: (id: string) => (id === 'txr_de' ? { ...vat, jurisdiction: null, country: 'DE', state: null } : null),
  coupon: (id: string) => (id === 'spring' ? { id, name: 'Spring', percent_off: null, amount_off: null } : null),
};
const noNames = { taxRate: () => null, coupon: () => null };
/** What the balance took, or will take from a draft. */
const credit = (total: number, starting: number, ending: number | null): number =>
  ending === null ? total - Math.max(0, total + starting) : ending - starting;
/** Minor units, or that it is not known. */
const minor = (amount: Known<Money>) => (isKnown(amount) ? amount.amount : amount);

const mapped = (raw: object, metered: { isMetered: (price: string | null) => boolean | null } = nothingKnown) => {
  const sent = readInvoice(raw);
  return sent.ok ? toInvoice(sent.value.wire, metered, names) : sent;
};

function invoiceOf(raw: object): Invoice {
  const result = mapped(raw);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const errorOf = (raw: object) => {
  const result = mapped(raw);
  return result.ok ? null : result.error;
};

test('an invoice of today’s shape', () => {
  expect(invoiceOf(stripeInvoice())).toEqual({
    id: 'in_1',
    number: 'ACME-0001',
    type: 'invoice',
    corrects: null,
    status: 'paid',
    subscriptionId: 'sub_1',
    customerName: 'Acme GmbH',
    ...{ seller: 'Vendor Inc.', sellerTaxId: 'IE9999999AA' },
    createdAt: '2026-11-01T00:00:05.000Z',
    issuedAt: '2026-11-01T01:00:05.000Z',
    dueAt: null,
    paidAt: '2026-11-01T01:00:09.000Z',
    period: { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' },
    subtotal: usd(4900),
    discounts: [],
    shipping: null,
    net: usd(4900),
    tax: usd(931),
    taxes: [
      {
        ...{ rate: '19', kind: 'standard', name: 'VAT', jurisdiction: 'DE', base: usd(4900), amount: usd(931) },
        inclusive: false,
      },
    ],
    total: usd(5831),
    ...{ creditApplied: usd(0), prepaid: usd(0), creditNotesApplied: usd(0), rounding: usd(0) },
    paid: usd(5831),
    payments: [{ paidAt: '2026-11-01T01:00:09.000Z', amount: usd(5831), method: null, reference: 'pi_1' }],
    remaining: usd(0),
    taxId: 'DE123456789',
    lines: [
      {
        id: 'il_1',
        description: '1 × Pro',
        amount: { amount: 4900, currency: 'USD' },
        quantity: 1,
        period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
        unitAmountDecimal: '4900',
        discounts: [],
        taxes: [],
        priceId: 'price_pro',
        kind: 'fixed',
      },
    ],
    hostedUrl: 'https://invoice.stripe.com/i/in_1',
    documentUrl: 'https://pay.stripe.com/invoice/in_1/pdf',
  });
});

test('the same invoice from an older server says the same, but for what it lacks', () => {
  const today = invoiceOf(stripeInvoice());
  const [line] = today.lines;
  expect(invoiceOf(olderInvoice())).toEqual({
    ...today,
    // It names no credit note, no payment and no rate of tax but a percentage.
    creditNotesApplied: unknown,
    payments: unknown,
    taxes: [
      {
        ...{ rate: '19', kind: unknown, name: null, jurisdiction: null, base: usd(4900), amount: usd(931) },
        inclusive: false,
      },
    ],
    customerName: null,
    ...{ seller: null, sellerTaxId: null },
    issuedAt: today.createdAt,
    paidAt: null,
    taxId: null,
    lines: [{ ...line, priceId: 'plan_pro', unitAmountDecimal: null, discounts: unknown, taxes: unknown }],
    hostedUrl: null,
    documentUrl: null,
  });
});

test.each([
  ['total_tax_amounts', { total_taxes: undefined, total_tax_amounts: [{ amount: 900 }, { amount: 31 }] }],
  ['tax', { total_taxes: undefined, tax: 931 }],
  ['the difference to the amount before tax', { total_taxes: null }],
])('tax is read from %s', (_, changes) => {
  const { net, tax } = invoiceOf(stripeInvoice(changes));
  expect([net, tax].map(minor)).toEqual([4900, 931]);
});

test('a tax that stands beside empty lists of taxes counts, and what is left is the net', () => {
  const amounts = { total: 5831, total_excluding_tax: null, tax: 931, total_taxes: [], total_tax_amounts: [] };
  const { net, tax, total } = invoiceOf(stripeInvoice(amounts));
  expect([net, tax, total].map(minor)).toEqual([4900, 931, 5831]);
  const none = invoiceOf(stripeInvoice({ ...amounts, tax: null }));
  expect([none.net, none.tax].map(minor)).toEqual([5831, 0]);
});

test.each([
  ['a string', { subscription: 'sub_2' }],
  ['an expanded object', { subscription: { id: 'sub_2', object: 'subscription' } }],
])('the subscription at the top level as %s', (_, changes) => {
  expect(invoiceOf(stripeInvoice({ parent: null, ...changes })).subscriptionId).toBe('sub_2');
});

test.each([
  ['unused', 0, 0, 5831, 0],
  ['partly used', -8000, -2169, 0, 5831],
  ['used up', -500, 0, 5331, 500],
  ['taken up because the customer owed', 700, 0, 6531, -700],
  ['expected by a draft', -500, null, 5331, 500],
  ['more than a draft needs', -9000, null, 0, 5831],
])('credit %s: from %s to %s leaves %s due and shows %s applied', (_, starting, ending, due, applied) => {
  const raw = { starting_balance: starting, ending_balance: ending, amount_due: due, amount_remaining: due };
  const { creditApplied, remaining } = invoiceOf(stripeInvoice({ ...raw, amount_paid: 0, status: 'open' }));
  expect([remaining, creditApplied].map(minor)).toEqual([due, applied]);
});

test('a negative total is kept, and what it leaves goes to the balance', () => {
  const raw = { total: -2000, total_excluding_tax: -2000, total_taxes: [], amount_due: 0, ending_balance: -2000 };
  const { total, net, creditApplied, remaining } = invoiceOf(stripeInvoice(raw));
  expect([total, net, creditApplied, remaining].map(minor)).toEqual([-2000, -2000, -2000, 0]);
});

test.each([
  ['kept', -500, -500, 5831],
  ['used', -500, 0, 5331],
  ['to be used by a draft', -500, null, 5331],
])(
  'what remains of an open one where neither it nor an amount due is sent is the total less the credit: %s',
  (_, starting, ending, due) => {
    const raw = { status: 'open', starting_balance: starting, ending_balance: ending };
    const { remaining } = invoiceOf(
      stripeInvoice({ ...raw, amount_due: null, amount_remaining: null, amount_paid: 0 }),
    );
    expect(minor(remaining)).toBe(due);
  },
);

test.each(['jpy', 'KWD', 'isk'])('amounts of %s are not scaled', (currency) => {
  const invoice = invoiceOf(stripeInvoice({ currency, lines: listOf([stripeLine({ currency })]) }));
  expect(invoice.total).toEqual({ amount: 5831, currency: currency.toUpperCase() });
  expect(invoice.lines[0]?.amount).toEqual({ amount: 4900, currency: currency.toUpperCase() });
});

test.each([
  [
    'draft',
    { status: 'draft', number: null, invoice_pdf: null, effective_at: at('2026-11-01T00:00:00Z') },
    'draft',
    null,
  ],
  ['no status, paid', { status: undefined, paid: true }, 'paid', '2026-11-01T01:00:05.000Z'],
  ['no status, not paid', { status: undefined, paid: false }, 'open', '2026-11-01T01:00:05.000Z'],
  ['no status, forgiven', { status: null, paid: false, forgiven: true }, 'uncollectible', '2026-11-01T01:00:05.000Z'],
  ['a preview', { status: null }, 'draft', null],
  ['void', { status: 'void' }, 'void', '2026-11-01T01:00:05.000Z'],
  [
    'no transitions',
    { status: 'open', status_transitions: null, effective_at: null },
    'open',
    '2026-11-01T00:00:05.000Z',
  ],
])('status of %s', (_, changes, status, issuedAt) => {
  expect(invoiceOf(stripeInvoice(changes))).toMatchObject({ status, issuedAt });
});

test('a period that is not sent is the span of the lines', () => {
  const lines = listOf([
    stripeLine({ period: { start: at('2026-11-02T00:00:00Z'), end: at('2026-12-01T00:00:00Z') } }),
    stripeLine({ period: { start: at('2026-10-01T00:00:00Z'), end: at('2026-11-01T00:00:00Z') } }),
    stripeLine({ period: null }),
  ]);
  const { period } = invoiceOf(stripeInvoice({ period_start: null, period_end: undefined, lines }));
  expect(period).toEqual({ start: '2026-10-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' });
});

test.each([
  ['a metered price', { price: { id: 'price_gb', recurring: { interval: 'month', usage_type: 'metered' } } }, true],
  ['a licensed price', { price: { id: 'price_x', recurring: { interval: 'month', usage_type: 'licensed' } } }, false],
  ['a metered plan', { plan: { id: 'plan_gb', usage_type: 'metered' } }, true],
  ['a price on a meter', { price: { id: 'p', recurring: { interval: 'month', meter: 'mtr_1' } } }, true],
  ['only the id of a known metered price', { pricing: { price_details: { price: 'price_known' } } }, true],
  ['only the id of an unknown price', {}, false],
])('a line with %s is metered: %s', (_, changes, metered) => {
  const known = { isMetered: (price: string | null) => (price === 'price_known' ? true : null) };
  const result = mapped(stripeInvoice({ lines: listOf([stripeLine({ parent: null, ...changes })]) }), known);
  expect(result.ok && result.value.lines[0]?.kind === 'metered').toBe(metered);
});

test('a missing required field is named, with the object', () => {
  const incomplete = (field: string) => ({ code: 'answer-incomplete', object: 'invoice', id: 'in_1', field });
  expect(errorOf(stripeInvoice({ total: null }))).toEqual(incomplete('total'));
  expect(errorOf(stripeInvoice({ currency: undefined }))).toEqual(incomplete('currency'));
  expect(errorOf(stripeInvoice({ created: undefined }))).toEqual(incomplete('created'));
  expect(errorOf(stripeInvoice({ total: 49.5 }))).toEqual({
    ...incomplete('total'),
    code: 'value-unknown',
    value: '49.5',
  });
});

test('taxes that could not be added up are no taxes of an invoice', () => {
  const taxes = (count: number) =>
    stripeInvoice({ total_taxes: Array.from({ length: count }, () => ({ amount: 9e12 })) });
  expect(errorOf(taxes(501))).toMatchObject({ code: 'value-unknown', field: 'total_taxes' });
  expect(minor(invoiceOf(taxes(500)).tax)).toBe(4.5e15);
});

test('a credit note keeps its positive amounts and names what it corrects', () => {
  const wire = readCreditNote(stripeCreditNote());
  expect(wire.ok && toCreditNote(wire.value.wire, noNames)).toMatchObject({
    id: 'cn_1',
    type: 'credit-note',
    corrects: 'in_1',
    status: 'paid',
    issuedAt: '2026-11-03T09:00:00.000Z',
    net: { amount: 1000 },
    tax: { amount: 190 },
    total: { amount: 1190, currency: 'USD' },
    remaining: { amount: 0 },
    documentUrl: 'https://pay.stripe.com/credit_notes/cn_1/pdf',
    lines: [{ id: 'cnli_1', description: 'Refund', amount: { amount: 1000 } }],
  });
  const older = { status: 'void', total_taxes: undefined, tax_amounts: [{ amount: 190 }], total_excluding_tax: null };
  const olderWire = readCreditNote(stripeCreditNote({ ...older, invoice: { id: 'in_9' } }));
  expect(olderWire.ok && toCreditNote(olderWire.value.wire, noNames)).toMatchObject({
    status: 'void',
    corrects: 'in_9',
    net: { amount: 1000 },
    tax: { amount: 190 },
  });
});

/** Any JSON in the place of any field, present or gone. */
const damaged = fc
  .tuple(
    fc.constantFrom(stripeInvoice(), olderInvoice()),
    fc.dictionary(fc.constantFrom(...Object.keys(stripeInvoice())), fc.jsonValue()),
  )
  .map(([invoice, damage]) => ({ ...invoice, ...damage }));

test('whatever a server sends, the mapper answers a valid invoice or a named field, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(damaged, fc.dictionary(fc.string(), fc.jsonValue())), (raw) => {
      const result = mapped(raw);
      if (result.ok) expect(domainSchema.safeParse(result.value).error).toBeUndefined();
      else expect(['answer-incomplete', 'value-unknown']).toContain(result.error.code);
    }),
    { numRuns: 500 },
  );
});

test('net and tax make up the total, and credit is never negative nor more than there was', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const balance = fc.option(amount);
  fc.assert(
    fc.property(amount, amount, balance, balance, (total, tax, starting, ending) => {
      const raw = { total, total_excluding_tax: null, total_taxes: [{ amount: tax }] };
      const wire = readInvoice(stripeInvoice({ ...raw, starting_balance: starting, ending_balance: ending }));
      if (!wire.ok) throw new Error(JSON.stringify(wire.error));
      const { net, tax: told, creditApplied } = amountsOf(wire.value.wire, 'open', noNames);
      expect([net, told].map(minor)).toEqual([total - tax, tax]);
      expect(minor(creditApplied)).toBe(starting === null ? unknown : credit(total, starting, ending));
    }),
  );
});

import { expect } from 'vitest';
import {
  bytes,
  creditNote,
  invoice,
  invoiceList,
  line,
  period,
  preview,
  subscription,
} from '../../support/hostile/vendor.ts';
import { type Attempt, attempt, describeAttempts, reads } from '../../support/hostile/world.ts';
import { listOf, stripeCustomer, stripeItem, stripePrice } from '../../support/stripe-objects.ts';

type Fields = Record<string, unknown>;
type Then = NonNullable<Attempt['then']>;

/** JSON as no serializer writes it: the marker gives way to the raw text. */
const raw = (value: object, text: string) => bytes(JSON.stringify(value).replace('"RAW"', text));

const upcoming = (what: string, changes: Fields, says: readonly string[], then?: Then) =>
  attempt(what, () => ({ 'POST /v1/invoices/create_preview': preview(5_000, changes) }), says, then);
const upcomingRaw = (what: string, text: string, says: readonly string[], then?: Then) =>
  attempt(
    what,
    () => ({ 'POST /v1/invoices/create_preview': raw(preview(5_000, { total: 'RAW' }), text) }),
    says,
    then,
  );
const billed = (what: string, changes: Fields, says: readonly string[], then?: Then) =>
  attempt(
    what,
    (url) => ({
      'GET /v1/invoices': invoiceList(invoice(url, 3, changes), invoice(url, 2), invoice(url, 1)),
      'GET /v1/invoices/in_3': invoice(url, 3, changes),
    }),
    says,
    then,
  );
const subscribed = (what: string, changes: Fields, says: readonly string[], then?: Then) =>
  attempt(what, () => ({ 'GET /v1/subscriptions': listOf([subscription(changes)]) }), says, then);

const third =
  (expected: object): Then =>
  ({ rows }) => {
    expect(rows).toHaveLength(3);
    expect(rows.find(({ id }) => id !== 'in_1' && id !== 'in_2')).toMatchObject(expected);
  };
const unreadable = (code: string) => [code, 'alert: unreadable'];
/** What was invoiced in the running period counts, and is not known. */
const unbilled = (code: string) => [code, 'alert: billed-unknown'];

const figures = [
  upcomingRaw('1e999 for a total', '1e999', unreadable('value-unknown')),
  upcomingRaw('-1e999', '-1e999', unreadable('value-unknown')),
  upcomingRaw('a total beyond what is exact', '9007199254740993', unreadable('value-unknown')),
  upcomingRaw('a total of thirty digits', '123456789012345678901234567890', unreadable('value-unknown')),
  upcomingRaw('a fraction of a cent', '5000.5', unreadable('value-unknown')),
  upcomingRaw('5e3, which is 5000', '5e3', [], reads(5_000)),
  upcomingRaw('-0, which is 0', '-0', [], reads(0)),
  upcoming('a negative total', { total: -9_999 }, [], reads(-9_999)),
  upcoming('a total as text', { total: '5000' }, [], reads(5_000)),
  upcoming('a total as a text with a point', { total: '50.00' }, unreadable('value-unknown')),
  upcoming('a total as a text in hexadecimal', { total: '0x1388' }, unreadable('value-unknown')),
  upcoming('a total as an empty text', { total: '' }, unreadable('value-unknown')),
  upcoming('a total that is true', { total: true }, unreadable('value-unknown')),
  upcoming('a total that is null', { total: null }, unreadable('answer-incomplete')),
  upcoming('a total in a list', { total: [5_000] }, unreadable('value-unknown')),
  upcoming('a total in an object', { total: { amount: 5_000 } }, unreadable('value-unknown')),
  upcoming('a total of 90 billion dollars', { total: 9_000_000_000_001 }, unreadable('value-unknown')),
  upcoming('a currency in upper case', { currency: 'USD' }, [], reads(5_000)),
  upcoming('a currency in both cases', { currency: 'uSd' }, [], reads(5_000)),
  upcoming('a currency that nobody has', { currency: 'zzz' }, ['alert: other-currency']),
  upcoming('a currency of four letters', { currency: 'usdt' }, unreadable('value-unknown')),
  upcoming('a currency of Cyrillic letters', { currency: 'uѕd' }, unreadable('value-unknown')),
  upcoming('a currency that is a sign', { currency: '$' }, unreadable('value-unknown')),
  upcoming('no currency', { currency: null }, unreadable('answer-incomplete')),
];

const times = [
  upcoming(
    'a period that ends before it begins',
    { period_start: period.end, period_end: period.start },
    [],
    reads(5_000),
  ),
  upcoming('a period without length', { period_end: period.start }, [], reads(5_000)),
  upcoming(
    'a period in milliseconds',
    { period_start: period.start * 1000, period_end: period.end * 1000 },
    unreadable('value-unknown'),
  ),
  upcoming('a period before 1970', { period_start: -1 }, unreadable('value-unknown')),
  upcoming('a period as text of a date', { period_start: '2026-11-01' }, unreadable('value-unknown')),
  upcoming('no period at all', { period_start: null, period_end: null, lines: listOf([]) }, [], reads(5_000)),
  upcoming('a period of eight thousand years', { period_start: 0, period_end: 253_402_300_799 }, [], ({ checked }) => {
    expect(checked.alerts).toMatchObject([{ outcome: 'exceeded', reason: null }]);
  }),
  subscribed(
    'a subscription without a period',
    { items: listOf([stripeItem({ current_period_start: null, current_period_end: null })]) },
    [],
    reads(5_000),
  ),
  billed(
    'an invoice that ends before it begins',
    { period_start: period.end, period_end: period.start },
    [],
    third({ document: 'stored' }),
  ),
  billed(
    'an invoice of the year 9999',
    { created: 253_402_300_799 },
    [],
    third({ createdAt: '9999-12-31T23:59:59.000Z' }),
  ),
  billed('an invoice made in milliseconds', { created: period.start * 1000 }, unbilled('value-unknown')),
  billed('an invoice that was never made', { created: null }, unbilled('answer-incomplete')),
  billed(
    'an invoice due before it was issued',
    { status: 'open', due_date: 0, amount_remaining: 5_831 },
    [],
    third({ overdue: true }),
  ),
];

const longText = 'x'.repeat(2 ** 20);
const control = String.fromCodePoint(0, 7, 27, 0x85) + '[2K\u202eevil\u2066';
const shapes = [
  subscribed('a status that nobody knows', { status: 'haunted' }, [], reads(5_000)),
  subscribed('a subscription without an id', { id: null }, unreadable('answer-incomplete')),
  subscribed('an id that is a number', { id: 7 }, unreadable('value-unknown')),
  subscribed('items that are null', { items: null }, [], reads(5_000)),
  subscribed('items that are a list', { items: [stripeItem()] }, ['value-unknown'], reads(5_000)),
  subscribed('an item that is null', { items: listOf([null]) }, ['answer-incomplete']),
  subscribed('a price that is a text', { items: listOf([stripeItem({ price: 'price_pro' })]) }, ['value-unknown']),
  subscribed('a price in a list', { items: listOf([stripeItem({ price: [stripePrice()] })]) }, ['value-unknown']),
  subscribed('a payment method that is a list', { default_payment_method: [] }, []),
  attempt('a subscription that is null', () => ({ 'GET /v1/subscriptions': listOf([null]) }), [
    'alert: unreadable',
    'answer-incomplete',
  ]),
  attempt('a subscription that is a list', () => ({ 'GET /v1/subscriptions': listOf([[subscription()]]) }), [
    'alert: unreadable',
    'value-unknown',
  ]),
  attempt(
    'another subscription in its place',
    () => ({ 'GET /v1/subscriptions': listOf([subscription({ id: 'sub_2' })]) }),
    ['alert: subscription-gone'],
  ),
  attempt(
    'the list of subscriptions of another customer',
    () => ({ 'GET /v1/subscriptions': listOf([subscription({ customer: 'cus_2' })]) }),
    [],
  ),
  attempt(
    'the preview is a list',
    () => ({ 'POST /v1/invoices/create_preview': listOf([preview(5_000)]) }),
    unreadable('answer-incomplete'),
  ),
  attempt(
    'the preview is a subscription',
    () => ({ 'POST /v1/invoices/create_preview': subscription() }),
    unreadable('value-unknown'),
  ),
  upcoming('lines that are null', { lines: null }, [], reads(5_000)),
  upcoming('lines that are a text', { lines: 'none' }, ['value-unknown'], reads(5_000)),
  upcoming('a line that is null', { lines: listOf([null]) }, ['answer-incomplete'], reads(5_000)),
  upcoming(
    'a line without an amount',
    { lines: listOf([line({ amount: null })]) },
    ['answer-incomplete'],
    reads(5_000),
  ),
  upcoming(
    'keys of prototypes',
    { __proto__: { total: 1 }, constructor: { prototype: { total: 2 } }, toString: 3, hasOwnProperty: 4 },
    [],
    reads(5_000),
  ),
  attempt('a customer that is a list', () => ({ 'GET /v1/customers/cus_1': [stripeCustomer()] }), ['answer-not-json']),
  attempt(
    'a customer whose address is a list',
    () => ({ 'GET /v1/customers/cus_1': stripeCustomer({ address: [], name: [] }) }),
    [],
  ),
  attempt(
    'a customer that was deleted',
    () => ({ 'GET /v1/customers/cus_1': { id: 'cus_1', object: 'customer', deleted: true } }),
    ['customer-not-found'],
  ),
  attempt('tax ids that are null', (url) => ({ 'GET /v1/customers/cus_1/tax_ids': listOf([null, { id: url }]) }), [
    'answer-incomplete',
  ]),
  billed('an invoice without an id', { id: null }, unbilled('answer-incomplete')),
  billed('an invoice of a status that nobody knows', { status: 'haunted' }, unbilled('value-unknown')),
  billed('an invoice of another customer', { customer: 'cus_2' }, [], third({ id: 'in_3' })),
  billed('an invoice whose lines are null', { lines: null }, [], third({ document: 'stored' })),
  billed('taxes that are a text', { total_taxes: 'none' }, unbilled('value-unknown')),
  attempt(
    'a list of invoices that are null',
    (url) => ({ 'GET /v1/invoices': invoiceList(null, invoice(url, 3), 7, 'in_4', []) }),
    [...unbilled('value-unknown'), 'answer-incomplete'],
    third({ id: 'in_3' }),
  ),
  attempt(
    'an archived invoice of another total',
    (url) => ({
      'GET /v1/invoices': invoiceList(
        invoice(url, 2, { total: 1, subtotal: 1, total_excluding_tax: 1, total_taxes: [], number: 'EVIL' }),
        invoice(url, 1),
      ),
    }),
    ['another version'],
  ),
  attempt(
    'an archived invoice that is a draft again',
    (url) => ({ 'GET /v1/invoices': invoiceList(invoice(url, 2, { status: 'draft', number: null }), invoice(url, 1)) }),
    ['withdrawn'],
  ),
  attempt(
    'a credit note with the id of an archived invoice',
    (url) => ({ 'GET /v1/credit_notes': listOf([creditNote(url, { id: 'in_1', number: 'CN-EVIL', total: 1 })]) }),
    [],
    ({ rows }) => {
      expect(
        rows
          .filter(({ id }) => id === 'in_1')
          .map(({ type }) => type)
          .sort(),
      ).toEqual(['credit-note', 'invoice']);
    },
  ),
  attempt('credit notes that are invoices', (url) => ({ 'GET /v1/credit_notes': listOf([invoice(url, 3)]) }), [
    'value-unknown',
  ]),
];

const id = (value: string) =>
  attempt(
    `an invoice with the id ${JSON.stringify(value.slice(0, 40))}`,
    (url) => ({
      'GET /v1/invoices': invoiceList(invoice(url, 3, { id: value, number: value }), invoice(url, 2), invoice(url, 1)),
    }),
    [],
    third({ document: 'stored' }),
  );
const texts = [
  ...[
    '../../../../etc/passwd',
    '..\\..\\windows',
    '/etc/passwd',
    'in_1/../in_2',
    '.',
    '..',
    'CON',
    'in%2F..%2F3',
    'in_3?x=1',
    'in_3#f',
    '\u0000',
    'a\nb',
    ' ',
    longText.slice(0, 5_000),
  ].map(id),
  billed(
    'a number that is a formula',
    { number: '=HYPERLINK("http://evil.example","1")' },
    [],
    third({ number: '=HYPERLINK("http://evil.example","1")' }),
  ),
  billed('a number with a line break and a formula', { number: 'A-3\r\n=1+1' }, [], third({ document: 'stored' })),
  billed('a customer’s name of 1 MB', { customer_name: longText }, [], third({ document: 'stored' })),
  billed('a name with control characters', { customer_name: control }, [], third({ document: 'stored' })),
  billed('a name that is no Unicode', { customer_name: '\ud800' }, [], third({ document: 'stored' })),
  billed(
    'a name of 10,000 marks on one letter',
    { customer_name: `a${'\u0301'.repeat(10_000)}` },
    [],
    third({ document: 'stored' }),
  ),
  billed(
    'a description of 1 MB',
    { lines: listOf([line({ description: longText })]) },
    [],
    third({ document: 'stored' }),
  ),
  upcoming(
    'a plan’s name with control characters',
    { lines: listOf([line({ description: control, amount: 5_000 })]) },
    [],
    reads(5_000),
  ),
  attempt(
    'a subscription with an id of 1 MB',
    () => ({ 'GET /v1/subscriptions': listOf([subscription({ id: longText })]) }),
    ['alert: subscription-gone'],
  ),
  subscribed('a subscription whose id leads elsewhere', { id: '../customers/cus_1' }, ['alert: subscription-gone']),
];

describeAttempts({
  'figures that are none': figures,
  'periods and times that are none': times,
  'objects of another shape': shapes,
  'texts and ids that mean something else': texts,
});

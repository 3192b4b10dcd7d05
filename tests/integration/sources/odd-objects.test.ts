import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../../support/raw-server.ts';
import { readValues } from '../../support/read-objects.ts';
import {
  listOf,
  olderInvoice,
  stripeCreditNote,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripeLine,
  stripePrice,
  stripeSubscription,
} from '../../support/stripe-objects.ts';
import { stripeSourceAt } from '../../support/stripe-source-on.ts';

/* One object that is odd costs itself alone, whatever is wrong with it. */

let server: RawServer;
let source: BillingSource;

beforeAll(async () => {
  server = await startRawServer({});
  source = stripeSourceAt(server.url, {
    limit: { turn: () => Promise.resolve(() => undefined), pause: () => undefined },
  });
  return () => server.close();
});
afterEach(() => {
  for (const route of Object.keys(server.routes)) Reflect.deleteProperty(server.routes, route);
});

const everything = { after: null, createdFrom: null };
const serve = (routes: Record<string, RawAnswer>) => Object.assign(server.routes, routes);
const serveSubscriptions = (...subscriptions: unknown[]) =>
  serve({ 'GET /v1/customers/cus_1': stripeCustomer(), 'GET /v1/subscriptions': listOf(subscriptions) });

test.each([
  ['a status that nobody knows', stripeInvoice({ id: 'in_odd', status: 'archived' }), 'value-unknown', 'status'],
  ['no total', stripeInvoice({ id: 'in_odd', total: undefined }), 'answer-incomplete', 'total'],
  ['a currency that is none', stripeInvoice({ id: 'in_odd', currency: 'currency' }), 'value-unknown', 'currency'],
  ['a tax in words', stripeInvoice({ id: 'in_odd', total_taxes: [{ amount: 'some' }] }), 'value-unknown', undefined],
])('an invoice with %s is named, kept as it came, and the others are read', async (_, odd, code, field) => {
  serve({ 'GET /v1/invoices': listOf([stripeInvoice(), odd, stripeInvoice({ id: 'in_2' })]) });
  const page = await source.invoices(everything);
  expect(readValues(page).map(({ id }) => id)).toEqual(['in_1', 'in_2']);
  const [unread] = page.ok ? page.value.unread : [];
  expect(unread).toMatchObject({ object: 'invoice', id: 'in_odd', reason: { code, ...(field && { field }) } });
  expect(JSON.parse(unread?.raw ?? '')).toMatchObject({ id: 'in_odd', object: 'invoice' });
  // A later Billfold reads what was kept.
  expect(source.readAgain('invoice', unread?.raw ?? '')).toMatchObject({ ok: false, error: { code } });
  expect(source.readAgain('invoice', JSON.stringify(stripeInvoice()))).toMatchObject({
    ok: true,
    value: { value: { id: 'in_1' } },
  });
});

test('a line that cannot be read costs itself, not its invoice, nor the preview’s total', async () => {
  const lines = listOf([stripeLine(), stripeLine({ id: 'il_odd', amount: 'much' })]);
  serve({
    'GET /v1/invoices': listOf([stripeInvoice({ lines })]),
    'POST /v1/invoices/create_preview': stripeInvoice({ status: 'draft', lines }),
  });
  const page = await source.invoices(everything);
  expect(page).toMatchObject({
    ok: true,
    value: { read: [{ value: { total: { amount: 5831 } }, unread: [{ object: 'invoice-line', id: 'il_odd' }] }] },
  });
  serveSubscriptions(stripeSubscription());
  const [subscription] = readValues(await source.subscriptions());
  expect(subscription && (await source.upcoming(subscription))).toMatchObject({
    ok: true,
    value: { kind: 'preview', total: { amount: 5831 }, unread: [{ object: 'invoice-line', id: 'il_odd' }] },
  });
});

test('a decimal that is none costs its item', async () => {
  const odd = stripeItem({ id: 'si_odd', price: stripePrice({ unit_amount: null, unit_amount_decimal: 'many' }) });
  serveSubscriptions(stripeSubscription(), stripeSubscription({ id: 'sub_odd', items: listOf([odd]) }));
  const listed = await source.subscriptions();
  expect(readValues(listed)).toMatchObject([{ id: 'sub_1' }, { id: 'sub_odd', price: null, items: [] }]);
});

test('an odd tax id is named beside the others', async () => {
  serve({
    'GET /v1/customers/cus_1': stripeCustomer(),
    'GET /v1/customers/cus_1/tax_ids': listOf([{ id: 'txi_1', type: 'eu_vat', value: 'DE1' }, { id: 'txi_odd' }]),
  });
  expect(await source.details()).toMatchObject({
    ok: true,
    value: {
      taxIds: [{ id: 'txi_1' }],
      unread: [{ object: 'tax-id', id: 'txi_odd', reason: { code: 'answer-incomplete', field: 'type' } }],
    },
  });
});

describe('a list', () => {
  const pages = (first: object, then: object) => ({
    'GET /v1/subscriptions': ({ query }: { query: URLSearchParams }) => (query.has('starting_after') ? then : first),
  });
  const one = stripeSubscription();
  const two = stripeSubscription({ id: 'sub_2' });

  test.each([
    ['the same page again', listOf([one], true), 'listing-repeats'],
    ['an id of the page before', listOf([two, one]), 'listing-repeats'],
    ['nothing, and says that more comes', listOf([], true), 'listing-cut-short'],
    [
      'something without any id, and says that more comes',
      listOf([{ object: 'subscription' }], true),
      'listing-cut-short',
    ],
  ])('whose second page is %s is an error with words', async (_, second, code) => {
    serve(pages(listOf([one], true), second));
    expect(await source.subscriptions()).toMatchObject({ ok: false, error: { code } });
    serve({ 'GET /v1/invoices': listOf([], true) });
    expect(await source.invoices(everything)).toMatchObject({ ok: false, error: { code: 'listing-cut-short' } });
  });

  test('whose last object has no id goes on after the one before it', async () => {
    serve(pages(listOf([one, { ...two, id: null }], true), listOf([{ ...two, id: null }, two])));
    const listed = await source.subscriptions();
    expect(readValues(listed).map(({ id }) => id)).toEqual(['sub_1', 'sub_2']);
    expect(listed).toMatchObject({ value: { unread: [{ object: 'subscription', id: null }] } });
  });

  test('that says the same word for word twice says it once', async () => {
    serveSubscriptions(one, one);
    expect(readValues(await source.subscriptions()).map(({ id }) => id)).toEqual(['sub_1']);
  });

  test('of lines that goes in circles costs the lines of that invoice', async () => {
    const long = stripeInvoice({ lines: listOf([stripeLine()], true) });
    serve({ 'GET /v1/invoices/in_1': long, 'GET /v1/invoices/in_1/lines': listOf([stripeLine()], true) });
    expect(await source.invoice('in_1')).toMatchObject({
      ok: true,
      value: { value: { total: { amount: 5831 } }, unread: [{ reason: { code: 'listing-repeats' } }] },
    });
  });
});

test('Stripe’s published fixtures are read', async () => {
  const fixture = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../support/stripe-samples/${name}.json`, import.meta.url), 'utf8'));
  serve({
    'GET /v1/subscriptions': listOf([fixture('subscription')]),
    'GET /v1/invoices': listOf([fixture('invoice')]),
    'GET /v1/credit_notes': listOf([fixture('credit_note')]),
    'GET /v1/customers/cus_1': fixture('customer') as object,
    'GET /v1/customers/cus_1/tax_ids': listOf([fixture('tax_id')]),
  });
  const answers = [
    await source.subscriptions(),
    await source.invoices(everything),
    await source.creditNotes(everything),
  ];
  for (const answer of answers) {
    const total = answer.ok ? answer.value.read.length + answer.value.unread.length : 0;
    expect(total).toBe(1);
  }
  expect(readValues(await source.subscriptions())).toMatchObject([
    { id: 'sub_1Pgc6rB7WZ01zgkWNy0Cn5nw', status: 'active' },
  ]);
  expect(await source.details()).toMatchObject({ ok: true });
});

/** Every path in an object, its lists' objects included. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) =>
          pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return path.length === 0 ? inside : [path, ...inside];
}

function withField(value: unknown, [key, ...rest]: readonly (string | number)[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? withField(each, rest, put) : each));
  const object = value as Record<string, unknown>;
  const changed = { ...object, [key]: withField(object[key], rest, put) };
  if (rest.length === 0 && put === undefined)
    return Object.fromEntries(Object.entries(changed).filter(([name]) => name !== key));
  return changed;
}

const odd = fc.oneof(fc.constantFrom(undefined, null, '', 'odd', -1, 1.5, 1e300, true, [], {}), fc.jsonValue());
const damaged = (whole: object) =>
  fc.tuple(fc.constantFrom(...pathsOf(whole)), odd).map(([path, put]) => withField(whole, path, put));

describe('any one field of any object, made null, missing or something else, never costs another object', () => {
  const runs = { numRuns: 150 };

  test('of subscriptions', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(stripeSubscription({ id: 'sub_odd' })), async (subscription) => {
        serveSubscriptions(subscription, stripeSubscription());
        const listed = await source.subscriptions();
        expect(readValues(listed).some(({ id, price }) => id === 'sub_1' && price?.amount === 4900)).toBe(true);
        expect(listed.ok && listed.value.read.length + listed.value.unread.length).toBe(2);
      }),
      runs,
    );
  });

  test.each([
    ['invoices', stripeInvoice({ id: 'in_odd' })],
    ['older invoices', olderInvoice({ id: 'in_odd' })],
  ])('of %s', async (_, whole) => {
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (invoice) => {
        serve({ 'GET /v1/invoices': listOf([invoice, stripeInvoice()]), 'GET /v1/subscriptions': listOf([]) });
        const page = await source.invoices(everything);
        expect(readValues(page).some(({ id, total }) => id === 'in_1' && total.amount === 5831)).toBe(true);
        expect(page.ok && page.value.read.length + page.value.unread.length).toBe(2);
      }),
      runs,
    );
  });

  test('of credit notes', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(stripeCreditNote({ id: 'cn_odd' })), async (note) => {
        serve({ 'GET /v1/credit_notes': listOf([note, stripeCreditNote()]) });
        const page = await source.creditNotes(everything);
        expect(readValues(page).some(({ id }) => id === 'cn_1')).toBe(true);
        expect(page.ok && page.value.read.length + page.value.unread.length).toBe(2);
      }),
      runs,
    );
  });
});

import { expect } from 'vitest';
import type { RawHandler } from '../../support/raw-server.ts';
import {
  creditNote,
  invoice,
  invoiceList,
  line,
  preview,
  type Routes,
  subscription,
} from '../../support/hostile/vendor.ts';
import { type Aftermath, attempt, type Attempt, describeAttempts, reads } from '../../support/hostile/world.ts';
import { listOf } from '../../support/stripe-objects.ts';

/** Pages by the cursor that they are asked for with; the first one's is null. */
const pages =
  (pageAfter: (cursor: string | null) => object): RawHandler =>
  ({ query }) =>
    pageAfter(query.get('starting_after'));

const invoices = (
  what: string,
  pageAfter: (url: string, cursor: string | null) => object,
  says: readonly string[],
  then?: Attempt['then'],
) => attempt(what, (url) => ({ 'GET /v1/invoices': pages((cursor) => pageAfter(url, cursor)) }), says, then);
const subscriptions = (
  what: string,
  pageAfter: (cursor: string | null) => object,
  says: readonly string[],
  then?: Attempt['then'],
) => attempt(what, () => ({ 'GET /v1/subscriptions': pages(pageAfter) }), says, then);
const others = (what: string, routes: (url: string) => Routes, says: readonly string[], then?: Attempt['then']) =>
  attempt(what, routes, says, then);

/** Whatever adds up the invoices of the account says that their sum is too large, and fails by nothing. */
async function sumsAreTooLarge({ accountId, program }: Aftermath): Promise<void> {
  const ask = (name: string, request: object) => program.ask('call', { name, request: { accountId, ...request } });
  const value = { tooLarge: ['USD'] };
  const sort = { by: 'total', descending: true };
  const search = { text: '', statuses: [], sort, offset: 0, limit: 10 };
  expect(await ask('invoices.query', search)).toMatchObject({ ok: true, value });
  expect(await ask('invoices.query', { ...search, accountId: null })).toMatchObject({ ok: true, value });
  expect(await ask('exports.preview', { invoiceKeys: null, from: null, to: null })).toMatchObject({ ok: true, value });
  const overview = await ask('overview.get', {});
  expect(overview).toMatchObject({ ok: true });
  const { months } = (overview.ok ? overview.value : { months: [] }) as { months: { tooLarge: string[] }[] };
  expect(months.flatMap(({ tooLarge }) => tooLarge)).toEqual(['USD']);
}

const unbilled = 'alert: billed-unknown';
const unlisted = 'alert: list-contradicts';
const many = (count: number, of: (nth: number) => object) => Array.from({ length: count }, (_, nth) => of(nth));
const fresh = (cursor: string | null) => Number(cursor?.split('_')[1] ?? 0);

describeAttempts({
  'lists that go nowhere': [
    invoices('more to come, for ever, after the same page', (url) => listOf([invoice(url, 2), invoice(url, 1)], true), [
      'listing-repeats',
      unbilled,
    ]),
    invoices('two pages in a circle', (url, cursor) => listOf([invoice(url, cursor === 'in_1' ? 2 : 1)], true), [
      'listing-repeats',
      unbilled,
    ]),
    invoices('more to come after nothing', () => listOf([], true), ['listing-cut-short', unbilled]),
    invoices('more to come after an object without an id', (url) => listOf([invoice(url, 1, { id: null })], true), [
      'listing-cut-short',
      unbilled,
    ]),
    invoices(
      'the same id twice on a page, each another invoice',
      (url) => listOf([invoice(url, 3), invoice(url, 3, { total: 1 }), invoice(url, 1)]),
      ['listing-repeats', unbilled],
    ),
    invoices(
      'the same invoice twice on a page, word for word',
      (url) => listOf([invoice(url, 3), invoice(url, 3), invoice(url, 2), invoice(url, 1)]),
      [],
      ({ rows }) => {
        expect(rows.map(({ id }) => id)).toEqual(['in_3', 'in_2', 'in_1']);
      },
    ),
    invoices(
      'a page that is another page of its own list',
      (url, cursor) => (cursor === null ? listOf([invoice(url, 2)], true) : { id: 'in_2', object: 'invoice' }),
      ['answer-incomplete', unbilled],
    ),
    invoices('a list that shrank', (url) => listOf([invoice(url, 2)]), []),
    invoices('a list that emptied', () => listOf([]), []),
    invoices('has_more as a text', (url) => ({ object: 'list', data: [invoice(url, 2)], has_more: 'yes' }), [
      'value-unknown',
      unbilled,
    ]),
    invoices('no has_more', (url) => ({ object: 'list', data: [invoice(url, 2), invoice(url, 1)] }), []),
    invoices(
      'a page that is refused once it is asked for',
      (url, cursor) => (cursor === null ? listOf([invoice(url, 3)], true) : { error: { message: 'no' } }),
      ['request-refused', unbilled],
    ),
    invoices(
      'pages without end, each of one new invoice',
      (url, cursor) => {
        const nth = fresh(cursor) + 10;
        return listOf([invoice(url, 1, { id: `in_${nth}`, number: `A-${nth}`, invoice_pdf: null })], nth < 1_000);
      },
      [],
    ),

    others(
      '1,100 invoices of nine trillion each',
      (url) => ({
        'GET /v1/invoices': listOf([
          ...many(1_100, (nth) =>
            invoice(url, 0, { id: `in_${nth + 10}`, number: `A-${nth + 10}`, invoice_pdf: null, total: 9e12 }),
          ),
          invoice(url, 2),
          invoice(url, 1),
        ]),
      }),
      [],
      sumsAreTooLarge,
    ),

    subscriptions('subscriptions, for ever', () => listOf([subscription()], true), ['listing-repeats', unlisted]),
    subscriptions('more subscriptions after nothing', () => listOf([], true), ['listing-cut-short', unlisted]),
    subscriptions('no subscriptions any more', () => listOf([]), ['alert: subscription-gone']),
    subscriptions(
      'the same subscription twice, each another',
      () => listOf([subscription(), subscription({ status: 'canceled' })]),
      ['listing-repeats', unlisted],
    ),
    subscriptions(
      'a second page of nothing, with more to come',
      (cursor) => (cursor === null ? listOf([subscription()], true) : listOf([], true)),
      ['listing-cut-short', unlisted],
    ),
    subscriptions(
      '2,000 cancelled subscriptions beside it',
      () =>
        listOf([
          subscription(),
          ...many(2_000, (nth) =>
            subscription({ id: `sub_x${nth}`, status: 'canceled', default_payment_method: null }),
          ),
        ]),
      [],
    ),

    others(
      'lines of the preview, for ever',
      () => {
        const lines = listOf([line({ amount: 5_000 })], true);
        return {
          'POST /v1/invoices/create_preview': preview(5_000, { lines }),
          'GET /v1/invoices/upcoming_1/lines': lines,
        };
      },
      ['listing-repeats'],
      reads(5_000),
    ),
    others(
      'items of a subscription, for ever',
      () => ({
        'GET /v1/subscriptions': listOf([
          subscription({ items: listOf([{ id: 'si_1', object: 'subscription_item' }], true) }),
        ]),
        'GET /v1/subscription_items': listOf([{ id: 'si_1', object: 'subscription_item' }], true),
      }),
      ['listing-repeats', 'answer-incomplete'],
      reads(5_000),
    ),
    others(
      'tax ids, for ever',
      () => ({ 'GET /v1/customers/cus_1/tax_ids': listOf([{ id: 'txi_1', type: 'eu_vat', value: 'DE1' }], true) }),
      ['listing-repeats'],
      reads(5_000),
    ),
    others('credit notes, for ever', (url) => ({ 'GET /v1/credit_notes': listOf([creditNote(url)], true) }), [
      'listing-repeats',
    ]),
    others(
      'lines of an invoice, for ever',
      (url) => {
        const lines = listOf([line()], true);
        return {
          'GET /v1/invoices': invoiceList(invoice(url, 3, { lines }), invoice(url, 2), invoice(url, 1)),
          'GET /v1/invoices/in_3/lines': lines,
        };
      },
      ['listing-repeats'],
    ),
  ],
});

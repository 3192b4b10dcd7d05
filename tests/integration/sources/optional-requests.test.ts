import type { Instant } from '#shared/time.ts';
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../electron/platform/ports.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { aSubscription } from '../../support/billing-objects.ts';
import { type RawAnswer, type RawHandler, sendError } from '../../support/raw-server.ts';
import { readValues } from '../../support/read-objects.ts';
import {
  listOf,
  stripeCreditNote,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripeLine,
  stripePrice,
  stripeSubscription,
} from '../../support/stripe-objects.ts';
import { stripeSourceOn } from '../../support/stripe-source-on.ts';

/*
 * Whatever Billfold can do without may be refused in any way: the rest is read, and what is missing is not known, which is
 * neither none nor zero. A key that is refused, a limit and a network that fails are no refusals of one request.
 */

const clock = createClock();
/** Waits take no time. */
const hurried: Clock = {
  now: () => clock.now(),
  after: (millis, task) => clock.after(millis < 5_000 ? 0 : millis, task),
};

const tieredPrice = stripePrice({
  id: 'price_gb',
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  unit_amount: null,
});
const preview = stripeInvoice({ id: 'upcoming_1', status: 'draft', lines: listOf([stripeLine()], true) });

const everything: Record<string, RawAnswer> = {
  'GET /v1/customers/cus_1': stripeCustomer(),
  'GET /v1/customers/cus_1/tax_ids': listOf([]),
  'GET /v1/subscriptions': listOf([
    stripeSubscription({ default_payment_method: null, items: listOf([stripeItem({ price: tieredPrice })]) }),
  ]),
  'GET /v1/products': listOf([]),
  'GET /v1/prices/price_gb': { ...tieredPrice, tiers: [] },
  'GET /v1/invoices': listOf([stripeInvoice({ status: 'open', attempt_count: 1 })]),
  'GET /v1/invoices/in_1': stripeInvoice({ status: 'open', attempt_count: 1, lines: listOf([stripeLine()], true) }),
  'GET /v1/invoices/in_1/lines': listOf([]),
  'GET /v1/invoices/upcoming_1/lines': listOf([]),
  'GET /v1/credit_notes': listOf([stripeCreditNote({ lines: listOf([], false) })]),
  'GET /v1/invoice_payments': listOf([]),
  'POST /v1/invoices/create_preview': preview,
};

const sourceOn = async (changes: Record<string, RawAnswer>): Promise<BillingSource> =>
  (await stripeSourceOn({ ...everything, ...changes }, { clock: hurried, retries: 1 })).source;

const plain =
  (status: number, contentType: string, body: string): RawHandler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };
const json =
  (status: number, error: object = { message: 'No' }): RawHandler =>
  (_, response) => {
    sendError(response, status, error);
  };

const refusals: [string, RawHandler][] = [
  ['400', json(400)],
  ['403 with the missing permission', json(403, { message: "Having the 'rak_some_read' permission would allow this" })],
  ['404 as JSON', json(404)],
  ['404 as text', plain(404, 'text/plain', '404: Not Found')],
  ['404 as HTML', plain(404, 'text/html', '<h1>Not Found</h1>')],
  ['404 in a shape of its own', plain(404, 'application/json', '{"detail":"Not Found"}')],
  ['405 as text', plain(405, 'text/plain', '405: Method Not Allowed')],
  ['500 as text', plain(500, 'text/plain', 'Internal Server Error')],
  ['501', json(501)],
  ['a page', plain(200, 'text/html', '<html>Welcome</html>')],
  ['XML', plain(200, 'application/xml', '<error/>')],
  ['nothing', plain(204, 'application/json', '')],
];

const allOfIt = { after: null, createdFrom: null };
const onlyWith =
  (word: string, refuse: RawHandler, otherwise: RawAnswer): RawHandler =>
  (request, response, times) => {
    if ([...request.query.keys(), ...request.query.values()].some((part) => part.includes(word)))
      return refuse(request, response, times);
    return typeof otherwise === 'function' ? (otherwise as RawHandler)(request, response, times) : otherwise;
  };

/** What is refused, and what is to be seen then. */
const optional: [
  string,
  (refuse: RawHandler) => Record<string, RawAnswer>,
  (source: BillingSource) => Promise<void>,
][] = [
  [
    'tax ids',
    (refuse) => ({ 'GET /v1/customers/cus_1/tax_ids': refuse }),
    async (source) => {
      expect(await source.details()).toMatchObject({ ok: true, value: { companyName: 'Acme GmbH', taxIds: null } });
    },
  ],
  [
    'the length of a page of tax ids',
    (refuse) => ({ 'GET /v1/customers/cus_1/tax_ids': onlyWith('limit', refuse, listOf([])) }),
    async (source) => {
      expect(await source.details()).toMatchObject({ ok: true, value: { taxIds: [] } });
    },
  ],
  [
    'payment methods in a list',
    (refuse) => ({
      'GET /v1/subscriptions': onlyWith('default_payment_method', refuse, everything['GET /v1/subscriptions'] ?? {}),
    }),
    async (source) => {
      expect(readValues(await source.subscriptions())).toMatchObject([{ id: 'sub_1', paymentMethod: null }]);
    },
  ],
  [
    'the customer’s payment method',
    (refuse) => ({ 'GET /v1/customers/cus_1': refuse }),
    async (source) => {
      const [subscription] = readValues(await source.subscriptions());
      expect(subscription).toMatchObject({ id: 'sub_1', paymentMethod: null });
      expect(subscription?.paymentMethodUnknown).toBeTruthy();
    },
  ],
  [
    'products',
    (refuse) => ({ 'GET /v1/products': refuse, 'GET /v1/products/prod_pro': refuse }),
    async (source) => {
      expect(readValues(await source.subscriptions())).toMatchObject([{ plan: 'price_gb' }]);
    },
  ],
  [
    'tiers of a price',
    (refuse) => ({ 'GET /v1/prices/price_gb': refuse }),
    async (source) => {
      const [subscription] = readValues(await source.subscriptions());
      expect(subscription?.price).toBeNull();
      expect(subscription?.items[0]?.priceError).toBeTruthy();
    },
  ],
  [
    'payments',
    (refuse) => ({ 'GET /v1/invoice_payments': refuse }),
    async (source) => {
      expect(await source.invoice('in_1')).toMatchObject({ ok: true, value: { value: { total: { amount: 5831 } } } });
      expect(await source.payment('in_1')).toMatchObject({ ok: true, value: { attempts: 1 } });
    },
  ],
  [
    'further lines of an invoice',
    (refuse) => ({ 'GET /v1/invoices/in_1/lines': refuse }),
    async (source) => {
      expect(await source.invoice('in_1')).toMatchObject({
        ok: true,
        value: { value: { total: { amount: 5831 } }, unread: [{ object: 'invoice-line', id: null }] },
      });
    },
  ],
  [
    'further lines of a preview',
    (refuse) => ({ 'GET /v1/invoices/upcoming_1/lines': refuse }),
    async (source) => {
      expect(await source.upcoming(aSubscription())).toMatchObject({
        ok: true,
        value: { kind: 'preview', total: { amount: 5831 }, unread: [{ object: 'invoice-line' }] },
      });
    },
  ],
  [
    'a filter by time',
    (refuse) => ({ 'GET /v1/invoices': onlyWith('created', refuse, everything['GET /v1/invoices'] ?? {}) }),
    async (source) => {
      const since = (createdFrom: Instant) => source.invoices({ after: null, createdFrom });
      expect(readValues(await since('2026-10-31T00:00:00.000Z'))).toMatchObject([{ id: 'in_1' }]);
      expect(readValues(await since('2026-11-02T00:00:00.000Z'))).toEqual([]);
    },
  ],
  [
    'credit notes',
    (refuse) => ({ 'GET /v1/credit_notes': refuse }),
    async (source) => {
      expect(await source.creditNotes(allOfIt)).toMatchObject({ ok: false });
      expect(await source.testKey()).toMatchObject({ ok: true });
    },
  ],
];

describe.each(optional)('%s', (what, changes, expectation) => {
  test.each(refusals)('may be refused with %s', async (name, refuse) => {
    const source = await sourceOn(changes(refuse));
    await expectation(source);
    if (what === 'the customer’s payment method') return;
    // What it takes to be connected does not depend on it either.
    const report = await source.testKey();
    if (!name.includes('permission')) expect(report).toMatchObject({ ok: true, value: { missing: [] } });
  });
});

test.each([
  ['a refused key', json(401), 'key-refused'],
  ['a refused key, in text', plain(401, 'text/plain', 'Unauthorized'), 'key-refused'],
  ['a limit', json(429), 'rate-limited'],
  ['a connection that breaks', (_: unknown, response: ServerResponse) => void response.destroy(), 'server-unreachable'],
])('%s is no refusal of one request', async (_, refuse, code) => {
  const source = await sourceOn({
    'GET /v1/customers/cus_1/tax_ids': refuse,
    'GET /v1/credit_notes': refuse,
    'GET /v1/subscriptions': onlyWith('default_payment_method', refuse, everything['GET /v1/subscriptions'] ?? {}),
  });
  const error = { ok: false, error: { code } };
  expect(await source.details()).toMatchObject(error);
  expect(await source.subscriptions()).toMatchObject(error);
  expect(await source.testKey()).toMatchObject(error);
});

test('a missing permission is named with what is not known because of it', async () => {
  const lacking = (permission: string) =>
    json(403, { message: `Having the '${permission}' permission would allow this` });
  const source = await sourceOn({
    'GET /v1/customers/cus_1/tax_ids': lacking('rak_tax_id_read'),
    'GET /v1/subscriptions': listOf([stripeSubscription({ default_payment_method: 'pm_1' })]),
    'GET /v1/payment_methods/pm_1': lacking('rak_payment_method_read'),
  });
  expect(await source.details()).toMatchObject({ ok: true, value: { taxIds: null, missing: ['rak_tax_id_read'] } });
  expect(readValues(await source.subscriptions())).toMatchObject([
    { paymentMethod: null, paymentMethodUnknown: { missing: ['rak_payment_method_read'] } },
  ]);
});

test('a server that has previews in neither place says so, in words that help', async () => {
  const absent = plain(404, 'text/plain', '404: Not Found');
  const source = await sourceOn({ 'POST /v1/invoices/create_preview': absent, 'GET /v1/invoices/upcoming': absent });
  expect(await source.upcoming(aSubscription())).toMatchObject({ ok: false, error: { code: 'previews-not-offered' } });
});

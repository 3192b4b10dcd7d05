import { expect, test } from 'vitest';
import { isBilled } from '#shared/subscription.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { aSubscription } from '../../support/billing-objects.ts';
import { readValues } from '../../support/read-objects.ts';
import { type RawAnswer, sendError } from '../../support/raw-server.ts';
import {
  at,
  listOf,
  olderInvoice,
  stripeCard,
  stripeCreditNote,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripeLine,
  stripePrice,
  stripeSubscription,
} from '../../support/stripe-objects.ts';
import { stripeSourceOn } from '../../support/stripe-source-on.ts';

const proProduct = { id: 'prod_pro', object: 'product', name: 'Pro', unit_label: null };

const meteredPrice = stripePrice({
  id: 'price_gb',
  product: 'prod_gb',
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  unit_amount: null,
  unit_amount_decimal: null,
  recurring: { interval: 'month', interval_count: 1, meter: 'mtr_1', usage_type: 'metered' },
});

const subscriptionRoutes = {
  'GET /v1/subscriptions': listOf([
    stripeSubscription({
      items: listOf([stripeItem(), stripeItem({ id: 'si_2', price: meteredPrice, quantity: undefined })]),
    }),
  ]),
  'GET /v1/products': listOf([proProduct, { id: 'prod_gb', object: 'product', name: 'Bandwidth', unit_label: 'GB' }]),
  'GET /v1/prices/price_gb': {
    ...meteredPrice,
    tiers: [
      { up_to: 40, unit_amount: 0, unit_amount_decimal: '0', flat_amount: null, flat_amount_decimal: null },
      { up_to: null, unit_amount: 45, unit_amount_decimal: '45', flat_amount: null, flat_amount_decimal: null },
    ],
  },
};

test('the official SDK asks with the pinned version, the key, and no telemetry', async () => {
  const { source, server } = await stripeSourceOn({
    'GET /v1/customers/cus_1': stripeCustomer(),
    'GET /v1/customers/cus_1/tax_ids': listOf([
      { id: 'txi_1', type: 'eu_vat', value: 'DE123456789', verification: { status: 'verified' } },
      { id: 'txi_2', type: 'in_gst', value: '27AAAPL1234C1ZV', verification: { status: 'pending' } },
      { id: 'txi_3', type: 'us_ein', value: '12-3456789', verification: null },
      { id: 'txi_4', type: 'gb_vat', value: 'GB1', verification: { status: 'unverified' } },
    ]),
  });
  expect(await source.details()).toEqual({
    ok: true,
    value: {
      companyName: 'Acme GmbH',
      billingEmail: 'billing@acme.example',
      address: { line1: 'Hauptstr. 1', line2: null, city: 'Berlin', state: null, postalCode: '10115', country: 'DE' },
      taxIds: [
        { id: 'txi_1', type: 'eu_vat', value: 'DE123456789', verified: true },
        { id: 'txi_2', type: 'in_gst', value: '27AAAPL1234C1ZV', verified: null },
        { id: 'txi_3', type: 'us_ein', value: '12-3456789', verified: null },
        { id: 'txi_4', type: 'gb_vat', value: 'GB1', verified: false },
      ],
      missing: [],
      credit: null,
    },
  });
  await source.details();
  for (const { headers } of server.requests) {
    expect(headers.authorization).toBe('Bearer rk_test_51Practice4242');
    expect(headers['stripe-version']).toBe('2026-10-28.endive');
    expect(headers['x-stripe-client-telemetry']).toBeUndefined();
  }
});

test('a customer without details has none; a deleted customer is not found', async () => {
  const bare = { address: { line1: null, city: null }, name: null, email: null, business_name: 'Acme Holding' };
  const { source, server } = await stripeSourceOn({ 'GET /v1/customers/cus_1': stripeCustomer(bare) });
  // The stand-in does not know tax ids at all.
  expect(await source.details()).toEqual({
    ok: true,
    value: { companyName: 'Acme Holding', billingEmail: null, address: null, taxIds: null, missing: [], credit: null },
  });
  server.routes['GET /v1/customers/cus_1'] = { id: 'cus_1', object: 'customer', deleted: true };
  const notFound = { ok: false, error: { code: 'customer-not-found', customer: 'cus_1' } };
  expect(await source.details()).toEqual(notFound);
  expect(await source.testKey()).toEqual(notFound);
});

test('subscriptions come with products, tiers and the payment method', async () => {
  const { source, server } = await stripeSourceOn(subscriptionRoutes);
  const result = await source.subscriptions();
  expect(result).toMatchObject({
    ok: true,
    value: {
      read: [
        {
          value: {
            plan: 'Pro',
            price: { amount: 4900, currency: 'USD' },
            paymentMethod: { brand: 'visa', last4: '4242', expires: '2028-07' },
            items: [
              { name: 'Pro', metered: false },
              { name: 'Bandwidth', metered: true, included: 40, unit: 'GB', priceId: 'price_gb' },
            ],
          },
        },
      ],
    },
  });
  const listed = server.requests.find((request) => request.path === '/v1/subscriptions');
  expect(Object.fromEntries(listed?.query ?? [])).toMatchObject({
    customer: 'cus_1',
    status: 'all',
    'expand[0]': 'data.default_payment_method',
  });
  await source.subscriptions();
  expect(server.requests.filter((request) => request.path === '/v1/prices/price_gb')).toHaveLength(1);
});

test('every page of subscriptions and of their items is read', async () => {
  const { source } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/subscriptions': ({ query }) =>
      query.get('starting_after') === 'sub_1'
        ? listOf([stripeSubscription({ id: 'sub_2', items: listOf([stripeItem({ id: 'si_9' })], true) })])
        : listOf([stripeSubscription()], true),
    'GET /v1/subscription_items': ({ query }) =>
      query.get('subscription') === 'sub_2' && query.get('starting_after') === 'si_9'
        ? listOf([stripeItem({ id: 'si_10', price: meteredPrice })])
        : listOf([]),
  });
  const result = await source.subscriptions();
  const items = readValues(result).map(({ id, items: each }) => [id, each.map((item) => item.id)]);
  expect(items).toEqual([
    ['sub_1', ['si_1']],
    ['sub_2', ['si_9', 'si_10']],
  ]);
});

test('the customer’s payment method stands in for a subscription’s own', async () => {
  const { source } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/subscriptions': listOf([stripeSubscription({ default_payment_method: null })]),
    'GET /v1/customers/cus_1': ({ query }) =>
      stripeCustomer({
        invoice_settings: {
          default_payment_method:
            query.get('expand[0]') === 'invoice_settings.default_payment_method'
              ? stripeCard({ card: { brand: 'mastercard', last4: '4444', exp_month: 1, exp_year: 2030 } })
              : 'pm_2',
        },
      }),
  });
  expect(await source.subscriptions()).toMatchObject({
    ok: true,
    value: { read: [{ value: { paymentMethod: { brand: 'mastercard', last4: '4444', expires: '2030-01' } } }] },
  });
});

test('a server that cannot list products by id is asked one by one; names fall back when there are none', async () => {
  const { source } = await stripeSourceOn({
    'GET /v1/subscriptions': listOf([
      stripeSubscription(),
      stripeSubscription({
        id: 'sub_2',
        items: listOf([stripeItem({ price: stripePrice({ product: 'prod_x', nickname: 'Extra' }) })]),
      }),
    ]),
    'GET /v1/products': (_, response) => {
      sendError(response, 400, { message: 'Unexpected ids' });
    },
    'GET /v1/products/prod_pro': proProduct,
  });
  const result = await source.subscriptions();
  expect(readValues(result).map((subscription) => subscription.plan)).toEqual(['Pro', 'Extra']);
});

const paidBy = async (subscription: Record<string, unknown>, routes: Record<string, RawAnswer> = {}) => {
  const { source } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/subscriptions': listOf([stripeSubscription(subscription)]),
    ...routes,
  });
  const [read] = readValues(await source.subscriptions());
  return read && [read.paymentMethod?.last4 ?? null, read.paymentMethodUnknown ?? null];
};
const oldCard = { object: 'card', brand: 'Visa', exp_month: 4, exp_year: 2031 };
const customerWith = (changes: Record<string, unknown>) => ({ 'GET /v1/customers/cus_1': stripeCustomer(changes) });

test('a payment method goes before a source, a subscription’s own before the customer’s', async () => {
  const routes = {
    ...customerWith({ default_source: { id: 'card_9', ...oldCard, last4: '9999' } }),
    'GET /v1/customers/cus_1/sources/card_1': { id: 'card_1', ...oldCard, last4: '1111' },
  };
  expect(await paidBy({ default_source: 'card_1' }, routes)).toEqual(['4242', null]);
  expect(await paidBy({ default_payment_method: null, default_source: 'card_1' }, routes)).toEqual(['1111', null]);
  expect(await paidBy({ default_payment_method: null, default_source: null }, routes)).toEqual(['9999', null]);
});

test('an id in the place of a payment method is looked up, and never another card shown for it', async () => {
  const others = customerWith({ invoice_settings: { default_payment_method: stripeCard() } });
  const own = stripeCard({ card: { brand: 'visa', last4: '7777', exp_month: 1, exp_year: 2030 } });
  const found = { ...others, 'GET /v1/payment_methods/pm_7': own };
  expect(await paidBy({ default_payment_method: 'pm_7' }, found)).toEqual(['7777', null]);
  expect(await paidBy({ default_payment_method: 'pm_7' }, others)).toEqual([null, { missing: [] }]);
  expect(await paidBy({ default_payment_method: 7 }, others)).toEqual([null, { missing: [] }]);
});

test('none is said only where a server says so', async () => {
  const nothing = { default_payment_method: null, default_source: null };
  expect(await paidBy(nothing, customerWith({}))).toEqual([null, null]);
  expect(await paidBy(nothing, customerWith({ invoice_settings: undefined }))).toEqual([null, { missing: [] }]);
  expect(await paidBy(nothing, customerWith({ invoice_settings: { default_payment_method: 'pm_x' } }))).toEqual([
    null,
    { missing: [] },
  ]);
});

test('a key that may not read payment methods still reads subscriptions', async () => {
  const { source } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/subscriptions': ({ query }, response) => {
      if (!query.has('expand[0]')) return listOf([stripeSubscription({ default_payment_method: 'pm_1' })]);
      sendError(response, 403, { message: "Having the 'rak_payment_method_read' permission would allow this" });
    },
  });
  expect(await source.subscriptions()).toMatchObject({
    ok: true,
    value: { read: [{ value: { id: 'sub_1', paymentMethod: null } }] },
  });
});

const preview = (changes: object = {}) =>
  stripeInvoice({
    id: 'upcoming_in_1',
    number: null,
    status: 'draft',
    period_start: at('2026-11-01T00:00:00Z'),
    period_end: at('2026-12-01T00:00:00Z'),
    total: 12000,
    starting_balance: -2000,
    ending_balance: 0,
    amount_due: 10000,
    lines: listOf([
      stripeLine(),
      stripeLine({
        id: 'il_2',
        amount: 7100,
        quantity: 197,
        pricing: { price_details: { price: 'price_gb' } },
        parent: { subscription_item_details: { subscription_item: 'si_2' } },
      }),
    ]),
    ...changes,
  });

async function subscriptionWithUsage(source: Pick<BillingSource, 'subscriptions'>) {
  const billed = readValues(await source.subscriptions()).find(isBilled);
  if (!billed) throw new Error('No subscription');
  return billed;
}

test('the upcoming invoice is asked for its subscription by POST, and says what is metered', async () => {
  const { source, server } = await stripeSourceOn({
    ...subscriptionRoutes,
    'POST /v1/invoices/create_preview': preview(),
  });
  expect(await source.upcoming(await subscriptionWithUsage(source))).toMatchObject({
    ok: true,
    value: {
      kind: 'preview',
      total: { amount: 12000, currency: 'USD' },
      amountDue: { amount: 10000, currency: 'USD' },
      period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
      lines: [
        { amount: { amount: 4900 }, kind: 'fixed' },
        { amount: { amount: 7100 }, quantity: 197, kind: 'metered' },
      ],
    },
  });
  const posted = server.requests.find((request) => request.method === 'POST');
  expect(new URLSearchParams(posted?.body).get('subscription')).toBe('sub_1');
  expect(new URLSearchParams(posted?.body).get('customer')).toBe('cus_1');
});

test('lines that only name a price are looked up through the subscriptions, once', async () => {
  const line = stripeLine({ parent: null, pricing: { price_details: { price: 'price_gb' } } });
  const unknown = stripeLine({ parent: null, pricing: { price_details: { price: 'price_gone' } } });
  const { source, server } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/invoices': listOf([stripeInvoice({ lines: listOf([line, unknown]) })]),
  });
  const first = await source.invoices({ after: null, createdFrom: null });
  await source.invoices({ after: null, createdFrom: null });
  expect(readValues(first)[0]?.lines.map((each) => each.kind)).toEqual(['metered', 'fixed']);
  expect(server.requests.filter((request) => request.path === '/v1/subscriptions')).toHaveLength(1);
});

test('the discounts of a preview say whether they are a share or an amount', async () => {
  const discount = (id: string, coupon: object) => ({ id, source: { coupon: { id, ...coupon } } });
  const shares = [
    { amount: 500, discount: discount('di_1', { name: 'Loyal', percent_off: 12.5, amount_off: null }) },
    { amount: 100, discount: discount('di_2', { name: 'Sorry', percent_off: null, amount_off: 100 }) },
    { amount: 7, discount: 'di_3' },
  ];
  const discount_amounts = shares.map(({ amount }, index) => ({ amount, discount: `di_${index + 1}` }));
  const { source, server } = await stripeSourceOn({
    'POST /v1/invoices/create_preview': preview({
      total_discount_amounts: shares,
      lines: listOf([stripeLine({ discount_amounts })]),
    }),
  });
  const result = await source.upcoming(aSubscription());
  expect(result.ok && result.value.kind === 'preview' && result.value.lines[0]?.discounts).toMatchObject([
    { name: 'Loyal', percent: '12.5' },
    { name: 'Sorry', percent: null },
    { name: null },
  ]);
  const asked = server.requests.find(({ path }) => path.endsWith('/create_preview'));
  expect(new URLSearchParams(asked?.body).get('expand[0]')).toBe('total_discount_amounts.discount');
});

test('a server that refuses to expand discounts previews without, and is not asked again', async () => {
  const plain = preview();
  const { source, server } = await stripeSourceOn({
    'POST /v1/invoices/create_preview': (request, response) => {
      if (!request.body.includes('expand')) return plain;
      sendError(response, 400, { message: 'This property cannot be expanded.' });
      return undefined;
    },
  });
  expect(await source.upcoming(aSubscription())).toMatchObject({ ok: true, value: { kind: 'preview' } });
  expect(await source.upcoming(aSubscription())).toMatchObject({ ok: true, value: { kind: 'preview' } });
  const asked = server.requests.filter(({ path }) => path.endsWith('/create_preview'));
  expect(asked.map(({ body }) => body.includes('expand'))).toEqual([true, false, false]);
});

test('a preview without a usable period has the subscription’s', async () => {
  const { source } = await stripeSourceOn({
    'POST /v1/invoices/create_preview': preview({
      period_start: at('2026-11-01T00:00:00Z'),
      period_end: at('2026-11-01T00:00:00Z'),
    }),
  });
  const result = await source.upcoming(aSubscription());
  expect(result).toMatchObject({ ok: true, value: { period: aSubscription().period } });
});

test.each([
  ['cancelled', aSubscription({ cancelAtPeriodEnd: true, endsAt: '2026-12-01T00:00:00.000Z' })],
  ['nothing-to-bill', aSubscription()],
])('only invoice_upcoming_none means none: %s', async (reason, subscription) => {
  const { source } = await stripeSourceOn({
    'POST /v1/invoices/create_preview': (_, response) => {
      sendError(response, 404, { code: 'invoice_upcoming_none', message: 'No upcoming invoices for customer: cus_1' });
    },
  });
  expect(await source.upcoming(subscription)).toMatchObject({ ok: true, value: { kind: 'none', reason } });
});

test.each([
  ['cancelled', { status: 'canceled' }],
  ['cancelled', { status: 'incomplete_expired' }],
  ['paused', { status: 'paused' }],
  ['nothing-to-bill', { status: 'incomplete' }],
] as const)('a subscription that is not billed is not asked for: %s', async (reason, changes) => {
  const { source, server } = await stripeSourceOn({});
  expect(await source.upcoming(aSubscription(changes))).toMatchObject({ ok: true, value: { kind: 'none', reason } });
  expect(server.requests).toHaveLength(0);
});

test('any other refusal of a preview is an error, never none', async () => {
  const { source, server } = await stripeSourceOn({});
  const refuse = (status: number, error: object) => {
    server.routes['POST /v1/invoices/create_preview'] = (_, response) => {
      sendError(response, status, error);
    };
    return source.upcoming(aSubscription());
  };
  expect(await refuse(400, { message: 'You must provide at least one of: `subscription`' })).toMatchObject({
    ok: false,
    error: { code: 'request-refused', status: 400 },
  });
  expect(
    await refuse(404, { code: 'resource_missing', param: 'subscription', message: 'No such subscription' }),
  ).toMatchObject({
    ok: false,
    error: { code: 'not-found-at-vendor' },
  });
});

test('an invoice’s lines are read to the end, after a list and alone, and a preview’s as far as the server can', async () => {
  const long = stripeInvoice({ lines: listOf([stripeLine()], true) });
  const { source } = await stripeSourceOn({
    ...subscriptionRoutes,
    'GET /v1/invoices': listOf([long]),
    'GET /v1/invoices/in_1': long,
    'GET /v1/invoices/in_1/lines': ({ query }) =>
      query.get('starting_after') === 'il_1'
        ? listOf([stripeLine({ id: 'il_2' })], true)
        : listOf(query.get('starting_after') === 'il_2' ? [stripeLine({ id: 'il_3' })] : []),
    'POST /v1/invoices/create_preview': preview({ lines: listOf([stripeLine()], true) }),
  });
  const listed = await source.invoices({ after: null, createdFrom: null });
  const single = await source.invoice('in_1');
  const ids = ['il_1', 'il_2', 'il_3'];
  expect(readValues(listed)[0]?.lines.map((line) => line.id)).toEqual(['il_1']);
  const rest = listed.ok ? await listed.value.readRemaining() : listed;
  expect(readValues(rest).map(({ lines }) => lines.map((line) => line.id))).toEqual([ids]);
  expect(single.ok && single.value.value.lines.map((line) => line.id)).toEqual(ids);
  expect(await source.upcoming(aSubscription())).toMatchObject({ ok: true, value: { lines: [{ id: 'il_1' }] } });
});

test('pages of invoices: parameters, the mark of the next page, and older shapes', async () => {
  const { source, server } = await stripeSourceOn({
    'GET /v1/invoices': ({ query }) =>
      query.has('starting_after') ? listOf([olderInvoice({ id: 'in_0' })]) : listOf([stripeInvoice()], true),
    'GET /v1/subscriptions': listOf([]),
  });
  const first = await source.invoices({ after: null, createdFrom: '2026-10-31T23:59:59.001Z' });
  expect(first).toMatchObject({ ok: true, value: { next: 'in_1', read: [{ value: { id: 'in_1' } }] } });
  const second = await source.invoices({ after: 'in_1', createdFrom: null });
  expect(second).toMatchObject({
    ok: true,
    value: { next: null, read: [{ value: { id: 'in_0', subscriptionId: 'sub_1' } }] },
  });
  const [one, two] = server.requests.filter((request) => request.path === '/v1/invoices');
  const expanded = {
    'expand[0]': 'data.payments',
    'expand[1]': 'data.total_discount_amounts.discount',
    'expand[2]': 'data.account_tax_ids',
  };
  expect(Object.fromEntries(one?.query ?? [])).toEqual({
    ...{ customer: 'cus_1', limit: '100', ...expanded },
    'created[gte]': String(at('2026-11-01T00:00:00Z')),
  });
  expect(Object.fromEntries(two?.query ?? [])).toEqual({
    ...{ customer: 'cus_1', limit: '100', starting_after: 'in_1', ...expanded },
  });
});

test('credit notes are read like invoices; a server without them says nothing of any', async () => {
  const page = { after: null, createdFrom: null };
  const { source, server } = await stripeSourceOn({ 'GET /v1/credit_notes': listOf([stripeCreditNote()], true) });
  expect(await source.creditNotes(page)).toMatchObject({
    ok: true,
    value: { next: 'cn_1', read: [{ value: { id: 'cn_1', type: 'credit-note', corrects: 'in_1' } }] },
  });
  delete server.routes['GET /v1/credit_notes'];
  expect(await source.creditNotes(page)).toMatchObject({ ok: false, error: { code: 'not-found-at-vendor' } });
});

const failed = { status: 'open', attempt_count: 2, next_payment_attempt: at('2026-11-25T09:00:00Z') };
const intentWithError = { id: 'pi_1', last_payment_error: { code: 'card_declined', message: 'Declined.' } };

test.each([
  ['charges', ['latest_charge'], { failure: { code: 'card_declined', message: 'Declined.' }, reference: 'pi_1' }],
  [
    'charges and payments',
    ['latest_charge', 'payment_intent'],
    { failure: null, failureKnown: false, reference: 'pi_1' },
  ],
])('a key that may not read %s still learns the rest of a payment', async (_, refused, expected) => {
  const { source } = await stripeSourceOn({
    'GET /v1/invoices/in_1': stripeInvoice(failed),
    'GET /v1/invoice_payments': ({ query }, response) => {
      const expand = query.getAll('expand[0]').concat(query.getAll('expand[1]')).join(' ');
      if (refused.some((word) => expand.includes(word))) {
        sendError(response, 403, { message: "Having the 'rak_charge_read' permission would allow this request." });
        return;
      }
      const payment_intent = expand.includes('payment_intent') ? intentWithError : 'pi_1';
      return listOf([{ status: 'open', payment: { payment_intent } }]);
    },
  });
  const invoice = await source.invoice('in_1');
  expect(invoice.ok && invoice.value.value.payment).toMatchObject({
    ...{ attempts: 2, nextAttemptAt: '2026-11-25T09:00:00.000Z', receiptUrl: null },
    ...expected,
  });
});

test('a server that does not list payments tells what the invoice itself says', async () => {
  const { source } = await stripeSourceOn({
    'GET /v1/invoices/in_1': stripeInvoice({ ...failed, payment_intent: 'pi_9' }),
  });
  const invoice = await source.invoice('in_1');
  expect(invoice.ok && invoice.value.value.payment).toMatchObject({
    ...{ attempts: 2, failure: null, failureKnown: false, reference: 'pi_9' },
  });
});

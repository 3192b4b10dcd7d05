import { beforeAll, expect, it } from 'vitest';
import { buildProgram, documentOf } from '../../support/billfold.ts';
import { checkDocument, subscriptionDocument, syncDocument } from '../../support/command-documents.ts';
import { sendError } from '../../support/raw-server.ts';
import { listOf, stripeInvoice, stripeItem, stripePrice, stripeSubscription } from '../../support/stripe-objects.ts';
import { previewOf, vendorTerminal, watchAmount } from '../../support/vendor-terminal.ts';

/* Objects that Billfold does not understand, through the command line: each costs itself, and is named and counted. */

beforeAll(buildProgram);

const preview = 'POST /v1/invoices/create_preview';
const readable = stripeSubscription();
const subscriptions = (...others: object[]) => ({ 'GET /v1/subscriptions': listOf([readable, ...others]) });
const invoices = (...changes: object[]) =>
  listOf(
    changes.map((each, n) => stripeInvoice({ id: `in_${n + 1}`, number: `A-${n + 1}`, invoice_pdf: null, ...each })),
  );

it('a subscription that cannot be read keeps no other one’s alert from being triggered', async () => {
  const { terminal } = await vendorTerminal({
    ...subscriptions(stripeSubscription({ id: 'sub_odd', current_period_end: 'soon' })),
    [preview]: previewOf(99_900),
  });
  await watchAmount(terminal, '100');
  const text = await terminal.billfold('check');
  expect(text.code).toBe(10);
  expect(text.stdout).toContain('upcoming invoice 999.00 USD');
  expect(text.stdout).toContain(
    'total over 100.00 USD, the notification couldn’t be shown: there’s no notification service',
  );
  expect(text.stdout).toContain('Acme · sub_odd: total over 100.00 USD can’t be compared.');
  expect(text.stderr).toMatch(/^Acme: 1 of 2 subscriptions couldn’t be read\. .*current_period_end.*sub_odd/m);
  const json = await terminal.billfold('check', '--json');
  expect(json.code).toBe(10);
  expect(documentOf(checkDocument, json).accounts).toMatchObject([
    {
      ok: false,
      unread: [{ object: 'subscription', id: 'sub_odd', reason: expect.stringContaining('sub_odd') as string }],
      error: { code: 'value-unknown' },
      alerts: [
        { subscription: 'sub_1', outcome: 'exceeded', delivery: 'failed', deliveryFailure: 'no-notification-service' },
        { subscription: 'sub_odd', outcome: 'not-compared', reason: 'unreadable', deliveryFailure: null },
      ],
    },
  ]);
});

it.each([
  ['a status that nobody knows', { status: 'on_holiday' }],
  [
    'an ended one whose old plan has a currency that is none beside a good price',
    { status: 'canceled', items: listOf([stripeItem({ plan: { id: 'plan_1', currency: 'currency' } })]) },
  ],
  [
    'an interval that nobody knows',
    { items: listOf([stripeItem({ price: stripePrice({ recurring: { interval: 'moon', interval_count: 1 } }) })]) },
  ],
])('%s is read, and the other one is watched', async (_, odd) => {
  const { terminal } = await vendorTerminal({
    ...subscriptions(stripeSubscription({ id: 'sub_odd', ...odd })),
    [preview]: previewOf(99_900),
  });
  await watchAmount(terminal, '100');
  const json = await terminal.billfold('check', '--json');
  expect(json.code).toBe(10);
  expect(documentOf(checkDocument, json).accounts).toMatchObject([
    { ok: true, error: null, subscriptions: [{ id: 'sub_1' }, { id: 'sub_odd' }] },
  ]);
});

it('an upcoming invoice that cannot be read is not compared: exit 12, and the other one’s is told', async () => {
  const { terminal, server } = await vendorTerminal(subscriptions(stripeSubscription({ id: 'sub_2' })));
  await watchAmount(terminal, '100');
  expect((await terminal.billfold('check')).code).toBe(0);
  server.routes[preview] = ({ body }) => (body.includes('sub_2') ? previewOf(5000, 'currency') : previewOf(5000));
  const text = await terminal.billfold('check');
  expect(text.code).toBe(12);
  expect(text.stdout).toMatch(/can’t be compared\. The upcoming invoice couldn’t be read\./);
  const json = await terminal.billfold('check', '--json');
  expect(json.code).toBe(12);
  expect(documentOf(checkDocument, json).accounts[0]?.alerts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['not-exceeded', null],
    ['not-compared', 'unreadable'],
  ]);
});

it('one of three invoices that is odd: the others are archived, it is named each time until it can be read', async () => {
  const { terminal, server } = await vendorTerminal({ 'GET /v1/invoices': invoices({}, { status: 'archived' }, {}) });
  server.routes['GET /v1/invoices/in_2'] = stripeInvoice({ id: 'in_2', status: 'archived' });
  for (let sync = 0; sync < 2; sync++) {
    const text = await terminal.billfold('sync');
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^Acme: 2 invoices, /);
    expect(text.stderr).toMatch(/^Acme: 1 of 3 invoices couldn’t be read\. .*“archived”.*in_2/m);
  }
  const json = await terminal.billfold('sync', '--full', '--json');
  expect(json.code).toBe(1);
  expect(documentOf(syncDocument, json).accounts).toMatchObject([
    {
      ok: false,
      invoices: { total: 2 },
      unread: [{ object: 'invoice', id: 'in_2', reason: expect.stringContaining('archived') as string }],
      error: { code: 'value-unknown' },
    },
  ]);
  server.routes['GET /v1/invoices'] = invoices({}, {}, {});
  server.routes['GET /v1/invoices/in_2'] = stripeInvoice({ id: 'in_2', number: 'A-2', invoice_pdf: null });
  const mended = await terminal.billfold('sync', '--full');
  expect([mended.code, mended.stderr]).toEqual([0, '']);
  expect(mended.stdout).toMatch(/^Acme: 3 invoices, 1 new/);

  // One that is in the archive turns odd: it is one of the three, not a fourth.
  server.routes['GET /v1/invoices'] = invoices({}, {}, { status: 'archived' });
  server.routes['GET /v1/invoices/in_3'] = stripeInvoice({ id: 'in_3', status: 'archived' });
  const odd = await terminal.billfold('sync', '--full');
  expect(odd.code).toBe(1);
  expect(odd.stderr).toMatch(/^Acme: 1 of 3 invoices couldn’t be read\. /m);
  expect(odd.stdout).toMatch(/^Acme: 3 invoices, /);
});

it.each([
  ['a list without its data', { object: 'list', has_more: false }],
  ['null for its data', { object: 'list', has_more: false, data: null }],
  ['another object', { id: 'cus_1', object: 'customer' }],
])('%s instead of the subscriptions is the account’s failure: exit 1, nothing is called fine', async (_, body) => {
  const { terminal, server } = await vendorTerminal();
  await watchAmount(terminal, '100');
  server.routes['GET /v1/subscriptions'] = body;
  const json = await terminal.billfold('check', '--json');
  expect(json.code).toBe(1);
  expect(documentOf(checkDocument, json).accounts).toMatchObject([
    { ok: false, subscriptions: [], alerts: [{ outcome: 'not-compared', reason: 'account-not-read' }] },
  ]);
});

it('a payment method that the key may not see is not known; one from before 2018 is the right one', async () => {
  const { terminal, server } = await vendorTerminal();
  const refuse = 'Having the ‘rak_payment_method_read’ permission would allow this request.';
  server.routes['GET /v1/subscriptions'] = ({ query }, response) => {
    if (query.toString().includes('default_payment_method')) {
      sendError(response, 403, { message: refuse });
      return;
    }
    return listOf([stripeSubscription({ default_payment_method: 'pm_own' })]);
  };
  server.routes['GET /v1/payment_methods/pm_own'] = (_, response) => {
    sendError(response, 403, { message: refuse });
  };
  const text = await terminal.billfold('subscription');
  expect(text.stdout).toContain('payment method not known');
  expect(text.stdout).not.toContain('no payment method');
  const json = await terminal.billfold('subscription', '--json');
  expect(documentOf(subscriptionDocument, json).accounts[0]?.subscriptions).toMatchObject([
    { paymentMethod: null, paymentMethodKnown: false },
  ]);
  const card = { id: 'card_1', object: 'card', brand: 'Visa', last4: '1881', exp_month: 4, exp_year: 2031 };
  server.routes['GET /v1/subscriptions'] = listOf([
    stripeSubscription({ default_payment_method: null, default_source: card }),
  ]);
  expect((await terminal.billfold('subscription')).stdout).toContain('visa 1881, expires 2031-04');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import { failedIdentities } from '#shared/invoice-identities.ts';
import { isKnown, unknown } from '#shared/invoice-money.ts';
import { subtract } from '#shared/money.ts';
import { isBilled } from '#shared/subscription.ts';
import { withUsage } from '#shared/subscription-usage.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { type PracticeServer, startPracticeServer } from '../../../electron/practice/index.ts';
import { createSourceOpener, createStripeSource, findStripeCustomers } from '../../../electron/sources/index.ts';
import { billingSourceContract } from '../../support/contracts/billing-source.ts';
import { countRequests } from '../../support/count-requests.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { readValues } from '../../support/read-objects.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { startOlderStripe } from '../../support/older-stripe.ts';
import { stripeClient } from '../../support/practice.ts';

const clock = createClock();
const invoiceCount = 230;

const now = Date.parse('2026-11-22T12:00:00.000Z');
const options = { port: 0, seed: 1, invoices: invoiceCount, anchor: now, now, speed: 1 };

let server: PracticeServer;
let olderServer: Awaited<ReturnType<typeof startOlderStripe>>;
beforeAll(async () => {
  [server, olderServer] = await Promise.all([startPracticeServer(options), startOlderStripe(options)]);
});
afterAll(() => Promise.all([server.close(), olderServer.close()]));

const sourceOf = (customerId = server.customerId, key = 'sk_test_practice', baseUrl = server.url) =>
  createStripeSource({ key, customerId, baseUrl, fetch: nodeFetch, clock, logger: memoryLogger(), retries: 0 });

const endOn = (at: Pick<PracticeServer, 'url'>) => async (id: string, moment: string) => {
  await stripeClient(at).subscriptions.update(id, { cancel_at: Date.parse(moment) / 1000 });
};
billingSourceContract('Stripe on the practice server', () =>
  Promise.resolve({
    source: sourceOf(server.customerId, 'rk_test_practice'),
    invoiceCount,
    endOn: endOn(server),
  }),
);
billingSourceContract('Stripe on a server with older shapes', () =>
  Promise.resolve({
    source: sourceOf(olderServer.customerId, 'sk_test_practice', olderServer.url),
    invoiceCount,
    endOn: endOn(olderServer),
  }),
);

test('both shapes of an invoice and of the upcoming one say the same', async () => {
  const [today, older] = [sourceOf(), sourceOf(olderServer.customerId, 'sk_test_practice', olderServer.url)];
  const page = { after: null, createdFrom: null };
  const [one, two] = [await today.invoices(page), await older.invoices(page)];
  if (!one.ok || !two.ok) throw new Error('The invoices cannot be read');
  for (const [index, invoice] of readValues(one).entries()) {
    const { total, tax, net, remaining, creditApplied, status, period, subscriptionId, createdAt, number } = invoice;
    const lines = invoice.lines.map(({ id, amount, kind, quantity }) => ({ id, amount, kind, quantity }));
    expect(readValues(two)[index]).toMatchObject({
      ...{ total, tax, net, remaining, creditApplied, status, period, subscriptionId, createdAt, number, lines },
    });
  }
  const upcomings = await Promise.all(
    [today, older].map(async (source) => {
      const subscriptions = await source.subscriptions();
      const billed = readValues(subscriptions).find(isBilled);
      const upcoming = billed && (await source.upcoming(billed));
      if (!upcoming?.ok || upcoming.value.kind === 'none') throw new Error('There is no upcoming invoice');
      const { period, lines } = upcoming.value;
      return { period, lines: lines.map(({ kind, description }) => ({ kind, description })) };
    }),
  );
  expect(upcomings[0]).toEqual(upcomings[1]);
});

async function firstUpcoming(customerId: string) {
  const source = sourceOf(customerId);
  const subscriptions = await source.subscriptions();
  const [subscription] = readValues(subscriptions);
  const upcoming = subscription && (await source.upcoming(subscription));
  return { subscription, upcoming: upcoming?.ok ? upcoming.value : null };
}

test.each([
  ['cus_PracticeCanceled', 'cancelled'],
  ['cus_PracticePaused', 'paused'],
])('%s has no upcoming invoice: %s', async (customerId, reason) => {
  expect((await firstUpcoming(customerId)).upcoming).toMatchObject({ kind: 'none', reason });
});

test.each([
  ['cus_PracticeYen', 'JPY'],
  ['cus_PracticeDinar', 'KWD'],
])('%s is billed in %s, tax on top', async (customerId, currency) => {
  const { subscription, upcoming } = await firstUpcoming(customerId);
  expect(subscription?.price?.currency).toBe(currency);
  expect(upcoming).toMatchObject({ kind: 'preview', total: { currency }, amountDue: { currency } });
  const invoices = await sourceOf(customerId).invoices({ after: null, createdFrom: null });
  for (const { net, tax, total } of readValues(invoices)) {
    expect(net).toEqual(isKnown(tax) ? subtract(total, tax) : unknown);
  }
});

test('credit lowers what is due and not the total, and never counts twice', async () => {
  const { upcoming } = await firstUpcoming('cus_PracticeCredit');
  if (upcoming?.kind !== 'preview') throw new Error('There is no preview');
  expect(upcoming.amountDue.amount).toBeLessThan(upcoming.total.amount);
  const invoices = await sourceOf('cus_PracticeCredit').invoices({ after: null, createdFrom: null });
  for (const invoice of readValues(invoices)) {
    expect(failedIdentities(invoice, invoice.lines)).toEqual([]);
  }
});

test('three subscriptions have three upcoming invoices of their own', async () => {
  const source = sourceOf('cus_PracticeThree');
  const subscriptions = await source.subscriptions();
  if (!subscriptions.ok) throw new Error(subscriptions.error.code);
  const upcomings = await Promise.all(readValues(subscriptions).map((each) => source.upcoming(each)));
  expect(
    readValues(subscriptions)
      .map((each) => each.interval?.unit)
      .sort(),
  ).toEqual(['month', 'month', 'year']);
  expect(upcomings.every((each) => each.ok && each.value.kind === 'preview')).toBe(true);
});

test('a restricted key is told what it lacks, and what it may read is read', async () => {
  const source = sourceOf(server.customerId, 'rk_test_noinvoices_notaxids_noprices');
  const report = await source.testKey();
  expect(report.ok && [...report.value.missing].sort()).toEqual([
    'rak_invoice_read',
    'rak_plan_read',
    'rak_tax_id_read',
    'rak_tax_id_write',
  ]);
  expect(report).toMatchObject({ value: { restricted: true, live: false, hint: 'rk_test_…ices' } });
  const subscriptions = await source.subscriptions();
  const items = readValues(subscriptions).flatMap((each) => each.items);
  const error = { code: 'permission-missing', permission: 'rak_plan_read' };
  expect(items.filter(({ metered }) => metered).map(({ priceError }) => priceError)).toEqual([error, error]);
  expect(await source.invoices({ after: null, createdFrom: null })).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_invoice_read' },
  });
});

test('a customer is found by a part of the name, by mail, or among the newest', async () => {
  const find = async (text: string, key = 'rk_test_all') => {
    const access = { key, baseUrl: server.url, fetch: nodeFetch, clock, logger: memoryLogger() };
    return findStripeCustomers(access, text);
  };
  const all = await find('');
  if (!all.ok) throw new Error(all.error.code);
  const main = all.value.customers.find(({ id }) => id === server.customerId);
  if (!main?.name || !main.email) throw new Error('The main customer has no name');
  const ids = async (text: string) => {
    const found = await find(text);
    return found.ok && found.value.customers.map(({ id }) => id);
  };
  expect(await ids(main.name.slice(1, 8).toUpperCase())).toContain(main.id);
  expect(await ids(main.email)).toContain(main.id);
  // Two letters are too few for Stripe's search: the list is looked through.
  expect(await ids(main.name.slice(0, 2))).toContain(main.id);
  expect(await ids('nobody is called "this"')).toEqual([]);
  expect(await find(main.name, 'rk_test_nocustomers')).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_customer_read' },
  });
});

test.each(['sk_test_refused', 'sk_test_expired'])('%s is refused', async (key) => {
  expect(await sourceOf(server.customerId, key).testKey()).toMatchObject({ ok: false, error: { code: 'key-refused' } });
});

test('no second sees more requests than Stripe allows in test mode', async () => {
  using requests = countRequests(server.url);
  const source = sourceOf();
  const asked = await Promise.all(Array.from({ length: 40 }, () => source.invoice('in_unknown')));
  expect(asked).toHaveLength(40);
  expect(requests.peakPerSecond()).toBeGreaterThan(0);
  expect(requests.peakPerSecond()).toBeLessThan(25);
});

test('what the upcoming invoice meters is the usage of the subscription’s items', async () => {
  const source = sourceOf();
  const subscriptions = await source.subscriptions();
  const billed = readValues(subscriptions).filter(isBilled);
  const upcoming = await Promise.all(billed.map((subscription) => source.upcoming(subscription)));
  const used = billed.flatMap((subscription, index) => {
    const result = upcoming[index];
    return result?.ok ? withUsage(subscription, result.value).items.filter((item) => item.metered) : [];
  });
  expect(used.length).toBeGreaterThan(0);
  for (const item of used) expect(item.used).toBeGreaterThan(0);
});

test.each(['cus_nobody', 'cus_PracticeDeleted'])('%s is not found', async (customerId) => {
  const error = { ok: false, error: { code: 'customer-not-found', customer: customerId } };
  expect(await sourceOf(customerId).testKey()).toEqual(error);
  expect(await sourceOf(customerId).details()).toEqual(error);
});

test('accounts are opened with their key at their server, practice accounts at the embedded one', async () => {
  const account = (id: string, practice: boolean): Account => ({
    id,
    name: id,
    role: 'finance',
    practice,
    sources: [{ kind: 'stripe', baseUrl: practice ? null : server.url, customerId: server.customerId }],
    createdAt: '2026-11-22T12:00:00.000Z',
    closedAt: null,
  });
  const accounts = new Map([account('real', false), account('practice', true)].map((each) => [each.id, each]));
  const imagekit = {
    ...account('imagekit', false),
    sources: [{ kind: 'imagekit', baseUrl: null, customerId: null } as const],
  };
  accounts.set('imagekit', imagekit);
  let key = 'sk_test_one';
  const open = createSourceOpener({
    account: (id) => accounts.get(id) ?? null,
    keyFor: (id) => Promise.resolve(id === 'real' ? { ok: true, value: key } : { ok: true, value: 'sk_test_practice' }),
    practiceUrl: () => Promise.resolve(server.url),
    fetch,
    clock,
    logger: memoryLogger(),
  });
  for (const id of ['real', 'practice']) {
    const opened = await open(id);
    expect(opened.ok && (await opened.value.details())).toMatchObject({ ok: true });
  }
  const [first, second] = [await open('real'), await open('real')];
  expect(first).toEqual(second);
  expect(first.ok && second.ok && first.value === second.value).toBe(true);
  key = 'sk_test_two';
  const replaced = await open('real');
  expect(first.ok && replaced.ok && first.value === replaced.value).toBe(false);
  expect(await open('imagekit')).toEqual({ ok: false, error: { code: 'source-not-supported', source: 'imagekit' } });
  expect(await open('gone')).toEqual({ ok: false, error: { code: 'account-not-found', account: 'gone' } });
});

describe('payments', () => {
  const everything = { after: null, createdFrom: null };
  const invoicesOf = async (customerId: string) => {
    const page = await sourceOf(customerId).invoices(everything);
    const rest = page.ok ? await page.value.readRemaining() : page;
    if (!page.ok || !rest.ok) throw new Error('The invoices cannot be read');
    return readValues(page).map((listed) => readValues(rest).find(({ id }) => id === listed.id) ?? listed);
  };

  test('an open invoice says why its automatic payment failed and when the next one is tried', async () => {
    const [open, paid] = await invoicesOf('cus_PracticePastDue');
    expect(open).toMatchObject({
      status: 'open',
      payment: {
        attempts: 4,
        nextAttemptAt: null,
        failure: { code: 'expired_card', message: 'Your card has expired.' },
        reference: expect.stringMatching(/^pi_/) as string,
        receiptUrl: null,
      },
    });
    expect(paid).toMatchObject({ status: 'paid' });
    expect(paid?.payment).toBeUndefined();
    const overdue = (await invoicesOf(server.customerId)).find((each) => each.dueAt !== null && each.status === 'open');
    expect(overdue?.payment?.failure).toBeNull();
    const retried = (await invoicesOf(server.customerId)).find((each) => (each.payment?.attempts ?? 0) > 0);
    expect(retried?.payment).toMatchObject({ failure: { code: 'insufficient_funds' } });
    expect(retried?.payment?.nextAttemptAt?.slice(0, 10)).toBe('2026-11-29');
  });

  test('what was paid has a reference and a receipt, which the vendor shows', async () => {
    const paid = (await invoicesOf(server.customerId)).find(
      ({ status, paid }) => status === 'paid' && isKnown(paid) && paid.amount > 0,
    );
    const payment = await sourceOf().payment(paid?.id ?? '');
    if (!payment.ok) throw new Error(JSON.stringify(payment.error));
    expect(payment.value).toMatchObject({ failure: null, reference: expect.stringMatching(/^pi_/) as string });
    const page = await globalThis.fetch(payment.value.receiptUrl ?? '');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Receipt for invoice')]);
  });

  test('the official client reads the same', async () => {
    const [open] = await invoicesOf('cus_PracticePastDue');
    const invoice = await stripeClient(server).invoices.retrieve(open?.id ?? '', {
      expand: ['payments.data.payment.payment_intent'],
    });
    const intent = invoice.payments?.data[0]?.payment.payment_intent;
    expect(typeof intent === 'object' && intent.last_payment_error?.decline_code).toBe('expired_card');
    expect(typeof intent === 'object' && intent.id).toBe(open?.payment?.reference);
  });

  test('credit is positive, and none where nothing is left', async () => {
    const official = await stripeClient(server).customers.retrieve('cus_PracticeCredit');
    const balance = official.deleted ? 0 : official.balance;
    expect(balance).toBeLessThan(0);
    expect(await sourceOf('cus_PracticeCredit').details()).toMatchObject({
      value: { credit: { amount: { amount: -balance, currency: 'USD' } } },
    });
    expect(await sourceOf('cus_PracticeTrial').details()).toMatchObject({ value: { credit: null } });
  });
});

test('a restricted key is told beforehand which changes it may not make; nothing is changed by asking', async () => {
  const report = async (key: string) => {
    const tested = await sourceOf(server.customerId, key).testKey();
    return tested.ok ? tested.value.missing.toSorted() : tested.error;
  };
  expect(await report('rk_test_readonly')).toEqual([
    'rak_customer_portal_write',
    'rak_customer_write',
    'rak_subscription_write',
    'rak_tax_id_write',
  ]);
  expect(await report('rk_test_noportal_nocreditnotes')).toEqual(['rak_credit_note_read', 'rak_customer_portal_write']);
  expect(await report('rk_test_all')).toEqual([]);
});

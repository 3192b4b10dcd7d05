import { afterEach, expect, test } from 'vitest';
import { createClock } from '../../../electron/platform/clock.ts';
import { createStripeSource } from '../../../electron/sources/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { startLocalStripe } from '../../support/local-stripe.ts';
import type { RawServer } from '../../support/raw-server.ts';
import { readValues } from '../../support/read-objects.ts';

const clock = createClock();
const servers: RawServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function connected() {
  const server = await startLocalStripe();
  servers.push(server);
  const logger = memoryLogger();
  const shared = {
    key: 'sk_test_local4242',
    customerId: 'cus_1',
    baseUrl: server.url,
    fetch: nodeFetch,
    clock,
    logger,
    retries: 0,
  };
  return { server, source: createStripeSource(shared) };
}

test('an account can be connected, and nothing is said to be missing', async () => {
  const { source } = await connected();
  expect(await source.testKey()).toMatchObject({ ok: true, value: { customerName: 'Local GmbH', missing: [] } });
});

test('its customer has a name, credit and tax ids', async () => {
  const { source } = await connected();
  expect(await source.details()).toMatchObject({
    ok: true,
    value: {
      companyName: 'Local GmbH',
      credit: { amount: { amount: 500, currency: 'EUR' } },
      taxIds: [{ type: 'eu_vat', value: 'DE123456789' }],
    },
  });
});

test('plans with numbers as text and an open end "inf", and the card of before 2018', async () => {
  const { source } = await connected();
  const listed = await source.subscriptions();
  expect(listed).toMatchObject({ ok: true, value: { unread: [] } });
  expect(readValues(listed)).toMatchObject([
    {
      plan: 'Pro',
      price: { amount: 3998, currency: 'EUR' },
      interval: { unit: 'month', count: 1 },
      items: [{ quantity: 2 }, { included: 100, tiers: [{ upTo: 100 }, { upTo: null, unitAmountDecimal: '3' }] }],
      paymentMethod: { brand: 'visa', last4: '4242', expires: '2031-04' },
    },
  ]);
});

test('the upcoming invoice comes from where such a server has it, and is looked for in the wrong place once', async () => {
  const { source, server } = await connected();
  const [subscription] = readValues(await source.subscriptions());
  if (!subscription) throw new Error('No subscription');
  for (let times = 0; times < 2; times++)
    expect(await source.upcoming(subscription)).toMatchObject({
      ok: true,
      value: { kind: 'preview', total: { amount: 4876, currency: 'EUR' }, amountDue: { amount: 4376 } },
    });
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('its invoices are read, their tax included, and later ones without a filter by time', async () => {
  const { source, server } = await connected();
  const all = await source.invoices({ after: null, createdFrom: null });
  expect(readValues(all)).toMatchObject([
    {
      id: 'in_local_1',
      total: { amount: 4758 },
      tax: { amount: 760 },
      net: { amount: 3998 },
      lines: [{ quantity: 2 }],
    },
    { id: 'in_local_0' },
  ]);
  for (let times = 0; times < 2; times++) {
    const later = await source.invoices({ after: null, createdFrom: '2026-10-15T00:00:00.000Z' });
    expect(readValues(later).map(({ id }) => id)).toEqual(['in_local_1']);
  }
  // With the names of discounts and without, and never again.
  expect(server.requests.filter(({ query }) => query.has('created[gte]'))).toHaveLength(3);
});

test('it says nothing of credit notes, which is not none', async () => {
  const { source } = await connected();
  expect(await source.creditNotes({ after: null, createdFrom: null })).toMatchObject({
    ok: false,
    error: { code: 'not-found-at-vendor' },
  });
});

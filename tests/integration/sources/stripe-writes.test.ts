import { expect, test } from 'vitest';
import type { Clock, Fetch } from '../../../electron/platform/ports.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { createFetch } from '../../../electron/platform/network.ts';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { createStripeSource } from '../../../electron/sources/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { control, practiceServer, stripeClient } from '../../support/practice.ts';

const machine = createClock();
/** Waits before another try are real, and short. */
const clock: Clock = { now: () => machine.now(), after: (millis, task) => machine.after(millis / 50, task) };
const practiceFetch = createFetch(globalThis.fetch, clock);

function sourceOf(
  server: PracticeServer,
  key = 'rk_test_practice',
  fetch: Fetch = practiceFetch,
  timeoutSeconds = 30,
): BillingSource {
  const { customerId, url: baseUrl } = server;
  return createStripeSource({ key, customerId, baseUrl, fetch, clock, logger: memoryLogger(), timeoutSeconds });
}

/** A fetch that notes the idempotency keys of what it sends. */
function notingKeys() {
  const keys: (string | null)[] = [];
  const fetch: Fetch = (input, init) => {
    if (init?.method === 'POST') keys.push(new Headers(init.headers).get('idempotency-key'));
    return practiceFetch(input, init);
  };
  return { keys, fetch };
}

/** What somebody with the official client sees. */
async function seen(server: PracticeServer) {
  const stripe = stripeClient(server);
  const customer = await stripe.customers.retrieve(server.customerId);
  if (customer.deleted === true) throw new Error('The customer is gone');
  const taxIds = await stripe.customers.listTaxIds(server.customerId);
  const { name, email, address } = customer;
  return { name, email, address, taxIds: taxIds.data.map(({ id, type, value }) => ({ id, type, value })) };
}

const address = {
  line1: '1 Rue de la Paix',
  line2: null,
  city: 'Paris',
  state: null,
  postalCode: '75002',
  country: 'FR',
};

test('the official client reads what was written', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  const before = await seen(server);
  expect(await source.updateDetails({ companyName: 'Société Générique', address })).toMatchObject({ ok: true });
  const added = await source.addTaxId({ type: 'gb_vat', value: 'GB980780684' });
  if (!added.ok) throw new Error(added.error.code);
  expect(await seen(server)).toEqual({
    name: 'Société Générique',
    email: before.email,
    address: {
      line1: '1 Rue de la Paix',
      line2: null,
      city: 'Paris',
      state: null,
      postal_code: '75002',
      country: 'FR',
    },
    taxIds: [{ id: added.value.id, type: 'gb_vat', value: 'GB980780684' }, ...before.taxIds],
  });
  for (const { id } of before.taxIds) expect(await source.removeTaxId(id)).toMatchObject({ ok: true });
  expect((await seen(server)).taxIds.map(({ id }) => id)).toEqual([added.value.id]);

  const stripe = stripeClient(server);
  const [subscription] = (await stripe.subscriptions.list({ customer: server.customerId })).data;
  if (!subscription) throw new Error('There is no subscription');
  expect(await source.setCancelAtPeriodEnd(subscription.id, true)).toMatchObject({ ok: true });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at_period_end: true });
});

const writes = {
  updateDetails: (source: BillingSource) => source.updateDetails({ companyName: 'Late GmbH' }),
  addTaxId: (source: BillingSource) => source.addTaxId({ type: 'gb_vat', value: 'GB980780684' }),
} as const;
const isThere = {
  updateDetails: async (server: PracticeServer) => (await seen(server)).name === 'Late GmbH',
  addTaxId: async (server: PracticeServer) =>
    (await seen(server)).taxIds.filter(({ type }) => type === 'gb_vat').length === 1,
} as const;
const each = ['updateDetails', 'addTaxId'] as const;
const changes = { path: '/v1/customers/*', method: 'POST' };

for (const write of each) {
  test.each(['apply-then-timeout', 'apply-then-reset'])(
    `${write}: after %s it is found to be done, and not repeated`,
    async (kind) => {
      const server = await practiceServer();
      const { keys, fetch } = notingKeys();
      await control(server, 'faults', { kind, ...changes });
      expect(
        await writes[write](sourceOf(server, 'rk_test_practice', fetch, kind === 'apply-then-timeout' ? 1 : 30)),
      ).toMatchObject({ ok: true });
      expect(await isThere[write](server)).toBe(true);
      expect(keys).toHaveLength(1);
    },
  );

  test.each([{ kind: 'hang' }, { kind: 'reset' }, { kind: 'status', status: 500 }, { kind: 'html' }])(
    `${write}: after %o it is found not to be there; saving again makes it`,
    async (fault) => {
      const server = await practiceServer();
      const source = sourceOf(server, 'rk_test_practice', practiceFetch, fault.kind === 'hang' ? 1 : 30);
      const before = await seen(server);
      await control(server, 'faults', { ...fault, ...changes });
      const lost = await writes[write](source);
      const code = fault.kind === 'status' ? 'change-not-applied' : 'change-not-there-yet';
      expect(lost).toEqual({ ok: false, error: { code, host: '127.0.0.1' } });
      expect(await seen(server)).toEqual(before);
      await control(server, 'faults', { clear: true });
      expect(await writes[write](source)).toMatchObject({ ok: true });
      expect(await isThere[write](server)).toBe(true);
    },
  );

  test(`${write}: where nobody can be asked afterwards, what happened is unknown`, async () => {
    const server = await practiceServer();
    const source = sourceOf(server);
    await control(server, 'faults', [
      { kind: 'apply-then-reset', ...changes },
      { kind: 'status', status: 503, path: '/v1/customers/*', method: 'GET' },
    ]);
    expect(await writes[write](source)).toEqual({ ok: false, error: { code: 'change-unknown', host: '127.0.0.1' } });
    await control(server, 'faults', { clear: true });
    // The same again has the same key: the server answers without doing it twice.
    expect(await writes[write](source)).toMatchObject({ ok: true });
    expect(await isThere[write](server)).toBe(true);
  });

  test(`${write}: a conflict in passing is waited out with the same key; a lasting one changes nothing`, async () => {
    const server = await practiceServer();
    const { keys, fetch } = notingKeys();
    const source = sourceOf(server, 'rk_test_practice', fetch);
    await control(server, 'faults', { kind: 'status', status: 409, ...changes });
    expect(await writes[write](source)).toEqual({ ok: false, error: { code: 'vendor-busy' } });
    expect(await isThere[write](server)).toBe(false);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    await control(server, 'faults', { clear: true, faults: [{ kind: 'status', status: 409, times: 1, ...changes }] });
    expect(await writes[write](source)).toMatchObject({ ok: true });
    expect(await isThere[write](server)).toBe(true);
  });
}

test('a change that somebody else undid meanwhile is not taken for done because an old answer says so', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  await control(server, 'faults', [
    { kind: 'apply-then-reset', ...changes },
    { kind: 'status', status: 503, path: '/v1/customers/*', method: 'GET' },
  ]);
  expect(await writes.updateDetails(source)).toMatchObject({ error: { code: 'change-unknown' } });
  await control(server, 'faults', { clear: true });
  await stripeClient(server).customers.update(server.customerId, { name: 'Somebody else’s' });
  expect(await writes.updateDetails(source)).toMatchObject({ error: { code: 'change-not-applied' } });
  expect((await seen(server)).name).toBe('Somebody else’s');
  expect(await writes.updateDetails(source)).toMatchObject({ ok: true });
  expect((await seen(server)).name).toBe('Late GmbH');
});

test('each missing permission is named, and what the key may do is done', async () => {
  const server = await practiceServer();
  const noTaxIds = sourceOf(server, 'rk_test_notaxids');
  expect(await writes.addTaxId(noTaxIds)).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_tax_id_write' },
  });
  expect(await writes.updateDetails(noTaxIds)).toMatchObject({ ok: true });
  expect(await noTaxIds.details()).toMatchObject({
    ok: true,
    value: { companyName: 'Late GmbH', taxIds: null, missing: ['rak_tax_id_read'] },
  });
  const readOnly = sourceOf(server, 'rk_test_readonly');
  expect(await readOnly.updateDetails({ companyName: 'Never' })).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_customer_write' },
  });
  expect(await readOnly.portalLink({ kind: 'payment-method-update' })).toMatchObject({
    error: { permission: 'rak_customer_portal_write' },
  });
});

test('what the server refuses is refused in its words', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  const before = await seen(server);
  expect(await source.addTaxId({ type: 'eu_vat', value: 'DE12' })).toEqual({
    ok: false,
    error: { code: 'tax-id-refused', detail: 'Invalid value for eu_vat.' },
  });
  expect(await source.addTaxId({ type: 'xx_vat', value: 'DE813495425' })).toMatchObject({
    error: { code: 'change-refused', detail: expect.stringContaining('Invalid type') as string },
  });
  expect(await source.updateDetails({ billingEmail: 'nobody' })).toMatchObject({ error: { code: 'email-refused' } });
  expect(await seen(server)).toEqual(before);
});

test('a server that was never reached was not changed', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  await server.close();
  expect(await writes.updateDetails(source)).toEqual({
    ok: false,
    error: { code: 'server-unreachable', host: '127.0.0.1', reason: 'ECONNREFUSED' },
  });
});

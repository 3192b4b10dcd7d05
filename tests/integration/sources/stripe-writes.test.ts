import { expect, test } from 'vitest';
import type { Result } from '#shared/result.ts';
import type { Clock, Fetch } from '../../../electron/platform/ports.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { createStripeSource } from '../../../electron/sources/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { control, practiceServer, stripeClient } from '../../support/practice.ts';

const machine = createClock();
/** Waits before another try are real, and short; timeouts are longer or shorter than those, and take their time. */
const clock: Clock = {
  now: () => machine.now(),
  after: (millis, task) => machine.after(millis >= 500 && millis < 5_000 ? millis / 50 : millis, task),
};

function sourceOf(
  server: PracticeServer,
  key = 'rk_test_practice',
  fetch: Fetch = nodeFetch,
  timeoutSeconds = 30,
): BillingSource {
  const { customerId, url: baseUrl } = server;
  return createStripeSource({ key, customerId, baseUrl, fetch, clock, logger: memoryLogger(), timeoutSeconds });
}

/** A fetch that notes what it sends with a method, and the idempotency keys. */
function noting(method: string) {
  const sent: unknown[] = [];
  const keys: string[] = [];
  const fetch: Fetch = (input, init) => {
    if (init.method === method) {
      sent.push(input);
      keys.push(...[new Headers(init.headers).get('idempotency-key')].filter((key) => key !== null));
    }
    return nodeFetch(input, init);
  };
  return { sent, keys, fetch };
}

/** A fetch by which nothing can be read once a change was sent, until `afterwards`. */
function failingAfter(method: string) {
  let state: 'before' | 'sent' | 'afterwards' = 'before';
  const fetch: Fetch = (input, init) => {
    if (state === 'sent' && init.method === 'GET') return Promise.resolve(new Response('{}', { status: 503 }));
    if (init.method === method && state === 'before') state = 'sent';
    return nodeFetch(input, init);
  };
  return {
    fetch,
    afterwards: () => {
      state = 'afterwards';
    },
  };
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
  const { id } = await subscriptionOf(server);
  const ends = async () => {
    const { cancel_at, cancel_at_period_end } = await stripe.subscriptions.retrieve(id);
    return { cancel_at, cancel_at_period_end };
  };
  const periodEnd = Date.parse('2026-12-01T00:00:00Z') / 1000;
  const notEnding = { cancel_at: null, cancel_at_period_end: false };
  expect(await source.setCancelAtPeriodEnd({ id, cancelAtPeriodEnd: false }, true)).toMatchObject({ ok: true });
  expect(await ends()).toEqual({ cancel_at: periodEnd, cancel_at_period_end: true });
  expect(await source.setCancelAtPeriodEnd({ id, cancelAtPeriodEnd: true }, false)).toMatchObject({ ok: true });
  expect(await ends()).toEqual(notEnding);
  await stripe.subscriptions.update(id, { cancel_at: periodEnd + 864_000 });
  expect(await ends()).toEqual({ cancel_at: periodEnd + 864_000, cancel_at_period_end: false });
  expect(await source.setCancelAtPeriodEnd({ id, cancelAtPeriodEnd: false }, false)).toMatchObject({ ok: true });
  expect(await ends()).toEqual(notEnding);
});

test('an end that somebody set otherwise meanwhile is not said to be taken back', async () => {
  const server = await practiceServer();
  const stripe = stripeClient(server);
  const { id } = await subscriptionOf(server);
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  const answer = await sourceOf(server, 'rk_test_practice', async (input, init) => {
    const response = await nodeFetch(input, init);
    if (init.method !== 'POST') return response;
    return Response.json({ ...(await response.json()), cancel_at: 1_800_000_000, cancel_at_period_end: false });
  }).setCancelAtPeriodEnd({ id, cancelAtPeriodEnd: true }, false);
  expect(answer).toEqual({ ok: false, error: { code: 'change-not-applied', host: '127.0.0.1' } });
});

async function subscriptionOf(server: PracticeServer) {
  const [subscription] = (await stripeClient(server).subscriptions.list({ customer: server.customerId })).data;
  if (!subscription) throw new Error('There is no subscription');
  return subscription;
}

const fixedEnd = Date.parse('2027-02-10T00:00:00Z') / 1000;
const customers = '/v1/customers/*';
const subscriptions = '/v1/subscriptions/*';
/** Tax ids are read below the customer, too. */
const taxIdOf = async (server: PracticeServer) => (await seen(server)).taxIds[0]?.id ?? '';

interface Write {
  /** What the vendor's server is asked for, and where it is read back. */
  readonly request: { readonly path: string; readonly method: string };
  /** Before anything goes wrong. */
  readonly prepare?: (server: PracticeServer) => Promise<unknown>;
  readonly make: (source: BillingSource, server: PracticeServer) => Promise<Result<unknown>>;
  readonly isThere: (server: PracticeServer) => Promise<boolean>;
}

/** Every change that Billfold makes. */
const writes = {
  updateDetails: {
    request: { path: customers, method: 'POST' },
    make: (source) => source.updateDetails({ companyName: 'Late GmbH' }),
    isThere: async (server) => (await seen(server)).name === 'Late GmbH',
  },
  addTaxId: {
    request: { path: customers, method: 'POST' },
    make: (source) => source.addTaxId({ type: 'gb_vat', value: 'GB980780684' }),
    isThere: async (server) => (await seen(server)).taxIds.filter(({ type }) => type === 'gb_vat').length === 1,
  },
  removeTaxId: {
    request: { path: customers, method: 'DELETE' },
    make: async (source, server) => source.removeTaxId(await taxIdOf(server)),
    isThere: async (server) => (await seen(server)).taxIds.length === 0,
  },
  cancel: {
    request: { path: subscriptions, method: 'POST' },
    make: async (source, server) =>
      source.setCancelAtPeriodEnd({ id: (await subscriptionOf(server)).id, cancelAtPeriodEnd: false }, true),
    isThere: async (server) => (await subscriptionOf(server)).cancel_at_period_end,
  },
  keep: {
    request: { path: subscriptions, method: 'POST' },
    prepare: async (server) =>
      stripeClient(server).subscriptions.update((await subscriptionOf(server)).id, { cancel_at: fixedEnd }),
    make: async (source, server) =>
      source.setCancelAtPeriodEnd({ id: (await subscriptionOf(server)).id, cancelAtPeriodEnd: false }, false),
    isThere: async (server) => (await subscriptionOf(server)).cancel_at === null,
  },
} as const satisfies Record<string, Write>;
const changes = writes.updateDetails.request;

for (const [name, { request, prepare, make, isThere }] of Object.entries<Write>(writes)) {
  /** A DELETE is the same again by itself, and Stripe takes no key for it. */
  const keyed = request.method === 'POST';
  const world = async () => {
    const server = await practiceServer();
    await prepare?.(server);
    return server;
  };
  const shortly = 0.3;

  test.each(['apply-then-timeout', 'apply-then-reset'])(
    `${name}: after %s it is found to be done, and not repeated`,
    async (kind) => {
      const server = await world();
      const { sent, keys, fetch } = noting(request.method);
      const source = sourceOf(server, 'rk_test_practice', fetch, kind === 'apply-then-timeout' ? shortly : 30);
      await control(server, 'faults', { kind, ...request });
      expect(await make(source, server)).toMatchObject({ ok: true });
      expect(await isThere(server)).toBe(true);
      expect(sent).toHaveLength(1);
      expect(keys).toHaveLength(keyed ? 1 : 0);
    },
  );

  test.each([{ kind: 'hang' }, { kind: 'reset' }, { kind: 'status', status: 500 }, { kind: 'html' }])(
    `${name}: after %o it is found not to be there; making it again does it`,
    async (fault) => {
      const server = await world();
      const source = sourceOf(server, 'rk_test_practice', nodeFetch, fault.kind === 'hang' ? shortly : 30);
      const before = await seen(server);
      await control(server, 'faults', { ...fault, ...request });
      const lost = await make(source, server);
      const code = fault.kind === 'status' ? 'change-not-applied' : 'change-not-there-yet';
      expect(lost).toEqual({ ok: false, error: { code, host: '127.0.0.1' } });
      expect(await isThere(server)).toBe(false);
      expect(await seen(server)).toEqual(before);
      await control(server, 'faults', { clear: true });
      expect(await make(source, server)).toMatchObject({ ok: true });
      expect(await isThere(server)).toBe(true);
    },
  );

  test(`${name}: where nobody can be asked afterwards, what happened is unknown`, async () => {
    const server = await world();
    const { fetch, afterwards } = failingAfter(request.method);
    const source = sourceOf(server, 'rk_test_practice', fetch);
    await control(server, 'faults', { kind: 'apply-then-reset', ...request });
    expect(await make(source, server)).toEqual({ ok: false, error: { code: 'change-unknown', host: '127.0.0.1' } });
    await control(server, 'faults', { clear: true });
    afterwards();
    // The same again has the same key: the server answers without doing it twice.
    expect(await make(source, server)).toMatchObject({ ok: true });
    expect(await isThere(server)).toBe(true);
  });

  test(`${name}: a transient conflict is waited out with the same key; a lasting one changes nothing`, async () => {
    const server = await world();
    const { sent, keys, fetch } = noting(request.method);
    const source = sourceOf(server, 'rk_test_practice', fetch);
    await control(server, 'faults', { kind: 'status', status: 409, ...request });
    expect(await make(source, server)).toEqual({ ok: false, error: { code: 'vendor-busy' } });
    expect(await isThere(server)).toBe(false);
    expect(sent).toHaveLength(3);
    expect(new Set(keys).size).toBe(keyed ? 1 : 0);
    await control(server, 'faults', { clear: true, faults: [{ kind: 'status', status: 409, times: 1, ...request }] });
    expect(await make(source, server)).toMatchObject({ ok: true });
    expect(await isThere(server)).toBe(true);
  });
}

test('a change that somebody else undid meanwhile is not taken for done because an old answer says so', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  await control(server, 'faults', [
    { kind: 'apply-then-reset', ...changes },
    { kind: 'status', status: 503, path: '/v1/customers/*', method: 'GET' },
  ]);
  expect(await writes.updateDetails.make(source)).toMatchObject({ error: { code: 'change-unknown' } });
  await control(server, 'faults', { clear: true });
  await stripeClient(server).customers.update(server.customerId, { name: 'Somebody else’s' });
  expect(await writes.updateDetails.make(source)).toMatchObject({ error: { code: 'change-not-applied' } });
  expect((await seen(server)).name).toBe('Somebody else’s');
  expect(await writes.updateDetails.make(source)).toMatchObject({ ok: true });
  expect((await seen(server)).name).toBe('Late GmbH');
});

test('each missing permission is named, and what the key may do is done', async () => {
  const server = await practiceServer();
  const noTaxIds = sourceOf(server, 'rk_test_notaxids');
  expect(await writes.addTaxId.make(noTaxIds)).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_tax_id_write' },
  });
  expect(await writes.updateDetails.make(noTaxIds)).toMatchObject({ ok: true });
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
    error: { code: 'tax-id-refused', vendorWords: 'Invalid value for eu_vat.' },
  });
  expect(await source.addTaxId({ type: 'xx_vat', value: 'DE813495425' })).toMatchObject({
    error: { code: 'change-refused', vendorWords: expect.stringContaining('Invalid type') as string },
  });
  expect(await source.updateDetails({ billingEmail: 'nobody' })).toMatchObject({ error: { code: 'email-refused' } });
  expect(await seen(server)).toEqual(before);
});

test('a server that was never reached was not changed', async () => {
  const server = await practiceServer();
  const source = sourceOf(server);
  await server.close();
  expect(await writes.updateDetails.make(source)).toEqual({
    ok: false,
    error: { code: 'server-unreachable', host: '127.0.0.1', reason: 'ERR_CONNECTION_REFUSED' },
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Role } from '#shared/accounts.ts';
import type { CustomerDetails } from '#shared/billing-details.ts';
import { ok } from '#shared/result.ts';
import { createAccounts } from '../../electron/accounts/index.ts';
import { createBilling } from '../../electron/billing/index.ts';
import { createClock } from '../../electron/platform/clock.ts';
import { createStripeSource } from '../../electron/sources/index.ts';
import { createDetailsChanges } from '../../electron/watch/details-changes.ts';
import { fakeSecretStore } from '../support/fakes/fake-secret-store.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { openMigrated } from '../support/migrated-database.ts';
import { nodeFetch } from '../support/node-fetch.ts';
import { control, practiceServer, stripeClient } from '../support/practice.ts';

/** The billing feature on real accounts and database, at a practice server. */
async function billingWorld(role: Role = 'finance', key = 'rk_test_practice') {
  const server = await practiceServer();
  const folder = mkdtempSync(join(tmpdir(), 'billfold-billing-'));
  const db = openMigrated(join(folder, 'billfold.db'));
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  const clock = createClock();
  const logger = memoryLogger();
  const accounts = createAccounts({
    db,
    secretStore: fakeSecretStore(),
    secretsFile: join(folder, 'secrets.json'),
    clock,
    userName: () => 'hanna',
    environment: {},
    logger,
    emit: () => undefined,
  });
  const settings = { kind: 'stripe', baseUrl: server.url, customerId: server.customerId } as const;
  const added = await accounts.add({ name: 'Acme', role, source: settings, key });
  if (!added.ok) throw new Error(added.error.code);
  const { id } = added.value;
  const source = createStripeSource({ ...settings, key, fetch: nodeFetch, clock, logger, retries: 0 });
  const refreshed: string[] = [];
  const changes = createDetailsChanges(db);
  const billing = createBilling({
    accounts,
    openSource: () => Promise.resolve(ok(source)),
    clock,
    refresh: (accountId) => refreshed.push(accountId),
    watch: {
      details: {
        ...changes,
        approve: (account, change) => changes.approve(account, change, '2026-11-22T12:00:00.000Z'),
      },
    },
  });
  const stripe = stripeClient(server);
  const details = async () => {
    const read = await source.details();
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  return {
    id,
    server,
    stripe,
    billing,
    refreshed,
    details,
    fields: async (): Promise<CustomerDetails> => {
      const { companyName, billingEmail, address } = await details();
      return { companyName, billingEmail, address };
    },
    /** As a check would. */
    observe: async () => changes.observe(id, await details(), clock.now() + 1, '2026-11-22T12:00:00.000Z'),
    fail: (...faults: object[]) => control(server, 'faults', { clear: true, faults }),
    log: () =>
      accounts.actions
        .list(id, 10, null)
        .flatMap(({ what, before, after, outcome, actor }) =>
          what === 'account.added' ? [] : [{ what, before, after, outcome, actor }],
        ),
    emailIs: (email: string) => stripe.customers.update(server.customerId, { email }),
    seen: async () => {
      const customer = await stripe.customers.retrieve(server.customerId);
      if (customer.deleted === true) throw new Error('The customer is gone');
      return customer;
    },
  };
}

const writes = { path: '/v1/customers/*', method: 'POST' };

test('saving writes what was changed, answers what the vendor then says, and is no foreign change', async () => {
  const { billing, id, fields, seen, log, observe, refreshed } = await billingWorld();
  await observe();
  const base = await fields();
  const mine = { ...base, companyName: 'Neue GmbH' };
  expect(await billing.saveDetails(id, base, mine)).toEqual({ ok: true, value: { outcome: 'saved', details: mine } });
  expect(await seen()).toMatchObject({ name: 'Neue GmbH', email: base.billingEmail });
  expect(await observe()).toBe(false);
  expect(billing.detailsChange(id)).toBeNull();
  expect(log()).toEqual([
    {
      what: 'details.changed',
      before: { companyName: base.companyName },
      after: { companyName: 'Neue GmbH' },
      outcome: 'done',
      actor: 'hanna',
    },
  ]);
  expect(refreshed).toEqual([id]);
  // Nothing to save is nothing to log.
  await billing.saveDetails(id, mine, mine);
  expect(log()).toHaveLength(1);
});

test('a field that changed at the vendor meanwhile is shown, and nothing is written until the user has chosen', async () => {
  const { billing, id, fields, emailIs, seen, log } = await billingWorld();
  const base = await fields();
  await emailIs('theirs@vendor.example');
  const mine = { ...base, companyName: 'Neue GmbH', billingEmail: 'mine@acme.example' };
  const theirs = { ...base, billingEmail: 'theirs@vendor.example' };
  const saved = await billing.saveDetails(id, base, mine);
  expect(saved).toEqual({ ok: true, value: { outcome: 'conflict', theirs } });
  expect(await seen()).toMatchObject({ name: base.companyName, email: 'theirs@vendor.example' });
  expect(log()).toEqual([]);
  const chosen = { ...mine, billingEmail: 'theirs@vendor.example' };
  expect(await billing.saveDetails(id, theirs, chosen)).toMatchObject({ ok: true, value: { outcome: 'saved' } });
  expect(await seen()).toMatchObject({ name: 'Neue GmbH', email: 'theirs@vendor.example' });
});

test('a field that the user left alone is not put back to what it was', async () => {
  const { billing, id, fields, emailIs, seen } = await billingWorld();
  const base = await fields();
  await emailIs('theirs@vendor.example');
  const saved = await billing.saveDetails(id, base, { ...base, companyName: 'Neue GmbH' });
  expect(saved).toMatchObject({ value: { outcome: 'conflict' } });
  expect(await seen()).toMatchObject({ name: base.companyName, email: 'theirs@vendor.example' });
});

test('who made the same change as somebody else has no conflict', async () => {
  const { billing, id, fields, emailIs } = await billingWorld();
  const base = await fields();
  await emailIs('same@acme.example');
  expect(await billing.saveDetails(id, base, { ...base, billingEmail: 'same@acme.example' })).toMatchObject({
    value: { outcome: 'saved' },
  });
});

test('a change that the server made before its answer was lost is done, once, and logged as done', async () => {
  const { billing, id, fields, fail, seen, log, observe } = await billingWorld();
  await observe();
  const base = await fields();
  await fail({ kind: 'apply-then-reset', ...writes });
  const mine = { ...base, companyName: 'Neue GmbH' };
  expect(await billing.saveDetails(id, base, mine)).toEqual({ ok: true, value: { outcome: 'saved', details: mine } });
  expect((await seen()).name).toBe('Neue GmbH');
  expect(log()).toMatchObject([{ outcome: 'done' }]);
});

test('a change of unknown fate is logged as unknown, and is the user’s own when it turns up', async () => {
  const { billing, id, fields, fail, log, observe, refreshed } = await billingWorld();
  await observe();
  const base = await fields();
  await fail(
    { kind: 'apply-then-reset', ...writes },
    // The first read is the one before the change.
    { kind: 'status', status: 503, path: '/v1/customers/*', method: 'GET', after: 2 },
  );
  const lost = await billing.saveDetails(id, base, { ...base, companyName: 'Neue GmbH' });
  expect(lost).toMatchObject({ ok: false, error: { code: 'change-unknown' } });
  expect(log()).toMatchObject([{ what: 'details.changed', outcome: 'unknown', after: { companyName: 'Neue GmbH' } }]);
  expect(refreshed).toEqual([id]);
  await fail();
  expect(await observe()).toBe(false);
  expect(billing.detailsChange(id)).toBeNull();
});

test.each([
  [{ kind: 'status', status: 409, ...writes }, 'vendor-busy'],
  [{ kind: 'status', status: 500, ...writes }, 'change-not-applied'],
])('after %o nothing is changed, the attempt is logged, and a later change elsewhere is told', async (fault, code) => {
  const { billing, id, fields, fail, stripe, server, log, observe } = await billingWorld();
  await observe();
  const base = await fields();
  await fail(fault);
  const refused = await billing.saveDetails(id, base, { ...base, companyName: 'Neue GmbH' });
  expect(refused).toMatchObject({ ok: false, error: { code } });
  expect(await fields()).toEqual(base);
  expect(log()).toMatchObject([{ outcome: 'failed' }]);
  await fail();
  await stripe.customers.update(server.customerId, { name: 'Neue GmbH' });
  expect(await observe()).toBe(true);
});

test('a key without one permission is told which, and may do the rest', async () => {
  const { billing, id, fields, log } = await billingWorld('finance', 'rk_test_notaxids');
  expect(await billing.addTaxId(id, { type: 'gb_vat', value: 'GB980780684' })).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_tax_id_write' },
  });
  expect(await billing.removeTaxId(id, 'txi_known_before')).toEqual({
    ok: false,
    error: { code: 'permission-missing', permission: 'rak_tax_id_read' },
  });
  const base = await fields();
  expect(await billing.saveDetails(id, base, { ...base, companyName: 'Neue GmbH' })).toMatchObject({ ok: true });
  expect(log()).toMatchObject([{ outcome: 'done' }, { what: 'tax-id.added', outcome: 'failed' }]);
});

test('tax ids are added and removed with their entries; one that is there is not added again', async () => {
  const { billing, id, details, log, observe, stripe, server } = await billingWorld();
  await observe();
  const added = await billing.addTaxId(id, { type: 'gb_vat', value: 'GB980780684' });
  if (!added.ok) throw new Error(added.error.code);
  expect(await billing.addTaxId(id, { type: 'gb_vat', value: 'GB 980 7806 84' })).toEqual({
    ok: false,
    error: { code: 'tax-id-exists', value: 'GB 980 7806 84' },
  });
  expect((await stripe.customers.listTaxIds(server.customerId)).data[0]).toMatchObject({ value: 'GB980780684' });
  expect(await billing.removeTaxId(id, added.value.id)).toEqual({ ok: true, value: null });
  expect((await details()).taxIds?.some((taxId) => taxId.id === added.value.id)).toBe(false);
  expect(await billing.removeTaxId(id, added.value.id)).toEqual({ ok: true, value: null });
  expect(await observe()).toBe(false);
  const taxId = { type: 'gb_vat', value: 'GB980780684' };
  expect(log()).toMatchObject([
    { what: 'tax-id.removed', before: { taxIds: [taxId] }, after: { taxIds: [] }, outcome: 'done' },
    { what: 'tax-id.added', before: { taxIds: [] }, after: { taxIds: [taxId] }, outcome: 'done' },
  ]);
});

test('a tax id that the vendor refuses is said in its words', async () => {
  const { billing, id, log } = await billingWorld();
  expect(await billing.addTaxId(id, { type: 'eu_vat', value: 'DE000000000X' })).toEqual({
    ok: false,
    error: { code: 'tax-id-refused', vendorWords: 'Invalid value for eu_vat.' },
  });
  expect(log()).toMatchObject([{ what: 'tax-id.added', outcome: 'failed' }]);
});

test('what changed elsewhere waits until it is approved, and the approval is logged', async () => {
  const { billing, id, fields, emailIs, observe, log } = await billingWorld();
  await observe();
  const { billingEmail } = await fields();
  await emailIs('theirs@vendor.example');
  expect(await observe()).toBe(true);
  const change = billing.detailsChange(id);
  expect(change?.differences).toEqual([{ field: 'billingEmail', was: billingEmail, is: 'theirs@vendor.example' }]);
  expect(billing.approveDetails(id, 'another')).toEqual({ ok: true, value: change });
  expect(billing.approveDetails(id, change?.id ?? '')).toEqual({ ok: true, value: null });
  expect(log()).toMatchObject([{ what: 'details.approved', after: { billingEmail: 'theirs@vendor.example' } }]);
  expect(await observe()).toBe(false);
});

test('two changes at once are made one after the other', async () => {
  const { billing, id, fields } = await billingWorld();
  const base = await fields();
  const saves = ['One', 'Two'].map((companyName) => billing.saveDetails(id, base, { ...base, companyName }));
  expect(await Promise.all(saves)).toMatchObject([{ value: { outcome: 'saved' } }, { value: { outcome: 'conflict' } }]);
  expect((await fields()).companyName).toBe('One');
});

describe('cancelling', () => {
  const subscriptionAt = async ({ stripe, server }: Awaited<ReturnType<typeof billingWorld>>) => {
    const [subscription] = (await stripe.subscriptions.list({ customer: server.customerId })).data;
    if (!subscription) throw new Error('The customer has no subscription');
    return subscription;
  };
  const changes = { path: '/v1/subscriptions/*', method: 'POST' };

  test('ends with the period, can be taken back, and each is in the log', async () => {
    const world = await billingWorld();
    const { id } = await subscriptionAt(world);
    expect(await world.billing.setCancel(world.id, id, true)).toEqual({ ok: true, value: null });
    expect(await subscriptionAt(world)).toMatchObject({ cancel_at_period_end: true, status: 'active' });
    // Again is no other change.
    expect(await world.billing.setCancel(world.id, id, true)).toEqual({ ok: true, value: null });
    expect(await world.billing.setCancel(world.id, id, false)).toEqual({ ok: true, value: null });
    expect(await subscriptionAt(world)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
    expect(world.log().map(({ what, outcome }) => [what, outcome])).toEqual([
      ['subscription.kept', 'done'],
      ['subscription.cancelled', 'done'],
    ]);
    expect(world.refreshed).toEqual([world.id, world.id]);
  });

  test('an end that was set to a day at the vendor is taken back, with that day in the log', async () => {
    const world = await billingWorld();
    const { id } = await subscriptionAt(world);
    const day = '2027-03-10T00:00:00.000Z';
    await world.stripe.subscriptions.update(id, { cancel_at: Date.parse(day) / 1000 });
    expect(await world.billing.setCancel(world.id, id, false)).toEqual({ ok: true, value: null });
    expect(await subscriptionAt(world)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
    expect(world.log()).toMatchObject([
      { what: 'subscription.kept', outcome: 'done', before: { endsAt: day }, after: { endsAt: null } },
    ]);
  });

  test.each(['apply-then-reset', 'apply-then-reset'])('%s: the vendor is asked whether it happened', async (kind) => {
    const world = await billingWorld();
    const { id } = await subscriptionAt(world);
    await world.fail({ kind, ...changes });
    expect(await world.billing.setCancel(world.id, id, true)).toEqual({ ok: true, value: null });
    expect((await subscriptionAt(world)).cancel_at_period_end).toBe(true);
    expect(world.log()).toMatchObject([{ what: 'subscription.cancelled', outcome: 'done' }]);
  });

  test('a change that never arrived is not there; one that cannot be asked about is unknown, in the log too', async () => {
    const world = await billingWorld();
    const { id } = await subscriptionAt(world);
    await world.fail({ kind: 'reset', ...changes });
    expect(await world.billing.setCancel(world.id, id, true)).toMatchObject({
      error: { code: 'change-not-there-yet' },
    });
    await world.fail({ kind: 'apply-then-reset', ...changes }, { kind: 'reset', path: `/v1/subscriptions/${id}` });
    expect(await world.billing.setCancel(world.id, id, true)).toMatchObject({ error: { code: 'change-unknown' } });
    // The lost request may still arrive.
    expect(world.log().map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  });

  test('a key without the permission is named; an unknown subscription is not found', async () => {
    const world = await billingWorld('finance', 'rk_test_readonly');
    const { id } = await subscriptionAt(world);
    expect(await world.billing.setCancel(world.id, id, true)).toEqual({
      ok: false,
      error: { code: 'permission-missing', permission: 'rak_subscription_write' },
    });
    expect(await world.billing.setCancel(world.id, 'sub_unknown', true)).toMatchObject({
      error: { code: 'not-found-at-vendor' },
    });
  });
});

import { supportAddressOf } from '#shared/accounts.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nameKey, tidyName } from '../../../electron/accounts/account-name.ts';
import { requireChange } from '../../../electron/accounts/index.ts';
import { aNewAccount, added, createAccountWorld } from '../../support/account-world.ts';

let world: ReturnType<typeof createAccountWorld>;
beforeEach(() => {
  world = createAccountWorld();
});
afterEach(() => {
  world[Symbol.dispose]();
});

const failure = (code: string, data: object = {}) => ({ ok: false, error: { code, ...data } });

test('an added account is listed, oldest first, also after a new start, and found by id or name', async () => {
  const { accounts } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  await world.clock.advance(1000);
  const source = { kind: 'stripe', baseUrl: 'HTTPS://billing.example.com:443/', customerId: ' cus_2 ' } as const;
  const zebra = await added(accounts.add(aNewAccount({ name: ' Äpfel\t& Co ', role: 'viewer', source })));
  expect(zebra).toMatchObject({
    name: 'Äpfel & Co',
    role: 'viewer',
    practice: false,
    sources: [{ kind: 'stripe', baseUrl: 'https://billing.example.com', customerId: 'cus_2' }],
    createdAt: '2026-11-22T12:00:01.000Z',
  });
  const later = world.start().accounts;
  expect(later.list()).toEqual([acme, zebra]);
  expect(later.find(acme.id)).toEqual(acme);
  expect(later.find('aCME')).toEqual(acme);
  // The same letters in another Unicode form.
  expect(later.find('äPFEL & co'.normalize('NFD'))).toEqual(zebra);
  expect(later.find('nobody')).toBeNull();
});

test('a name is needed and is one account’s only', async () => {
  const { accounts } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  expect(await accounts.add(aNewAccount({ name: ' \t ' }))).toEqual(failure('account-name-empty'));
  expect(await accounts.add(aNewAccount({ name: ' ACME ' }))).toEqual(failure('account-name-taken', { name: 'ACME' }));
  const other = await added(accounts.add(aNewAccount({ name: 'Other' })));
  expect(accounts.rename(other.id, 'acme')).toEqual(failure('account-name-taken', { name: 'acme' }));
  expect(accounts.rename(acme.id, 'ACME')).toMatchObject({ ok: true, value: { name: 'ACME' } });
  expect(accounts.rename('nobody', 'x')).toEqual(failure('account-not-found', { account: 'nobody' }));
  expect(accounts.list().map((account) => account.name)).toEqual(['ACME', 'Other']);
});

test('two processes cannot take the same name', async () => {
  const [one, two] = [world.start().accounts, world.start().accounts];
  const results = await Promise.all([one.add(aNewAccount()), two.add(aNewAccount())]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toEqual(failure('account-name-taken', { name: 'Acme' }));
});

test('an address or customer that cannot be used is refused before anything is kept', async () => {
  const { accounts } = world.start();
  const at = (baseUrl: string | null, customerId: string | null) =>
    accounts.add(aNewAccount({ source: { kind: 'stripe', baseUrl, customerId } }));
  expect(await at('http://billing.example.com', 'cus_1')).toMatchObject(
    failure('base-url-not-allowed', { reason: 'scheme' }),
  );
  expect(await at('https://billing.example.com/v1', 'cus_1')).toMatchObject(
    failure('base-url-not-allowed', { reason: 'path' }),
  );
  expect(await at(null, '../invoices')).toEqual(failure('customer-not-found', { customer: '../invoices' }));
  expect(await at(null, null)).toEqual(failure('customer-not-found', { customer: '' }));
  expect(await accounts.add(aNewAccount({ key: 'pk_live_123' }))).toMatchObject(failure('key-malformed'));
  expect(accounts.list()).toEqual([]);
});

test('an ImageKit account needs no customer', async () => {
  const { accounts } = world.start();
  const source = { kind: 'imagekit', baseUrl: null, customerId: null } as const;
  const account = await added(accounts.add(aNewAccount({ source, key: 'private_abcdefgh1234' })));
  expect(await accounts.keyFor(account.id, 'imagekit')).toEqual({ ok: true, value: 'private_abcdefgh1234' });
});

test('the vendor’s support address is kept as entered, logged, and suggested where the vendor is known', async () => {
  const { accounts, db } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  expect(supportAddressOf(acme)).toBeNull();
  expect(supportAddressOf({ ...acme, name: 'ImageKit (team)' })).toBe('support@imagekit.io');
  expect(accounts.setSupportEmail(acme.id, 'help@')).toEqual(failure('email-malformed', { input: 'help@' }));
  expect(accounts.setSupportEmail(acme.id, 'help@acme.example')).toMatchObject({ ok: true });
  const kept = accounts.get(acme.id);
  expect(kept && supportAddressOf({ ...kept, name: 'ImageKit' })).toBe('help@acme.example');
  expect(db.prepare("SELECT before, after FROM actions WHERE what = 'account.support-changed'").all()).toEqual([
    { before: '{"supportEmail":null}', after: '{"supportEmail":"help@acme.example"}' },
  ]);
  expect(accounts.setSupportEmail(acme.id, null)).toMatchObject({ ok: true, value: { supportEmail: null } });
  expect(accounts.setSupportEmail('nobody', null)).toEqual(failure('account-not-found', { account: 'nobody' }));
});

test('a removed account is hidden, its key gone and its name free; its row stays for what refers to it', async () => {
  const { accounts, db } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  expect(accounts.remove(acme.id)).toEqual({ ok: true, value: null });
  expect(accounts.list()).toEqual([]);
  expect([accounts.get(acme.id), accounts.find('Acme')]).toEqual([null, null]);
  expect(await accounts.keyFor(acme.id, 'stripe')).toMatchObject(failure('account-not-found'));
  expect(accounts.remove(acme.id)).toMatchObject(failure('account-not-found'));
  expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(1);
  expect(db.prepare('SELECT key_hash FROM account_sources').pluck().get()).toBeNull();
  const again = await added(accounts.add(aNewAccount()));
  expect(again.id).not.toBe(acme.id);
});

test('a practice account keeps its parameters and needs no key', async () => {
  const practice = { seed: 7, invoices: 60, anchor: 1_790_000_000_000, clockOffset: 0 };
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ name: 'Practice', key: '', practice })));
  expect(account.practice).toBe(true);
  expect(await accounts.keyFor(account.id, 'stripe')).toEqual({ ok: true, value: 'sk_test_practice' });
  expect(await accounts.keyPlace(account.id)).toBe('secret-store');
  accounts.saveClockOffset(account.id, 86_400_000);
  expect(world.start().accounts.practiceOf(account.id)).toEqual({ ...practice, clockOffset: 86_400_000 });
  const real = await added(accounts.add(aNewAccount()));
  expect(accounts.practiceOf(real.id)).toBeNull();
});

test('every change is in the log of actions, with who, before and after, and without keys', async () => {
  const { accounts, db } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  accounts.rename(acme.id, 'Acme Ltd');
  await accounts.replaceKey(acme.id, 'stripe', 'rk_live_51CANARYother9999');
  accounts.recordAction({ what: 'alert.removed', accountId: acme.id, before: { amount: 1 } });
  accounts.remove(acme.id);
  const actions = db.prepare('SELECT * FROM actions ORDER BY id').all() as Record<string, unknown>[];
  expect(actions.map((action) => action['what'])).toEqual([
    'account.added',
    'account.renamed',
    'account.key-replaced',
    'alert.removed',
    'account.removed',
  ]);
  expect(actions[1]).toMatchObject({
    at: '2026-11-22T12:00:00.000Z',
    account_id: acme.id,
    before: '{"name":"Acme"}',
    after: '{"name":"Acme Ltd"}',
  });
  expect(actions.every((action) => action['actor'] !== '')).toBe(true);
  expect(JSON.stringify(actions)).not.toContain('CANARY');
});

test('the log is read newest first, in parts, for one account or all, and says how a change ended', async () => {
  const { accounts } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  const other = await added(accounts.add(aNewAccount({ name: 'Other' })));
  const id = accounts.recordAction({
    what: 'details.changed',
    accountId: acme.id,
    before: { a: 1 },
    outcome: 'unknown',
  });
  const [open] = accounts.actions.list(acme.id, 1, null);
  expect(open).toEqual({
    id,
    at: '2026-11-22T12:00:00.000Z',
    actor: 'hanna',
    what: 'details.changed',
    accountId: acme.id,
    before: { a: 1 },
    after: null,
    outcome: 'unknown',
  });
  accounts.actions.settle(id, 'done', { a: 2 });
  expect(accounts.actions.list(acme.id, 1, null)).toMatchObject([{ after: { a: 2 }, outcome: 'done' }]);
  const whats = (before: string | null) => accounts.actions.list(null, 2, before).map(({ what }) => what);
  expect([whats(null), whats(accounts.actions.list(null, 2, null).at(-1)?.id ?? null)]).toEqual([
    ['details.changed', 'account.added'],
    ['account.added'],
  ]);
  expect(accounts.actions.list(other.id, 10, null)).toHaveLength(1);
});

test('viewers may not change things; administrators and finance may', () => {
  expect(requireChange('viewer', 'alerts')).toEqual(failure('role-forbids', { role: 'viewer', action: 'alerts' }));
  expect(requireChange('finance', 'alerts')).toMatchObject({ ok: true });
  expect(requireChange('administrator', 'alerts')).toMatchObject({ ok: true });
});

test('names: tidying is done once, and the same name in another form or case is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const tidy = tidyName(name);
      expect(tidyName(tidy)).toBe(tidy);
      expect(nameKey(name.normalize('NFD'))).toBe(nameKey(name));
      expect(nameKey(nameKey(name))).toBe(nameKey(name));
      expect(tidy).not.toMatch(/\p{Cc}|^\s|\s$/u);
    }),
  );
});

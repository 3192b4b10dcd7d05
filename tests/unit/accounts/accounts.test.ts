import { supportAddressOf } from '#shared/accounts.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameKey, tidyName } from '../../../electron/accounts/account-name.ts';
import { aNewAccount, added, createAccountWorld } from '../../support/account-world.ts';

let world: ReturnType<typeof createAccountWorld>;
beforeEach(() => {
  world = createAccountWorld();
});
afterEach(() => {
  world[Symbol.dispose]();
});

const customer = (customerId: string) => ({ kind: 'stripe' as const, baseUrl: null, customerId });
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

test('what the list shows has changed when an account was added, renamed or removed, and not when that failed', async () => {
  const { accounts } = world.start();
  const acme = await added(accounts.add(aNewAccount()));
  expect(world.changes).toBe(1);
  accounts.rename(acme.id, 'ACME');
  expect(world.changes).toBe(2);
  accounts.rename(acme.id, ' ');
  await accounts.add(aNewAccount({ name: 'acme' }));
  expect(world.changes).toBe(2);
  accounts.remove(acme.id);
  expect(world.changes).toBe(3);
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
  expect(await at(null, null)).toEqual(failure('customer-id-missing'));
  expect(await accounts.add(aNewAccount({ key: 'pk_live_123' }))).toMatchObject(failure('key-malformed'));
  expect(accounts.list()).toEqual([]);
});

test('an ImageKit account needs no customer', async () => {
  const { accounts } = world.start();
  const source = { kind: 'imagekit', baseUrl: null, customerId: null } as const;
  const account = await added(accounts.add(aNewAccount({ source, key: 'private_abcdefgh1234' })));
  expect(await accounts.keys.of(account.id, 'imagekit')).toEqual({ ok: true, value: 'private_abcdefgh1234' });
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

describe('a closed account', () => {
  test('has no key and is not open; it stays listed after the open ones, found by its name and renamed', async () => {
    const { accounts, db } = world.start();
    const acme = await added(accounts.add(aNewAccount()));
    expect(accounts.remove(acme.id)).toEqual({ ok: true, value: null });
    const closed = { ...acme, closedAt: '2026-11-22T12:00:00.000Z' };
    expect([accounts.list(), accounts.get(acme.id)]).toEqual([[], null]);
    const other = await added(accounts.add(aNewAccount({ name: 'Other', source: customer('cus_2') })));
    expect(accounts.all()).toEqual([other, closed]);
    expect([accounts.known(acme.id), accounts.find('ACME')]).toEqual([closed, closed]);
    expect(await accounts.keys.of(acme.id, 'stripe')).toEqual(failure('account-closed', { account: 'Acme' }));
    expect(await accounts.keys.place(acme.id)).toBe('none');
    for (const change of [
      accounts.remove(acme.id),
      accounts.setSupportEmail(acme.id, null),
      await accounts.replaceKey(acme.id, 'stripe', 'rk_live_51CANARYother9999'),
      await accounts.addSource(acme.id, { kind: 'imagekit', baseUrl: null, customerId: null }, 'private_abcdefgh1234'),
    ])
      expect(change).toEqual(failure('account-closed', { account: 'Acme' }));
    expect(accounts.rename(acme.id, 'Acme 2025')).toMatchObject({ ok: true });
    expect(accounts.find('Acme 2025')?.id).toBe(acme.id);
    expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(2);
  });

  test('keeps its name from others', async () => {
    const { accounts } = world.start();
    const acme = await added(accounts.add(aNewAccount()));
    accounts.remove(acme.id);
    const adding = accounts.add(aNewAccount({ name: 'acme', source: customer('cus_2') }));
    expect(await adding).toEqual(failure('account-name-closed', { name: 'acme' }));
    const other = await added(accounts.add(aNewAccount({ name: 'Other', source: customer('cus_2') })));
    expect(accounts.rename(other.id, 'ACME')).toEqual(failure('account-name-closed', { name: 'ACME' }));
  });

  test('goes on when the same customer of the same server is connected again, under another name and role', async () => {
    const { accounts } = world.start();
    const acme = await added(accounts.add(aNewAccount()));
    accounts.setSupportEmail(acme.id, 'help@acme.example');
    accounts.remove(acme.id);
    const source = { kind: 'stripe', baseUrl: 'https://api.stripe.com', customerId: 'cus_1' } as const;
    const again = await added(
      accounts.add(aNewAccount({ name: 'Acme Ltd', role: 'viewer', source, key: 'rk_live_51CANARYother9999' })),
    );
    expect(again).toEqual({ ...acme, name: 'Acme Ltd', role: 'viewer', supportEmail: 'help@acme.example' });
    expect(accounts.all()).toEqual([again]);
    expect(await accounts.keys.of(acme.id, 'stripe')).toEqual({ ok: true, value: 'rk_live_51CANARYother9999' });
    expect(accounts.actions.list(acme.id, 1, null)).toMatchObject([
      { what: 'account.reopened', before: { name: 'Acme' }, after: { name: 'Acme Ltd' } },
    ]);
  });

  test.each([
    ['another customer', { kind: 'stripe', baseUrl: null, customerId: 'cus_2' }],
    ['the same customer of another server', { kind: 'stripe', baseUrl: 'https://b.example', customerId: 'cus_1' }],
  ] as const)('does not go on for %s', async (_, source) => {
    const { accounts } = world.start();
    const acme = await added(accounts.add(aNewAccount()));
    accounts.remove(acme.id);
    const other = await added(accounts.add(aNewAccount({ name: 'Other', source })));
    expect(other.id).not.toBe(acme.id);
    expect(accounts.all()).toHaveLength(2);
  });

  test('whose vendor gives customers no id goes on with the same key, and with that one alone', async () => {
    const { accounts } = world.start();
    const source = { kind: 'imagekit', baseUrl: null, customerId: null } as const;
    const media = await added(accounts.add(aNewAccount({ source, key: 'private_abcdefgh1234' })));
    accounts.remove(media.id);
    const other = await added(accounts.add(aNewAccount({ name: 'Other', source, key: 'private_otherother99' })));
    expect(other.id).not.toBe(media.id);
    const again = await added(accounts.add(aNewAccount({ source, key: 'private_abcdefgh1234' })));
    expect(again.id).toBe(media.id);
  });

  test('of two with the same customer the one closed last goes on; its other source is joined again', async () => {
    const { accounts, db } = world.start();
    const first = await added(accounts.add(aNewAccount()));
    const second = await added(accounts.add(aNewAccount({ name: 'Second' })));
    await accounts.addSource(second.id, { kind: 'imagekit', baseUrl: null, customerId: null }, 'private_abcdefgh1234');
    accounts.remove(first.id);
    await world.clock.advance(1000);
    accounts.remove(second.id);
    const again = await added(accounts.add(aNewAccount({ name: 'Third' })));
    expect(again.id).toBe(second.id);
    expect(again.sources.map(({ kind }) => kind)).toEqual(['stripe']);
    expect(db.prepare('SELECT count(*) FROM account_sources').pluck().get()).toBe(2);
  });

  test('is opened once by two processes that try it at once', async () => {
    const [one, two] = [world.start().accounts, world.start().accounts];
    one.remove((await added(one.add(aNewAccount()))).id);
    const results = await Promise.all([one.add(aNewAccount()), two.add(aNewAccount())]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual(failure('account-name-taken', { name: 'Acme' }));
    expect(one.all()).toHaveLength(1);
  });

  test('that was made up is gone altogether', async () => {
    const practice = { seed: 7, invoices: 60, anchor: 1_790_000_000_000, clockOffset: 0 };
    const { accounts } = world.start();
    const account = await added(accounts.add(aNewAccount({ name: 'Practice', key: '', practice })));
    accounts.remove(account.id);
    expect([accounts.all(), accounts.known(account.id), accounts.find('Practice')]).toEqual([[], null, null]);
    const again = await added(accounts.add(aNewAccount({ name: 'Practice', key: '', practice })));
    expect(again.id).not.toBe(account.id);
  });
});

test('a practice account keeps its parameters and needs no key', async () => {
  const practice = { seed: 7, invoices: 60, anchor: 1_790_000_000_000, clockOffset: 0 };
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ name: 'Practice', key: '', practice })));
  expect(account.practice).toBe(true);
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: 'sk_test_practice' });
  expect(await accounts.keys.place(account.id)).toBe('secret-store');
  accounts.practice.saveClockOffset(account.id, 86_400_000);
  expect(world.start().accounts.practice.parametersOf(account.id)).toEqual({ ...practice, clockOffset: 86_400_000 });
  const real = await added(accounts.add(aNewAccount()));
  expect(accounts.practice.parametersOf(real.id)).toBeNull();
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

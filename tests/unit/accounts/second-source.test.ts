import { afterEach, beforeEach, expect, test } from 'vitest';
import { aNewAccount, added, createAccountWorld } from '../../support/account-world.ts';

const stripeKey = 'rk_live_51CANARYcanary4242';
const imagekitKey = 'private_CANARYcanary4242';
const imagekit = { kind: 'imagekit', baseUrl: null, customerId: null } as const;

let world: ReturnType<typeof createAccountWorld>;
beforeEach(() => {
  world = createAccountWorld();
});
afterEach(() => {
  world[Symbol.dispose]();
});

test('an account has a key for each of its sources, also after a new start', async () => {
  const { accounts } = world.start();
  const { id } = await added(accounts.add(aNewAccount({ key: stripeKey })));
  const joined = await added(accounts.addSource(id, imagekit, imagekitKey));
  expect(joined.sources.map(({ kind }) => kind)).toEqual(['stripe', 'imagekit']);
  const later = world.start().accounts;
  expect(later.get(id)).toEqual(joined);
  expect(await later.keys.of(id, 'stripe')).toEqual({ ok: true, value: stripeKey });
  expect(await later.keys.of(id, 'imagekit')).toEqual({ ok: true, value: imagekitKey });
});

test('a source is added once, with a key that fits it, to an account that there is', async () => {
  const { accounts } = world.start();
  const { id } = await added(accounts.add(aNewAccount()));
  expect(await accounts.addSource(id, imagekit, stripeKey)).toMatchObject({ error: { code: 'key-malformed' } });
  expect(await accounts.addSource('nobody', imagekit, imagekitKey)).toMatchObject({
    error: { code: 'account-not-found' },
  });
  const elsewhere = { ...imagekit, baseUrl: 'http://media.example' };
  expect(await accounts.addSource(id, elsewhere, imagekitKey)).toMatchObject({
    error: { code: 'base-url-not-allowed' },
  });
  expect(accounts.get(id)?.sources).toHaveLength(1);
  await added(accounts.addSource(id, imagekit, imagekitKey));
  expect(await accounts.addSource(id, imagekit, imagekitKey)).toMatchObject({ error: { code: 'source-exists' } });
  expect(accounts.get(id)?.sources).toHaveLength(2);
});

test('of two keys the one that is worse off is told', async () => {
  const { accounts } = world.start();
  const { id } = await added(accounts.add(aNewAccount()));
  expect(await accounts.keys.place(id)).toBe('secret-store');
  await added(accounts.addSource(id, imagekit, imagekitKey));
  expect(await accounts.keys.place(id)).toBe('secret-store');
  accounts.remove(id);
  expect(await accounts.keys.place(id)).toBe('none');
});

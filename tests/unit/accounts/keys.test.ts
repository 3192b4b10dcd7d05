import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aNewAccount, added, createAccountWorld } from '../../support/account-world.ts';

const key = 'rk_live_51CANARYcanary4242';
const otherKey = 'sk_live_51CANARYother9999';

let world: ReturnType<typeof createAccountWorld>;
beforeEach(() => {
  world = createAccountWorld();
});
afterEach(() => {
  // Whatever happened: no key in any file or log line.
  for (const name of readdirSync(world.folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(world.folder, name);
    if (statSync(file).isFile()) expect(readFileSync(file, 'latin1')).not.toContain('CANARY');
  }
  expect(world.logger.text()).not.toContain('CANARY');
  world[Symbol.dispose]();
});

const failure = (code: string, data: object = {}) => ({ ok: false, error: { code, ...data } });

test('a key is kept encrypted, for its owner only, and comes back after a new start', async () => {
  const account = await added(world.start().accounts.add(aNewAccount({ key })));
  const { accounts } = world.start();
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(account.id)).toBe('secret-store');
  expect(statSync(world.secretsFile).mode & 0o077).toBe(0);
  expect(readdirSync(world.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('without a secret store a key lasts for the session, and nothing is written', async () => {
  world.secretStore.available = false;
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(account.id)).toBe('session');
  expect(existsSync(world.secretsFile)).toBe(false);
  const later = world.start().accounts;
  expect(await later.keys.place(account.id)).toBe('none');
  expect(await later.keys.of(account.id, 'stripe')).toEqual(failure('key-missing', { account: 'Acme' }));
});

test('a key replaced without a store does not leave the old one to come back', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  world.secretStore.available = false;
  expect(await accounts.replaceKey(account.id, 'stripe', otherKey)).toMatchObject({ ok: true });
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: otherKey });
  world.secretStore.available = true;
  expect(await world.start().accounts.keys.of(account.id, 'stripe')).toMatchObject(failure('key-missing'));
});

test('after the key ring changed the key is asked for again, and the account stays', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  const other = await added(accounts.add(aNewAccount({ name: 'Other' })));
  world.secretStore.replaceKeyRing();
  expect(await accounts.keys.place(account.id)).toBe('none');
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual(
    failure('secret-store-failed', { reason: 'undecryptable' }),
  );
  expect(accounts.list()).toHaveLength(2);
  await accounts.replaceKey(account.id, 'stripe', otherKey);
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: otherKey });
  expect(await accounts.keys.place(other.id)).toBe('none');
});

test('a locked store loses nothing: when it is unlocked the key is there again', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  world.secretStore.available = false;
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual(
    failure('secret-store-failed', { reason: 'unavailable' }),
  );
  expect(await accounts.keys.place(account.id)).toBe('unreachable');
  world.secretStore.available = true;
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
});

/** What the file holds of the account's key, decrypted as the store reads it now. */
async function keptKey(id: string) {
  const { secrets } = JSON.parse(readFileSync(world.secretsFile, 'utf8')) as {
    secrets: Record<string, { stripe?: string }>;
  };
  const cipher = secrets[id]?.stripe;
  return cipher === undefined ? null : world.secretStore.decrypt(Buffer.from(cipher, 'base64'));
}

/** As an earlier Billfold did where no key ring was there. */
function keepOpenly(id: string) {
  const cipher = Buffer.from(world.secretStore.openly(key)).toString('base64');
  writeFileSync(world.secretsFile, JSON.stringify({ version: 1, secrets: { [id]: { stripe: cipher } } }));
}

test('a key under an older key of the store is encrypted again when it is read', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  world.secretStore.renewKey();
  expect(await keptKey(account.id)).toMatchObject({ isCurrent: false });
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await keptKey(account.id)).toEqual({ plain: key, isCurrent: true });
});

test('a key that everybody could decrypt is protected once there is a store', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  keepOpenly(account.id);
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(account.id)).toBe('secret-store');
  expect(await keptKey(account.id)).toEqual({ plain: key, isCurrent: true });
});

test('without a store such a key leaves the disk, and lasts for the session', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  keepOpenly(account.id);
  world.secretStore.available = false;
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(account.id)).toBe('session');
  expect(await keptKey(account.id)).toBeNull();
});

test('a key that another process has replaced meanwhile is not written over', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  world.secretStore.renewKey();
  const encrypt = world.secretStore.encrypt.bind(world.secretStore);
  // While the store still encrypts, the other one has written.
  world.secretStore.encrypt = async (plain) => {
    world.secretStore.encrypt = encrypt;
    await world.start().accounts.replaceKey(account.id, 'stripe', otherKey);
    return encrypt(plain);
  };
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await keptKey(account.id)).toEqual({ plain: otherKey, isCurrent: true });
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: otherKey });
});

test('a damaged secrets file is put aside, not overwritten', async () => {
  const account = await added(world.start().accounts.add(aNewAccount({ key })));
  writeFileSync(world.secretsFile, '{"version":1,"secr');
  const { accounts } = world.start();
  expect(await accounts.keys.of(account.id, 'stripe')).toMatchObject(failure('key-missing'));
  await accounts.replaceKey(account.id, 'stripe', key);
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(readFileSync(join(world.folder, 'secrets.damaged.json'), 'utf8')).toBe('{"version":1,"secr');
});

test('keys saved at the same time are all kept', async () => {
  const { accounts } = world.start();
  const names = Array.from({ length: 12 }, (_, index) => `Account ${index}`);
  await Promise.all(
    names.map((name, index) => added(accounts.add(aNewAccount({ name, key: `sk_test_secret${index}` })))),
  );
  const keys = await Promise.all(accounts.list().map((account) => accounts.keys.of(account.id, 'stripe')));
  expect(new Set(keys.map((each) => each.ok && each.value)).size).toBe(12);
});

test('when the file cannot be written no account is added and none is removed', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  // A folder in the way of the new file stops even root.
  mkdirSync(`${world.secretsFile}.part`);
  expect(await accounts.add(aNewAccount({ name: 'Other', key: otherKey }))).toMatchObject({ ok: false });
  expect(accounts.remove(account.id)).toMatchObject({ ok: false });
  expect(accounts.list()).toEqual([account]);
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
});

test('a key from the environment goes to its own account only', async () => {
  const { accounts: before } = world.start();
  const mine = await added(before.add(aNewAccount({ key })));
  const other = await added(before.add(aNewAccount({ name: 'Other', key: otherKey })));
  world.secretStore.replaceKeyRing();
  const { accounts } = world.start({ BILLFOLD_STRIPE_KEY: ` ${key}\n`, BILLFOLD_IMAGEKIT_KEY: 'private_x' });
  expect(await accounts.keys.of(mine.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(mine.id)).toBe('environment');
  expect(await accounts.keys.of(other.id, 'stripe')).toEqual(
    failure('key-not-this-accounts', { account: 'Other', variable: 'BILLFOLD_STRIPE_KEY' }),
  );
  expect(await accounts.keys.place(other.id)).toBe('none');
});

test('a kept key is used though the environment has another account’s', async () => {
  const account = await added(world.start().accounts.add(aNewAccount({ key })));
  const { accounts } = world.start({ BILLFOLD_STRIPE_KEY: otherKey });
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
  expect(await accounts.keys.place(account.id)).toBe('secret-store');
});

test('a replaced key is the one that the environment must match', async () => {
  const { accounts: before } = world.start();
  const account = await added(before.add(aNewAccount({ key })));
  await before.replaceKey(account.id, 'stripe', otherKey);
  world.secretStore.replaceKeyRing();
  expect(await world.start({ BILLFOLD_STRIPE_KEY: key }).accounts.keys.of(account.id, 'stripe')).toMatchObject(
    failure('key-not-this-accounts'),
  );
  expect(await world.start({ BILLFOLD_STRIPE_KEY: otherKey }).accounts.keys.of(account.id, 'stripe')).toMatchObject({
    ok: true,
  });
});

test('replacing needs an account, a source of the kind and a key', async () => {
  const { accounts } = world.start();
  const account = await added(accounts.add(aNewAccount({ key })));
  expect(await accounts.replaceKey('nobody', 'stripe', key)).toMatchObject(failure('account-not-found'));
  expect(await accounts.replaceKey(account.id, 'imagekit', key)).toMatchObject(failure('source-not-supported'));
  expect(await accounts.replaceKey(account.id, 'stripe', 'nonsense')).toMatchObject(failure('key-malformed'));
  expect(await accounts.keys.of(account.id, 'stripe')).toEqual({ ok: true, value: key });
});

test('a pasted key is known by id and hint, can be tried, and is taken once', () => {
  const { accounts } = world.start();
  const pasted = accounts.keys.pasteKey(`\n ${key} \n`, 'stripe');
  if (!pasted.ok) throw new Error('The key was not recognized');
  expect(pasted.value).toMatchObject({ hint: 'rk_live_…4242', live: true, restricted: true });
  expect(JSON.stringify(pasted)).not.toContain('CANARY');
  const { keyId } = pasted.value;
  expect([accounts.keys.heldKey(keyId), accounts.keys.heldKey(keyId)]).toEqual([key, key]);
  expect([accounts.keys.takeKey(keyId), accounts.keys.takeKey(keyId), accounts.keys.heldKey(keyId)]).toEqual([
    key,
    null,
    null,
  ]);
  expect(accounts.keys.pasteKey('Dear Sir or Madam', 'stripe')).toMatchObject(failure('key-malformed'));
});

test('only the last few pasted keys are held', () => {
  const { accounts } = world.start();
  const ids = Array.from({ length: 6 }, (_, index) => {
    const pasted = accounts.keys.pasteKey(`sk_test_secret${index}`, 'stripe');
    return pasted.ok ? pasted.value.keyId : '';
  });
  expect(ids.map((id) => accounts.keys.heldKey(id))).toEqual(
    [null, null, 2, 3, 4, 5].map((n) => n && `sk_test_secret${n}`),
  );
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addAccount, documentOf, filesBelow, filesWith } from '../../support/billfold.ts';
import { accountDocument, checkDocument } from '../../support/command-documents.ts';
import { connected } from '../../support/connected-terminal.ts';
import { countRequests } from '../../support/count-requests.ts';

const key = 'sk_test_canary7Qm2Right';
const otherKey = 'sk_test_canary9Zk5Other';
const refusedKey = 'sk_test_refusedCanary3Hd8';
const place = connected(key, 'Acme');

it('a key of another account is not sent', async () => {
  const { terminal, server } = place();
  using requests = countRequests(server.url);
  const other = terminal.withKey(otherKey);
  for (const command of ['check', 'sync']) {
    const end = await other.billfold(command, '--json');
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/BILLFOLD_STRIPE_KEY isn’t the key of “Acme”/);
    expect(JSON.parse(end.stdout)).toMatchObject({
      accounts: [{ account: 'Acme', ok: false, error: { code: 'key-not-this-accounts' } }],
    });
    expect(end.stdout + end.stderr).not.toContain(otherKey);
  }
  expect((await other.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100')).code).toBe(1);
  expect(requests.total()).toBe(0);
  expect((await terminal.billfold('check')).code).toBe(0);
  expect(requests.total()).toBeGreaterThan(0);
});

it('no key is said in words, and nobody is asked for one where nobody can answer', async () => {
  const { terminal, server } = place();
  using requests = countRequests(server.url);
  const without = terminal.withKey(null);
  const end = await without.billfold('check', '--json');
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('Set BILLFOLD_STRIPE_KEY') as string });
  expect(documentOf(checkDocument, end).accounts).toMatchObject([{ ok: false, error: { code: 'key-missing' } }]);
  const added = await addAccount(without, 'Second', server, '--json');
  expect(documentOf(accountDocument, added)).toMatchObject({ account: null, error: { code: 'no-key-given' } });
  expect(added.code).toBe(1);
  expect(requests.total()).toBe(0);
});

it.each([
  ['a refused key', refusedKey, 'key-refused'],
  ['something that is no key', 'canary-no-key-5Tx', 'key-malformed'],
])('%s adds no account', async (_, wrong, code) => {
  const { terminal, server } = place();
  const end = await addAccount(terminal.withKey(wrong), 'Second', server, '--json');
  expect(end.code).toBe(1);
  expect(documentOf(accountDocument, end)).toMatchObject({ account: null, error: { code } });
  // Not that an archive is kept, or checks are paused: there is no account.
  expect(end.stderr).toContain('Nothing was saved.');
  expect(end.stderr).not.toMatch(/paused|archive|Settings/);
  expect(end.stdout + end.stderr).not.toContain(wrong);
  expect((await terminal.billfold('accounts', 'list')).stdout).not.toContain('Second');
});

it('a wrong customer adds no account', async () => {
  const { terminal, server } = place();
  const end = await addAccount(terminal, 'Second', { ...server, customerId: 'cus_nobody' }, '--json');
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('cus_nobody') as string });
  expect(documentOf(accountDocument, end)).toMatchObject({ account: null, error: { code: 'customer-not-found' } });
});

it('keys are in no file, and in nothing that was printed', async () => {
  const { terminal, folder } = place();
  expect((await terminal.billfold('sync')).code).toBe(0);
  expect((await terminal.billfold('export', '--out', join(folder, 'out'))).code).toBe(0);
  expect(filesBelow(folder)).toEqual(expect.arrayContaining(['data/billfold.db', 'out/ledger.csv']));
  expect(filesBelow(join(folder, 'data/logs')).length).toBeGreaterThan(0);
  for (const each of [key, otherKey, refusedKey]) {
    expect(filesWith(folder, each)).toEqual([]);
    // Neither in part, as a search for what is between prefix and end would find it.
    expect(filesWith(folder, each.slice('sk_test_'.length))).toEqual([]);
    expect(terminal.printed()).not.toContain(each);
  }
});

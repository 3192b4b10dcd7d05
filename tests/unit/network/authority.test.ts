import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '#shared/period.ts';
import { instantFromMillis } from '#shared/time.ts';
import { type Authority, readAuthority } from '../../../electron/network/authority.ts';
import { vouches } from '../../../electron/network/vouches.ts';
import { type Issued, issue, issueAuthority, type Wanted } from '../../support/network/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'authority-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const day = 86_400_000;
const now = Date.now();
const past = { from: new Date(now - 20 * day), to: new Date(now - 10 * day) };
const future = { from: new Date(now + 10 * day), to: new Date(now + 20 * day) };

let root: Issued;
beforeAll(async () => {
  root = await issueAuthority('Root');
});

function read(...texts: string[]) {
  const file = join(folder, 'authority.pem');
  writeFileSync(file, texts.join('\n'));
  return readAuthority(file, now);
}
function known(...texts: string[]): Authority {
  const result = read(...texts);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a file', () => {
  test('with an authority is told by its name and end', () => {
    expect(known('a comment', root.cert)).toMatchObject({
      name: 'Root',
      validTo: dayOf(instantFromMillis(now + 30 * day)),
    });
  });

  test.each([
    ['nothing', '', 'no-certificate'],
    ['a key', () => root.key, 'no-certificate'],
    ['rubbish in its place', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'no-certificate'],
    [
      'a server’s certificate',
      async () => (await issue({ name: 'a.test', hosts: ['a.test'] }, root)).cert,
      'no-authority',
    ],
    ['one that has expired', async () => (await issueAuthority('Old', undefined, past)).cert, 'expired'],
    ['one that is not valid yet', async () => (await issueAuthority('New', undefined, future)).cert, 'not-yet-valid'],
  ] as const)('with %s is none', async (_, text, reason) => {
    const content = typeof text === 'string' ? text : await text();
    expect(read(content)).toEqual({
      ok: false,
      error: { code: 'authority-file-invalid', file: 'authority.pem', reason },
    });
  });

  test('that is not there is none', () => {
    expect(readAuthority('/nowhere.pem', now)).toMatchObject({ error: { reason: 'unreadable' } });
  });

  test('with one that has expired and one that has not: the latter counts', async () => {
    const old = await issueAuthority('Old', undefined, past);
    expect(known(old.cert, root.cert)).toMatchObject({ name: 'Root', roots: { length: 1 } });
  });
});

describe('an authority vouches', () => {
  const hostname = 'vendor.test';
  const server: Wanted = { name: hostname, hosts: [hostname] };
  const says = (chain: readonly Issued[], host = hostname): Promise<boolean> =>
    vouches(known(root.cert), { hostname: host, chain: chain.map(({ cert }) => cert) }, now);

  test('for a server of its own, with and without its own certificate in the chain', async () => {
    const shown = await issue(server, root);
    expect(await says([shown])).toBe(true);
    expect(await says([shown, root])).toBe(true);
  });

  test('for one of an authority below it, where that is shown', async () => {
    const below = await issueAuthority('Below', root);
    const shown = await issue(server, below);
    expect(await says([shown, below])).toBe(true);
    expect(await says([shown])).toBe(false);
  });

  test('for an address, where it is in the certificate', async () => {
    const shown = await issue({ name: 'x', hosts: ['10.1.2.3'] }, root);
    expect(await says([shown], '10.1.2.3')).toBe(true);
    expect(await says([shown], '10.1.2.4')).toBe(false);
  });

  test('for no other name, not by the subject alone, and for nothing out of its time', async () => {
    expect(await says([await issue(server, root)], 'other.test')).toBe(false);
    expect(await says([await issue({ name: hostname }, root)])).toBe(false);
    expect(await says([await issue({ ...server, ...past }, root)])).toBe(false);
    expect(await says([await issue({ ...server, ...future }, root)])).toBe(false);
  });

  test('for nobody by an authority below that has expired', async () => {
    const below = await issueAuthority('Below', root, past);
    expect(await says([await issue(server, below), below])).toBe(false);
  });

  test('for nobody by a server that plays authority', async () => {
    const middle = await issue({ name: 'middle.test', hosts: ['middle.test'] }, root);
    expect(await says([await issue(server, middle), middle])).toBe(false);
  });

  test('no deeper than it may', async () => {
    const first = await issueAuthority('First', root, { pathLength: 0 });
    const second = await issueAuthority('Second', first);
    expect(await says([await issue(server, second), second, first])).toBe(false);
  });

  test('outside of the names that an authority below may issue for: not at all', async () => {
    const below = await issueAuthority('Below', root, { onlyBelow: 'office.test' });
    expect(await says([await issue(server, below), below])).toBe(false);
    const shown = await issue({ name: 'a.office.test', hosts: ['a.office.test'] }, below);
    expect(await says([shown, below], 'a.office.test')).toBe(true);
  });

  test('for nobody of another authority, though it bears the same name', async () => {
    const namesake = await issueAuthority('Root');
    const shown = await issue(server, namesake);
    expect(await says([shown])).toBe(false);
    expect(await says([shown, namesake])).toBe(false);
  });

  test('for nothing that cannot be read, and for nothing at all', async () => {
    expect(await vouches(known(root.cert), { hostname, chain: ['rubbish'] }, now)).toBe(false);
    expect(await vouches(known(root.cert), { hostname, chain: [] }, now)).toBe(false);
  });
});

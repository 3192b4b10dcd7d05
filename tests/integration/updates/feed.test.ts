import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { issue, issueAuthority } from '../../support/network/certificates.ts';
import { startProxy, type TestProxy } from '../../support/network/proxy.ts';
import { updateFrom, type Way } from '../../support/updates/feed.ts';

/* electron-updater as it comes, with the proxies and authorities of all requests. */

test('what is newer and signed is fetched, and installed when the program quits', async () => {
  expect(await updateFrom({ version: '0.3.0' })).toMatchObject({
    looked: { ok: true, value: { version: '0.3.0', notes: '<p>Chromium&#39;s security fixes</p>' } },
    prepared: { ok: true },
    installsBefore: false,
    installsAfter: true,
    kept: [expect.stringMatching(/pending.Billfold-0\.3\.0\.exe$/)],
  });
});

test.each(['0.2.0', '0.1.9'])('%s is nothing newer, and nothing is fetched', async (version) => {
  const result = await updateFrom({ version });
  expect(result).toMatchObject({ looked: { ok: true, value: null }, prepared: null, installsAfter: false });
  expect(result.asked).toEqual([expect.stringMatching(/^\/latest/)]);
});

test('what another signed is thrown away and never installed', async () => {
  expect(await updateFrom({ version: '0.3.0', installer: 'Somebody else signed this' })).toMatchObject({
    prepared: { ok: false, error: { code: 'update-not-genuine' } },
    installsAfter: false,
    kept: [],
  });
});

test('what is not what the feed promised is thrown away', async () => {
  const sha512 = createHash('sha512').update('another').digest('base64');
  expect(await updateFrom({ version: '0.3.0', sha512 })).toMatchObject({
    prepared: { ok: false, error: { code: 'update-not-genuine' } },
    installsAfter: false,
    kept: [],
  });
});

describe('past a proxy that reads along and asks for a password', () => {
  const host = 'updates.test';
  async function officeWay(login: string): Promise<{ way: Way; proxy: () => TestProxy | undefined }> {
    const office = await issueAuthority('Office interception');
    const folder = mkdtempSync(join(tmpdir(), 'updates-way-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const authorityFile = join(folder, 'office.pem');
    writeFileSync(authorityFile, office.cert);
    let proxy: TestProxy | undefined;
    const start = async (port: number): Promise<string> => {
      const started = await startProxy({
        login: { user: 'anna', password: 'right' },
        interceptWith: office,
        portOf: () => port,
      });
      onTestFinished(() => started[Symbol.asyncDispose]());
      proxy = started;
      return started.place;
    };
    const shown = await issue({ name: host, hosts: [host] }, await issueAuthority('Publisher'));
    return { way: { host, shown, proxy: start, login, authorityFile }, proxy: () => proxy };
  }

  test('a version is found and fetched', async () => {
    const { way } = await officeWay('anna:right');
    expect(await updateFrom({ version: '0.3.0' }, way)).toMatchObject({ prepared: { ok: true }, installsAfter: true });
  });

  test('a wrong password is sent once, and said to be wrong', async () => {
    const { way, proxy } = await officeWay('anna:wrong');
    expect(await updateFrom({ version: '0.3.0' }, way)).toMatchObject({
      looked: { ok: false, error: { code: 'proxy-login-refused', user: 'anna' } },
    });
    expect(proxy()?.tries('anna:wrong')).toBe(1);
  });
});

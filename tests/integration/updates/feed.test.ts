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
    installed: true,
    kept: [expect.stringMatching(/pending.Billfold-0\.3\.0\.exe$/)],
  });
});

test.each(['0.2.0', '0.1.9'])('%s is nothing newer, and nothing is fetched', async (version) => {
  const result = await updateFrom({ version });
  expect(result).toMatchObject({ looked: { ok: true, value: null }, prepared: null, installed: false });
  expect(result.asked).toEqual([expect.stringMatching(/^\/latest/)]);
});

test('what another signed is thrown away and never installed', async () => {
  expect(await updateFrom({ version: '0.3.0', installer: 'Somebody else signed this' })).toMatchObject({
    prepared: { ok: false, error: { code: 'update-not-genuine' } },
    installed: false,
    kept: [],
  });
});

test('what is not what the feed promised is thrown away', async () => {
  const sha512 = createHash('sha512').update('another').digest('base64');
  expect(await updateFrom({ version: '0.3.0', sha512 })).toMatchObject({
    prepared: { ok: false, error: { code: 'update-not-genuine' } },
    installed: false,
    kept: [],
  });
});

describe('on macOS, where Squirrel checks the signature and installs', () => {
  test('what is signed is installed when the program quits', async () => {
    expect(await updateFrom({ version: '0.3.0', system: 'darwin' })).toMatchObject({
      prepared: { ok: true },
      installed: true,
    });
  });

  test('what another signed is not called ready, and never installed', async () => {
    const installer = 'Somebody else signed this';
    expect(await updateFrom({ version: '0.3.0', system: 'darwin', installer })).toMatchObject({
      prepared: { ok: false, error: { code: 'update-not-genuine' } },
      installed: false,
    });
  });
});

describe('servers that the organization does not allow', () => {
  test('are not asked for a new version', async () => {
    expect(await updateFrom({ version: '0.3.0', allowed: ['api.stripe.com'] })).toMatchObject({
      looked: { ok: false, error: { code: 'host-not-allowed', host: '127.0.0.1' } },
      asked: [],
    });
  });

  test('are not asked where an allowed one sends a request on to them', async () => {
    const feed = { version: '0.3.0', elsewhere: 'localhost' };
    expect(await updateFrom({ ...feed, allowed: ['127.0.0.1'] })).toMatchObject({
      prepared: { ok: false, error: { code: 'host-not-allowed', host: 'localhost' } },
      installed: false,
    });
    expect(await updateFrom({ ...feed, allowed: ['127.0.0.1', 'localhost'] })).toMatchObject({ installed: true });
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
    expect(await updateFrom({ version: '0.3.0' }, way)).toMatchObject({ prepared: { ok: true }, installed: true });
  });

  test('a wrong password is sent once, and said to be wrong', async () => {
    const { way, proxy } = await officeWay('anna:wrong');
    expect(await updateFrom({ version: '0.3.0' }, way)).toMatchObject({
      looked: { ok: false, error: { code: 'proxy-login-refused', user: 'anna' } },
    });
    expect(proxy()?.tries('anna:wrong')).toBe(1);
  });
});

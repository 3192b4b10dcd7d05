import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Diagnosis, verdictOf } from '#shared/doctor.ts';
import { defaultSettings } from '#shared/settings.ts';
import type { SystemCode } from '#shared/system-code.ts';
import { certificatesCheck } from '../../../electron/doctor/checks/certificates.ts';
import { clockCheck } from '../../../electron/doctor/checks/clock.ts';
import { connectionCheck, proxyCheck, type Servers } from '../../../electron/doctor/checks/connection.ts';
import { driveCheck, fileSystemOf } from '../../../electron/doctor/checks/drive.ts';
import { secretStoreCheck } from '../../../electron/doctor/checks/secret-store.ts';
import { watchCheck } from '../../../electron/doctor/checks/watch.ts';
import type { AccountFacts, Facts } from '../../../electron/doctor/database-facts.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-doctor-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
});

const now = '2026-11-22T12:00:00.000Z';
const clock = fakeClock(now);
const codeOf = async (found: Promise<Diagnosis> | Diagnosis): Promise<string> => (await found).code;

describe('the drive', () => {
  const mounts = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '30 22 0:40 / /mnt/office\\040files rw - cifs //server/files rw',
    '31 22 0:41 / /home rw - nfs4 server:/home rw',
    '32 31 0:42 / /home/maria/local rw - xfs /dev/sdb1 rw',
    '33 22 0:43 / /mnt/ssh rw - fuse.sshfs maria@server: rw',
  ].join('\n');

  it.each([
    ['/var/lib/billfold', 'ext4'],
    ['/mnt/office files/billfold', 'cifs'],
    ['/mnt/office', 'ext4'],
    ['/home/maria', 'nfs4'],
    ['/home/maria/local/billfold', 'xfs'],
    ['/mnt/ssh', 'fuse.sshfs'],
  ])('of %s is %s', (path, type) => {
    expect(fileSystemOf(path, mounts)).toBe(type);
  });

  it.each(['Dropbox', 'OneDrive - Contoso', 'Nextcloud', 'Google Drive'])(
    'with a folder %s is copied elsewhere',
    async (name) => {
      const place = join(folder, name, 'billfold');
      mkdirSync(place, { recursive: true });
      expect(await codeOf(driveCheck({ folder: place, platform: 'linux' }).run())).toBe('drive-synced');
    },
  );

  it('is known by what Syncthing keeps in it, and of a folder that is not there yet', async () => {
    const there = driveCheck({ folder: join(folder, 'a', 'b'), platform: 'linux' });
    expect(await codeOf(there.run())).toBe('drive-fine');
    mkdirSync(join(folder, '.stfolder'));
    expect(await codeOf(there.run())).toBe('drive-synced');
  });
});

describe('the secret store', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));
  const store = (prefix: string) => ({
    encrypt: (plain: string) => Promise.resolve(bytes(prefix + plain)),
    decrypt: (cipher: Uint8Array) => Promise.resolve(Buffer.from(cipher).toString().slice(prefix.length)),
  });
  const failing = { ...store('v11'), encrypt: () => Promise.reject(new Error('no')) };

  it.each([
    ['that works', store('v11'), 'linux', 'store-fine'],
    ['that encrypts with a key that everybody knows', store('v10'), 'linux', 'store-none'],
    ['that Windows has, whatever its ciphertext begins with', store('v10'), 'win32', 'store-fine'],
    ['that refuses', failing, 'linux', 'store-refuses'],
    ['that returns something else', { ...store('v11'), decrypt: () => Promise.resolve('x') }, 'linux', 'store-garbles'],
  ] as const)('%s', async (_, secretProbe, platform, code) => {
    expect(await codeOf(secretStoreCheck({ secretProbe, platform }).run())).toBe(code);
  });
});

const reached =
  (reason: SystemCode | null, proxy: string | null = null, date: number | null = null): Servers =>
  () =>
    Promise.resolve([
      { host: 'api.stripe.com', proxy, reached: reason === null ? { ok: true, date } : { ok: false, reason } },
    ]);
const none: Servers = () => Promise.resolve([]);

describe('the network', () => {
  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'connection-failed'],
    ['ERR_CERT_AUTHORITY_INVALID', 'connection-certificate'],
    ['ERR_BLOCKED_BY_ADMINISTRATOR', 'connection-forbidden'],
    [null, 'connection-fine'],
  ] as const)('with %s comes to %s', async (reason, code) => {
    expect(await codeOf(connectionCheck(reached(reason)).run())).toBe(code);
  });

  it.each([
    [null, null, 'proxy-none'],
    [null, 'proxy:3128', 'proxy-fine'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy:3128', 'proxy-refuses'],
    ['ERR_PROXY_AUTH_REQUESTED', 'proxy:3128', 'proxy-password'],
    ['ERR_CONNECTION_RESET', 'proxy:3128', 'proxy-unknown'],
  ] as const)('with %s by the proxy %s comes to %s', async (reason, proxy, code) => {
    expect(await codeOf(proxyCheck(reached(reason, proxy)).run())).toBe(code);
  });

  it('without an account is not known, never fine', async () => {
    for (const check of [proxyCheck(none), connectionCheck(none)]) expect(verdictOf(await check.run())).toBe('unknown');
  });
});

describe('certificates of Settings', () => {
  const certificate = (days: number): string => {
    const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-subj',
      '/CN=ca',
    ];
    execFileSync('openssl', [...made, '-days', String(days), '-keyout', key, '-out', file], { stdio: 'pipe' });
    return readFileSync(file, 'utf8');
  };
  const check = (pems: readonly string[], at: number) =>
    codeOf(
      certificatesCheck({
        clock: { ...clock, now: () => at },
        connection: { ...nothing, ownCertificates: () => Promise.resolve(pems) },
      }).run(),
    );
  const nothing = {
    proxyFor: () => Promise.resolve(null),
    reach: () => Promise.resolve({ ok: true, date: null } as const),
  };

  it('hold, end soon, have ended, or cannot be read', async () => {
    const day = 24 * 60 * 60_000;
    const pem = certificate(100);
    expect(await check([], Date.now())).toBe('certificates-none');
    expect(await check([pem], Date.now())).toBe('certificates-fine');
    expect(await check([`${certificate(500)}${pem}`], Date.now() + 80 * day)).toBe('certificates-ending');
    expect(await check([pem], Date.now() + 101 * day)).toBe('certificates-expired');
    expect(await check(['no certificate'], Date.now())).toBe('certificates-unreadable');
  });
});

const account: AccountFacts = {
  ...{ practice: false, sources: [{ kind: 'stripe', baseUrl: null }], stopped: false },
  ...{ lastAttemptAt: '2026-11-22T11:00:00.000Z', lastSuccessAt: '2026-11-22T11:00:00.000Z' },
};
const facts: Facts = {
  ...{ accounts: [account], invoices: 0, documents: 0, sample: [], archive: null },
  ...{ latest: '2026-11-22T11:00:00.000Z', notification: null },
};

describe('the clock', () => {
  const check = (servers: Servers, latest: Facts['latest'] = facts.latest) =>
    codeOf(clockCheck({ clock }, servers, () => Promise.resolve({ ...facts, latest })).run());
  const at = Date.parse(now);

  it('is right, wrong, behind what was written, or not known', async () => {
    expect(await check(reached(null, null, at - 60_000))).toBe('clock-fine');
    expect(await check(reached(null, null, at - 6 * 60_000))).toBe('clock-wrong');
    expect(await check(reached(null, null, at + 3_600_000))).toBe('clock-wrong');
    expect(await check(none, '2026-11-22T12:10:00.000Z')).toBe('clock-behind');
    expect(await check(none)).toBe('clock-unknown');
    expect(await check(reached(null))).toBe('clock-unknown');
  });
});

describe('the watch', () => {
  const settings = () => ({ settings: defaultSettings });
  const check = (accounts: readonly AccountFacts[]) =>
    codeOf(
      watchCheck(
        { clock },
        () => Promise.resolve({ state: 'open', facts: { ...facts, accounts }, bytes: 1 }),
        settings,
      ).run(),
    );
  const before = (lastAttemptAt: AccountFacts['lastAttemptAt'], lastSuccessAt: AccountFacts['lastSuccessAt']) => ({
    ...account,
    lastAttemptAt,
    lastSuccessAt,
  });

  it('runs, has not for long, fails, or was stopped', async () => {
    expect(await check([])).toBe('watch-no-accounts');
    expect(await check([{ ...account, practice: true }])).toBe('watch-practice');
    expect(await check([account])).toBe('watch-fine');
    expect(await check([before(null, null)])).toBe('watch-never');
    expect(await check([before('2026-11-20T11:00:00.000Z', '2026-11-20T11:00:00.000Z')])).toBe('watch-late');
    expect(await check([account, before(now, '2026-11-19T11:00:00.000Z')])).toBe('watch-failing');
    expect(await check([account, { ...account, stopped: true }])).toBe('watch-stopped');
  });
});

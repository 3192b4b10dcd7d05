import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Diagnosis, verdictOf } from '#shared/doctor.ts';
import { defaultSettings } from '#shared/settings.ts';
import type { SystemCode } from '#shared/system-code.ts';
import { certificatesCheck } from '../../../electron/doctor/checks/certificates.ts';
import { clockCheck } from '../../../electron/doctor/checks/clock.ts';
import { connectionCheck, proxyCheck, type Servers } from '../../../electron/doctor/checks/connection.ts';
import { contactsCheck } from '../../../electron/doctor/checks/contacts.ts';
import { driveCheck, fileSystemOf } from '../../../electron/doctor/checks/drive.ts';
import { keysCheck } from '../../../electron/doctor/checks/keys.ts';
import { secretStoreCheck } from '../../../electron/doctor/checks/secret-store.ts';
import { updatesCheck } from '../../../electron/doctor/checks/updates.ts';
import { watchCheck } from '../../../electron/doctor/checks/watch.ts';
import type { AccountFacts, Contact, Facts } from '../../../electron/doctor/database-facts.ts';
import type { DatabaseLook } from '../../../electron/doctor/look-at-database.ts';
import { createPolicy, type PolicyFile } from '../../../electron/policy/index.ts';
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

  it.each([
    ['ext4', 'drive-fine'],
    ['fuse.sshfs', 'drive-network'],
    // Many things that nobody has heard of are at the other end of a wire.
    ['fuse.office-drive', 'drive-unknown'],
    ['vboxsf', 'drive-unknown'],
  ])('of type %s comes to %s', async (type, code) => {
    const mounts = `22 1 8:1 / / rw,relatime shared:1 - ${type} /dev/sda1 rw`;
    expect(await codeOf(driveCheck({ folder, platform: 'linux' }, () => mounts).run())).toBe(code);
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
    // Which proxy there is nobody knows: none is not what is found.
    ['ERR_PAC_SCRIPT_FAILED', null, 'proxy-script'],
    ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', null, 'proxy-script'],
    ['ERR_BLOCKED_BY_ADMINISTRATOR', null, 'proxy-untried'],
  ] as const)('with %s by the proxy %s comes to %s', async (reason, proxy, code) => {
    expect(await codeOf(proxyCheck(reached(reason, proxy)).run())).toBe(code);
  });

  it('without an account is not known, never fine', async () => {
    for (const check of [proxyCheck(none), connectionCheck(none)]) expect(verdictOf(await check.run())).toBe('unknown');
  });
});

describe('certificates of Settings', () => {
  const certificate = (days: number, more: readonly string[] = []): string => {
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
    execFileSync('openssl', [...made, ...more, '-days', String(days), '-keyout', key, '-out', file], { stdio: 'pipe' });
    return readFileSync(file, 'utf8');
  };
  const check = (pem: string | null, at: number) => {
    const authorityFile = pem === null ? null : join(folder, 'authority.pem');
    if (authorityFile !== null) writeFileSync(authorityFile, pem ?? '');
    const settings = () => ({ settings: { authorityFile } });
    return codeOf(certificatesCheck({ clock: { ...clock, now: () => at } }, settings).run());
  };

  it('hold, end soon, have ended, or cannot be read', async () => {
    const day = 24 * 60 * 60_000;
    const pem = certificate(100);
    expect(await check(null, Date.now())).toBe('certificates-none');
    expect(await check(pem, Date.now())).toBe('certificates-fine');
    expect(await check(`${certificate(500)}${pem}`, Date.now() + 80 * day)).toBe('certificates-ending');
    expect(await check(pem, Date.now() + 101 * day)).toBe('certificates-expired');
    expect(await check('no certificate', Date.now())).toBe('certificates-unreadable');
  });

  it('are fine only where requests go by them as well', async () => {
    const server = certificate(100, ['-addext', 'basicConstraints=critical,CA:FALSE']);
    expect(await check(server, Date.now())).toBe('certificates-no-authority');
    expect(await check(certificate(100), Date.now() - 24 * 60 * 60_000)).toBe('certificates-early');
    const trusted = certificate(100).replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE');
    expect(await check(trusted, Date.now())).toBe('certificates-fine');
  });
});

describe('the keys', () => {
  const secrets = () => join(folder, 'secrets.json');
  const hash = { salt: new Uint8Array(1), hash: new Uint8Array(2) };
  const needing = (id: string): AccountFacts => ({
    ...account,
    id,
    sources: [{ kind: 'stripe', baseUrl: null, key: hash }],
  });
  const open = (...accounts: AccountFacts[]): DatabaseLook => ({
    state: 'open',
    facts: { ...facts, accounts },
    bytes: 1,
  });
  const check = (look: DatabaseLook, kept: Record<string, Record<string, string>>, isInEnvironment = false) => {
    writeFileSync(secrets(), JSON.stringify({ version: 1, secrets: kept }));
    const paths = { database: '', log: '', documents: '', incoming: '', backups: '', secrets: secrets() };
    const secretStore = { decrypt: () => Promise.resolve({ plain: 'key', isCurrent: true }) };
    const parts = { paths, secretStore, isInEnvironment: () => isInEnvironment };
    return codeOf(keysCheck(parts, () => Promise.resolve(look)).run());
  };

  it('are there, or missing, each of its own account', async () => {
    expect(await check(open(needing('a')), { a: { stripe: 'AA==' } })).toBe('keys-fine');
    expect(await check(open(needing('a')), {})).toBe('keys-missing');
    expect(await check(open(needing('a')), {}, true)).toBe('keys-fine');
    // One of an account that is gone, and a proxy's password, are no keys of this one.
    expect(await check(open(needing('a')), { gone: { stripe: 'AA==' } })).toBe('keys-missing');
    expect(await check(open(needing('a')), { proxy: { 'proxy:3128': 'AA==' } })).toBe('keys-missing');
  });

  it('are not called needless where the database cannot be read', async () => {
    expect(await check({ state: 'missing' }, {})).toBe('keys-unknown');
    expect(await check({ state: 'new' }, {})).toBe('keys-none');
    expect(await check(open({ ...needing('a'), practice: true }), {})).toBe('keys-none');
  });
});

describe('updates', () => {
  const check = (
    updates: 'ask' | 'off',
    ability: 'installs' | 'none',
    file: PolicyFile = { state: 'none', path: null },
  ) =>
    codeOf(
      updatesCheck({ policy: createPolicy(file), updateAbility: ability }, () => ({ settings: { updates } })).run(),
    );

  it('are looked for, or somebody decided otherwise, or nobody can', async () => {
    const content = {
      version: 1 as const,
      settings: {},
      accounts: [],
      allowedHosts: null,
      channels: null,
      archiveFolder: null,
    };
    expect(await check('ask', 'installs')).toBe('updates-fine');
    expect(await check('off', 'installs')).toBe('updates-off');
    expect(await check('ask', 'none')).toBe('updates-nowhere');
    const off = {
      state: 'applied',
      path: '/etc/billfold/policy.json',
      content: { ...content, updates: 'off' },
    } as const;
    expect(await check('off', 'installs', off)).toBe('updates-organization');
    // What nobody decided is not fine because the file cannot be read.
    expect(await check('off', 'installs', { state: 'broken', path: '/etc/x', field: 'JSON' })).toBe('updates-off');
  });
});

const account: AccountFacts = {
  ...{ id: 'acc_1', practice: false, sources: [{ kind: 'stripe', baseUrl: null, key: null }], stopped: false },
  ...{ lastAttemptAt: '2026-11-22T11:00:00.000Z', lastSuccessAt: '2026-11-22T11:00:00.000Z' },
};
const facts: Facts = {
  ...{ accounts: [account], invoices: 0, documents: 0, sample: [], archive: null },
  ...{ latest: '2026-11-22T11:00:00.000Z', notification: null },
  ...{ mailboxes: [], channels: [], team: [] },
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

describe.each(['mailboxes', 'channels', 'team'] as const)('what is set up elsewhere: %s', (id) => {
  const answered: Contact = { host: 'one.example', failingSince: null, answeredAt: '2026-11-21T11:00:00.000Z' };
  const check = (contacts: readonly Contact[], state: 'open' | 'new' | 'missing' = 'open') =>
    contactsCheck(
      id,
      () => Promise.resolve(state === 'open' ? { state, facts, bytes: 1 } : { state }),
      () => contacts,
    ).run();

  it('answers, never did, fails, is not there, or is not known', async () => {
    expect(await check([{ ...answered, answeredAt: now }, answered])).toEqual({
      code: `${id}-fine`,
      values: { at: '2026-11-21T11:00:00.000Z' },
    });
    expect(await check([answered, { ...answered, host: 'two.example', answeredAt: null }])).toEqual({
      code: `${id}-untried`,
      values: { host: 'two.example' },
    });
    expect(await check([answered, { ...answered, host: 'two.example', failingSince: now }])).toEqual({
      code: `${id}-failing`,
      values: { host: 'two.example', at: now },
    });
    expect(await codeOf(check([]))).toBe(`${id}-none`);
    expect(await codeOf(check([], 'new'))).toBe(`${id}-none`);
    expect(await codeOf(check([], 'missing'))).toBe(`${id}-unknown`);
  });
});

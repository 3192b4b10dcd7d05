import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { inProject } from '../../../build/support/project.ts';
import { settingNames } from '#shared/error-reasons.ts';
import { isTrustedFile } from '../../../electron/platform/trusted-file.ts';
import { isForAdministratorsOnly } from '../../../electron/platform/windows-access.ts';
import { allowedSessions, createPolicy, machineFolders, readPolicyFile } from '../../../electron/policy/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync('/var/lib/billfold-policy-');
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
});

const read = (isTrusted = true) =>
  readPolicyFile({ folders: [join(folder, 'none'), folder], isTrusted: () => isTrusted, userName: () => 'maria' });
const given = (policy: unknown) => {
  writeFileSync(join(folder, 'policy.json'), typeof policy === 'string' ? policy : JSON.stringify(policy));
  return read();
};

describe('a policy file', () => {
  it('need not be there', () => {
    expect(read()).toEqual({ state: 'none', path: null });
  });

  it('is understood, with the user’s name and folder put in', () => {
    const found = given({ version: 1, archiveFolder: '{home}/invoices/{user}', allowedHosts: ['API.Stripe.com'] });
    expect(found).toMatchObject({
      state: 'applied',
      content: {
        ...{ settings: {}, accounts: [], updates: 'on', allowedHosts: ['api.stripe.com'], channels: null },
        archiveFolder: join(homedir(), 'invoices/maria'),
      },
    });
  });

  it('names its folder in one way, so that an archive that is there is not moved again', () => {
    expect(given({ version: 1, archiveFolder: '/srv//invoices/' })).toMatchObject({
      content: { archiveFolder: '/srv/invoices' },
    });
  });

  it('of the documentation knows each setting', () => {
    const text = readFileSync(inProject('docs/policy.md'), 'utf8');
    expect(settingNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each([
    ['{', 'JSON'],
    ['[]', 'JSON'],
    ['', 'JSON'],
    [{ version: 2 }, 'version'],
    [{ version: 1, alowedHosts: [] }, 'alowedHosts'],
    [{ version: 1, allowedHosts: ['https://api.stripe.com'] }, 'allowedHosts.0'],
    [{ version: 1, channels: ['carrier-pigeon'] }, 'channels.0'],
    [{ version: 1, settings: { theme: 'purple' } }, 'settings.theme'],
    [{ version: 1, settings: { quietHours: { enabled: true, from: '20:00', to: '7:00' } } }, 'settings.quietHours.to'],
    [
      { version: 1, accounts: [{ name: 'Acme', source: 'stripe', role: 'viewer', key: 'rk_live_1' }] },
      'accounts.0.key',
    ],
    [{ version: 1, archiveFolder: 'invoices' }, 'archiveFolder'],
    [{ version: 1, archiveFolder: 'C:\\invoices' }, 'archiveFolder'],
  ])('%j is broken at %s, and then allows no server and no change', (content, field) => {
    const found = given(content);
    expect(found).toEqual({ state: 'broken', path: join(folder, 'policy.json'), field });
    const policy = createPolicy(found);
    expect(policy.allowsHost('api.stripe.com')).toBe(false);
    expect(policy.isLocked('theme') && policy.isLocked('archiveFolder')).toBe(true);
    expect(policy.summary).toMatchObject({ state: 'broken', updates: 'off', allowedHosts: [] });
    expect(policy.settings).toEqual({ updates: 'off' });
    expect(policy.problem()).toMatchObject({ code: 'policy-broken', field });
  });

  it('that cannot be read is broken, not missing', () => {
    mkdirSync(join(folder, 'policy.json'));
    expect(read()).toMatchObject({ state: 'broken', field: 'EISDIR' });
  });

  it('that anybody could have written counts for nothing, and is not even read', () => {
    writeFileSync(join(folder, 'policy.json'), '{');
    const policy = createPolicy(read(false));
    expect(policy.problem()).toMatchObject({ code: 'policy-not-trusted' });
    expect(policy.allowsHost('anywhere.example')).toBe(true);
    expect(policy.isLocked('theme')).toBe(false);
  });

  it('of the documentation is one', () => {
    const [, example = ''] = /```json\n([^`]+)```/.exec(readFileSync(inProject('docs/policy.md'), 'utf8')) ?? [];
    const found = given(example);
    expect(found).toMatchObject({ state: 'applied', content: { updates: 'off' } });
  });
});

describe('who can have written it', () => {
  const file = () => join(folder, 'policy.json');

  it('only root, where nobody else owns it or its folders or may write in them', () => {
    writeFileSync(file(), '{}', { mode: 0o644 });
    expect(isTrustedFile(file())).toBe(true);
    chmodSync(file(), 0o664);
    expect(isTrustedFile(file())).toBe(false);
    chmodSync(file(), 0o644);
    chownSync(file(), 12_345, 0);
    expect(isTrustedFile(file())).toBe(false);
    chownSync(file(), 0, 0);
    chmodSync(folder, 0o777);
    expect(isTrustedFile(file())).toBe(false);
    chmodSync(folder, 0o755);
    expect(isTrustedFile(file())).toBe(true);
  });

  it('not root, where it is a link to a place that others may write in', () => {
    mkdirSync(join(folder, 'open'), { mode: 0o777 });
    chmodSync(join(folder, 'open'), 0o777);
    writeFileSync(join(folder, 'open', 'policy.json'), '{}', { mode: 0o644 });
    symlinkSync(join(folder, 'open', 'policy.json'), file());
    expect(isTrustedFile(file())).toBe(false);
    expect(isTrustedFile(join(folder, 'not-there'))).toBe(false);
  });

  const administrators = 'O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)';
  it.each([
    ['file', administrators, true],
    ['file', 'O:SYG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FR;;;BU)(A;OICIIO;GA;;;CO)', true],
    // What an ordinary user makes under C:\ProgramData is theirs.
    ['file', 'O:S-1-5-21-1-2-3-1001G:S-1-5-21-1-2-3-513D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)', false],
    ['file', 'O:BAG:SYD:AI(A;;FA;;;SY)(A;;FA;;;S-1-5-21-1-2-3-1001)', false],
    ['file', 'O:BAG:SYD:PAI(A;;FA;;;BA)(A;;0x1301bf;;;BU)', false],
    ['file', 'O:BAG:SYD:(A;;GW;;;WD)', false],
    ['file', 'O:BAG:SYD:(A;;FA;;;BA)(A;;WD;;;AU)', false],
    ['file', 'O:BAG:SYD:(D;;FA;;;WD)(A;;FA;;;BA)', true],
    ['file', 'O:BAG:SYD:(A;;ZZ;;;BU)', false],
    // Entries with a condition are not read, nor is what stands behind them.
    ['file', 'O:BAG:SYD:(A;;FA;;;BA)(XA;;FA;;;WD;(@User.Title=="x"))', false],
    ['file', 'O:BAG:SYD:(A;;FA;;;BA)(XA;;FR;;;BU;(@User.Title=="x"))(A;;FA;;;WD)', false],
    ['file', 'O:BAG:SYD:(A;;FA;;;BA)S:AI(AU;SA;FA;;;WD)\r\n', true],
    ['file', 'O:BAG:SY', false],
    ['file', 'O:BAG:SYD:NO_ACCESS_CONTROL', false],
    ['file', '', false],
    // As every folder under C:\ProgramData: users may add files, and exchange none.
    ['folder', 'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)', true],
    ['folder', 'O:BAG:SYD:AI(A;OICIID;FA;;;BA)(A;OICI;0x1301ff;;;BU)', false],
    ['folder', 'O:BAG:SYD:(A;;FA;;;BA)(A;;DT;;;BU)', false],
  ] as const)('on Windows a %s with %s: only administrators %s', (kind, sddl, only) => {
    expect(isForAdministratorsOnly(sddl, kind)).toBe(only);
  });
});

it('is looked for in the usual place of Windows first, whatever a variable says', () => {
  expect(machineFolders('win32', { ProgramData: 'D:\\fake' })).toEqual([
    'C:\\ProgramData\\Billfold',
    'D:\\fake\\Billfold',
  ]);
  expect(machineFolders('linux', { BILLFOLD_POLICY: '/tmp/x', ProgramData: '/tmp/y' })).toEqual(['/etc/billfold']);
});

describe('allowed servers', () => {
  const policy = createPolicy({
    ...{ state: 'applied', path: '/etc/billfold/policy.json' },
    content: {
      ...{ version: 1, settings: {}, accounts: [], updates: 'on', archiveFolder: null },
      allowedHosts: ['api.stripe.com', '*.imagekit.io'],
      channels: ['mail'],
    },
  });

  it('names the ways by which somebody may be told; a broken file allows none', () => {
    expect([policy.allowsChannel('mail'), policy.allowsChannel('slack')]).toEqual([true, false]);
    expect(createPolicy({ state: 'none', path: null }).allowsChannel('slack')).toBe(true);
    expect(createPolicy({ state: 'broken', path: '/etc/x', field: 'JSON' }).allowsChannel('mail')).toBe(false);
  });

  it.each([
    ['api.stripe.com', true],
    ['API.STRIPE.COM.', true],
    ['api.imagekit.io', true],
    ['a.b.imagekit.io', true],
    ['imagekit.io', false],
    ['evilimagekit.io', false],
    ['api.stripe.com.evil.example', false],
    ['files.stripe.com', false],
    ['127.0.0.1', false],
  ])('%s: %s', (host, allowed) => {
    expect(policy.allowsHost(host)).toBe(allowed);
  });

  it('are the only ones that a request is sent to, and the way to which is asked for', async () => {
    const asked: string[] = [];
    const note =
      <Answer>(answer: () => Answer) =>
      (url: string | URL): Promise<Answer> => {
        asked.push(String(url));
        return Promise.resolve(answer());
      };
    const open = allowedSessions(
      () => Promise.resolve({ fetch: note(() => new Response('ok')), resolveProxy: note(() => 'DIRECT') }),
      ({ hostname }) => policy.allowsHost(hostname),
    );
    const session = await open({
      proxy: { mode: 'direct' },
      beginLogin: () => {
        throw new Error('No proxy is on the way');
      },
      trusts: () => Promise.resolve(false),
    });
    await session.fetch('https://api.stripe.com/v1', { redirect: 'manual' });
    await session.resolveProxy('https://api.stripe.com:993/');
    const refused = 'net::ERR_BLOCKED_BY_ADMINISTRATOR';
    await expect(session.fetch('https://files.stripe.com/x.pdf', { redirect: 'manual' })).rejects.toThrow(refused);
    await expect(session.resolveProxy('https://mail.test:993/')).rejects.toThrow(refused);
    expect(asked).toEqual(['https://api.stripe.com/v1', 'https://api.stripe.com:993/']);
  });
});

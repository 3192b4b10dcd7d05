import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type DiagnosisCode, diagnoses, verdicts } from '#shared/doctor.ts';
import { desktopFileAutostart } from '../../../electron/platform/autostart/desktop-file.ts';
import { startPracticeServer } from '../../../electron/practice/index.ts';
import { addAccount, buildProgram, createTerminal, documentOf, ended, startBillfold } from '../../support/billfold.ts';
import { type Desktop, startDesktop } from '../../support/desktop.ts';
import { officeComputer } from '../../support/office-computer.ts';
import { lockFolder, mountSmallDisk } from '../../support/small-mounts.ts';

/* A computer on which all is well, and one thing after the other is broken on it: each is named, with what to do about it. */

const document = z.object({
  version: z.string(),
  system: z.string(),
  checks: z.array(
    z.object({
      ...{
        id: z.string(),
        code: z.string(),
        message: z.string(),
        fix: z.string(),
        values: z.record(z.string(), z.unknown()),
      },
      verdict: z.enum(verdicts),
    }),
  ),
  error: z.null(),
});

const program = resolve(import.meta.dirname, '../../../out/main/index.js');
const storageKey = 'ab'.repeat(32);
let folder: string;
let desktop: Desktop;
const closing: (() => unknown)[] = [];

interface Computer {
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly within?: readonly string[];
}

/** The environment of a desktop session in which all is there. */
const sessionOf = (dataFolder: string): NodeJS.ProcessEnv => ({
  DBUS_SESSION_BUS_ADDRESS: desktop.env['DBUS_SESSION_BUS_ADDRESS'],
  CHROMIUM_HOST_STORAGE: 'memory-key',
  CHROMIUM_HOST_STORAGE_KEY: storageKey,
  XDG_CONFIG_HOME: `${dataFolder}-config`,
});

beforeAll(async () => {
  await buildProgram();
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  closing.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  desktop = await startDesktop();
  closing.push(() => desktop.stop());
  const server = await startPracticeServer({ port: 0, seed: 7, invoices: 12, now: null, speed: 1, anchor: null });
  closing.push(() => server.close());
  const dataFolder = join(folder, 'well');
  const terminal = createTerminal({ dataFolder, key: 'sk_test_doctor', env: sessionOf(dataFolder) });
  const done = [await addAccount(terminal, 'Acme', server)];
  for (const command of ['check', 'sync', 'verify']) done.push(await terminal.billfold(command));
  for (const { code, stderr } of done) if (code !== 0) throw new Error(stderr);
  // Five programs one after the other.
}, 180_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** A copy of what is well, in a place of its own, with the entry that starts it at login. */
async function computer(place = join(folder, randomUUID().slice(0, 8))): Promise<Computer> {
  cpSync(join(folder, 'well'), place, { recursive: true, preserveTimestamps: true });
  const command = [process.execPath, '--import', hostRegister, program, '--hidden'];
  const env = sessionOf(place);
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const set = await desktopFileAutostart(config, command, { BILLFOLD_DATA_DIR: place }).set(true);
  if (!set.ok) throw new Error(set.error.code);
  return { dataFolder: place, env };
}

async function examined({ dataFolder, env, within }: Computer) {
  const place = { dataFolder, key: null, env, ...(within && { within }) };
  const end = await ended(startBillfold(place, ['doctor', '--json']), 'billfold doctor');
  const { checks } = documentOf(document, end);
  return { ...end, checks, codes: checks.map(({ code }) => code) };
}

const database = ({ dataFolder }: Computer) => join(dataFolder, 'billfold.db');

function inDatabase(here: Computer, sql: string, ...values: string[]): void {
  const db = new Sqlite(database(here));
  db.prepare(sql).run(...values);
  db.close();
}

const daysFromNow = (days: number): string => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString();

/** All that the doctor must leave as it is: not Chromium's own, and not what SQLite needs to read. */
const contentOf = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/-(wal|shm)$|command-session|Local State/.test(file))
    .map((file) => `${file.slice(place.length)} ${statSync(file).size} ${statSync(file).mtimeMs}`)
    .sort();

it('finds nothing wrong where all is well, and changes nothing', async () => {
  const here = await computer();
  const before = contentOf(here.dataFolder);
  const { code, stderr, checks } = await examined(here);
  // A checkout has no place where new versions are.
  expect(checks.filter(({ verdict }) => verdict !== 'fine').map((each) => each.code)).toEqual(['updates-nowhere']);
  expect(checks.map(({ code: each }) => each)).toEqual(
    expect.arrayContaining([
      'database-fine',
      'copy-fine',
      'archive-fine',
      'store-fine',
      'keys-fine',
      'connection-fine',
    ]),
  );
  expect({ code, stderr }).toEqual({ code: 14, stderr: '' });
  expect(contentOf(here.dataFolder)).toEqual(before);
  const spoken = await ended(startBillfold({ ...here, key: null }, ['doctor']), 'billfold doctor');
  expect(spoken.stdout.split('\n')).toHaveLength(checks.length + 1);
  expect(spoken.stdout).toMatch(
    /^fine {12}Database: The database is whole\. Accounts: 1, invoices: \d+, size: [\d.]+ MB\.$/m,
  );
});

type Break = (here: Computer) => Partial<Computer> | undefined;

const broken: readonly (readonly [string, DiagnosisCode | readonly DiagnosisCode[], RegExp, Break])[] = [
  [
    'a folder that cannot be written to',
    'folder-read-only',
    /permission to write/,
    ({ dataFolder }) => {
      onTestFinished(lockFolder(dataFolder).unlock);
    },
  ],
  [
    'a folder that is not there',
    'folder-missing',
    /connect it/,
    ({ dataFolder }) => {
      rmSync(dataFolder, { recursive: true });
    },
  ],
  [
    'a file in place of the folder',
    'folder-is-file',
    /BILLFOLD_DATA_DIR/,
    ({ dataFolder }) => {
      rmSync(dataFolder, { recursive: true });
      writeFileSync(dataFolder, '');
    },
  ],
  [
    'a disk that is nearly full',
    'space-gone',
    /no longer need/,
    ({ dataFolder }) => {
      const disk = join(folder, `disk-${randomUUID()}`);
      onTestFinished(mountSmallDisk(disk, 40_000).unmount);
      cpSync(dataFolder, join(disk, 'data'), { recursive: true, preserveTimestamps: true });
      return { dataFolder: join(disk, 'data') };
    },
  ],
  [
    'an archive on a disk that is nearly full',
    'space-archive',
    /larger drive/,
    ({ dataFolder }) => {
      const disk = join(folder, `disk-${randomUUID()}`);
      onTestFinished(mountSmallDisk(disk, 40_000).unmount);
      cpSync(join(dataFolder, 'documents'), join(disk, 'documents'), { recursive: true, preserveTimestamps: true });
      const settings = { version: 2, settings: {}, archiveFolder: join(disk, 'documents') };
      writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
      return undefined;
    },
  ],
  [
    'a file of keys that has those of another account',
    'keys-missing',
    /Replace key/,
    ({ dataFolder }) => {
      const file = join(dataFolder, 'secrets.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"secrets":\{"[^"]+"/, '"secrets":{"another"'));
      return undefined;
    },
  ],
  [
    'a folder that Dropbox copies',
    'drive-synced',
    /move the data folder out of there/,
    ({ dataFolder }) => {
      const place = join(folder, randomUUID(), 'Dropbox', 'billfold');
      mkdirSync(dirname(place), { recursive: true });
      renameSync(dataFolder, place);
      return { dataFolder: place };
    },
  ],
  [
    'a damaged database',
    'database-damaged',
    /billfold restore --last-backup/,
    (here) => {
      const bytes = readFileSync(database(here));
      bytes.fill('damaged ', bytes.length / 2);
      writeFileSync(database(here), bytes);
    },
  ],
  [
    'a lost database',
    'database-missing',
    /what it can recover/,
    (here) => {
      for (const name of readdirSync(here.dataFolder))
        if (name.startsWith('billfold.db')) rmSync(join(here.dataFolder, name));
    },
  ],
  [
    'a database of a newer Billfold',
    'database-too-new',
    /newest Billfold/,
    (here) => {
      const db = new Sqlite(database(here));
      db.pragma('user_version = 9999');
      db.close();
    },
  ],
  [
    'a daily copy that is damaged',
    'copy-damaged',
    /Back up/,
    ({ dataFolder }) => {
      const [name = ''] = readdirSync(join(dataFolder, 'backups'));
      writeFileSync(join(dataFolder, 'backups', name), 'no database at all '.repeat(500));
    },
  ],
  [
    'an archive whose drive is away',
    'archive-away',
    /Connect its drive/,
    ({ dataFolder }) => {
      renameSync(join(dataFolder, 'documents'), `${dataFolder}-elsewhere`);
    },
  ],
  [
    'a folder of another archive',
    'archive-other',
    /this archive’s own folder/,
    ({ dataFolder }) => {
      const mark = JSON.stringify({ archive: randomUUID() });
      writeFileSync(join(dataFolder, 'documents', '.billfold-archive.json'), mark);
    },
  ],
  [
    'settings that cannot be read',
    'settings-damaged',
    /keeps the file under another name/,
    ({ dataFolder }) => {
      writeFileSync(join(dataFolder, 'settings.json'), '{ "version": 2, "settings": ');
    },
  ],
  [
    'a value that no setting has',
    'settings-value',
    /Choose it again/,
    ({ dataFolder }) => {
      writeFileSync(join(dataFolder, 'settings.json'), '{ "version": 2, "settings": { "theme": "purple" } }');
    },
  ],
  [
    'no secret store',
    'store-none',
    /GNOME Keyring/,
    ({ env }) => ({
      env: { ...env, CHROMIUM_HOST_STORAGE: 'none' },
    }),
  ],
  [
    'a secret store that refuses',
    'store-refuses',
    /Unlock it/,
    ({ env }) => ({
      env: { ...env, CHROMIUM_HOST_STORAGE: 'failing' },
    }),
  ],
  [
    'keys of another computer',
    'keys-locked',
    /enter them again/,
    ({ env }) => ({
      env: { ...env, CHROMIUM_HOST_STORAGE_KEY: 'cd'.repeat(32) },
    }),
  ],
  [
    'a damaged file of keys',
    'keys-damaged',
    /Enter the keys again/,
    ({ dataFolder }) => {
      writeFileSync(join(dataFolder, 'secrets.json'), 'nothing');
    },
  ],
  [
    'no notification service',
    'notifications-none',
    /dunst/,
    ({ env }) => ({
      env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
    }),
  ],
  [
    'a server that does not answer',
    'connection-failed',
    /Check the network connection/,
    (here) => {
      inDatabase(here, 'UPDATE account_sources SET base_url = ?', 'http://127.0.0.1:9');
    },
  ],
  [
    'a clock that was ahead',
    'clock-behind',
    /Set the clock/,
    (here) => {
      inDatabase(here, 'UPDATE watch_schedule SET last_attempt_at = ?', daysFromNow(3));
    },
  ],
  [
    'a watch that has not run for long',
    'watch-late',
    /billfold check/,
    (here) => {
      inDatabase(here, 'UPDATE watch_schedule SET last_attempt_at = ?', daysFromNow(-10));
    },
  ],
  [
    'a key that the vendor refused',
    'watch-stopped',
    /Create a new key/,
    (here) => {
      inDatabase(here, 'UPDATE watch_schedule SET stopped = 1');
    },
  ],
  [
    'a mailbox that cannot be read',
    'mailboxes-failing',
    /Invoices → Import says why/,
    (here) => {
      inDatabase(
        here,
        `INSERT INTO mailboxes (id, account_id, host, port, user, folder, since, failing_since)
         SELECT 'mailbox', id, 'imap.example', 993, 'maria', 'INBOX', '2026-01-01', ? FROM accounts`,
        daysFromNow(-1),
      );
    },
  ],
  [
    'a channel over which nothing gets',
    'channels-failing',
    /sent once it works again/,
    (here) => {
      inDatabase(
        here,
        `INSERT INTO channels (id, kind, config, host, created_at, failing_since)
         VALUES ('channel', 'webhook', '{}', 'hooks.example', ?, ?)`,
        daysFromNow(-1),
        daysFromNow(-1),
      );
    },
  ],
  [
    'a team whose server does not answer',
    'team-failing',
    /kept and sent later/,
    (here) => {
      inDatabase(
        here,
        `INSERT INTO team_desk (only, desk, server, member, role, joined_at, seq, failing_since)
         VALUES (1, 'desk', '{"host":"team.example"}', 'Maria', 'finance', ?, 0, ?)`,
        daysFromNow(-1),
        daysFromNow(-1),
      );
    },
  ],
  [
    'a start at login that the desktop switched off',
    'autostart-blocked',
    /Turn it on/,
    ({ env }) => {
      const file = join(env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'app.billfold.desktop.desktop');
      writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
    },
  ],
  [
    'a file in place of the log’s folder',
    'log-refuses',
    /delete that/,
    ({ dataFolder }) => {
      rmSync(join(dataFolder, 'logs'), { recursive: true });
      writeFileSync(join(dataFolder, 'logs'), '');
    },
  ],
  [
    'a restore that was interrupted',
    'leftovers-restore',
    /finishes the restore/,
    ({ dataFolder }) => {
      const journal = { version: 1, staging: '.restore-1', aside: 'set-aside/1', away: [], come: ['settings.json'] };
      mkdirSync(join(dataFolder, '.restore-1'));
      copyFileSync(join(dataFolder, 'secrets.json'), join(dataFolder, '.restore-1', 'settings.json'));
      writeFileSync(join(dataFolder, 'restore.json'), JSON.stringify(journal));
    },
  ],
  [
    'a policy that is broken',
    'policy-broken',
    /fix the file/,
    () => ({
      within: officeComputer(join(folder, randomUUID()), '{ "version": 1, "alowedHosts": [] }').words,
    }),
  ],
  [
    'a server that the policy does not allow',
    'connection-forbidden',
    /add this server/,
    () => ({
      within: officeComputer(join(folder, randomUUID()), { version: 1, allowedHosts: ['api.stripe.com'] }).words,
    }),
  ],
];

describe('names what is broken, and what to do', () => {
  it('of more than fifteen things', () => {
    expect(broken.length).toBeGreaterThan(15);
  });

  it.each(broken)('%s', async (_, expected, fix, spoil) => {
    const well = await computer();
    const here = { ...well, ...(spoil(well) ?? {}) };
    const before = expected === 'folder-missing' || expected === 'folder-is-file' ? [] : contentOf(here.dataFolder);
    const { code, checks, codes } = await examined(here);
    const found = checks.find((check) => [expected].flat().some((each) => each === check.code));
    expect(codes).toContain(found?.code);
    const verdict = diagnoses[[expected].flat()[0] ?? 'check-failed'].verdict;
    expect(found).toMatchObject({ verdict, fix: expect.stringMatching(fix) as string });
    expect(code).toBe(verdict === 'broken' ? 13 : 14);
    // What the rest says is not made up: nothing that depends on it is called fine, and nothing is taken for a bug.
    expect(codes).not.toContain('check-failed');
    if (before.length > 0) expect(contentOf(here.dataFolder)).toEqual(before);
  });

  it('a folder that is not there is not made by looking for it', async () => {
    const here = { dataFolder: join(folder, 'nowhere'), env: sessionOf(join(folder, 'nowhere')) };
    expect((await examined(here)).codes).toContain('folder-missing');
    expect(readdirSync(folder)).not.toContain('nowhere');
  });

  it('what depends on a database that cannot be read is not known, never fine', async () => {
    const here = await computer();
    writeFileSync(database(here), 'no database at all '.repeat(500));
    const { checks } = await examined(here);
    const verdictOf = (id: string) => checks.find((check) => check.id === id)?.verdict;
    expect(verdictOf('database')).toBe('broken');
    for (const id of ['archive', 'watch', 'connection', 'proxy', 'clock', 'keys', 'mailboxes', 'channels', 'team'])
      expect([id, verdictOf(id)]).toEqual([id, 'unknown']);
  });
});

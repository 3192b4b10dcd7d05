import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { proposalOf } from '#shared/import/proposal.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { createImportRows, type ImportRows } from '../../../electron/imports/import-rows.ts';
import { createIncomingFiles } from '../../../electron/imports/incoming-files.ts';
import { createTerminal, documentOf, ended, filesBelow, startBillfold } from '../../support/billfold.ts';
import { alertsDocument, checkDocument, syncDocument } from '../../support/command-documents.ts';
import { connected } from '../../support/connected-terminal.ts';
import { countRequests } from '../../support/count-requests.ts';

const place = connected('sk_test_usage', 'Acme');
const alert = ['alerts', 'add', '--account', 'Acme'];
const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'))).version;

/** A PDF that waits to be confirmed, and a folder that is watched. */
async function handIn(rows: ImportRows, incomingFolder: string, accountId: string): Promise<void> {
  const files = createIncomingFiles(incomingFolder);
  const content = Buffer.from('%PDF-1.7');
  await files.keep(content, 'pdf');
  const place = {
    id: 'file_1',
    accountId,
    origin: 'chosen',
    path: null,
    within: null,
    mail: null,
    fileName: 'a.pdf',
  } as const;
  const { sha256, bytes } = files.describe(content);
  const proposal = proposalOf({ kind: 'pdf', pages: 1, rows: [], xml: [] }, '2026-11-22');
  const now = '2026-11-22T12:00:00.000Z';
  rows.add({ ...place, bytes, modifiedAt: 0 }, { state: 'waiting', sha256, proposal }, now);
  rows.folders.set(accountId, incomingFolder);
}

describe('wrong usage', () => {
  const add = ['accounts', 'add', '--source', 'stripe', '--name', 'Second', '--customer', 'cus_1'];
  const toNowhere = ['export', '--out', '/nonexistent/out'];
  // Beside each the word that tells what is wrong.
  const wrong: [string[], string | RegExp][] = [
    [['frobnicate'], 'frobnicate'],
    [['check', '--frobnicate'], '--frobnicate'],
    [['check', '--account', 'Nobody'], /Nobody.*accounts list/],
    [['sync', '--account', 'Nobody'], 'Nobody'],
    [['accounts', 'remove', 'Nobody'], 'Nobody'],
    [['accounts', 'add', '--name', 'Second'], '--source'],
    [[...add.slice(0, -2)], '--customer'],
    [[...add, '--role', 'king'], 'administrator, finance, viewer'],
    [[...add, '--base-url', 'https://example.com/v1'], /path/],
    [[...add, '--base-url', 'http://example.com'], /https:\/\/host/],
    [[...add, '--base-url', 'https://me:secret@example.com'], /user name or password/],
    [alert, '--threshold'],
    [['alerts', 'add', '--account', 'Nobody', '--threshold', '5'], 'Nobody'],
    [[...alert, '--threshold', 'abc'], '“abc” isn’t an amount'],
    [[...alert, '--threshold', '0'], '“0”'],
    [[...alert, '--threshold', '-5'], '“-5”'],
    [[...alert, '--threshold', '5', '--steps', '60'], '50, 75 and 90'],
    [[...alert, '--threshold', '5', '--measure', 'moon'], 'total, forecast'],
    [[...alert, '--threshold', '500', '--measure', 'bandwidth'], '“500” isn’t a usage threshold'],
    [['alerts', 'remove', '99'], 'alerts list'],
    [['export'], '--out'],
    [['export', '--out', ''], '--out is empty'],
    [['export', '--out', ' '], '--out is empty'],
    [[...toNowhere, '--pack'], '--pack needs --month'],
    [[...toNowhere, '--csv-preset', 'lotus'], 'plain, excel'],
    [[...toNowhere, '--month', '2026-13'], '2026-01'],
    [[...toNowhere, '--month', '2026-10', '--from', '2026-01'], /--month.*--from/],
    [[...toNowhere, '--from', '2026-05', '--to', '2026-01'], 'earlier'],
    [[...toNowhere, '--format', 'doc'], 'pdf, csv and xlsx'],
    [[...toNowhere, '--template', '{moon}'], 'moon'],
    [['practice', '--port', '70000'], '65535'],
    [['practice', '--clock', 'yesterday'], '2026-11-01T00:00:00Z'],
  ];

  it('exits with 2 and says why, with nothing on standard output, and changes nothing', async () => {
    const { terminal, server, folder } = place();
    const accounts = await terminal.billfold('accounts', 'list', '--json');
    using requests = countRequests(server.url);
    // Two at a time: each is a process.
    const waiting = [...wrong];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [args, why] = next;
        const end = await terminal.billfold(...args, ...(args[0] === 'practice' ? [] : ['--json']));
        expect(end, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
        expect(end.stderr, args.join(' ')).toMatch(why);
        expect(end.stderr, args.join(' ')).not.toMatch(/secret|\bat .*\.js:/);
      }
    };
    await Promise.all([work(), work()]);
    expect((await terminal.billfold('accounts', 'list', '--json')).stdout).toBe(accounts.stdout);
    expect(documentOf(alertsDocument, await terminal.billfold('alerts', 'list', '--json')).alerts).toEqual([]);
    expect(requests.total()).toBe(0);
    expect(filesBelow(folder).filter((path) => path.includes('out'))).toEqual([]);
  });
});

describe('a command', () => {
  it('knows how many decimals the account’s currency has', async () => {
    const { terminal } = place();
    const end = await terminal.billfold(...alert, '--threshold', '1.234', '--json');
    expect(end).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/1\.234.*USD/) as string });
  });

  it('minds neither a reader that left nor a data folder beside where it is run', async () => {
    const { folder, terminal } = place();
    const child = startBillfold(terminal, ['practice', '--help']);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
    const beside = createTerminal({ dataFolder: 'beside', key: null, folder });
    expect(await beside.billfold('accounts', 'list', '--json')).toMatchObject({
      ...{ code: 0, stderr: 'There are no accounts yet: add one with `billfold accounts add`.\n' },
    });
    expect(filesBelow(folder)).toContain('beside/billfold.db');
  });

  it('tells its version and its help on standard output', async () => {
    const { terminal } = place();
    expect(await terminal.billfold('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = await terminal.billfold('--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['accounts', 'alerts', 'check', 'sync', 'export', 'practice', 'BILLFOLD_STRIPE_KEY', '10'])
      expect(help.stdout).toContain(word);
    expect((await terminal.billfold('practice', '--help')).stdout).toContain('/_practice/faults');
  });

  it('says that there is no account rather than nothing', async () => {
    const { folder } = place();
    const empty = createTerminal({ dataFolder: join(folder, 'empty'), key: null });
    const check = await empty.billfold('check', '--json');
    expect(documentOf(checkDocument, check)).toEqual({ accounts: [] });
    const sync = await empty.billfold('sync', '--json');
    expect(documentOf(syncDocument, sync)).toEqual({ accounts: [], exports: [] });
    for (const { code, stderr } of [check, sync])
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('accounts add') as string });
  });

  it('keeps alerts with their currency and steps, and forgets one that is removed', async () => {
    const { terminal } = place();
    const [one, two] = [
      await terminal.billfold('alerts', 'add', '--account', 'acme', '--threshold', '1,234.50', '--steps', '90,50'),
      await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '7 usd', '--json'),
    ];
    expect([one.code, two.code]).toEqual([0, 0]);
    const list = async () =>
      documentOf(alertsDocument, await terminal.billfold('alerts', 'list', '--json')).alerts.map(
        ({ threshold }) => threshold,
      );
    expect(await list()).toEqual([
      { amount: 123_450, currency: 'USD' },
      { amount: 700, currency: 'USD' },
    ]);
    const [first = ''] = (await terminal.billfold('alerts', 'list')).stdout.split(' ');
    const either = await terminal.billfold('alerts', 'remove', first.slice(0, 2), '--json');
    expect(either.stderr).toContain('The IDs of several alerts begin with “01”');
    expect(await list()).toHaveLength(2);
    const removed = await terminal.billfold('alerts', 'remove', first, '--json');
    expect(removed.code).toBe(0);
    expect(JSON.parse(removed.stdout)).toMatchObject({
      removed: expect.stringMatching(new RegExp(`^${first}.*$`)) as string,
    });
    expect(await list()).toEqual([{ amount: 700, currency: 'USD' }]);
  });

  it('adds no account twice, and lets a viewer add and remove no alert', async () => {
    const { terminal, server } = place();
    const add = ['accounts', 'add', '--source', 'stripe', '--base-url', server.url, '--customer', server.customerId];
    const again = await terminal.billfold(...add, '--name', 'ACME');
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('already') as string });
    expect((await terminal.billfold(...add, '--name', 'Seen', '--role', 'viewer')).code).toBe(0);
    const refused = await terminal.billfold('alerts', 'add', '--account', 'Seen', '--threshold', '5', '--json');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/viewer/i) as string });
    expect(JSON.parse(refused.stdout)).toMatchObject({ alert: null, error: { code: 'role-forbids' } });
    expect((await terminal.billfold(...alert, '--threshold', '5')).code).toBe(0);
    const opened = openDatabase(join(terminal.dataFolder, 'billfold.db'), migrations);
    if (!opened.ok) throw new Error(opened.error.code);
    const db = opened.value;
    const accountId = String(db.prepare("SELECT id FROM accounts WHERE name = 'Seen'").pluck().get());
    db.prepare('UPDATE alerts SET account_id = ?').run(accountId);
    const alertId = String(db.prepare('SELECT id FROM alerts WHERE removed_at IS NULL').pluck().get());
    const incoming = join(terminal.dataFolder, 'incoming');
    await handIn(createImportRows(db), incoming, accountId);
    db.close();
    const kept = await terminal.billfold('alerts', 'remove', alertId, '--json');
    expect(kept).toMatchObject({ code: 1, stderr: expect.stringMatching(/viewer/i) as string });
    expect(JSON.parse(kept.stdout)).toMatchObject({ removed: null, error: { code: 'role-forbids' } });
    expect((await terminal.billfold('accounts', 'remove', 'Seen')).code).toBe(0);
    expect(filesBelow(incoming)).toEqual([]);
    const left = openDatabase(join(terminal.dataFolder, 'billfold.db'), migrations);
    if (!left.ok) throw new Error(left.error.code);
    expect(createImportRows(left.value).pending()).toEqual([]);
    expect(createImportRows(left.value).folders.list()).toEqual([]);
    left.value.close();
    expect((await terminal.billfold('accounts', 'list')).stdout).toMatch(
      /^Acme \(finance\): [^\n]*\nSeen: closed [^\n]*\n$/,
    );
  });
});

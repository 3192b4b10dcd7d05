import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../electron/practice/index.ts';
import { createTerminal, documentOf, filesBelow, type Terminal } from '../../support/billfold.ts';
import { checkDocument, exportDocument, syncDocument } from '../../support/command-documents.ts';
import { addAccount, connected } from '../../support/connected-terminal.ts';
import { mountReadOnly, mountSmallDisk } from '../../support/small-mounts.ts';

const place = connected('sk_test_faults', 'Acme');
const sumsHold = (folder: string) =>
  execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });

/** A data folder of its own with the account; what was set wrong at the server is put right afterwards. */
async function newTerminal(name: string): Promise<Terminal> {
  const { folder, server, control } = place();
  const terminal = createTerminal({ dataFolder: join(folder, name), key: 'sk_test_faults' });
  onTestFinished(() => control.heal());
  expect((await addAccount(terminal, 'Acme', server)).code).toBe(0);
  return terminal;
}

describe('a server that fails', () => {
  const faults: [string, object, string, RegExp][] = [
    ['a refused key', { kind: 'status', status: 401 }, 'key-refused', /refused the key.*new key/],
    ['a missing permission', { kind: 'status', status: 403 }, 'permission-missing', /permission/],
    ['too many requests', { kind: 'status', status: 429, retryAfter: 3600 }, 'rate-limited', /slow down.*later/],
    ['an error of the server', { kind: 'status', status: 500 }, 'server-failed', /status 500.*later/],
    ['a page of HTML', { kind: 'html' }, 'answer-not-json', /127\.0\.0\.1.*sign-in page/],
    ['an answer that breaks off', { kind: 'truncated' }, 'server-unreachable', /cannot be reached.*network/],
    [
      'an answer without its amount',
      { kind: 'drop', fields: ['total', 'data.*.total'] },
      'answer-incomplete',
      /“total”/,
    ],
  ];

  it.each(faults)('%s is said in words, and a check or sync afterwards goes well', async (_, fault, code, words) => {
    const { terminal, control } = place();
    onTestFinished(() => control.heal());
    await control.fail(fault);
    const [check, sync] = await Promise.all([
      terminal.billfold('check', '--json'),
      terminal.billfold('sync', '--full', '--json'),
    ]);
    for (const end of [check, sync]) {
      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(words);
      expect(end.stderr).toMatch(/^Acme: /);
    }
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { ok: false, subscriptions: [], error: { code } },
    ]);
    expect(documentOf(syncDocument, sync).accounts).toMatchObject([{ ok: false, error: { code } }]);

    await control.heal();
    const [checked, synced] = await Promise.all([
      terminal.billfold('check', '--json'),
      terminal.billfold('sync', '--json'),
    ]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(synced).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(syncDocument, synced).accounts).toMatchObject([
      { ok: true, invoices: { total: 12 }, error: null },
    ]);
  });

  it('for a moment is asked again, as long after as it wants', async () => {
    const { terminal, control } = place();
    onTestFinished(() => control.heal());
    await control.fail({ kind: 'status', status: 429, retryAfter: 1, times: 1 }, { kind: 'reset', times: 1, after: 1 });
    expect(await terminal.billfold('check')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is another matter than one that is gone: nothing is lost, and a threshold elsewhere still counts', async () => {
    const terminal = await newTerminal('two');
    const { server } = place();
    const options = { port: 0, seed: 3, invoices: 6, now: null, speed: 1, anchor: null };
    const second = await startPracticeServer(options);
    expect((await addAccount(terminal, 'Second', second)).code).toBe(0);
    expect((await terminal.billfold('sync')).code).toBe(0);
    await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100');
    await second.close();

    const check = await terminal.billfold('check', '--json');
    expect(check).toMatchObject({ code: 10, stderr: expect.stringMatching(/^Second: .*cannot be reached/) as string });
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { account: 'Acme', ok: true, alerts: [{ exceeded: true }], error: null },
      { account: 'Second', ok: false, alerts: [], error: { code: 'server-unreachable' } },
    ]);
    const sync = await terminal.billfold('sync', '--json');
    expect(sync.code).toBe(1);
    expect(documentOf(syncDocument, sync).accounts.map(({ ok }) => ok)).toEqual([true, false]);

    // What was synced before is exported without any server.
    const out = join(place().folder, 'two-out');
    const exported = await terminal.billfold('export', '--account', 'Second', '--json', '--out', out);
    expect(documentOf(exportDocument, exported).files.length).toBeGreaterThan(2);
    sumsHold(out);

    const again = await startPracticeServer({ ...options, port: Number(new URL(second.url).port) });
    onTestFinished(() => again.close());
    expect(server.url).not.toBe(again.url);
    expect((await terminal.billfold('sync')).code).toBe(0);
  });
});

describe('a PDF that does not come', () => {
  it.each([
    ['empty', 'pdf-empty', 'document-not-pdf'],
    ['a page of HTML', 'pdf-html', 'document-not-pdf'],
    ['cut off', 'pdf-truncated', 'document-truncated'],
  ])('%s fails in words, and comes with the next sync', async (_, kind, code) => {
    const terminal = await newTerminal(kind);
    const { control, folder } = place();
    await control.fail({ kind });
    const failed = await terminal.billfold('sync', '--json');
    const [account] = documentOf(syncDocument, failed).accounts;
    expect(failed.code).toBe(1);
    expect(account).toMatchObject({ ok: false, invoices: { total: 12 }, documents: { stored: 0 }, error: { code } });
    expect(account?.documents.failed).toBeGreaterThan(8);
    expect(failed.stderr).toMatch(/invoice in_\w+.*billfold sync.*\d+ further PDFs failed/s);
    expect(filesBelow(terminal.dataFolder).filter((path) => path.startsWith('documents/'))).toEqual([]);

    const out = join(folder, `${kind}-out`);
    const without = await terminal.billfold('export', '--json', '--out', out);
    const report = documentOf(exportDocument, without);
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining(code) as string });
    expect(report).toMatchObject({ files: [], error: null });
    expect(report.failed).toHaveLength(account?.documents.failed ?? -1);
    sumsHold(out);

    await control.heal();
    const synced = await terminal.billfold('sync', '--json');
    expect(synced.code).toBe(0);
    expect(documentOf(syncDocument, synced).accounts[0]?.documents).toMatchObject({ missing: 0, failed: 0 });
    const exported = await terminal.billfold('export', '--json', '--out', out);
    expect(exported.code).toBe(0);
    expect(documentOf(exportDocument, exported).files).toHaveLength(report.failed.length);
    sumsHold(out);
  });

  it('because the vendor has none is named, and no failure', async () => {
    const terminal = await newTerminal('no-pdf');
    const { control, folder } = place();
    await control.fail({ kind: 'drop', fields: ['data.*.invoice_pdf', 'data.*.pdf', 'invoice_pdf'] });
    const synced = await terminal.billfold('sync', '--json');
    const [account] = documentOf(syncDocument, synced).accounts;
    expect(synced.code).toBe(0);
    expect(account).toMatchObject({ ok: true, documents: { stored: 0, failed: 0 }, error: null });
    const exported = await terminal.billfold('export', '--json', '--out', join(folder, 'no-pdf-out'));
    const report = documentOf(exportDocument, exported);
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining('no PDF at the vendor') as string });
    expect(report).toMatchObject({ files: [], failed: [], ledger: { csv: 'ledger.csv' } });
    expect(report.withoutFile.length).toBeGreaterThanOrEqual(account?.documents.missing ?? -1);
  });
});

describe('a folder that cannot be written', () => {
  async function synced(name: string): Promise<Terminal> {
    const terminal = await newTerminal(name);
    expect((await terminal.billfold('sync')).code).toBe(0);
    return terminal;
  }

  it('that is full leaves whole files only, and the same command goes on where it was', async () => {
    const terminal = await synced('full');
    const out = join(place().folder, 'small');
    const disk = mountSmallDisk(out, 64);
    onTestFinished(disk.unmount);
    const full = await terminal.billfold('export', '--json', '--out', out);
    const stopped = documentOf(exportDocument, full);
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('no space left') as string });
    expect(stopped).toMatchObject({ folder: out, error: { code: 'disk-full' } });
    expect(filesBelow(out)).toEqual(stopped.files);

    disk.grow(8192);
    const exported = await terminal.billfold('export', '--json', '--out', out);
    const report = documentOf(exportDocument, exported);
    expect(exported.code).toBe(0);
    expect(report).toMatchObject({ skipped: stopped.files, failed: [], error: null });
    expect(filesBelow(out)).toHaveLength(report.files.length + report.skipped.length + 4);
    sumsHold(out);
  });

  it('that is read-only is said in words', async () => {
    const terminal = await synced('read-only');
    const out = join(place().folder, 'locked');
    const disk = mountReadOnly(out);
    onTestFinished(disk.unmount);
    const refused = await terminal.billfold('export', '--json', '--out', out);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(`may not write into ${out}`) as string });
    expect(documentOf(exportDocument, refused)).toMatchObject({ files: [], error: { code: 'folder-read-only' } });
    expect((await terminal.billfold('export', '--out', join(place().folder, 'other'))).code).toBe(0);
  });

  it('that is the data folder is said in words', async () => {
    const { folder } = place();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    for (const dataFolder of [file, join(file, 'below')]) {
      const end = await createTerminal({ dataFolder, key: null }).billfold('check', '--json');
      expect(end.code).toBe(1);
      expect(end.stderr).toContain(file);
      expect(end.stderr).not.toMatch(/\bat .*\.js:/);
      expect(JSON.parse(end.stdout)).toMatchObject({ error: { message: end.stderr.trim() } });
    }
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'billfold.db'), 'this is no database');
    const end = await createTerminal({ dataFolder: broken, key: null }).billfold('check', '--json');
    expect(JSON.parse(end.stdout)).toMatchObject({ error: { code: 'database-corrupt' } });
    expect(end.code).toBe(1);
  });
});

describe('a server of older shapes', () => {
  it('is read as well', async () => {
    const { folder, server, control } = place();
    const terminal = createTerminal({ dataFolder: join(folder, 'older'), key: 'sk_test_faults' });
    onTestFinished(() => control.shape(null));
    await control.shape('older');
    expect((await addAccount(terminal, 'Acme', server)).code).toBe(0);
    expect((await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100')).code).toBe(0);
    const check = await terminal.billfold('check', '--json');
    expect(check.code).toBe(10);
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { ok: true, subscriptions: [{ upcoming: { kind: 'preview' } }], alerts: [{ firedNow: true }], error: null },
    ]);
    const sync = await terminal.billfold('sync', '--json');
    expect(sync.code).toBe(0);
    expect(documentOf(syncDocument, sync).accounts).toMatchObject([
      { ok: true, invoices: { total: 12 }, documents: { failed: 0 } },
    ]);
    const out = join(folder, 'older-out');
    const exported = await terminal.billfold('export', '--json', '--out', out);
    expect(exported.code).toBe(0);
    expect(documentOf(exportDocument, exported)).toMatchObject({ failed: [], manifest: 'manifest.json' });
    sumsHold(out);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { createTerminal, documentOf, filesBelow, sumsHold, type Terminal } from '../../support/billfold.ts';
import { exportDocument, syncDocument } from '../../support/command-documents.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { mountReadOnly, mountSmallDisk } from '../../support/small-mounts.ts';

const place = connected('sk_test_files', null);

describe('a PDF that does not come', () => {
  it.each([
    ['empty', 'pdf-empty', 'document-not-pdf'],
    ['a page of HTML', 'pdf-html', 'document-not-pdf'],
    ['cut off', 'pdf-truncated', 'document-truncated'],
  ])('%s fails in words, and comes with the next sync', async (_, kind, code) => {
    const terminal = await newAccount(place(), kind);
    const { control, folder } = place();
    onTestFinished(() => control.heal());
    await control.fail({ kind });
    const failed = await terminal.billfold('sync', '--json');
    const [account] = documentOf(syncDocument, failed).accounts;
    expect(failed.code).toBe(1);
    expect(account).toMatchObject({ ok: false, invoices: { total: 12 }, documents: { stored: 0 }, error: { code } });
    expect(account?.documents.failed).toBeGreaterThan(8);
    expect(failed.stderr).toMatch(/invoice in_\w+.*billfold sync.*\d+ more PDFs failed/s);
    // Nothing of a PDF: the archive's marker alone.
    const kept = filesBelow(terminal.dataFolder).filter((path) => path.startsWith('documents/'));
    expect(kept).toEqual(['documents/.billfold-archive.json']);

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
    const terminal = await newAccount(place(), 'no-pdf');
    const { control, folder } = place();
    onTestFinished(() => control.heal());
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

describe('verify', () => {
  it('reads every PDF by itself and tells which names another total than the vendor', async () => {
    const terminal = await newAccount(place(), 'totals');
    expect((await terminal.billfold('sync')).code).toBe(0);
    expect((await terminal.billfold('verify')).stdout).toContain(' 0 findings');
    const opened = openDatabase(join(terminal.dataFolder, 'billfold.db'), migrations);
    if (!opened.ok) throw new Error(opened.error.code);
    const db = opened.value;
    const texts = db.prepare("SELECT count(*) FROM document_texts WHERE state = 'done'").pluck().get();
    expect(texts).toBe(db.prepare("SELECT count(*) FROM invoices WHERE document = 'stored'").pluck().get());
    expect(texts).toBeGreaterThan(8);
    db.exec(`UPDATE invoices SET total = total + 100 WHERE row = (SELECT min(row) FROM invoices WHERE document = 'stored');
      DELETE FROM document_texts;`);
    db.close();
    const verified = await terminal.billfold('verify', '--json');
    expect(verified.code).toBe(11);
    // Neither the PDF nor the invoice's other figures agree with it now: the total's own parts, the net amount, what remains.
    const { findings } = z
      .object({ findings: z.array(z.object({ kind: z.string() })) })
      .parse(JSON.parse(verified.stdout));
    expect(findings.map(({ kind }) => kind)).toEqual([
      'total-mismatch',
      ...['sum-mismatch', 'sum-mismatch', 'sum-mismatch'],
    ]);
  });
});

describe('a folder that cannot be written', () => {
  async function synced(name: string): Promise<Terminal> {
    const terminal = await newAccount(place(), name);
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
    expect(filesBelow(out)).toHaveLength(report.files.length + report.skipped.length + 5);
    sumsHold(out);
  });

  it('that is read-only is said in words', async () => {
    const terminal = await synced('read-only');
    const out = join(place().folder, 'locked');
    const disk = mountReadOnly(out);
    onTestFinished(disk.unmount);
    const refused = await terminal.billfold('export', '--json', '--out', out);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`doesn’t have permission to write to ${out}`) as string,
    });
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

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyReport, type ExportRequest } from '#shared/export.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { valueOf } from '../support/archive/archive-setup.ts';
import { pdfBytes } from '../support/archive/document-server.ts';
import {
  everything,
  filesIn,
  inMonth,
  readCsv,
  readSheet,
  setUpExport,
  sumsHold,
  withExportFolder,
} from '../support/archive/export-setup.ts';
import { storeInvoices, type StoreOptions } from '../support/archive/stored-archive.ts';
import { plainMoney, usd } from '../support/billing-objects.ts';

const target = withExportFolder();
const setUp = (invoices: Invoice[], options: StoreOptions = {}) => setUpExport(target, invoices, options);

describe('an export', () => {
  it('writes documents by the template, ledger, manifest and checksums that hold', async () => {
    const { run, exports } = setUp([inMonth(0), inMonth(1), inMonth(2, { documentUrl: null })]);
    const report = valueOf(await run());
    expect(report).toEqual({
      ...emptyReport(target.out, false),
      files: ['2026/01/2026-01-01_Acme_A-0.pdf', '2026/02/2026-02-01_Acme_A-1.pdf'],
      skipped: [],
      failed: [],
      withoutFile: [{ invoice: 'in_2', reason: 'none' }],
      ledger: { csv: 'ledger.csv', taxes: 'ledger-taxes.csv', xlsx: 'ledger.xlsx' },
      manifest: 'manifest.json',
      checksums: 'SHA256SUMS',
      outputs: ['ledger.csv', 'ledger-taxes.csv', 'ledger.xlsx', 'manifest.json', 'SHA256SUMS'].map((path) => ({
        path,
        state: 'new',
      })),
    });
    expect(filesIn(target.out)).toEqual([
      '2026/01/2026-01-01_Acme_A-0.pdf',
      '2026/02/2026-02-01_Acme_A-1.pdf',
      'SHA256SUMS',
      'ledger-taxes.csv',
      'ledger.csv',
      'ledger.xlsx',
      'manifest.json',
    ]);
    expect(readFileSync(join(target.out, '2026/01/2026-01-01_Acme_A-0.pdf'))).toEqual(pdfBytes('in_0'));
    expect(sumsHold(target.out).trim().split('\n')).toHaveLength(6);
    expect(JSON.parse(readFileSync(join(target.out, 'manifest.json'), 'utf8'))).toMatchObject({
      program: { name: 'Billfold', version: '1.2.3' },
      createdAt: '2026-11-22T12:00:00.000Z',
      accounts: [{ id: 'acc1', name: 'Acme' }],
      files: [{ path: '2026/01/2026-01-01_Acme_A-0.pdf', invoice: 'in_0', bytes: pdfBytes('in_0').length }, {}],
      withoutFile: [{ invoice: 'in_2', reason: 'none' }],
    });
    expect(exports.history()).toMatchObject([{ state: 'done', written: 2, skipped: 0, failed: 0, folder: target.out }]);
  });

  it('run again writes nothing and says so', async () => {
    const { run, clock } = setUp([inMonth(0), inMonth(1)]);
    await run();
    const before = filesIn(target.out).map((path) => [
      path,
      statSync(join(target.out, path)).mtimeMs,
      statSync(join(target.out, path)).ino,
    ]);
    await clock.advance(86_400_000);
    const report = valueOf(await run());
    expect(report.files).toEqual([]);
    expect(report.skipped).toEqual(['2026/01/2026-01-01_Acme_A-0.pdf', '2026/02/2026-02-01_Acme_A-1.pdf']);
    expect(
      filesIn(target.out).map((path) => [
        path,
        statSync(join(target.out, path)).mtimeMs,
        statSync(join(target.out, path)).ino,
      ]),
    ).toEqual(before);
  });

  it('run again adds what is new and renews its ledger', async () => {
    const { run, db, place } = setUp([inMonth(0)]);
    await run();
    storeInvoices(db, place.documents, [inMonth(1)]);
    const report = valueOf(await run());
    expect(report).toMatchObject({ files: ['2026/02/2026-02-01_Acme_A-1.pdf'], ledger: { csv: 'ledger.csv' } });
    expect(readCsv(join(target.out, 'ledger.csv'))).toHaveLength(2);
    expect(sumsHold(target.out).trim().split('\n')).toHaveLength(6);
    expect(filesIn(target.out)).toHaveLength(7);
  });

  it('selects by months of issue, both included, by account and by keys', async () => {
    const { exports, db, place } = setUp([0, 1, 2, 3].map((month) => inMonth(month)));
    storeInvoices(db, place.documents, [inMonth(1, { id: 'in_b' })], { account: 'acc2' });
    const ids = async (request: Partial<ExportRequest>) =>
      valueOf(
        await exports.run(
          { ...everything, template: '{account}-{id}', ...request },
          { folder: target.out, dryRun: true },
        ),
      ).files;
    expect(await ids({ from: '2026-02', to: '2026-03' })).toEqual([
      'Acme-in_1.pdf',
      'Acme-in_2.pdf',
      'Second-in_b.pdf',
    ]);
    expect(await ids({ from: '2026-03' })).toEqual(['Acme-in_2.pdf', 'Acme-in_3.pdf']);
    expect(await ids({ to: '2026-01' })).toEqual(['Acme-in_0.pdf']);
    expect(await ids({ accountId: 'acc2' })).toEqual(['Second-in_b.pdf']);
    expect(await ids({ invoiceKeys: ['acc1:in_3', 'acc2:in_b'] })).toEqual(['Acme-in_3.pdf', 'Second-in_b.pdf']);
    expect(existsSync(target.out)).toBe(false);
    expect(await exports.run({ ...everything, from: '2030-01' }, { folder: target.out })).toEqual({
      ok: false,
      error: { code: 'nothing-to-export' },
    });
    expect(exports.preview({ ...everything, accountId: 'acc1', from: '2026-02' })).toEqual({
      ok: true,
      value: {
        count: 3,
        withDocument: 3,
        totals: [usd(3 * 4900)],
        tooLarge: [],
        examples: [
          '2026/02/2026-02-01_Acme_A-1.pdf',
          '2026/03/2026-03-01_Acme_A-2.pdf',
          '2026/04/2026-04-01_Acme_A-3.pdf',
        ],
      },
    });
  });

  it('writes only the formats that were asked for', async () => {
    const { exports } = setUp([inMonth(0)]);
    const report = valueOf(await exports.run({ ...everything, formats: ['csv'] }, { folder: target.out }));
    expect(report).toMatchObject({ files: [], ledger: { csv: 'ledger.csv', xlsx: null }, failed: [] });
    expect(filesIn(target.out)).toEqual(['SHA256SUMS', 'ledger-taxes.csv', 'ledger.csv', 'manifest.json']);
    sumsHold(target.out);
  });

  it('names an invoice whose PDF should be there and is not, and exports the others', async () => {
    const { run, archive, place } = setUp([inMonth(0), inMonth(1), inMonth(2)], {
      bytesOf: (invoice) => (invoice.id === 'in_1' ? null : pdfBytes(invoice.id)),
    });
    const gone = valueOf(await archive.documents.of('acc1:in_2'));
    rmSync(gone.file);
    expect(place.documents).not.toBe('');
    const report = valueOf(await run());
    expect(report.files).toEqual(['2026/01/2026-01-01_Acme_A-0.pdf']);
    expect(report.failed).toEqual([
      { invoice: 'in_1', code: 'document-missing' },
      { invoice: 'in_2', code: 'document-missing' },
    ]);
    expect(
      readCsv(join(target.out, 'ledger.csv')).map((row) => [row['id'], row['file'], row['sha256']?.length]),
    ).toEqual([
      ['in_0', '2026/01/2026-01-01_Acme_A-0.pdf', 64],
      ['in_1', '', 0],
      ['in_2', '', 0],
    ]);
    sumsHold(target.out);
  });

  it('stops on cancel, keeps what it wrote, and goes on later', async () => {
    const { exports } = setUp(Array.from({ length: 40 }, (_, n) => inMonth(n)));
    const cancel = new AbortController();
    const ended = await exports.run(everything, {
      folder: target.out,
      jobId: 'job-1',
      signal: cancel.signal,
      onProgress: (done) => {
        if (done === 10) cancel.abort();
      },
    });
    expect(ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    const written = valueOf(exports.report('job-1')).files;
    expect(filesIn(target.out)).toEqual([...written].sort());
    expect(exports.history()).toMatchObject([{ jobId: 'job-1', state: 'cancelled', written: written.length }]);
    const report = valueOf(await exports.resume('job-1'));
    expect(report.files.length + report.skipped.length).toBe(40);
    expect(report.skipped.length).toBe(written.length);
    expect(exports.history()).toMatchObject([{ jobId: 'job-1', state: 'done' }]);
    sumsHold(target.out);
  });
});

describe('what is in the folder already', () => {
  const path = '2026/01/2026-01-01_Acme_A-0.pdf';

  it('stays: other bytes of the same name make the export take a number', async () => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(join(target.out, '2026/01'), { recursive: true });
    writeFileSync(join(target.out, path), 'mine');
    expect(valueOf(await run()).files).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
    expect(readFileSync(join(target.out, path), 'utf8')).toBe('mine');
    expect(valueOf(await run()).skipped).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
    sumsHold(target.out);
  });

  it('is told apart by bytes, not by size', async () => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(join(target.out, '2026/01'), { recursive: true });
    writeFileSync(join(target.out, path), 'y'.repeat(pdfBytes('in_0').length));
    expect(valueOf(await run()).files).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
  });

  it.each(['ledger.csv', 'ledger.xlsx', 'manifest.json', 'SHA256SUMS'])('stays: a foreign %s', async (name) => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(target.out);
    writeFileSync(join(target.out, name), 'mine');
    const report = valueOf(await run());
    expect(readFileSync(join(target.out, name), 'utf8')).toBe('mine');
    expect(report).toMatchObject({
      ledger: { csv: 'ledger_2.csv' },
      manifest: 'manifest_2.json',
      checksums: 'SHA256SUMS_2',
    });
    sumsHold(target.out, 'SHA256SUMS_2');
    const count = filesIn(target.out).length;
    expect(valueOf(await run())).toMatchObject({ ledger: { csv: 'ledger_2.csv' } });
    expect(filesIn(target.out)).toHaveLength(count);
  });

  it('stays: a ledger that somebody wrote notes into', async () => {
    const { run } = setUp([inMonth(0)]);
    await run();
    writeFileSync(join(target.out, 'ledger.csv'), 'with notes');
    expect(valueOf(await run()).ledger.csv).toBe('ledger_2.csv');
    expect(readFileSync(join(target.out, 'ledger.csv'), 'utf8')).toBe('with notes');
  });

  it('stays: the ledger of another selection', async () => {
    const { run } = setUp([inMonth(0), inMonth(1)]);
    await run({ from: '2026-01', to: '2026-01' });
    await run({ from: '2026-02', to: '2026-02' });
    expect(readCsv(join(target.out, 'ledger.csv'))).toMatchObject([{ id: 'in_0' }]);
    expect(readCsv(join(target.out, 'ledger_2.csv'))).toMatchObject([{ id: 'in_1' }]);
    sumsHold(target.out);
    sumsHold(target.out, 'SHA256SUMS_2');
  });

  it('is recognized as its own without the data folder that wrote it', async () => {
    const first = setUp([inMonth(0)]);
    await first.run();
    first.db.close();
    rmSync(join(target.path, 'billfold.db'));
    const report = valueOf(await setUp([inMonth(0), inMonth(1)]).run());
    expect(report).toMatchObject({ ledger: { csv: 'ledger.csv' }, skipped: ['2026/01/2026-01-01_Acme_A-0.pdf'] });
    expect(readCsv(join(target.out, 'ledger.csv'))).toHaveLength(2);
  });

  it('may not lead out of the folder', async () => {
    const { run } = setUp([inMonth(0), inMonth(1)]);
    const outside = join(target.path, 'outside');
    mkdirSync(outside);
    mkdirSync(join(target.out, '2026'), { recursive: true });
    symlinkSync(outside, join(target.out, '2026/01'));
    const report = valueOf(await run());
    expect(report.files).toEqual(['2026/02/2026-02-01_Acme_A-1.pdf']);
    expect(report.failed).toEqual([{ invoice: 'in_0', code: 'file-failed' }]);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('may not lead out of the folder higher up either, and nothing is made out there', async () => {
    const { run } = setUp([inMonth(0)]);
    const outside = join(target.path, 'outside');
    mkdirSync(outside);
    mkdirSync(target.out);
    symlinkSync(outside, join(target.out, '2026'));
    const report = valueOf(await run());
    expect(report).toMatchObject({ files: [], failed: [{ invoice: 'in_0', code: 'file-failed' }] });
    expect(readdirSync(outside)).toEqual([]);
  });

  it('two invoices with one name get two files, the same ones each time', async () => {
    const { run } = setUp([inMonth(0, { id: 'in_x', number: 'Same' }), inMonth(0, { id: 'in_y', number: 'SAME' })]);
    const report = valueOf(await run({ template: '{number}' }));
    expect(report.files).toEqual(['SAME_2.pdf', 'Same.pdf']);
    expect(valueOf(await run({ template: '{number}' })).skipped).toEqual(['SAME_2.pdf', 'Same.pdf']);
  });

  it('two invoices with the same bytes get two files too', async () => {
    const { run } = setUp([inMonth(0, { id: 'in_x' }), inMonth(0, { id: 'in_y' })], {
      bytesOf: () => pdfBytes('same'),
    });
    expect(valueOf(await run({ template: 'bill' })).files).toEqual(['bill.pdf', 'bill_2.pdf']);
    expect(valueOf(await run({ template: 'bill' })).skipped).toEqual(['bill.pdf', 'bill_2.pdf']);
    expect(filesIn(target.out).filter((path) => path.endsWith('.pdf'))).toHaveLength(2);
  });
});

describe('the ledger', () => {
  const odd = [
    inMonth(0, {
      id: 'in_odd',
      number: '=1+1',
      customerName: '=1+1',
      taxId: '@evil',
      ...plainMoney(usd(-1250)),
    }),
    inMonth(1, {
      id: 'in_jpy',
      number: 'Ä "quoted", 漢字\nnew line',
      customerName: 'Müller, Søn & Cie; Łódź',
      ...plainMoney(money(5000, 'JPY'), money(5000, 'JPY')),
      dueAt: '2026-03-01T00:00:00.000Z',
    }),
    inMonth(2, { id: 'in_void', status: 'void', paidAt: null }),
  ];

  it('reads in Python with the right columns, numbers and accents', async () => {
    await setUp(odd).run();
    const rows = readCsv(join(target.out, 'ledger.csv'));
    expect(Object.keys(rows[0] ?? {})).toEqual(
      'account seller seller_tax_id number type status issue_date due_date service_from service_to currency subtotal discount shipping net tax total settled remaining cost_centre po_number tags note file sha256 handed_over id paid_date credit_applied tax_id customer version withdrawn_date vendor_period time_zone'.split(
        ' ',
      ),
    );
    expect(rows[0]).toMatchObject({
      number: "'=1+1",
      customer: "'=1+1",
      tax_id: "'@evil",
      net: '-12.50',
      total: '-12.50',
      remaining: '0.00',
      due_date: '',
    });
    expect(rows[1]).toMatchObject({
      number: 'Ä "quoted", 漢字\nnew line',
      customer: 'Müller, Søn & Cie; Łódź',
      currency: 'JPY',
      total: '5000',
      issue_date: '2026-02-01',
      due_date: '2026-03-01',
      service_from: '2026-10-01',
      service_to: '2026-10-31',
    });
    expect(rows[2]).toMatchObject({ status: 'void', paid_date: '' });
  });

  it('is a workbook with numbers as numbers, dates as dates and text as text', async () => {
    await setUp(odd).run({ headings: 'fields' });
    const rows = readSheet(join(target.out, 'ledger.xlsx'), 'Invoices');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      number: ['text', '=1+1'],
      issue_date: ['yyyy\\-mm\\-dd', '46023'],
      net: ['#,##0.00', '-12.50'],
      tax_id: ['text', '@evil'],
      customer: ['text', '=1+1'],
    });
    expect(rows[1]).toMatchObject({ number: ['text', 'Ä "quoted", 漢字\nnew line'], total: ['#,##0', '5000'] });
    expect(rows[2]).not.toHaveProperty('paid_date');
  });
});

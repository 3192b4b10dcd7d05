import { execFileSync } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyReport, type ExportSelection } from '#shared/export.ts';
import type { ExportRequest } from '../../electron/export/index.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { pdfBytes } from '../support/archive/document-server.ts';
import { storeInvoices, type StoreOptions } from '../support/archive/stored-archive.ts';
import { anInvoice, usd } from '../support/billing-objects.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let out: string;
beforeEach(() => {
  temporary = temporaryFolder();
  out = join(temporary.path, 'out');
});
afterEach(() => {
  temporary[Symbol.dispose]();
});

const everything: ExportSelection = { accountId: null, invoiceKeys: null, from: null, to: null };

function setUp(invoices: Invoice[], options: StoreOptions = {}) {
  const clock = fakeClock();
  const accounts = [anAccount(), anAccount({ id: 'acc2', name: 'Second' })];
  const set = setUpArchive({ folder: temporary.path, source: fakeBillingSource(), clock, accounts });
  storeInvoices(set.db, set.place.documents, invoices, options);
  return {
    ...set,
    clock,
    run: (changes: Partial<ExportRequest> = {}) => set.exports.run({ ...everything, ...changes }, { folder: out }),
  };
}

/** Issued in month n of 2026, counted from 0. */
const inMonth = (month: number, changes: Partial<Invoice> = {}): Invoice => {
  const at = new Date(Date.UTC(2026, month, 1)).toISOString();
  return anInvoice({ id: `in_${month}`, number: `A-${month}`, createdAt: at, issuedAt: at, ...changes });
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

const sumsHold = (name = 'SHA256SUMS'): string =>
  execFileSync('sha256sum', ['-c', '--strict', name], { cwd: out, encoding: 'utf8' });

/** Rows of a CSV file as Python's own csv module reads them. */
function readCsv(name = 'ledger.csv'): Array<Record<string, string>> {
  const program =
    'import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")))))';
  return JSON.parse(execFileSync('python3', ['-c', program, join(out, name)], { encoding: 'utf8' })) as Array<
    Record<string, string>
  >;
}

describe('an export', () => {
  it('writes documents by the template, ledger, manifest and checksums that hold', async () => {
    const { run, exports } = setUp([inMonth(0), inMonth(1), inMonth(2, { documentUrl: null })]);
    const report = valueOf(await run());
    expect(report).toEqual({
      ...emptyReport(out, false),
      files: ['2026/01/2026-01-01_Acme_A-0.pdf', '2026/02/2026-02-01_Acme_A-1.pdf'],
      skipped: [],
      failed: [],
      withoutFile: [{ invoice: 'in_2', reason: 'none' }],
      ledger: { csv: 'ledger.csv', xlsx: 'ledger.xlsx' },
      manifest: 'manifest.json',
      checksums: 'SHA256SUMS',
      outputs: ['ledger.csv', 'ledger.xlsx', 'manifest.json', 'SHA256SUMS'].map((path) => ({ path, state: 'new' })),
    });
    expect(filesIn(out)).toEqual([
      '2026/01/2026-01-01_Acme_A-0.pdf',
      '2026/02/2026-02-01_Acme_A-1.pdf',
      'SHA256SUMS',
      'ledger.csv',
      'ledger.xlsx',
      'manifest.json',
    ]);
    expect(readFileSync(join(out, '2026/01/2026-01-01_Acme_A-0.pdf'))).toEqual(pdfBytes('in_0'));
    expect(sumsHold().trim().split('\n')).toHaveLength(5);
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toMatchObject({
      program: { name: 'Billfold', version: '1.2.3' },
      createdAt: '2026-11-22T12:00:00.000Z',
      accounts: [{ id: 'acc1', name: 'Acme' }],
      files: [{ path: '2026/01/2026-01-01_Acme_A-0.pdf', invoice: 'in_0', bytes: pdfBytes('in_0').length }, {}],
      withoutFile: [{ invoice: 'in_2', reason: 'none' }],
    });
    expect(exports.history()).toMatchObject([{ state: 'done', written: 2, skipped: 0, failed: 0, folder: out }]);
  });

  it('run again writes nothing and says so', async () => {
    const { run, clock } = setUp([inMonth(0), inMonth(1)]);
    await run();
    const before = filesIn(out).map((path) => [path, statSync(join(out, path)).mtimeMs, statSync(join(out, path)).ino]);
    await clock.advance(86_400_000);
    const report = valueOf(await run());
    expect(report.files).toEqual([]);
    expect(report.skipped).toEqual(['2026/01/2026-01-01_Acme_A-0.pdf', '2026/02/2026-02-01_Acme_A-1.pdf']);
    expect(
      filesIn(out).map((path) => [path, statSync(join(out, path)).mtimeMs, statSync(join(out, path)).ino]),
    ).toEqual(before);
  });

  it('run again adds what is new and renews its ledger', async () => {
    const { run, db, place } = setUp([inMonth(0)]);
    await run();
    storeInvoices(db, place.documents, [inMonth(1)]);
    const report = valueOf(await run());
    expect(report).toMatchObject({ files: ['2026/02/2026-02-01_Acme_A-1.pdf'], ledger: { csv: 'ledger.csv' } });
    expect(readCsv()).toHaveLength(2);
    expect(sumsHold().trim().split('\n')).toHaveLength(5);
    expect(filesIn(out)).toHaveLength(6);
  });

  it('selects by months of issue, both included, by account and by keys', async () => {
    const { exports, db, place } = setUp([0, 1, 2, 3].map((month) => inMonth(month)));
    storeInvoices(db, place.documents, [inMonth(1, { id: 'in_b' })], { account: 'acc2' });
    const ids = async (request: Partial<ExportRequest>) =>
      valueOf(
        await exports.run({ ...everything, template: '{account}-{id}', ...request }, { folder: out, dryRun: true }),
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
    expect(existsSync(out)).toBe(false);
    expect(await exports.run({ ...everything, from: '2030-01' }, { folder: out })).toEqual({
      ok: false,
      error: { code: 'nothing-to-export' },
    });
    expect(exports.preview({ ...everything, accountId: 'acc1', from: '2026-02' })).toEqual({
      ok: true,
      value: {
        count: 3,
        withDocument: 3,
        totals: [usd(3 * 4900)],
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
    const report = valueOf(await exports.run({ ...everything, formats: ['csv'] }, { folder: out }));
    expect(report).toMatchObject({ files: [], ledger: { csv: 'ledger.csv', xlsx: null }, failed: [] });
    expect(filesIn(out)).toEqual(['SHA256SUMS', 'ledger.csv', 'manifest.json']);
    sumsHold();
  });

  it('names an invoice whose PDF should be there and is not, and exports the others', async () => {
    const { run, archive, place } = setUp([inMonth(0), inMonth(1), inMonth(2)], {
      bytesOf: (invoice) => (invoice.id === 'in_1' ? null : pdfBytes(invoice.id)),
    });
    const gone = valueOf(await archive.document('acc1:in_2'));
    rmSync(gone.file);
    expect(place.documents).not.toBe('');
    const report = valueOf(await run());
    expect(report.files).toEqual(['2026/01/2026-01-01_Acme_A-0.pdf']);
    expect(report.failed).toEqual([
      { invoice: 'in_1', code: 'document-missing' },
      { invoice: 'in_2', code: 'document-missing' },
    ]);
    expect(readCsv().map((row) => [row['id'], row['file'], row['sha256']?.length])).toEqual([
      ['in_0', '2026/01/2026-01-01_Acme_A-0.pdf', 64],
      ['in_1', '', 0],
      ['in_2', '', 0],
    ]);
    sumsHold();
  });

  it('stops on cancel, keeps what it wrote, and goes on later', async () => {
    const { exports } = setUp(Array.from({ length: 40 }, (_, n) => inMonth(n)));
    const cancel = new AbortController();
    const ended = await exports.run(everything, {
      folder: out,
      jobId: 'job-1',
      signal: cancel.signal,
      onProgress: (done) => {
        if (done === 10) cancel.abort();
      },
    });
    expect(ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    const written = valueOf(exports.report('job-1')).files;
    expect(filesIn(out)).toEqual([...written].sort());
    expect(exports.history()).toMatchObject([{ jobId: 'job-1', state: 'cancelled', written: written.length }]);
    const report = valueOf(await exports.resume('job-1'));
    expect(report.files.length + report.skipped.length).toBe(40);
    expect(report.skipped.length).toBe(written.length);
    expect(exports.history()).toMatchObject([{ jobId: 'job-1', state: 'done' }]);
    sumsHold();
  });
});

describe('what is in the folder already', () => {
  const path = '2026/01/2026-01-01_Acme_A-0.pdf';

  it('stays: other bytes of the same name make the export take a number', async () => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(join(out, '2026/01'), { recursive: true });
    writeFileSync(join(out, path), 'mine');
    expect(valueOf(await run()).files).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
    expect(readFileSync(join(out, path), 'utf8')).toBe('mine');
    expect(valueOf(await run()).skipped).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
    sumsHold();
  });

  it('is told apart by bytes, not by size', async () => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(join(out, '2026/01'), { recursive: true });
    writeFileSync(join(out, path), 'y'.repeat(pdfBytes('in_0').length));
    expect(valueOf(await run()).files).toEqual(['2026/01/2026-01-01_Acme_A-0_2.pdf']);
  });

  it.each(['ledger.csv', 'ledger.xlsx', 'manifest.json', 'SHA256SUMS'])('stays: a foreign %s', async (name) => {
    const { run } = setUp([inMonth(0)]);
    mkdirSync(out);
    writeFileSync(join(out, name), 'mine');
    const report = valueOf(await run());
    expect(readFileSync(join(out, name), 'utf8')).toBe('mine');
    expect(report).toMatchObject({
      ledger: { csv: 'ledger_2.csv' },
      manifest: 'manifest_2.json',
      checksums: 'SHA256SUMS_2',
    });
    sumsHold('SHA256SUMS_2');
    const count = filesIn(out).length;
    expect(valueOf(await run())).toMatchObject({ ledger: { csv: 'ledger_2.csv' } });
    expect(filesIn(out)).toHaveLength(count);
  });

  it('stays: a ledger that somebody wrote notes into', async () => {
    const { run } = setUp([inMonth(0)]);
    await run();
    writeFileSync(join(out, 'ledger.csv'), 'with notes');
    expect(valueOf(await run()).ledger.csv).toBe('ledger_2.csv');
    expect(readFileSync(join(out, 'ledger.csv'), 'utf8')).toBe('with notes');
  });

  it('stays: the ledger of another selection', async () => {
    const { run } = setUp([inMonth(0), inMonth(1)]);
    await run({ from: '2026-01', to: '2026-01' });
    await run({ from: '2026-02', to: '2026-02' });
    expect(readCsv('ledger.csv')).toMatchObject([{ id: 'in_0' }]);
    expect(readCsv('ledger_2.csv')).toMatchObject([{ id: 'in_1' }]);
    sumsHold();
    sumsHold('SHA256SUMS_2');
  });

  it('is recognized as its own without the data folder that wrote it', async () => {
    const first = setUp([inMonth(0)]);
    await first.run();
    first.db.close();
    rmSync(join(temporary.path, 'billfold.db'));
    const report = valueOf(await setUp([inMonth(0), inMonth(1)]).run());
    expect(report).toMatchObject({ ledger: { csv: 'ledger.csv' }, skipped: ['2026/01/2026-01-01_Acme_A-0.pdf'] });
    expect(readCsv()).toHaveLength(2);
  });

  it('may not lead out of the folder', async () => {
    const { run } = setUp([inMonth(0), inMonth(1)]);
    const outside = join(temporary.path, 'outside');
    mkdirSync(outside);
    mkdirSync(join(out, '2026'), { recursive: true });
    symlinkSync(outside, join(out, '2026/01'));
    const report = valueOf(await run());
    expect(report.files).toEqual(['2026/02/2026-02-01_Acme_A-1.pdf']);
    expect(report.failed).toEqual([{ invoice: 'in_0', code: 'file-failed' }]);
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
    expect(filesIn(out).filter((path) => path.endsWith('.pdf'))).toHaveLength(2);
  });
});

describe('the ledger', () => {
  const odd = [
    inMonth(0, {
      id: 'in_odd',
      number: '=1+1',
      customerName: 'x',
      taxId: '@evil',
      net: usd(-1250),
      total: usd(-1250),
      amountDue: usd(0),
    }),
    inMonth(1, {
      id: 'in_jpy',
      number: 'Ä "quoted", 漢字\nnew line',
      net: money(5000, 'JPY'),
      tax: money(0, 'JPY'),
      total: money(5000, 'JPY'),
      creditApplied: money(0, 'JPY'),
      amountDue: money(5000, 'JPY'),
      dueAt: '2026-03-01T00:00:00.000Z',
    }),
    inMonth(2, { id: 'in_void', status: 'void', paidAt: null }),
  ];

  it('reads in Python with the right columns, numbers and accents', async () => {
    await setUp(odd).run();
    const rows = readCsv();
    expect(Object.keys(rows[0] ?? {})).toEqual(
      'account number id status type issue_date due_date paid_date period currency net tax total credit_applied amount_due tax_id file sha256'.split(
        ' ',
      ),
    );
    expect(rows[0]).toMatchObject({
      number: "'=1+1",
      tax_id: "'@evil",
      net: '-12.50',
      total: '-12.50',
      amount_due: '0.00',
      due_date: '',
    });
    expect(rows[1]).toMatchObject({
      number: 'Ä "quoted", 漢字\nnew line',
      currency: 'JPY',
      total: '5000',
      issue_date: '2026-02-01',
      due_date: '2026-03-01',
      period: '2026-10-01/2026-10-31',
    });
    expect(rows[2]).toMatchObject({ status: 'void', paid_date: '' });
  });

  it('is a workbook with numbers as numbers, dates as dates and text as text', async () => {
    await setUp(odd).run();
    const program = `
import json, sys, zipfile, xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist(): tree.fromstring(book.read(name))
space = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
styles = tree.fromstring(book.read('xl/styles.xml'))
formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iterfind('.//m:numFmt', space)}
used = [formats.get(x.get('numFmtId')) for x in styles.find('m:cellXfs', space)]
def cell(c):
    if c.get('t') == 'inlineStr': return ['text', c.find('.//m:t', space).text]
    return [used[int(c.get('s'))], c.find('m:v', space).text]
sheet = tree.fromstring(book.read('xl/worksheets/sheet1.xml'))
print(json.dumps([{c.get('r'): cell(c) for c in row} for row in sheet.iterfind('.//m:row', space)]))`;
    const rows = JSON.parse(
      execFileSync('python3', ['-c', program, join(out, 'ledger.xlsx')], { encoding: 'utf8' }),
    ) as Array<Record<string, [string, string]>>;
    expect(rows).toHaveLength(4);
    expect(rows[0]?.['B1']).toEqual(['text', 'number']);
    expect(rows[1]).toMatchObject({
      B2: ['text', '=1+1'],
      F2: ['yyyy\\-mm\\-dd', '46023'],
      K2: ['#,##0.00', '-12.50'],
      P2: ['text', '@evil'],
    });
    expect(rows[2]).toMatchObject({ B3: ['text', 'Ä "quoted", 漢字\nnew line'], M3: ['#,##0', '5000'] });
    expect(rows[3]).not.toHaveProperty('H4');
  });
});

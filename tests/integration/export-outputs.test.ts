import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExportReport, isNothingNew, unchangedFiles } from '#shared/export.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import type { Finding } from '#shared/verification.ts';
import { sha256Of } from '../../electron/files/index.ts';
import { valueOf } from '../support/archive/archive-setup.ts';
import { pdfBytes } from '../support/archive/document-server.ts';
import {
  filesIn,
  inMonth,
  python,
  readCsv,
  readSheet,
  readWorkbook,
  setUpExport,
  sumsHold,
  withExportFolder,
} from '../support/archive/export-setup.ts';
import { storeInvoices } from '../support/archive/stored-archive.ts';
import { aLine, plainMoney, usd } from '../support/billing-objects.ts';

const target = withExportFolder();
const inOut = (name: string) => join(target.out, name);

const invoice = inMonth(9, { id: 'in_oct', number: 'Ä-1', net: usd(100_000), tax: usd(19_050), total: usd(119_050) });
const credit = inMonth(9, {
  id: 'cn_oct',
  number: 'CN-1',
  type: 'credit-note',
  corrects: 'in_oct',
  ...plainMoney(usd(2000)),
});
const voided = inMonth(9, { id: 'in_void', number: 'V-1', status: 'void', paidAt: null });
const yen = inMonth(8, {
  id: 'in_jpy',
  number: 'J-1',
  ...{ status: 'open', paidAt: null },
  ...plainMoney(money(5000, 'JPY'), money(5000, 'JPY')),
  lines: [],
});

describe('the ledger', () => {
  it('for Excel has what Excel expects in German: byte order mark, semicolons, decimal commas', async () => {
    await setUpExport(target, [invoice, credit], { locale: 'de-DE' }).run({ csvPreset: 'excel', headings: 'fields' });
    expect(readFileSync(inOut('ledger.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(readCsv(inOut('ledger.csv'), ';')).toMatchObject([
      { number: 'Ä-1', net: '1000,00', total: '1190,50' },
      { number: 'CN-1', type: 'credit-note', total: '-20,00' },
    ]);
  });

  it('for Excel has commas and decimal points in English; another preset is another ledger', async () => {
    const { run } = setUpExport(target, [invoice]);
    await run({ csvPreset: 'excel' });
    expect(readCsv(inOut('ledger.csv'))).toMatchObject([{ Total: '1190.50' }]);
    expect(valueOf(await run({ csvPreset: 'plain' })).ledger.csv).toBe('ledger_2.csv');
    expect(readFileSync(inOut('ledger_2.csv')).subarray(0, 7).toString()).toBe('account');
  });

  it('has what the user noted on an invoice', async () => {
    const { run, db } = setUpExport(target, [invoice]);
    db.prepare("UPDATE invoices SET note = '=1+1', tags = 'cloud', cost_centre = '4711', po_number = 'PO-9'").run();
    await run({ template: '{costcentre}/{po}_{tags}' });
    expect(readCsv(inOut('ledger.csv'))).toMatchObject([
      { file: '4711/PO-9_cloud.pdf', cost_centre: '4711', po_number: 'PO-9', tags: 'cloud', note: "'=1+1" },
    ]);
  });

  it('is of the newest version, and says that there are earlier ones and since when the vendor has none', async () => {
    const { run, db } = setUpExport(target, [invoice, credit]);
    db.exec(
      "UPDATE invoices SET version = 3, newer_document = 1, withdrawn_at = '2026-11-02T08:00:00.000Z' WHERE id = 'in_oct'",
    );
    await run();
    expect(readCsv(inOut('ledger.csv'))).toMatchObject([
      { number: 'Ä-1', version: '3', withdrawn_date: '2026-11-02' },
      { number: 'CN-1', version: '1', withdrawn_date: '' },
    ]);
    const manifest = JSON.parse(readFileSync(inOut('manifest.json'), 'utf8')) as { files: object[] };
    expect(manifest.files).toMatchObject([
      { number: 'Ä-1', version: 3, ofEarlierVersion: true },
      { number: 'CN-1', version: 1, ofEarlierVersion: false },
    ]);
    expect(isNothingNew(valueOf(await run()))).toBe(true);
  });

  it('made by an earlier Billfold, whose manifest tells neither versions nor columns, is still this export’s own', async () => {
    const { run } = setUpExport(target, [invoice]);
    await run();
    const manifest = JSON.parse(readFileSync(inOut('manifest.json'), 'utf8')) as Record<string, object>;
    const without = (from: unknown, ...names: string[]) => {
      for (const name of names) Reflect.deleteProperty(Object(from) as object, name);
    };
    without(manifest, 'tables');
    without(manifest['ledger'], 'taxes');
    without(manifest['selection'], 'headings');
    for (const file of Object.values(manifest['files'] ?? {})) without(file, 'version', 'ofEarlierVersion');
    const old = `${JSON.stringify(manifest, null, 2)}\n`;
    const sums = readFileSync(inOut('SHA256SUMS'), 'utf8').replace(
      /^.*  manifest\.json$/m,
      `${sha256Of(old)}  manifest.json`,
    );
    writeFileSync(inOut('manifest.json'), old);
    writeFileSync(inOut('SHA256SUMS'), sums);
    expect(valueOf(await run()).manifest).toBe('manifest.json');
    expect(filesIn(target.out)).not.toContain('manifest_2.json');
  });

  it('as a workbook has invoices, their lines, and sums by month and currency that count no void', async () => {
    const line = aLine({ priceId: null, period: invoice.period, kind: 'metered' });
    const withLines: Invoice = {
      ...invoice,
      lines: [{ ...line, description: '=cmd()', amount: usd(119_050), quantity: 2.5 }],
    };
    const creditLine = { ...line, description: 'Refund', amount: usd(2000), quantity: null };
    const given = [yen, withLines, { ...credit, lines: [creditLine] }, voided];
    await setUpExport(target, given).run({ headings: 'fields' });
    const book = inOut('ledger.xlsx');
    const summary = 'Summary by month and currency';
    expect(Object.keys(readWorkbook(book))).toEqual(['Invoices', 'Taxes', 'Lines', 'Payments', summary]);
    expect(readSheet(book, 'Invoices')).toHaveLength(4);
    expect(readSheet(book, 'Lines')).toContainEqual(
      expect.objectContaining({
        description: ['text', '=cmd()'],
        quantity: ['number', '2.5'],
        service_from: ['yyyy\\-mm\\-dd', '46296'],
        amount: ['#,##0.00', '1190.50'],
        kind: ['text', 'metered'],
      }),
    );
    expect(readSheet(book, 'Lines')).toContainEqual(
      expect.objectContaining({
        ...{ id: ['text', 'cn_oct'], description: ['text', 'Refund'], amount: ['#,##0.00', '-20.00'] },
      }),
    );
    expect(readSheet(book, summary).map((row) => Object.values(row).map(([, text]) => text))).toEqual([
      ['2026-09', 'JPY', '1', '0', '5000', '0', '0', '5000', '0', '5000', '0'],
      ['2026-10', 'USD', '1', '1', '980.00', '190.50', '0', '1170.50', '1170.50', '0.00', '0'],
    ]);
    expect(readSheet(book, summary)[1]?.['total']).toEqual(['#,##0.00', '1170.50']);
  });

  it('has sums that no number holds as text, exactly, beside those of other currencies', async () => {
    const largest = 9_000_000_000_001;
    const many = Array.from({ length: 1_100 }, (_, nth) =>
      inMonth(9, { id: `in_${nth}`, number: `A-${nth}`, total: money(largest, 'EUR'), documentUrl: null, lines: [] }),
    );
    const { run, exports } = setUpExport(target, [...many, invoice]);
    expect(exports.preview({ accountId: null, invoiceKeys: null, from: null, to: null })).toMatchObject({
      ok: true,
      value: { count: 1_101, totals: [usd(119_050)], tooLarge: ['EUR'] },
    });
    await run();
    const [eur, dollars] = readSheet(inOut('ledger.xlsx'), 'Summary by month and currency');
    expect(eur).toMatchObject({ Total: ['text', '99000000000011.00'] });
    expect(dollars).toMatchObject({ Total: ['#,##0.00', '1190.50'] });
    expect(readCsv(inOut('ledger.csv'))[7]).toMatchObject({ total: '90000000000.01' });
  });
});

describe('the same content', () => {
  it('asked for in another way is the same files, until it is another', async () => {
    const { run, db, place } = setUpExport(target, [invoice]);
    await run();
    const before = filesIn(target.out).map((path) => [path, statSync(inOut(path)).mtimeMs]);
    const ofAccount = { accountId: 'acc1', from: '2026-10', to: '2026-12' } as const;
    expect(isNothingNew(valueOf(await run(ofAccount, { dryRun: true })))).toBe(true);
    const same = valueOf(await run(ofAccount));
    expect(isNothingNew(same)).toBe(true);
    expect(same).toMatchObject({ ledger: { csv: 'ledger.csv' }, manifest: 'manifest.json', checksums: 'SHA256SUMS' });
    expect(filesIn(target.out).map((path) => [path, statSync(inOut(path)).mtimeMs])).toEqual(before);

    storeInvoices(db, place.documents, [inMonth(9, { id: 'in_b', number: 'B-1' })], { account: 'acc2' });
    // What belongs to the first question is renewed by it alone.
    expect(isNothingNew(valueOf(await run(ofAccount)))).toBe(true);
    expect(valueOf(await run()).ledger.csv).toBe('ledger.csv');
    expect(valueOf(await run(ofAccount)).ledger.csv).toBe('ledger_2.csv');
    expect(isNothingNew(valueOf(await run()))).toBe(true);
    for (const list of ['SHA256SUMS', 'SHA256SUMS_2']) sumsHold(target.out, list);
  });

  it('in one more form is written beside what is there', async () => {
    const { run } = setUpExport(target, [invoice]);
    await run({ formats: ['csv'] });
    const more = valueOf(await run({ formats: ['xlsx', 'csv'] }));
    expect(more.outputs).toMatchObject([
      { path: 'ledger.csv', state: 'same' },
      { path: 'ledger-taxes.csv', state: 'same' },
      { path: 'ledger.xlsx', state: 'new' },
      { path: 'manifest.json', state: 'renewed' },
      { path: 'SHA256SUMS', state: 'renewed' },
    ]);
    expect(filesIn(target.out)).toHaveLength(5);
    sumsHold(target.out);
  });

  it('that somebody else put there under those names is not taken for an export', async () => {
    const { run } = setUpExport(target, [invoice]);
    await run({ formats: ['csv'] });
    rmSync(inOut('SHA256SUMS'));
    expect(valueOf(await run({ formats: ['csv'], accountId: 'acc1' })).ledger.csv).toBe('ledger_2.csv');
  });
});

describe('headings', () => {
  const first = (name: string, delimiter = ',') => readFileSync(inOut(name), 'utf8').split(delimiter)[0];

  it('are words where people read, field names where programs do, and either everywhere when asked for', async () => {
    const { run } = setUpExport(target, [invoice], { locale: 'de-DE' });
    const sheets = () => Object.keys(readWorkbook(inOut('ledger.xlsx')));
    const made = async (request: Parameters<typeof run>[0]) => {
      rmSync(target.out, { recursive: true, force: true });
      await run(request);
      return [first('ledger.csv', request?.csvPreset === 'excel' ? ';' : ','), sheets()[0]];
    };
    expect(await made({})).toEqual(['account', 'Rechnungen']);
    expect(await made({ csvPreset: 'excel' })).toEqual(['\ufeffKonto', 'Rechnungen']);
    expect(await made({ headings: 'words' })).toEqual(['Konto', 'Rechnungen']);
    expect(await made({ headings: 'fields', csvPreset: 'excel' })).toEqual(['\ufeffaccount', 'Invoices']);
  });

  it('are told with their field names by the manifest', async () => {
    await setUpExport(target, [invoice], { locale: 'de-DE' }).run({ csvPreset: 'excel' });
    const { tables } = JSON.parse(readFileSync(inOut('manifest.json'), 'utf8')) as {
      tables: { table: string; file: string; sheet: string | null; columns: { field: string; heading: string }[] }[];
    };
    expect(tables.map(({ table, file, sheet }) => [table, file, sheet])).toEqual([
      ['invoices', 'ledger.csv', null],
      ['taxes', 'ledger-taxes.csv', null],
      ['invoices', 'ledger.xlsx', 'Rechnungen'],
      ['taxes', 'ledger.xlsx', 'Steuern'],
      ['lines', 'ledger.xlsx', 'Positionen'],
      ['payments', 'ledger.xlsx', 'Zahlungen'],
      ['summary', 'ledger.xlsx', 'Summen je Monat und Währung'],
    ]);
    expect(tables[0]?.columns).toContainEqual({ field: 'remaining', heading: 'Offen' });
    expect(Object.keys(readCsv(inOut('ledger.csv'), ';')[0] ?? {})).toEqual(
      tables[0]?.columns.map(({ heading }) => heading),
    );
  });
});

describe('a dry run', () => {
  it('says exactly what the export then does, and writes nothing', async () => {
    const { run, db, place } = setUpExport(target, [inMonth(0), inMonth(1)]);
    const first = valueOf(await run({}, { dryRun: true }));
    expect(existsSync(target.out)).toBe(false);
    const done = valueOf(await run());
    expect({ ...first, dryRun: false }).toEqual(done);

    storeInvoices(db, place.documents, [inMonth(2), inMonth(3)]);
    mkdirSync(inOut('2026/03'), { recursive: true });
    writeFileSync(inOut('2026/03/2026-03-01_Acme_A-2.pdf'), 'somebody else’s');
    const before = filesIn(target.out).map((path) => [path, statSync(inOut(path)).mtimeMs]);
    const planned = valueOf(await run({}, { dryRun: true, jobId: 'look' }));
    expect(filesIn(target.out).map((path) => [path, statSync(inOut(path)).mtimeMs])).toEqual(before);
    expect(planned).toMatchObject({
      files: ['2026/03/2026-03-01_Acme_A-2_2.pdf', '2026/04/2026-04-01_Acme_A-3.pdf'],
      skipped: ['2026/01/2026-01-01_Acme_A-0.pdf', '2026/02/2026-02-01_Acme_A-1.pdf'],
      renamed: [{ path: '2026/03/2026-03-01_Acme_A-2_2.pdf', wanted: '2026/03/2026-03-01_Acme_A-2.pdf' }],
      outputs: ['ledger.csv', 'ledger-taxes.csv', 'ledger.xlsx', 'manifest.json', 'SHA256SUMS'].map((path) => ({
        path,
        state: 'renewed',
      })),
    });
    expect({ ...planned, dryRun: false }).toEqual(valueOf(await run()));
  });

  it('of an export that is there says that nothing is new, and so does the export', async () => {
    const { run, exports } = setUpExport(target, [inMonth(0)]);
    expect(isNothingNew(valueOf(await run()))).toBe(false);
    const planned = await run({}, { dryRun: true, jobId: 'look' });
    expect(isNothingNew(valueOf(planned))).toBe(true);
    expect(exports.report('look')).toEqual(planned);
    expect(isNothingNew(valueOf(await run()))).toBe(true);
    expect(exports.history()).toHaveLength(2);
  });
});

it('a ledger alone that is there says that nothing is new', async () => {
  const { run } = setUpExport(target, [inMonth(0)]);
  expect(isNothingNew(valueOf(await run({ formats: ['csv'] })))).toBe(false);
  const again = valueOf(await run({ formats: ['csv'] }));
  expect(isNothingNew(again)).toBe(true);
  expect(unchangedFiles(again)).toBe(4);
});

describe('a ZIP', () => {
  const zip = (report: ExportReport) => inOut(report.zip ?? '');

  it('holds everything under dates of its own, with checksums that hold', async () => {
    const report = valueOf(await setUpExport(target, [inMonth(0), inMonth(9)]).run({ zip: true }));
    expect(filesIn(target.out)).toEqual(['invoices.zip']);
    const program = `
import json, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
book.extractall(sys.argv[2])
print(json.dumps([[entry.filename, entry.date_time, entry.external_attr >> 16] for entry in book.infolist()]))`;
    const unpacked = join(target.path, 'unpacked');
    expect(python(program, zip(report), unpacked)).toEqual([
      ['2026/01/2026-01-01_Acme_A-0.pdf', [2026, 1, 1, 12, 0, 0], 0o100644],
      ['2026/10/2026-10-01_Acme_A-9.pdf', [2026, 10, 1, 12, 0, 0], 0o100644],
      ['SHA256SUMS', [2026, 10, 1, 12, 0, 0], 0o100644],
      ['ledger-taxes.csv', [2026, 10, 1, 12, 0, 0], 0o100644],
      ['ledger.csv', [2026, 10, 1, 12, 0, 0], 0o100644],
      ['ledger.xlsx', [2026, 10, 1, 12, 0, 0], 0o100644],
      ['manifest.json', [2026, 10, 1, 12, 0, 0], 0o100644],
    ]);
    expect(sumsHold(unpacked).trim().split('\n')).toHaveLength(6);
    expect(readFileSync(join(unpacked, '2026/01/2026-01-01_Acme_A-0.pdf'))).toEqual(pdfBytes('in_0'));
  });

  it('of the same invoices has the same bytes at another time, and is left as it is', async () => {
    const { run, clock } = setUpExport(target, [inMonth(0)]);
    const first = valueOf(await run({ zip: true, from: '2026-01', to: '2026-01' }));
    expect(first).toMatchObject({ zip: 'invoices_2026-01.zip', outputs: [{ state: 'new' }] });
    const bytes = readFileSync(zip(first));
    await clock.advance(86_400_000);
    const again = valueOf(await run({ zip: true, from: '2026-01', to: '2026-01' }));
    expect(isNothingNew(again)).toBe(true);
    expect(filesIn(target.out)).toEqual(['invoices_2026-01.zip']);
    rmSync(zip(first));
    await run({ zip: true, from: '2026-01', to: '2026-01' });
    expect(readFileSync(zip(first)).equals(bytes)).toBe(true);
  });

  it('that is there already is told of before it is made', async () => {
    const { run } = setUpExport(target, [inMonth(0)]);
    const dry = () => run({ zip: true }, { dryRun: true });
    expect(valueOf(await dry()).outputs).toEqual([{ path: 'invoices.zip', state: 'new' }]);
    await run({ zip: true });
    expect(valueOf(await dry()).outputs).toEqual([{ path: 'invoices.zip', state: 'exists' }]);
  });

  it('never replaces another one, and leaves nothing behind when it is cancelled', async () => {
    const { run } = setUpExport(target, [inMonth(0), inMonth(1)]);
    mkdirSync(target.out);
    writeFileSync(inOut('Acme.zip'), 'mine');
    const report = valueOf(await run({ zip: true, accountId: 'acc1' }));
    expect(report.zip).toBe('Acme_2.zip');
    expect(readFileSync(inOut('Acme.zip'), 'utf8')).toBe('mine');
    const cancel = new AbortController();
    const cancelled = await run(
      { zip: true },
      {
        signal: cancel.signal,
        onProgress: () => {
          cancel.abort();
        },
      },
    );
    expect(cancelled).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(filesIn(target.out)).toEqual(['Acme.zip', 'Acme_2.zip']);
  });

  it('is made without the documents that are missing, and names them', async () => {
    const { run, archive } = setUpExport(target, [inMonth(0), inMonth(1)]);
    rmSync(valueOf(await archive.documents.of('acc1:in_1')).file);
    const report = valueOf(await run({ zip: true }));
    expect(report.failed).toEqual([{ invoice: 'in_1', code: 'document-missing' }]);
    expect(report.files).toHaveLength(1);
  });
});

describe('the month-close pack', () => {
  const uncompared = [
    { accountId: 'acc1', account: 'Acme', key: 'acc1:in_s', invoice: 'S-1', reason: 'no-text' } as const,
  ];
  const finding: Finding = {
    kind: 'missing',
    accountId: 'acc1',
    account: 'Acme',
    key: 'acc1:in_oct',
    invoice: 'Ä-1',
    detail: { code: 'file-gone', file: '3f/3f.pdf' },
    ...{ id: null, accepted: null },
  };
  const accepted: Finding = {
    ...{
      ...finding,
      kind: 'withdrawn',
      detail: { code: 'withdrawn', at: '2026-11-02T08:00:00.000Z' },
      id: '3f2a91c0ab12',
    },
    accepted: { by: 'hanna', at: '2026-11-20T08:00:00.000Z' },
  };
  const setUp = () =>
    setUpExport(target, [yen, invoice, credit, voided], {
      verify: (_, { months }) => {
        const isOfMonth = months.from === '2026-10' && months.to === '2026-10';
        const findings = isOfMonth ? [finding, accepted] : [];
        return Promise.resolve(ok({ at: '2026-11-22T12:00:00.000Z', checked: 4, findings, uncompared }));
      },
    });
  const month = { from: '2026-10', to: '2026-10', pack: true } as const;

  it('holds PDFs, ledger, voids and credits, and the verification, all under checksums', async () => {
    const report = valueOf(await setUp().run(month));
    expect(filesIn(target.out).filter((path) => !path.endsWith('.pdf'))).toEqual([
      'SHA256SUMS',
      'ledger-taxes.csv',
      'ledger.csv',
      'ledger.xlsx',
      'manifest.json',
      'verification.csv',
      'verification.json',
      'voids-and-credits.csv',
    ]);
    expect(report.files).toHaveLength(3);
    expect(report.pack).toEqual({
      voidsAndCredits: 'voids-and-credits.csv',
      verification: 'verification.json',
      findingsList: 'verification.csv',
      findings: 1,
    });
    expect(readCsv(inOut('voids-and-credits.csv'))).toMatchObject([
      { number: 'CN-1', type: 'credit-note', corrects: 'in_oct', total: '-20.00' },
      { number: 'V-1', status: 'void', corrects: '' },
    ]);
    expect(JSON.parse(readFileSync(inOut('verification.json'), 'utf8'))).toEqual({
      checked: 4,
      findings: [
        {
          ...{ kind: 'missing', account: 'Acme', invoice: 'Ä-1', id: null, accepted: null },
          detail: 'its PDF is no longer in the archive (3f/3f.pdf)',
        },
      ],
      accepted: [
        {
          ...{ kind: 'withdrawn', account: 'Acme', invoice: 'Ä-1', id: '3f2a91c0ab12' },
          ...{ accepted: { by: 'hanna', at: '2026-11-20T08:00:00.000Z' } },
          detail: 'the vendor withdrew it on Nov 2, 2026; the archive keeps it',
        },
      ],
      uncompared: [{ account: 'Acme', invoice: 'S-1', reason: 'no-text' }],
    });
    expect(readCsv(inOut('verification.csv'))).toMatchObject([
      { finding: 'missing', invoice: 'Ä-1', accepted_by: '', accepted_at: '' },
      { finding: 'withdrawn', invoice: 'Ä-1', accepted_by: 'hanna', accepted_at: '2026-11-20T08:00:00.000Z' },
    ]);
    expect(sumsHold(target.out).trim().split('\n')).toHaveLength(10);
  });

  it('made again writes nothing new, also from another data folder', async () => {
    const first = setUp();
    await first.run(month);
    expect(isNothingNew(valueOf(await first.run(month)))).toBe(true);
    first.db.close();
    execFileSync('rm', ['-f', join(target.path, 'billfold.db')]);
    const second = setUp();
    expect(isNothingNew(valueOf(await second.run(month)))).toBe(true);
    expect(readCsv(inOut('ledger.csv'))).toHaveLength(3);
  });

  it('has all formats whatever the settings leave out, and proves a month without invoices', async () => {
    const { run, options } = setUpExport(target, [invoice], {
      verify: () => Promise.resolve(ok({ at: '2026-11-22T12:00:00.000Z', checked: 1, findings: [], uncompared: [] })),
    });
    options.formats = ['csv'];
    const empty = { from: '2026-02', to: '2026-02' } as const;
    expect(await run(empty)).toMatchObject({ ok: false, error: { code: 'nothing-to-export' } });
    const report = valueOf(await run({ ...empty, pack: true }));
    expect(report).toMatchObject({
      files: [],
      ledger: { csv: 'ledger.csv', taxes: 'ledger-taxes.csv', xlsx: 'ledger.xlsx' },
      pack: { findings: 0 },
    });
    expect(readCsv(inOut('ledger.csv'))).toEqual([]);
    expect(readCsv(inOut('voids-and-credits.csv'))).toEqual([]);
    expect(JSON.parse(readFileSync(inOut('verification.json'), 'utf8'))).toEqual({
      checked: 1,
      findings: [],
      accepted: [],
      uncompared: [],
    });
    sumsHold(target.out);
    expect(isNothingNew(valueOf(await run({ ...empty, pack: true })))).toBe(true);
  });

  it('has its list of findings as the chosen CSV', async () => {
    const { run } = setUpExport(target, [invoice], {
      locale: 'de-DE',
      verify: () =>
        Promise.resolve(ok({ at: '2026-11-22T12:00:00.000Z', checked: 4, findings: [finding], uncompared: [] })),
    });
    await run({ ...month, csvPreset: 'excel' });
    expect(readFileSync(inOut('verification.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(readCsv(inOut('verification.csv'), ';')).toMatchObject([{ finding: 'missing', invoice: 'Ä-1' }]);
  });

  it('is not made when the archive cannot be verified', async () => {
    const error = { code: 'folder-not-found' as const, folder: '/gone' };
    const { run } = setUpExport(target, [invoice], { verify: () => Promise.resolve({ ok: false, error }) });
    expect(await run(month)).toEqual({ ok: false, error });
  });
});

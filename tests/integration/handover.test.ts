import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import type { Invoice } from '#shared/invoices.ts';
import { parseSearch, termsOf } from '#shared/search-query.ts';
import { firstPage, valueOf } from '../support/archive/archive-setup.ts';
import { python, withExportFolder } from '../support/archive/export-setup.ts';
import { killAt, moments } from '../support/killed-work.ts';
import { setUpHandover, taxedInvoice, untaxed } from '../support/handover/handover-setup.ts';
import { validateDocumentXml } from '../support/handover/validate-document-xml.ts';
import { fieldsOf, validateExtf } from '../support/handover/validate-extf.ts';

const place = withExportFolder();
const isShown = (name: string) => !name.startsWith('.');

const decoded = (folder: string, name: string) =>
  new TextDecoder('windows-1252')
    .decode(readFileSync(join(folder, name)))
    .trimEnd()
    .split('\r\n')
    .slice(2)
    .map(fieldsOf);

/** Names and contents of a ZIP, as Python's zipfile reads it. */
const zipped = (file: string) =>
  python(
    'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([z.namelist(), z.read("document.xml").decode()]))',
    file,
  ) as [string[], string];

it('hands an XML invoice over as it is', async () => {
  const set = setUpHandover(place.path, [taxedInvoice({ id: 'in_1', number: 'A-1' })]);
  set.db.exec("UPDATE invoices SET document_kind = 'xml'");
  for (const path of readdirSync(set.place.documents, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.pdf'))
      renameSync(join(set.place.documents, path), join(set.place.documents, path.replace(/pdf$/, 'xml')));
  const batch = valueOf(await set.run({ token: (await set.plan()).token }));
  const [names, xml] = zipped(join(batch.folder, 'Belege_2026-12-01.zip'));
  const { problems, documents } = validateDocumentXml(xml, names);
  expect(problems).toEqual([]);
  expect(documents[0]?.files).toEqual([expect.stringMatching(/^A-1_.*\.xml$/)]);
});

it('hands each invoice over once, as bookings linked to documents that are in the ZIP once', async () => {
  const set = setUpHandover(place.path, [
    taxedInvoice({ id: 'in_1', number: 'A-1' }),
    taxedInvoice({ id: 'in_2', number: 'A-2', issuedAt: '2026-10-05T12:00:00.000Z' }, 20000),
    taxedInvoice({ id: 'cn_1', number: 'G-1', type: 'credit-note', corrects: 'in_1' }, 1000),
  ]);
  const plan = await set.plan();
  expect(plan.counts).toEqual({ new: 3, changed: 0, reversed: 0, notReady: 0, nothingToBook: 0 });
  expect(plan.sums.totals).toEqual([money(11900 + 23800 - 1190, 'EUR')]);

  const batch = valueOf(await set.run({ token: plan.token }));
  expect(batch).toMatchObject({ number: 1, state: 'written', invoices: 3, actor: 'tester', undoable: true });
  expect(readdirSync(batch.folder).filter(isShown).sort()).toEqual([
    'Belege_2026-12-01.zip',
    'EXTF_Buchungsstapel_2026-10.csv',
    'EXTF_Buchungsstapel_2026-11.csv',
  ]);
  for (const name of ['EXTF_Buchungsstapel_2026-10.csv', 'EXTF_Buchungsstapel_2026-11.csv'])
    expect(validateExtf(name, readFileSync(join(batch.folder, name)))).toEqual([]);
  const november = decoded(batch.folder, 'EXTF_Buchungsstapel_2026-11.csv');
  expect(november.map((row) => [row[0], row[1], row[10]])).toEqual([
    ['119,00', '"S"', '"A-1"'],
    ['11,90', '"H"', '"G-1"'],
  ]);

  const [names, xml] = zipped(join(batch.folder, 'Belege_2026-12-01.zip'));
  const { problems, documents } = validateDocumentXml(xml, names);
  expect(problems).toEqual([]);
  const links = [...november, ...decoded(batch.folder, 'EXTF_Buchungsstapel_2026-10.csv')].map((row) => row[19]);
  expect(links.sort()).toEqual(documents.map(({ guid }) => `"BEDI ""${guid}"""`).sort());

  expect(set.handover.of('acc1:in_1')).toEqual([
    { profileName: 'DATEV', number: 1, writtenAt: '2026-12-01T09:00:00.000Z' },
  ]);
  expect(set.actions.list(null, 10, null)[0]).toMatchObject({ what: 'handover.written', after: { invoices: 3 } });

  // Again: nothing.
  expect((await set.plan()).counts.new).toBe(0);
  expect(await set.run()).toMatchObject({ ok: false, error: { code: 'nothing-to-hand-over' } });
  expect(readdirSync(place.out)).toHaveLength(1);
});

it('reverses what changed and books it again, and undoes a batch to what stood before', async () => {
  const first = taxedInvoice({ id: 'in_1', number: 'A-1' });
  const set = setUpHandover(place.path, [first]);
  valueOf(await set.run());
  // Paid in between: nothing that was booked.
  set.store({ ...first, status: 'open', paidAt: null });
  expect((await set.plan()).counts).toMatchObject({ new: 0, changed: 0 });

  set.store(taxedInvoice({ id: 'in_1', number: 'A-1' }, 30000));
  const plan = await set.plan();
  expect(plan.counts).toMatchObject({ new: 0, changed: 1 });
  expect(plan.sums.totals).toEqual([money(35700 - 11900, 'EUR')]);
  const batch = valueOf(await set.run());
  // Its document is there already.
  expect(batch.files).toEqual(['EXTF_Buchungsstapel_2026-11.csv']);
  const rows = decoded(batch.folder, 'EXTF_Buchungsstapel_2026-11.csv');
  expect(rows.map((row) => [row[0], row[1], row[117]])).toEqual([
    ['119,00', '"H"', '"1"'],
    ['357,00', '"S"', '""'],
  ]);
  expect(await set.run()).toMatchObject({ ok: false, error: { code: 'nothing-to-hand-over' } });

  const [, oldest] = await set.handover.batches();
  expect(await set.handover.undo(oldest?.id ?? '')).toMatchObject({
    ok: false,
    error: { code: 'handover-not-newest' },
  });
  expect(valueOf(await set.handover.undo(batch.id))).toMatchObject({ state: 'undone', undoable: false });
  expect((await set.plan()).counts).toMatchObject({ changed: 1 });
  expect(valueOf(await set.handover.undo(oldest?.id ?? ''))).toMatchObject({ state: 'undone' });
  expect((await set.plan()).counts).toMatchObject({ new: 1, changed: 0 });
  expect(set.handover.of('acc1:in_1')).toEqual([]);
});

it('says of an invoice in the list and the search that it was handed over', async () => {
  const set = setUpHandover(
    place.path,
    [
      taxedInvoice({ id: 'in_1', number: 'A-1' }),
      taxedInvoice({ id: 'in_2', number: 'A-2', issuedAt: '2026-02-05T12:00:00.000Z' }),
    ],
    { profile: { bookedUntil: '2026-03-31' } },
  );
  const found = (text: string) =>
    set.archive.invoices
      .query({ ...firstPage, terms: termsOf(parseSearch(text, 'en')) })
      .rows.map(({ number, handedOverAt }) => [number, handedOverAt]);
  expect(found('handed-over:no')).toEqual([
    ['A-1', null],
    ['A-2', null],
  ]);
  const batch = valueOf(await set.run({ leaveOut: true }));
  expect(found('handed-over:yes')).toEqual([['A-1', '2026-12-01T09:00:00.000Z']]);
  expect(found('handed-over:no')).toEqual([['A-2', null]]);
  valueOf(await set.handover.undo(batch.id));
  expect(found('handed-over:yes')).toEqual([]);
});

it('only reverses what was voided or is no longer there', async () => {
  const invoices = ['1', '2'].map((nth) => taxedInvoice({ id: `in_${nth}`, number: `A-${nth}` }));
  const set = setUpHandover(place.path, invoices);
  valueOf(await set.run());
  set.store({ ...(invoices[0] as Invoice), status: 'void' });
  set.db.prepare("DELETE FROM invoices WHERE id = 'in_2'").run();
  expect((await set.plan()).counts).toMatchObject({ new: 0, changed: 0, reversed: 2 });
  const batch = valueOf(await set.run());
  const rows = decoded(batch.folder, 'EXTF_Buchungsstapel_2026-11.csv');
  expect(rows.map((row) => [row[1], row[10], row[117]])).toEqual([
    ['"H"', '"A-1"', '"1"'],
    ['"H"', '"A-2"', '"1"'],
  ]);
  expect((await set.plan()).counts).toMatchObject({ new: 0, changed: 0, reversed: 0 });
});

it('asks for what is missing and guesses nothing; what is not ready can wait', async () => {
  const set = setUpHandover(
    place.path,
    [
      taxedInvoice({ id: 'in_1', number: 'A-1' }),
      taxedInvoice({
        id: 'in_2',
        number: 'A-2',
        ...untaxed(money(5000, 'USD')),
        taxes: 'unknown',
        tax: 'unknown',
        net: 'unknown',
      }),
      taxedInvoice({ id: 'in_3', number: 'A-3', ...untaxed(money(5000, 'EUR')) }),
      taxedInvoice({ id: 'in_4', number: 'A-4', issuedAt: '2026-02-05T12:00:00.000Z' }),
    ],
    { profile: { bookedUntil: '2026-03-31' } },
  );
  const plan = await set.plan();
  expect(plan.counts).toMatchObject({ new: 1, notReady: 3 });
  expect(plan.notReady.map(({ number, issues }) => [number, issues.map(({ code }) => code)])).toEqual([
    ['A-4', ['period-booked']],
    ['A-2', ['rate-missing', 'tax-unknown']],
    ['A-3', ['tax-key-missing']],
  ]);
  expect(await set.run()).toMatchObject({ ok: false, error: { code: 'handover-not-ready', invoices: 3 } });
  expect(existsSync(place.out)).toBe(false);

  valueOf(set.handover.setRate('EUR', 'USD', '2026-11-01', '1.25'));
  expect(set.handover.setRate('EUR', 'USD', '2026-11-01', '0')).toMatchObject({ error: { code: 'rate-invalid' } });
  expect(
    set.handover.setTax('acc1:in_2', [{ kind: 'reverse-charge', rate: null, gross: money(4999, 'USD') }]),
  ).toMatchObject({
    error: { code: 'tax-parts-wrong' },
  });
  valueOf(set.handover.setTax('acc1:in_2', [{ kind: 'reverse-charge', rate: null, gross: money(5000, 'USD') }]));
  expect((await set.plan()).counts).toMatchObject({ new: 2, notReady: 2 });
  const batch = valueOf(await set.run({ leaveOut: true }));
  const rows = decoded(batch.folder, 'EXTF_Buchungsstapel_2026-11.csv');
  expect(rows.map((row) => row.slice(0, 10))).toEqual([
    ['119,00', '"S"', '"EUR"', '', '', '""', '4964', '70001', '"9"', '0111'],
    ['50,00', '"S"', '"USD"', '1,25', '40,00', '"EUR"', '4964', '70001', '"94"', '0111'],
  ]);
  expect((await set.plan()).counts).toMatchObject({ new: 0, notReady: 2 });
});

it('writes no other plan than the one that was shown', async () => {
  const set = setUpHandover(place.path, [taxedInvoice({ id: 'in_1', number: 'A-1' })]);
  const { token } = await set.plan();
  set.store(taxedInvoice({ id: 'in_2', number: 'A-2' }));
  expect(await set.run({ token })).toMatchObject({ ok: false, error: { code: 'handover-plan-changed' } });
  expect(existsSync(place.out)).toBe(false);
});

it('writes nothing where a document is not what the archive says it is', async () => {
  const set = setUpHandover(place.path, [taxedInvoice({ id: 'in_1', number: 'A-1' })]);
  rmSync(set.place.documents, { recursive: true });
  expect(await set.run()).toMatchObject({ ok: false, error: { code: 'document-missing', invoice: 'A-1' } });
  expect((await set.plan()).counts.new).toBe(1);
});

it('finishes a batch whose folder stands after a crash, and forgets one whose folder does not', async () => {
  const set = setUpHandover(place.path, [taxedInvoice({ id: 'in_1', number: 'A-1' })]);
  const batch = valueOf(await set.run());
  const crashed = () => {
    set.db.prepare("UPDATE handover_batches SET state = 'writing', holder = ?").run(`${hostname()}|2147483646|x`);
    set.db.prepare('UPDATE handover_items SET current = 0').run();
  };
  crashed();
  expect(await set.handover.batches()).toMatchObject([{ id: batch.id, state: 'written' }]);
  expect((await set.plan()).counts.new).toBe(0);
  crashed();
  rmSync(batch.folder, { recursive: true });
  expect(await set.handover.batches()).toEqual([]);
  expect((await set.plan()).counts.new).toBe(1);
});

it('a batch that is killed leaves none or all', async () => {
  const script = join(import.meta.dirname, '../support/handover/handover-child.ts');
  for (const [kill, moment] of moments(4, 13, 5).entries()) {
    const folder = join(place.path, `kill-${String(kill)}`);
    const out = join(folder, 'out');
    mkdirSync(folder);
    await killAt(moment, { script, args: ['run', folder, out] }, () => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    });
    const set = setUpHandover(folder, []);
    const batches = await set.handover.batches();
    const left = existsSync(out) ? readdirSync(out) : [];
    const { counts } = await set.plan();
    const stored = set.db.prepare<[], number>('SELECT count(*) FROM invoices').pluck().get();
    expect([counts.new, batches.length, left.length], JSON.stringify(moment)).toEqual(
      batches.length === 0 ? [stored, 0, 0] : [0, 1, 1],
    );
    set.db.close();
  }
});

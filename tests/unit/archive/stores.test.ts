import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportSelection } from '#shared/export.ts';
import { noFacts } from '#shared/import/read-page.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createAdoptDocument } from '../../../electron/archive/adopted-documents.ts';
import { createAnnotations } from '../../../electron/archive/annotations.ts';
import { createDocumentRecords } from '../../../electron/archive/document-records.ts';
import { createDocumentTexts } from '../../../electron/archive/document-texts.ts';
import type { StagedDocument } from '../../../electron/archive/document-store.ts';
import { readDocumentIndex } from '../../../electron/archive/document-index.ts';
import { createInvoiceSelection } from '../../../electron/archive/invoice-selection.ts';
import { createInvoiceLookup } from '../../../electron/archive/invoice-lookup.ts';
import { createInvoiceTotals } from '../../../electron/archive/invoice-totals.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { createSyncState } from '../../../electron/archive/sync-state.ts';
import type { Database } from '../../../electron/database/open.ts';
import { answersOf } from '../../support/archive/answers.ts';
import {
  anAccount,
  openTestDatabase,
  setUpArchive,
  temporaryFolder,
  valueOf,
} from '../../support/archive/archive-setup.ts';
import { aLine, anInvoice, november, usd } from '../../support/billing-objects.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at = '2026-11-22T12:00:00.000Z';
const later = '2026-11-23T12:00:00.000Z';
const accounts = [anAccount({ id: 'a', name: 'Acme' }), anAccount({ id: 'b', name: 'Globex' })];
let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [...accounts, anAccount({ id: 'gone', name: 'Gone' })]);
});
afterEach(() => {
  db.close();
});

const store = (accountId: string, ...invoices: Invoice[]) =>
  createInvoiceWriter(db).write(accountId, answersOf(...invoices), at);
const aNote = (changes: Partial<Invoice> = {}) => anInvoice({ type: 'credit-note', ...changes });
const rowOf = (id: string, type: Invoice['type'] = 'invoice', accountId = 'a') =>
  Number(
    db
      .prepare('SELECT row FROM invoices WHERE account_id = ? AND id = ? AND type = ?')
      .pluck()
      .get(accountId, id, type),
  );
const rowByKey = () => {
  const lookup = createInvoiceLookup(
    db,
    () => accounts,
    () => at,
  );
  return (key: string) => {
    const row = lookup.row(key);
    return row.ok ? row.value : null;
  };
};
const setAll = (set: string, where = 'TRUE') => db.prepare(`UPDATE invoices SET ${set} WHERE ${where}`).run();
const ids = (rows: Iterable<{ id: string }>) => [...rows].map(({ id }) => id);
const statuses = ['draft', 'open', 'paid', 'uncollectible', 'void'] as const;
const ofEachStatus = (changes: Partial<Invoice> = {}) =>
  statuses.map((status) => anInvoice({ id: status, status, ...changes }));
const document = (sha256: string): StagedDocument => ({ sha256, bytes: 1, kind: 'pdf', part: '' });

describe('months and periods of an account', () => {
  it('count what was finalized and not voided', () => {
    const totals = createInvoiceTotals(db, () => 'UTC');
    store('a', ...ofEachStatus());
    store('b', anInvoice({ total: usd(1) }));
    expect(totals.monthTotals('a', at, 1)).toEqual([{ month: '2026-11', totals: [usd(3 * 4900)], tooLarge: [] }]);
  });

  it('have new ones since a moment: no drafts, none of the first reading', () => {
    const totals = createInvoiceTotals(db, () => 'UTC');
    store('a', anInvoice({ id: 'first' }));
    expect(totals.newSince('a', '2026-01-01T00:00:00.000Z')).toEqual({ count: 0, at: null });
    const state = createSyncState(db);
    state.saveFull('a', at);
    state.saveFull('b', later);
    const write = (id: string, when: Instant, status: Invoice['status'] = 'open', accountId = 'a') =>
      createInvoiceWriter(db).write(accountId, answersOf(anInvoice({ id, status })), when);
    write('new', later);
    write('draft', later, 'draft');
    write('other', later, 'open', 'b');
    expect(totals.newSince('a', '2026-01-01T00:00:00.000Z')).toEqual({ count: 1, at: later });
    expect(totals.newSince('a', later)).toEqual({ count: 0, at: null });
  });

  it('have the invoice of a period, and those before it', () => {
    const totals = createInvoiceTotals(db, () => 'UTC');
    const [september, october] = [periodOfMonth('2026-09'), periodOfMonth('2026-10')];
    const asked = ['a', 'sub_1', october] as const;
    const billed = (id: string, changes: Partial<Invoice> = {}) =>
      anInvoice({ id, lines: [aLine({ description: id })], ...changes });
    const linesOf = (description: string): unknown => [expect.objectContaining({ description })];
    store('a', aNote({ id: 'note' }), billed('void', { status: 'void' }));
    store('a', billed('two', { subscriptionId: 'sub_2' }), billed('sep', { period: september }));
    store('b', billed('other'));
    const before = (accountId: string, subject: string, { start }: Period) =>
      totals.billsBefore(accountId, subject, start, 6).map(({ lines }) => lines[0]?.description);
    expect(totals.billOf(...asked)).toBeNull();
    expect(before('a', 'sub_1', november)).toEqual(['sep']);
    expect(before('a', 'sub_2', november)).toEqual(['two']);
    store('a', billed('own', { total: usd(700) }));
    expect(totals.billOf(...asked)).toMatchObject({ period: october, total: usd(700), lines: linesOf('own') });
    expect(before('a', 'sub_1', november)).toEqual(['own', 'sep']);
    expect(before(...asked)).toEqual(['sep']);
    expect(before('a', 'sub_1', september)).toEqual([]);
    expect(before('b', 'sub_1', november)).toEqual(['other']);
    expect(totals.billsBefore('a', 'sub_1', november.start, 1)).toHaveLength(1);
  });

  it('have one invoice a period, a finalized one before a draft, and none that opened a subscription', () => {
    const totals = createInvoiceTotals(db, () => 'UTC');
    const [september] = [periodOfMonth('2026-09')];
    store('a', anInvoice({ id: 'draft', status: 'draft', total: usd(1) }), anInvoice({ id: 'final', total: usd(2) }));
    store('a', anInvoice({ id: 'first', period: { start: september.end, end: september.end } }));
    expect(totals.billsBefore('a', 'sub_1', november.start, 6)).toMatchObject([{ total: usd(2) }]);
  });

  it('tell whether all were read once', () => {
    const totals = createInvoiceTotals(db, () => 'UTC');
    expect(totals.isComplete('a')).toBe(false);
    createSyncState(db).saveFull('a', november.start);
    expect([totals.isComplete('a'), totals.isComplete('b')]).toEqual([true, false]);
  });
});

describe('a selection', () => {
  const selection = (changes: Partial<ExportSelection> = {}): ExportSelection => ({
    ...{ accountId: null, from: null, to: null, invoiceKeys: null },
    ...changes,
  });
  const created = (id: string, createdAt: Instant, issuedAt: Instant | null = createdAt) =>
    anInvoice({ id, createdAt, issuedAt, status: issuedAt === null ? 'draft' : 'open' });
  beforeEach(() => {
    store(
      'a',
      created('sep', '2026-09-30T23:59:59.999Z'),
      created('first', '2026-10-01T00:00:00.000Z'),
      created('last', '2026-10-31T23:59:59.999Z'),
      created('nov', '2026-11-01T00:00:00.000Z'),
      created('draft', '2026-10-15T00:00:00.000Z', null),
    );
    store('b', created('other', '2026-10-10T00:00:00.000Z'));
    store('gone', created('removed', '2026-10-10T00:00:00.000Z'));
  });
  const october = { from: '2026-10', to: '2026-10' } as const;

  it.each([
    [{}, ['sep', 'first', 'other', 'draft', 'last', 'nov']],
    [october, ['first', 'other', 'last']],
    [{ ...october, accountId: 'a' }, ['first', 'last']],
    [{ from: '2026-10' }, ['first', 'other', 'last', 'nov']],
    [{ to: '2026-10' }, ['sep', 'first', 'other', 'last']],
    [{ accountId: 'b' }, ['other']],
  ] satisfies [Partial<ExportSelection>, string[]][])(
    'of %j has %j, and the same in its summary',
    (changes, expected) => {
      const made = createInvoiceSelection(
        db,
        () => accounts,
        () => 'UTC',
      );
      expect(ids([...made.chunks(selection(changes))].flat())).toEqual(expected);
      expect(made.summary(selection(changes)).count).toBe(expected.length);
    },
  );

  it('marks what is in it, and nothing else', () => {
    const made = createInvoiceSelection(
      db,
      () => accounts,
      () => 'UTC',
    );
    const marks = () => [
      made.fingerprint(selection({ ...october, accountId: 'a' })),
      made.fingerprint(selection({ accountId: 'b' })),
    ];
    const before = marks();
    setAll("note = 'seen'", "id IN ('sep', 'nov', 'draft', 'removed')");
    expect(marks()).toEqual(before);
    setAll("note = 'seen'", "id = 'first'");
    expect(marks()[0]).not.toBe(before[0]);
    expect(marks()[1]).toBe(before[1]);
    expect(made.fingerprint(selection({ accountId: 'gone', from: '2020-01', to: '2020-01' }))).toBeNull();
  });

  it('by key finds invoice and credit note of one id, and each of its own account', () => {
    store('a', anInvoice({ id: 'both' }), aNote({ id: 'both' }), aNote({ id: 'note' }));
    const one = rowByKey();
    expect(one('a:both')).toMatchObject({ id: 'both', type: 'invoice' });
    expect(one('a~:both')).toMatchObject({ id: 'both', type: 'credit-note' });
    // As it was called before keys told the kind.
    expect(one('a:note')).toMatchObject({ id: 'note', type: 'credit-note' });
    expect(one('a~:first')).toBeNull();
    expect(one('b:first')).toBeNull();
    expect(one('a:nothing')).toBeNull();
  });

  it('tells the time of metered lines that have one', () => {
    const midnight = (n: number) => instantFromMillis(Date.UTC(2026, 10, n));
    const day = (n: number) => ({ start: midnight(n), end: midnight(n + 1) });
    const lines = [
      aLine({ period: day(1) }),
      aLine({ id: 'il_2', period: day(3), kind: 'metered' }),
      aLine({ id: 'il_3', period: null, kind: 'metered' }),
      aLine({ id: 'il_4', period: day(5), kind: 'metered' }),
    ];
    store('a', anInvoice({ id: 'used', lines }), anInvoice({ id: 'fixed', lines: [aLine({ period: day(7) })] }));
    const one = rowByKey();
    expect(one('a:used')).toMatchObject({ usage_start: day(3).start, usage_end: day(5).end });
    expect(one('a:used')).toMatchObject({ fixed_start: day(1).start, fixed_end: day(1).end });
    expect(one('a:fixed')).toMatchObject({ usage_start: null, usage_end: null, fixed_start: day(7).start });
  });
});

describe('how far an account has been read', () => {
  it('is known for each kind of listing', () => {
    const state = createSyncState(db);
    state.saveListing('a', 'invoices', { from: null, upTo: at, after: 'x' });
    state.finishListing('b', 'invoices', at);
    expect(state.listing('a', 'invoices').running).toEqual({ from: null, upTo: at, after: 'x' });
    expect(state.listing('a', 'credit-notes')).toEqual({ readUpTo: null, running: null });
    expect(state.listing('b', 'invoices')).toEqual({ readUpTo: at, running: null });
  });

  it('says which may still change: invoices of the vendor that are not settled', () => {
    store('a', ...ofEachStatus(), aNote({ id: 'note', status: 'open' }), anInvoice({ id: 'mine', status: 'open' }));
    store('b', anInvoice({ id: 'other', status: 'open' }));
    setAll("source = 'import'", "id = 'mine'");
    expect(createSyncState(db).unpaid('a').sort()).toEqual(['draft', 'open', 'uncollectible']);
  });

  it('says which final ones of the vendor were not listed again', () => {
    store('a', anInvoice({ id: 'own' }), anInvoice({ id: 'draft', status: 'draft' }), anInvoice({ id: 'mine' }));
    store('a', anInvoice({ id: 'taken-back' }), aNote({ id: 'note' }));
    store('b', anInvoice({ id: 'other' }));
    createInvoiceWriter(db).write('a', answersOf(anInvoice({ id: 'again' })), later);
    setAll("source = 'import'", "id = 'mine'");
    setAll(`withdrawn_at = '${at}'`, "id = 'taken-back'");
    const state = createSyncState(db);
    expect(state.unlistedSince('a', 'invoice', at)).toEqual(['own']);
    expect(state.unlistedSince('a', 'credit-note', at)).toEqual(['note']);
    const totals = createInvoiceTotals(db, () => 'UTC');
    expect([totals.counts('a'), totals.counts('b')]).toEqual([
      { invoices: 5, creditNotes: 1 },
      { invoices: 1, creditNotes: 0 },
    ]);
  });
});

describe('documents', () => {
  const states = ['none', 'pending', 'stored', 'missing', 'failed'] as const;
  const withStates = () => {
    store('a', ...states.map((id) => anInvoice({ id })), anInvoice({ id: 'newer' }));
    store('b', anInvoice({ id: 'other' }));
    for (const state of states)
      if (state !== 'stored') setAll(`document = '${state}'`, `id = '${state}'`);
      else setAll("document = 'stored', document_sha256 = 'aa', document_bytes = 1", "id IN ('stored', 'newer')");
    setAll('newer_document = 1', "id = 'newer'");
  };

  it('are wanted where they are not there, or of an earlier version; in order, after a row', () => {
    withStates();
    const records = createDocumentRecords(db);
    expect(ids(records.pendingAfter('a', 0, 9))).toEqual(['pending', 'missing', 'failed', 'newer']);
    expect(ids(records.pendingAfter('a', rowOf('missing'), 9))).toEqual(['failed', 'newer']);
    expect(ids(records.pendingAfter('a', 0, 2))).toEqual(['pending', 'missing']);
  });

  it('of one invoice are wanted unless it is a draft', () => {
    store('a', anInvoice({ id: 'draft', status: 'draft' }), anInvoice({ id: 'open', status: 'open' }));
    const records = createDocumentRecords(db);
    expect(records.pending(rowOf('draft'))).toBeNull();
    expect(records.pending(rowOf('open'))).toMatchObject({ id: 'open' });
  });

  it('that failed later leave the one that is stored', () => {
    withStates();
    const error = { code: 'server-failed', status: 500, requestId: null } as const;
    createDocumentRecords(db).write(
      ['stored', 'pending'].map((id) => ({ row: rowOf(id), state: 'failed' as const, error })),
      at,
    );
    const stateOf = (id: string) => db.prepare('SELECT document, document_error FROM invoices WHERE id = ?').get(id);
    expect(stateOf('stored')).toEqual({ document: 'stored', document_error: null });
    expect(stateOf('pending')).toEqual({ document: 'failed', document_error: JSON.stringify(error) });
  });

  it('with other bytes begin a version, but where what was there was none of this version’s', () => {
    withStates();
    const records = createDocumentRecords(db);
    const versionOf = (id: string) =>
      db
        .prepare(
          'SELECT version, document, document_sha256 AS sha256, newer_document AS newer FROM invoices WHERE id = ?',
        )
        .get(id);
    const versions = ['stored', 'newer', 'pending'].map((id) => {
      records.write([{ row: rowOf(id), stored: document('bb') }], at);
      return versionOf(id);
    });
    const now = { document: 'stored', sha256: 'bb', newer: 0 };
    expect(versions).toEqual([
      { version: 2, ...now },
      { version: 1, ...now },
      { version: 1, ...now },
    ]);
    records.write([{ row: rowOf('stored'), stored: document('bb') }], at);
    expect(versionOf('stored')).toEqual({ version: 2, ...now });
    records.write([{ row: rowOf('stored'), stored: document('cc'), replaces: true }], at);
    expect(versionOf('stored')).toEqual({ version: 2, ...now, sha256: 'cc' });
  });

  it('are counted for their account: a final invoice without one misses it, a draft does not', () => {
    withStates();
    store('a', anInvoice({ id: 'draft', status: 'draft' }));
    const records = createDocumentRecords(db);
    expect(records.counts('a')).toEqual({ stored: 2, missing: 2, failed: 2 });
    expect(records.counts('b')).toEqual({ stored: 0, missing: 0, failed: 1 });
  });

  it('are read once each, whatever invoices have them; after a row', () => {
    store('a', ...['one', 'two', 'three', 'none'].map((id) => anInvoice({ id })));
    const records = createDocumentRecords(db);
    for (const [id, sha256] of [
      ['one', 'aa'],
      ['two', 'aa'],
      ['three', 'bb'],
    ] as const)
      records.write([{ row: rowOf(id), stored: document(sha256) }], at);
    const texts = createDocumentTexts(db);
    expect(texts.next(0)).toMatchObject({ row: rowOf('one'), sha256: 'aa' });
    expect(texts.next(rowOf('one'))).toMatchObject({ row: rowOf('two') });
    texts.saveText('aa', { pages: 1, text: 'Words', attachments: [], rows: [] }, at);
    expect(texts.next(0)).toMatchObject({ row: rowOf('three'), sha256: 'bb' });
    texts.saveFailure('bb', 'pdf-damaged', at);
    expect(texts.next(0)).toBeNull();
    const linked = db.prepare('SELECT count(*) FROM invoice_facts WHERE document_id IS NOT NULL').pluck();
    expect(linked.get()).toBe(3);
  });

  it('bear an electronic invoice or none, as was read of the same bytes before', () => {
    store('a', ...['with', 'without', 'unread'].map((id) => anInvoice({ id })));
    const texts = createDocumentTexts(db);
    const text = { pages: 1, text: 'Words', rows: [] };
    texts.saveText('aa', { ...text, attachments: [{ name: 'invoice.dat' }] }, at, noFacts);
    texts.saveText('bb', { ...text, attachments: [{ name: 'factur-x.xml' }] }, at);
    for (const [id, sha256] of [
      ['with', 'aa'],
      ['without', 'bb'],
      ['unread', 'cc'],
    ] as const)
      createDocumentRecords(db).write([{ row: rowOf(id), stored: document(sha256) }], at);
    expect(db.prepare('SELECT xml, document_id IS NOT NULL AS known FROM invoice_facts ORDER BY row').all()).toEqual([
      { xml: 1, known: 1 },
      { xml: 0, known: 1 },
      { xml: 0, known: 0 },
    ]);
  });

  it('whose text is known already are linked to it one by one', () => {
    store('a', ...['one', 'two'].map((id) => anInvoice({ id })));
    const texts = createDocumentTexts(db);
    texts.saveText('aa', { pages: 1, text: 'Words', attachments: [], rows: [] }, at);
    createDocumentRecords(db).write([{ row: rowOf('one'), stored: document('aa') }], at);
    createDocumentRecords(db).write([{ row: rowOf('two'), stored: document('bb') }], at);
    db.exec('UPDATE invoice_facts SET document_id = NULL');
    expect(texts.next(0)).toMatchObject({ row: rowOf('two'), sha256: 'bb' });
    expect(db.prepare('SELECT row FROM invoice_facts WHERE document_id IS NOT NULL').pluck().all()).toEqual([
      rowOf('one'),
    ]);
  });

  it('that an earlier reader read are unknown until they are read again', () => {
    const texts = createDocumentTexts(db);
    texts.saveText('aa', { pages: 1, text: 'Words', attachments: [], rows: [] }, at);
    expect(texts.of('aa')).toMatchObject({ text: 'words' });
    db.prepare('UPDATE document_texts SET version = version - 1').run();
    expect(texts.of('aa')).toBeNull();
    texts.saveText('bb', { pages: 1, text: 'More', attachments: [], rows: [] }, at);
    texts.removeSomeOutdated(9);
    expect(db.prepare('SELECT sha256 FROM document_texts').pluck().all()).toEqual(['bb']);
  });

  it('that are taken back belong to one invoice: its account, id and kind; what is stored stays', () => {
    const writer = createInvoiceWriter(db);
    store('a', anInvoice(), aNote(), anInvoice({ id: 'in_2' }));
    store('b', anInvoice());
    const adopt = createAdoptDocument({ db, writer, now: () => at });
    const stored = { sha256: 'aa', bytes: 1, kind: 'pdf' } as const;
    adopt('a', anInvoice(), 'vendor', stored);
    const held = () =>
      db
        .prepare(
          "SELECT account_id || ' ' || type || ' ' || id || ' ' || document_sha256 FROM invoices WHERE document = 'stored'",
        )
        .pluck()
        .all();
    expect(held()).toEqual(['a invoice in_1 aa']);
    adopt('a', anInvoice(), 'import', { sha256: 'bb', bytes: 1, kind: 'pdf' });
    expect(held()).toEqual(['a invoice in_1 aa']);
  });
});

describe('references of an account', () => {
  const references = () =>
    db
      .prepare(
        "SELECT id || ' ' || coalesce(cost_centre, '-') || ' ' || coalesce(po_number, '-') FROM invoices ORDER BY row",
      )
      .pluck()
      .all();

  it('reach all its invoices that have none of their own, later ones too, and no other account’s', () => {
    store('a', anInvoice({ id: 'old' }), anInvoice({ id: 'own' }));
    store('b', anInvoice({ id: 'other' }));
    const annotations = createAnnotations(db);
    annotations.annotate('a:own', { note: null, tags: [], costCentre: 'Mine', poNumber: null });
    annotations.setReferences('a', { costCentre: 'CC', poNumber: 'PO' });
    store('a', anInvoice({ id: 'new' }));
    store('b', anInvoice({ id: 'newer' }));
    expect(references()).toEqual(['old CC PO', 'own Mine PO', 'other - -', 'new CC PO', 'newer - -']);
  });

  it('that are the same again make no text stale', () => {
    store('a', anInvoice({ id: 'one' }));
    const annotations = createAnnotations(db);
    const stale = () => db.prepare('SELECT count(*) FROM invoice_texts WHERE version = 0').pluck().get();
    annotations.setReferences('a', { costCentre: 'CC', poNumber: null });
    expect(stale()).toBe(1);
    db.prepare('UPDATE invoice_texts SET version = 1').run();
    annotations.setReferences('a', { costCentre: 'CC', poNumber: null });
    expect(stale()).toBe(0);
    annotations.setReferences('a', { costCentre: 'CC', poNumber: 'PO' });
    expect(stale()).toBe(1);
  });
});

describe('the archive', () => {
  const open = (...invoices: Invoice[]) => {
    const folder = temporaryFolder();
    const clock = fakeClock(at);
    const {
      archive,
      place,
      db: own,
    } = setUpArchive({
      folder: folder.path,
      source: fakeBillingSource({}, clock),
      clock,
      accounts,
    });
    const write = (accountId: string, ...some: Invoice[]) =>
      createInvoiceWriter(own).write(accountId, answersOf(...some), at);
    write('a', ...invoices);
    return {
      ...{ archive, write, documents: place.documents },
      run: (sql: string) => own.prepare(sql).run(),
      all: (sql: string) => own.prepare(sql).all(),
      [Symbol.dispose]() {
        own.close();
        folder[Symbol.dispose]();
      },
    };
  };

  it('names invoices changed after they were final, or taken back, of an account', () => {
    using setup = open(anInvoice({ id: 'same' }), anInvoice({ id: 'changed' }), anInvoice({ id: 'gone' }));
    setup.write('b', anInvoice({ id: 'other' }));
    setup.run("UPDATE invoices SET version = 2 WHERE id IN ('changed', 'other')");
    setup.run(`UPDATE invoices SET withdrawn_at = '${at}' WHERE id = 'gone'`);
    expect(ids(setup.archive.history.notAsFirst('a'))).toEqual(['changed', 'gone']);
  });

  it('names ids that are both, the invoices’ side, of an account', () => {
    using setup = open(
      anInvoice({ id: 'both' }),
      aNote({ id: 'both' }),
      anInvoice({ id: 'one' }),
      aNote({ id: 'note' }),
    );
    setup.write('b', anInvoice({ id: 'other' }), aNote({ id: 'other' }), aNote({ id: 'one' }));
    expect(setup.archive.history.idsOfTwoKinds('a')).toMatchObject([{ id: 'both', type: 'invoice', accountId: 'a' }]);
  });

  it('names those that share a PDF and say other things, once each', () => {
    using setup = open(
      ...['one', 'copy', 'fine', 'old', 'new'].map((id) => anInvoice({ id, number: id === 'copy' ? 'one' : id })),
      anInvoice({ id: 'other', number: 'other', total: usd(1) }),
    );
    setup.write('b', anInvoice({ id: 'elsewhere', number: 'elsewhere' }));
    const stored = (sha256: string, ...some: string[]) =>
      setup.run(
        `UPDATE invoices SET document = 'stored', document_sha256 = '${sha256}', document_bytes = 1 WHERE id IN (${some.map((id) => `'${id}'`).join()})`,
      );
    stored('aa', 'one', 'copy', 'other');
    stored('bb', 'fine');
    stored('cc', 'old', 'new');
    // Its own PDF has not come yet: it shows the one of a version before.
    setup.run("UPDATE invoices SET newer_document = 1 WHERE id = 'new'");
    const named = () => setup.archive.history.sharedDocuments('a').map(({ invoice, other }) => [invoice.id, other.id]);
    expect(named()).toEqual([
      ['one', 'other'],
      ['copy', 'other'],
      ['other', 'one'],
    ]);
    stored('bb', 'elsewhere');
    expect(named()).toContainEqual(['fine', 'elsewhere']);
    expect(setup.archive.history.sharedDocuments('b').map(({ invoice }) => invoice.id)).toEqual(['elsewhere']);
  });

  it('leads from a credit note to its invoice and back, within the account', () => {
    const note = aNote({ id: 'note', corrects: 'in_1' });
    using setup = open(aNote({ id: 'in_1' }), anInvoice(), note, aNote({ id: 'more', corrects: 'in_2' }));
    setup.write('b', anInvoice(), aNote({ id: 'theirs', corrects: 'in_1' }));
    const { creditNotes, corrects } = valueOf(setup.archive.invoices.related('a:in_1'));
    expect([ids(creditNotes), corrects]).toEqual([['note'], null]);
    expect(valueOf(setup.archive.invoices.related('a~:note')).corrects).toMatchObject({
      id: 'in_1',
      type: 'invoice',
      accountId: 'a',
    });
    expect(valueOf(setup.archive.invoices.related('a~:more')).corrects).toBeNull();
  });

  const pdf = new TextEncoder().encode('%PDF-1.7 a document');
  const imported = (changes: Partial<Invoice> = {}) => ({
    invoice: anInvoice({ documentUrl: null, ...changes }),
    bytes: pdf,
    kind: 'pdf' as const,
  });

  it('keeps what is brought in beside all others: of its account, id and kind', async () => {
    using setup = open(anInvoice({ id: 'another' }), aNote({ id: 'mine' }));
    setup.write('b', anInvoice({ id: 'mine' }));
    valueOf(await setup.archive.imported.keep('a', [imported({ id: 'mine' })]));
    expect(setup.all("SELECT account_id, id, type FROM invoices WHERE source = 'import'")).toEqual([
      { account_id: 'a', id: 'mine', type: 'invoice' },
    ]);
    expect(setup.all("SELECT id FROM invoices WHERE document = 'stored'")).toHaveLength(1);
    const listed = await readDocumentIndex(setup.documents);
    expect([...listed.values()].flat().map(({ account: of, invoice }) => [of.id, invoice.id, invoice.type])).toEqual([
      ['a', 'mine', 'invoice'],
    ]);
  });

  it('changes what was brought in beside a credit note of the same id, and takes no line from that', async () => {
    const euro = aLine({ id: 'il_2', amount: money(5, 'EUR') });
    using setup = open(aNote({ id: 'mine', lines: [euro] }), anInvoice({ id: 'another', lines: [euro] }));
    valueOf(await setup.archive.imported.keep('a', [imported({ id: 'mine', lines: [aLine(), euro] })]));
    valueOf(setup.archive.imported.change('a:mine', anInvoice({ id: 'mine', number: 'NEW' })));
    expect(
      setup.all(
        'SELECT i.id, i.type, l.currency FROM invoice_lines l JOIN invoices i ON i.row = l.invoice ORDER BY i.row',
      ),
    ).toEqual([
      { id: 'mine', type: 'credit-note', currency: 'EUR' },
      { id: 'another', type: 'invoice', currency: 'EUR' },
      { id: 'mine', type: 'invoice', currency: 'USD' },
    ]);
    expect(setup.all('SELECT type, number FROM invoices ORDER BY row')).toEqual([
      { type: 'credit-note', number: anInvoice().number },
      { type: 'invoice', number: anInvoice().number },
      { type: 'invoice', number: 'NEW' },
    ]);
  });

  it('changes what was brought in, and what the vendor lists never', async () => {
    const line = aLine();
    using setup = open(anInvoice({ id: 'other' }), aNote({ id: 'note' }));
    setup.write('b', anInvoice({ id: 'mine' }));
    valueOf(
      await setup.archive.imported.keep('a', [
        imported({ id: 'mine', lines: [line, aLine({ id: 'il_2', amount: money(5, 'EUR') })] }),
      ]),
    );
    valueOf(await setup.archive.imported.keep('a', [imported({ id: 'second' })]));
    const facts = anInvoice({ id: 'mine', type: 'credit-note', number: 'NEW' });
    expect(valueOf(setup.archive.imported.change('a:mine', facts))).toMatchObject({
      type: 'credit-note',
      number: 'NEW',
    });
    // The line in another currency than the invoice's is gone, every other line is there.
    expect(
      setup.all(
        'SELECT i.account_id, i.id, count(*) AS n FROM invoice_lines l JOIN invoices i ON i.row = l.invoice GROUP BY i.row ORDER BY i.id, i.account_id',
      ),
    ).toEqual(
      [
        ['a', 'mine'],
        ['b', 'mine'],
        ['a', 'note'],
        ['a', 'other'],
        ['a', 'second'],
      ].map(([account_id, id]) => ({ account_id, id, n: 1 })),
    );
    expect(setup.all('SELECT account_id, id, type FROM invoices ORDER BY id, account_id')).toEqual(
      [
        ['a', 'mine', 'credit-note'],
        ['b', 'mine', 'invoice'],
        ['a', 'note', 'credit-note'],
        ['a', 'other', 'invoice'],
        ['a', 'second', 'invoice'],
      ].map(([account_id, id, type]) => ({ account_id, id, type })),
    );
    expect(setup.archive.imported.change('a:other', facts)).toMatchObject({ error: { code: 'invoice-not-imported' } });
  });

  it('removes what was brought in, once; its PDF when nothing else has it', async () => {
    using setup = open(anInvoice({ id: 'other' }));
    for (const id of ['one', 'two']) valueOf(await setup.archive.imported.keep('a', [imported({ id })]));
    valueOf(await setup.archive.imported.remove('a:one'));
    expect((await setup.archive.documents.of('a:two')).ok).toBe(true);
    const { file } = valueOf(await setup.archive.documents.of('a:two'));
    valueOf(await setup.archive.imported.remove('a:two'));
    expect(existsSync(file)).toBe(false);
    expect(await setup.archive.imported.remove('a:two')).toMatchObject({ error: { code: 'invoice-not-found' } });
    expect(await setup.archive.imported.remove('a:other')).toMatchObject({ error: { code: 'invoice-not-imported' } });
    expect(setup.all('SELECT id FROM invoices')).toEqual([{ id: 'other' }]);
  });

  it('finds what may be the same invoice by its number, or by an amount a cent away, whatever its sign', () => {
    using setup = open(
      anInvoice({ id: 'same', number: 'ab-1' }),
      aNote({ id: 'minus', number: 'AB-1', total: usd(-4900) }),
      anInvoice({ id: 'amount', number: 'AB-1', total: usd(4901) }),
      anInvoice({ id: 'euro', number: 'AB-1', total: money(4900, 'EUR') }),
      anInvoice({ id: 'number', number: 'AB-2' }),
      anInvoice({ id: 'none', number: null }),
      anInvoice({ id: 'other', number: 'AB-3', total: usd(4902) }),
    );
    const found = ids(setup.archive.imported.alike('AB-1', usd(4900)));
    expect(new Set(found)).toEqual(new Set(['same', 'minus', 'amount', 'euro', 'number', 'none']));
  });
});

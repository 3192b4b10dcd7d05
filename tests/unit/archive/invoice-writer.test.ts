import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import type { Instant } from '#shared/time.ts';
import { createInvoiceVersions, readerVersion } from '../../../electron/archive/invoice-versions.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import type { Database } from '../../../electron/database/open.ts';
import { answersOf } from '../../support/archive/answers.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { aLine, anInvoice, usd } from '../../support/billing-objects.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at: Instant = '2026-11-22T12:00:00.000Z';
const later: Instant = '2026-11-23T12:00:00.000Z';
const latest = '2026-11-24T12:00:00.000Z';
let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [anAccount({ id: 'a', name: 'Acme' }), anAccount({ id: 'b', name: 'Globex' })]);
});
afterEach(() => {
  db.close();
});

const writer = () => createInvoiceWriter(db);
const store = (accountId: string, ...invoices: Invoice[]) => writer().write(accountId, answersOf(...invoices), at);
/** Written later; in one word what came of it. */
const again = (invoice: Invoice, now: Instant = later) => {
  const counts = writer().write('a', answersOf(invoice), now);
  return counts.new > 0 ? 'new' : counts.changed > 0 ? 'changed' : 'same';
};
const aNote = (changes: Partial<Invoice> = {}) => anInvoice({ type: 'credit-note', ...changes });
const aDraft = (changes: Partial<Invoice> = {}) =>
  anInvoice({ status: 'draft', number: null, documentUrl: null, ...changes });
const rowOf = (id = 'in_1', type: Invoice['type'] = 'invoice', accountId = 'a') =>
  Number(
    db
      .prepare('SELECT row FROM invoices WHERE account_id = ? AND id = ? AND type = ?')
      .pluck()
      .get(accountId, id, type),
  );
const row = (id = 'in_1', type: Invoice['type'] = 'invoice') =>
  db.prepare('SELECT * FROM invoices WHERE row = ?').get(rowOf(id, type)) as Record<string, unknown>;
const set = (values: string, where = 'TRUE') => db.prepare(`UPDATE invoices SET ${values} WHERE ${where}`).run();
const record = () => createInvoiceVersions(db).record(rowOf());
const versions = () => createInvoiceVersions(db).list(rowOf());
const answer = (version = 1) => createInvoiceVersions(db).answer(rowOf(), version);
const searched = () =>
  db.prepare('SELECT other FROM invoice_texts WHERE row = ?').pluck().get(rowOf()) as string | undefined;
const facts = () => db.prepare('SELECT status, signed_total FROM invoice_facts WHERE row = ?').get(rowOf());
const lines = (...descriptions: string[]) =>
  descriptions.map((description) => aLine({ id: `il_${description}`, description }));
const described = () => record()?.lines.map(({ description }) => description);
const payment = { attempts: 1, nextAttemptAt: null, failure: null, reference: null, receiptUrl: null };

describe('what is written', () => {
  it('is new once, and the same when it is listed again', () => {
    expect(store('a', anInvoice(), aNote())).toEqual({ new: 2, changed: 0, same: 0 });
    expect(store('a', anInvoice(), aNote({ status: 'open' }))).toEqual({ new: 0, changed: 1, same: 1 });
  });

  it('goes to the invoice of the account, id and kind', () => {
    store('a', anInvoice({ number: 'own' }), aNote({ number: 'note' }), anInvoice({ id: 'in_2', number: 'two' }));
    store('b', anInvoice({ number: 'other' }));
    expect(again(anInvoice({ number: 'changed' }))).toBe('changed');
    expect(db.prepare('SELECT number FROM invoices ORDER BY row').pluck().all()).toEqual([
      'changed',
      'note',
      'two',
      'other',
    ]);
  });

  it('can be searched, filtered and summed at once', () => {
    store('a', aNote({ lines: lines('gold') }), anInvoice({ lines: lines('silver') }));
    expect(searched()).toContain('silver');
    expect(facts()).toEqual({ status: 'paid', signed_total: 4900 });
  });

  it('has its lines as they were told', () => {
    const told = [aLine({ kind: 'metered' }), aLine({ id: 'il_2', period: null, quantity: null, priceId: null })];
    store('a', anInvoice({ lines: told }));
    expect(record()?.lines).toEqual(told);
  });

  it.each([
    [anInvoice(), { document: 'pending', version_at: at }],
    [anInvoice({ documentUrl: null }), { document: 'none', version_at: at }],
    [aDraft({ documentUrl: 'https://pay.example.com/draft' }), { document: 'none', version_at: null }],
  ])('is final and wants its PDF unless it is a draft or has none: %#', (invoice, expected) => {
    store('a', invoice);
    expect(row()).toMatchObject({ ...expected, first_seen_at: at, changed_at: at, payment: null });
  });

  it('keeps the vendor’s answer, but for a draft’s', () => {
    store('a', anInvoice());
    expect(answer()).toBe(JSON.stringify(anInvoice()));
    store('a', aDraft({ id: 'in_2' }));
    expect(createInvoiceVersions(db).answer(rowOf('in_2'), 1)).toBeNull();
  });

  it('of a payment goes to the invoice of the account', () => {
    store('a', anInvoice(), aNote(), anInvoice({ id: 'in_2' }));
    store('b', anInvoice());
    writer().writePayment('a', 'in_1', payment);
    expect(db.prepare('SELECT account_id, id, type FROM invoices WHERE payment IS NOT NULL').all()).toEqual([
      { account_id: 'a', id: 'in_1', type: 'invoice' },
    ]);
  });

  it('leaves what was learned about a payment where it says nothing about it', () => {
    const silent = anInvoice({ status: 'open' });
    store('a', { ...silent, payment });
    for (const invoice of [silent, { ...silent, status: 'paid' as const }]) {
      again(invoice);
      expect(JSON.parse(String(row()['payment']))).toEqual(payment);
    }
  });
});

describe('a draft', () => {
  it('is what it was said to be last, and is final from when it was listed so', () => {
    store('a', aDraft({ lines: lines('a') }));
    expect(again(aDraft({ lines: lines('a'), total: usd(1) }))).toBe('changed');
    expect([row()['version_at'], answer(), versions()]).toEqual([null, null, []]);
    expect(facts()).toEqual({ status: 'draft', signed_total: 1 });
    const final = anInvoice({ lines: lines('a', 'b') });
    expect(again(final, latest)).toBe('changed');
    expect(row()).toMatchObject({ version_at: latest, version: 1, document: 'pending', status: 'paid' });
    expect([answer(), described()]).toEqual([JSON.stringify(final), ['a', 'b']]);
  });

  it('has the lines that were told last, fewer ones too', () => {
    store('a', aDraft({ lines: lines('a', 'b') }));
    expect(again(aDraft({ lines: lines('c') }))).toBe('same');
    expect(described()).toEqual(['c']);
    expect(searched()).toContain('c');
    // The same lines again: nothing to be made again.
    set("changed_at = 'untouched'");
    expect(again(aDraft({ lines: lines('c'), hostedUrl: 'https://other.example' }), latest)).toBe('same');
    expect(row()).toMatchObject({ hosted_url: 'https://other.example', changed_at: 'untouched', links_at: latest });
  });
});

describe('what its owner brought in, and the vendor lists', () => {
  beforeEach(() => {
    store('a', anInvoice({ lines: lines('a', 'b') }));
    set("source = 'import'");
  });

  it('is changed without a version, and loses no lines to a shorter list', () => {
    expect(again(anInvoice({ number: 'NEW', lines: lines('c', 'd') }))).toBe('changed');
    expect([record()?.number, row()['version'], described()]).toEqual(['NEW', 1, ['a', 'b']]);
    again(anInvoice({ number: 'NEW', lines: lines('c', 'd', 'e') }));
    expect(described()).toEqual(['c', 'd', 'e']);
  });

  it('keeps the first answer', () => {
    again(anInvoice({ number: 'NEW' }));
    expect(answer()).toBe(JSON.stringify(anInvoice({ lines: lines('a', 'b') })));
  });

  it('is never withdrawn', () => {
    expect(again(aDraft())).toBe('changed');
    expect(writer().gone('a', 'in_1', 'invoice', later)).toBe(false);
    expect(row()['withdrawn_at']).toBeNull();
  });
});

describe('a final invoice', () => {
  it('that goes on as usual is written without a version, and its last answer kept', () => {
    store('a', anInvoice({ status: 'open', paidAt: null }));
    expect(again(anInvoice())).toBe('changed');
    expect(row()).toMatchObject({ status: 'paid', version: 1, version_at: at, changed_at: later });
    expect(facts()).toMatchObject({ status: 'paid' });
    const places = db.prepare('SELECT place FROM invoice_answers ORDER BY place').pluck().all();
    expect(places).toEqual(['first', 'last']);
  });

  it('that is listed again has new links, and no more answers', () => {
    store('a', anInvoice());
    const listed = anInvoice({ hostedUrl: 'https://new.example', documentUrl: 'https://pdf.example' });
    expect(again(listed)).toBe('same');
    expect(row()).toMatchObject({ hosted_url: 'https://new.example', document_url: 'https://pdf.example' });
    expect([row()['links_at'], row()['changed_at'], answer()]).toEqual([later, at, JSON.stringify(anInvoice())]);
    expect(db.prepare('SELECT count(*) FROM invoice_answers').pluck().get()).toBe(1);
  });

  it('whose answer was not kept has the next one that comes', () => {
    store('a', anInvoice());
    db.exec('DELETE FROM invoice_answers');
    again(anInvoice({ hostedUrl: null }));
    expect(answer()).toBe(JSON.stringify(anInvoice({ hostedUrl: null })));
    db.exec('DELETE FROM invoice_answers');
    // Another line is told as well: the first one is told in part now.
    again(anInvoice({ lines: [...anInvoice().lines, aLine({ description: 'more' })] }));
    expect(answer()).toContain('more');
  });

  it('that says something else begins a version, with an answer of its own', () => {
    store('a', anInvoice());
    const changed = anInvoice({ number: 'NEW' });
    expect(again(changed)).toBe('changed');
    expect(versions()).toMatchObject([{ version: 2, cause: 'vendor', seenAt: later }, { version: 1 }]);
    expect([answer(1), answer(2), answer(3)]).toEqual([JSON.stringify(anInvoice()), JSON.stringify(changed), null]);
    // Without an answer the newest version gets the next one that comes, though nothing changed.
    db.prepare('DELETE FROM invoice_answers WHERE version = 2').run();
    expect(again(changed)).toBe('same');
    expect(answer(2)).toBe(JSON.stringify(changed));
  });

  it('as a version wants a PDF of its own only where there was one, and the vendor changed it', () => {
    store('a', anInvoice({ id: 'with' }), anInvoice({ id: 'without' }), anInvoice({ id: 'reader' }));
    set("document = 'stored', document_sha256 = 'aa', document_bytes = 1", "id IN ('with', 'reader')");
    set('reader = 0', "id = 'reader'");
    for (const id of ['with', 'without']) again(anInvoice({ id, number: 'NEW' }));
    again(anInvoice({ id: 'reader', tax: usd(1) }));
    expect(row('with')).toMatchObject({ version: 2, newer_document: 1 });
    expect(row('without')).toMatchObject({ version: 2, newer_document: 0, document: 'pending' });
    expect(row('reader')).toMatchObject({ version: 2, newer_document: 0, document: 'stored' });
  });

  it.each([
    ['what every Billfold read alike, the vendor changed', 0, { total: usd(1) }, 'vendor'],
    ['a number, too', 0, { number: 'NEW' }, 'vendor'],
    ['a date, too', 0, { issuedAt: later }, 'vendor'],
    ['a currency, too', 0, { total: money(4900, 'EUR') }, 'vendor'],
    ['other things an earlier one may have read otherwise', 0, { tax: usd(1) }, 'reader'],
    ['this one would have read the same', readerVersion, { tax: usd(1) }, 'vendor'],
  ] as const)('tells who changed it: %s', (_, reader, changes, cause) => {
    store('a', anInvoice());
    set(`reader = ${reader}`);
    again(anInvoice(changes));
    expect(versions()[0]?.cause).toBe(cause);
  });

  it('keeps the name and tax id that are not told any more, in any version', () => {
    const { customerName, taxId } = anInvoice();
    store('a', anInvoice());
    const silent = { customerName: null, taxId: null };
    expect(again(anInvoice(silent))).toBe('changed');
    expect(record()).toMatchObject({ customerName, taxId });
    again(anInvoice({ ...silent, number: null }));
    expect(record()).toMatchObject({ number: null, customerName, taxId });
    again(anInvoice({ number: null, customerName: 'Globex', taxId: 'GB1' }));
    expect(record()).toMatchObject({ customerName: 'Globex', taxId: 'GB1' });
    store('a', anInvoice({ id: 'in_2', ...silent }));
    again(anInvoice({ id: 'in_2', ...silent, status: 'open' }));
    expect(row('in_2')).toMatchObject({ customer_name: null, tax_id: null, version: 1 });
  });

  it('goes on in its fiftieth version when the vendor changes it each time', () => {
    store('a', anInvoice());
    set('version = 50');
    expect(again(anInvoice({ total: usd(1) }))).toBe('changed');
    expect([row()['version'], record()?.total, answer(50)]).toEqual([
      50,
      usd(1),
      JSON.stringify(anInvoice({ total: usd(1) })),
    ]);
    expect(row()['newer_document']).toBe(0);
  });
});

describe('the lines of a final invoice', () => {
  it.each([
    ['fewer in another order leave them', lines('c', 'a'), ['a', 'b', 'c']],
    ['further ones are taken over', lines('d', 'a', 'b', 'c'), ['d', 'a', 'b', 'c']],
    ['the same in another order leave them', lines('c', 'b', 'a'), ['a', 'b', 'c']],
  ])('%s, and are no change of the invoice', (_, told, expected) => {
    for (const changes of [{}, { status: 'open' }] satisfies Partial<Invoice>[]) {
      store('a', anInvoice({ id: 'in_1', lines: lines('a', 'b', 'c') }));
      expect(again(anInvoice({ lines: told, ...changes }))).toBe('status' in changes ? 'changed' : 'same');
      expect([described(), row()['version'], row()['status']]).toEqual([expected, 1, changes.status ?? 'paid']);
      if (expected.includes('d')) expect(searched()).toMatch(/\bd\b/);
      db.exec('DELETE FROM invoice_answers; DELETE FROM invoice_lines; DELETE FROM invoice_facts');
      db.exec('DELETE FROM invoice_texts; DELETE FROM invoices');
    }
  });

  it('are others where another one is told', () => {
    store('a', anInvoice({ lines: lines('a', 'b') }));
    expect(again(anInvoice({ lines: lines('a', 'x') }))).toBe('changed');
    expect([described(), versions()[0]?.changed]).toEqual([['a', 'x'], ['lines']]);
  });

  it('stay in the next version where a part of them is told beside what changed', () => {
    store('a', anInvoice({ lines: lines('a', 'b') }));
    again(anInvoice({ number: 'NEW', lines: lines('b') }));
    expect([described(), row()['version']]).toEqual([['a', 'b'], 2]);
    again(anInvoice({ number: 'NEWER', lines: lines('c', 'a', 'b') }));
    expect([described(), row()['version']]).toEqual([['c', 'a', 'b'], 3]);
    again(anInvoice({ number: 'NEWEST', lines: lines('z') }));
    expect([described(), row()['version']]).toEqual([['z'], 4]);
  });

  it.each([
    ['all', lines('b', 'a'), ['b', 'a'], true],
    ['some', lines('b'), ['a', 'b'], false],
  ] as const)(
    'that an earlier Billfold wrote are told again where the vendor lists %s',
    (_, told, expected, hashed) => {
      store('a', anInvoice({ lines: lines('a', 'b') }));
      set('lines_hash = NULL');
      expect(again(anInvoice({ lines: [...told] }))).toBe('same');
      expect([described(), row()['lines_hash'] !== null]).toEqual([expected, hashed]);
    },
  );

  it('in another currency than before are others', () => {
    store('a', anInvoice());
    again(anInvoice({ lines: [aLine({ amount: money(4900, 'EUR') })] }));
    expect(record()?.lines).toMatchObject([{ amount: money(4900, 'EUR') }]);
  });
});

describe('what the vendor takes back', () => {
  it('removes a draft that was never final, and withdraws the rest once', () => {
    store('a', aDraft({ id: 'draft' }), anInvoice({ id: 'final' }), aNote({ id: 'note' }));
    const gone = (id: string, type: Invoice['type'] = 'invoice', now: Instant = at) =>
      writer().gone('a', id, type, now);
    expect([gone('draft'), gone('draft')]).toEqual([true, false]);
    expect([gone('final'), gone('final', 'invoice', later)]).toEqual([true, false]);
    expect([gone('note'), gone('note', 'credit-note')]).toEqual([false, true]);
    expect(db.prepare('SELECT id, withdrawn_at FROM invoices ORDER BY row').all()).toEqual([
      { id: 'final', withdrawn_at: at },
      { id: 'note', withdrawn_at: at },
    ]);
  });

  it('stays as it was where a draft stands in its place, withdrawn once', () => {
    store('a', anInvoice());
    expect([again(aDraft({ total: usd(1) })), again(aDraft(), latest)]).toEqual(['changed', 'same']);
    expect(row()).toMatchObject({ status: 'paid', total: 4900, version: 1, withdrawn_at: later });
  });

  it.each([
    ['as it was', {}],
    ['with more lines', { lines: [...anInvoice().lines, aLine({ description: 'more' })] }],
    ['paid', { status: 'uncollectible' }],
    ['as another', { number: 'NEW' }],
  ] satisfies [string, Partial<Invoice>][])('is back when it is listed again, %s', (_, changes) => {
    store('a', anInvoice());
    writer().gone('a', 'in_1', 'invoice', later);
    expect(again(anInvoice(changes), latest)).toBe('changed');
    expect(row()['withdrawn_at']).toBeNull();
    expect(again(anInvoice(changes), latest)).toBe('same');
  });
});

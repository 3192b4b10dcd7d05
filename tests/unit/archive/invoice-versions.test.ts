import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invoice } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import { createInvoiceVersions, hashOfLines } from '../../../electron/archive/invoice-versions.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import type { Database } from '../../../electron/database/open.ts';
import { answersOf } from '../../support/archive/answers.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { aLine, anInvoice, usd } from '../../support/billing-objects.ts';

const at: Instant = '2026-11-22T12:00:00.000Z';
const later: Instant = '2026-11-23T12:00:00.000Z';
const latest = '2026-11-24T12:00:00.000Z';
let db: Database;
let versions: ReturnType<typeof createInvoiceVersions>;
beforeEach(() => {
  db = openTestDatabase(':memory:', [anAccount({ id: 'a', name: 'Acme' })]);
  versions = createInvoiceVersions(db);
});
afterEach(() => {
  db.close();
});

const write = (invoice: Invoice, now: Instant = at) => {
  createInvoiceWriter(db).write('a', answersOf(invoice), now);
  return Number(db.prepare('SELECT row FROM invoices WHERE id = ?').pluck().get(invoice.id));
};
/** What the row holds is what it says next. */
const set = (values: string) => db.prepare(`UPDATE invoices SET ${values}`).run();
const setDocument = (sha256: string, newer = 0) =>
  set(`document = 'stored', document_sha256 = '${sha256}', document_bytes = 7, newer_document = ${newer}`);
const answers = () =>
  db.prepare('SELECT version, place, at FROM invoice_answers ORDER BY version, place').raw().all() as unknown[][];

describe('what a row says', () => {
  it('is nothing of one that is not there', () => {
    const row = write(anInvoice());
    expect(versions.record(row + 1)).toBeNull();
    expect(versions.close(row + 1, 'vendor', at)).toBe(false);
    expect(versions.list(row + 1)).toEqual([]);
    expect(versions.document(row + 1, 1)).toBeNull();
    expect(versions.answer(row + 1, 1)).toBeNull();
  });

  it('is the invoice’s record, with its lines in order', () => {
    const lines = [aLine({ id: 'il_2', kind: 'metered' }), aLine({ period: null, quantity: null, priceId: null })];
    const invoice = anInvoice({ corrects: 'in_0', tax: usd(700), net: usd(4200), lines });
    const { number, issuedAt, customerName, taxId, corrects, net, tax, total } = invoice;
    const { subtotal, discounts, shipping, taxes } = invoice;
    expect(versions.record(write(invoice))).toEqual({
      ...{ number, issuedAt, customerName, taxId, corrects, net, tax, total, lines },
      ...{ subtotal, discounts, shipping, taxes },
    });
  });

  it('has lines that are the same in any order', () => {
    const [one, two] = [aLine(), aLine({ amount: usd(1) })];
    expect(hashOfLines([one, two])).toBe(hashOfLines([two, one]));
    expect(hashOfLines([one, two])).not.toBe(hashOfLines([one, one]));
    expect(hashOfLines([])).not.toBe(hashOfLines([one]));
  });
});

describe('a version', () => {
  it('that is closed stays as it was; what is written then is the next one', () => {
    const row = write(anInvoice());
    expect(versions.close(row, 'vendor', later)).toBe(true);
    set("number = 'NEW', total = 1");
    expect(versions.close(row, 'document', latest)).toBe(true);
    const { number, total } = anInvoice();
    expect(versions.list(row)).toMatchObject([
      { version: 3, seenAt: latest, cause: 'document', number: 'NEW', changed: [] },
      { version: 2, seenAt: later, cause: 'vendor', number: 'NEW', total: usd(1), changed: ['number', 'total'] },
      { version: 1, seenAt: at, cause: null, number, total, changed: [] },
    ]);
  });

  it('is none of an invoice that was never final', () => {
    const row = write(anInvoice({ status: 'draft' }));
    expect(versions.list(row)).toEqual([]);
    // One that is closed all the same was seen then.
    versions.close(row, 'document', later);
    expect(versions.list(row)).toMatchObject([{ version: 2 }, { version: 1, seenAt: later }]);
  });

  it('is begun forty-nine times, and no more', () => {
    const row = write(anInvoice());
    const closed = Array.from({ length: 51 }, () => versions.close(row, 'vendor', later));
    expect(closed.indexOf(false)).toBe(49);
    expect(closed.slice(49)).toEqual([false, false]);
    expect(versions.list(row)).toHaveLength(50);
  });
});

describe('the PDF of a version', () => {
  const aa = { sha256: 'aa', bytes: 7, kind: 'pdf' };

  it('is none before it came', () => {
    const row = write(anInvoice());
    expect(versions.document(row, 1)).toBeNull();
    expect(versions.list(row)).toMatchObject([{ document: false }]);
  });

  it('stays with it, and is not the next one’s, until that one’s own has come', () => {
    const row = write(anInvoice());
    setDocument('aa');
    expect([versions.document(row, 1), versions.document(row, 2)]).toEqual([aa, null]);
    versions.close(row, 'vendor', later);
    set('newer_document = 1');
    expect([versions.document(row, 1), versions.document(row, 2)]).toEqual([aa, null]);
    expect(versions.list(row)).toMatchObject([{ document: false }, { document: true }]);
    // A further one begins while it is awaited: the second never had any.
    versions.close(row, 'vendor', latest);
    setDocument('bb');
    expect([1, 2, 3].map((version) => versions.document(row, version))).toEqual([aa, null, { ...aa, sha256: 'bb' }]);
    expect(versions.list(row).map(({ document }) => document)).toEqual([true, false, true]);
  });
});

describe('the vendor’s answers', () => {
  it('are the first of each version, and the last one', () => {
    const row = write(anInvoice({ status: 'draft' }));
    expect([answers(), versions.answer(row, 1)]).toEqual([[], null]);
    for (const [raw, when] of [
      ['"one"', at],
      ['"two"', later],
      ['"three"', latest],
    ] as const)
      versions.keepAnswer(row, 1, raw, when);
    versions.keepAnswer(row, 2, '"next"', latest);
    expect(answers()).toEqual([
      [1, 'first', at],
      [1, 'last', latest],
      [2, 'first', latest],
    ]);
    expect([versions.answer(row, 1), versions.answer(row, 2)]).toEqual(['"one"', '"next"']);
  });

  it('are kept where there is none yet, and only then', () => {
    const row = write(anInvoice({ status: 'draft' }));
    versions.keepFirstAnswer(row, 1, '"one"', at);
    versions.keepFirstAnswer(row, 1, '"two"', later);
    expect([answers(), versions.answer(row, 1)]).toEqual([[[1, 'first', at]], '"one"']);
  });

  it('are not there of what a person brought in', () => {
    const row = write(anInvoice({ status: 'draft' }));
    versions.keepAnswer(row, 1, null, at);
    versions.keepFirstAnswer(row, 1, null, at);
    expect(answers()).toEqual([]);
  });

  it('are told of each version by itself', () => {
    const row = write(anInvoice());
    versions.close(row, 'vendor', later);
    expect(versions.list(row)).toMatchObject([{ answer: false }, { answer: true }]);
    versions.keepAnswer(row, 2, '{}', later);
    expect(versions.list(row)).toMatchObject([{ answer: true }, { answer: true }]);
  });
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { noFacts } from '#shared/import/read-page.ts';
import { type Invoice, totalsOf } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { decimalsOf, money } from '#shared/money.ts';
import { parseSearch, termsOf } from '#shared/search-query.ts';
import { comparisons, presences, searchedStatuses, type SearchTerm } from '#shared/search-terms.ts';
import { createAnnotations } from '../../../electron/archive/annotations.ts';
import { plainLetters } from '../../../electron/database/migrations/0035-plain-letters.ts';
import { createDocumentTexts } from '../../../electron/archive/document-texts.ts';
import { createInvoiceQuery, type QueryInvoices } from '../../../electron/archive/invoice-query.ts';
import { createInvoiceTexts } from '../../../electron/archive/invoice-texts.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { answersOf } from '../../support/archive/answers.ts';
import { fold } from '#shared/search-text.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../../../electron/database/open.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { fillSearchable } from '../../support/archive/searchable-invoices.ts';
import { aLine, anInvoice } from '../../support/billing-objects.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

const now = '2026-11-22T12:00:00.000Z';
const clock = fakeClock(now);
const accounts = [anAccount({ id: 'a', name: 'Zeta' }), anAccount({ id: 'b', name: 'Ähre GmbH' })];
let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', accounts);
  query = createInvoiceQuery(db, () => accounts, clock);
});
afterEach(() => {
  db.close();
});

const base: InvoiceQuery = {
  accountId: null,
  text: '',
  statuses: [],
  sort: { by: 'issuedAt', descending: true },
  offset: 0,
  limit: 500,
};
const store = (accountId: string, ...invoices: Invoice[]) =>
  createInvoiceWriter(db).write(accountId, answersOf(...invoices), now);
let query: QueryInvoices;
const ask = (changes: Partial<InvoiceQuery>) => query({ ...base, ...changes });
const found = (text: string) =>
  ask({ terms: termsOf(parseSearch(text, 'en')) })
    .rows.map(({ id }) => id)
    .sort();

/** As a sync does it: the file is stored, and read later. */
function storeDocument(id: string, sha256: string): void {
  db.prepare(
    `UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = 1 WHERE id = ? AND status <> 'draft'`,
  ).run(sha256, id);
}
const read = (sha256: string, text: string, attachments: string[] = []) => {
  createDocumentTexts(db).saveText(
    sha256,
    { pages: 1, text, rows: [], attachments: attachments.map((name) => ({ name })) },
    now,
    attachments.some((name) => name.endsWith('.xml')) ? noFacts : null,
  );
};

/** Fails when the index holds anything but what the texts say now. */
const isWhole = () => db.exec("INSERT INTO invoice_search(invoice_search, rank) VALUES ('integrity-check', 1)");

test('references of an account are those of its later invoices too, and of no other account', () => {
  const annotations = createAnnotations(db);
  annotations.setReferences('a', { costCentre: 'CC-11', poNumber: '4500' });
  store('a', anInvoice({ id: 'later' }));
  store('b', anInvoice({ id: 'elsewhere' }));
  const references = () => db.prepare('SELECT id, cost_centre, po_number FROM invoices ORDER BY row').all();
  const elsewhere = { id: 'elsewhere', cost_centre: null, po_number: null };
  expect(references()).toEqual([{ id: 'later', cost_centre: 'CC-11', po_number: '4500' }, elsewhere]);
  annotations.annotate('a:later', { note: null, tags: [], costCentre: 'CC-99', poNumber: null });
  // A change at the vendor changes nothing of it.
  store('a', anInvoice({ id: 'later', status: 'open' }));
  expect(references()).toEqual([{ id: 'later', cost_centre: 'CC-99', po_number: '4500' }, elsewhere]);
});

describe('a search', () => {
  it('looks at lines, tags, notes, references and the text of the PDF', () => {
    store('a', anInvoice({ id: 'one', lines: [aLine({ description: 'Überlänge video' })] }), anInvoice({ id: 'two' }));
    const annotations = createAnnotations(db);
    annotations.annotate('a:two', { note: 'Ask Zoë', tags: ['to check', 'Q3'], costCentre: 'CC-77', poNumber: null });
    annotations.setReferences('a', { costCentre: 'CC-11', poNumber: '4500' });
    storeDocument('one', 'f'.repeat(64));
    read('f'.repeat(64), 'Zahlbar bis\n31. Dezember', ['factur-x.xml']);
    expect(found('uberlange')).toEqual(['one']);
    expect(found('zoe')).toEqual(['two']);
    expect(found('tag:"TO CHECK" q3')).toEqual(['two']);
    expect(found('"bis 31."')).toEqual(['one']);
    expect(found('has:xml')).toEqual(['one']);
    expect(found('costcentre:cc-11')).toEqual([]);
    createInvoiceTexts(db).renewSome(10);
    expect(found('costcentre:cc-11')).toEqual(['one']);
    expect(found('po:45')).toEqual(['one', 'two']);
    expect(ask({ sort: { by: 'costCentre', descending: true } }).rows.map(({ costCentre }) => costCentre)).toEqual([
      'CC-77',
      'CC-11',
    ]);
  });

  it('writes letters out that not everybody has on the keyboard, also in what was read before it did', () => {
    const old = `INSERT INTO document_texts (sha256, state, version, pages, text, attachments, read_at)
      VALUES (?, 'done', 1, 1, 'wrocław, encyclopædia', '[]', 'x')`;
    db.prepare(old).run('f'.repeat(64));
    store('a', anInvoice({ id: 'one', lines: [aLine({ description: 'KØBENHAVN, Hauptstraße' })] }));
    storeDocument('one', 'f'.repeat(64));
    db.exec("UPDATE invoice_texts SET other = 'københavn, hauptstraße'");
    expect(found('kobenhavn')).toEqual([]);
    db.exec(plainLetters.sql);
    for (const text of ['kobenhavn', 'KØBENHAVN', 'hauptstrasse', 'wroclaw', 'encyclopaedia', 'encyclopædia'])
      expect([text, found(text)]).toEqual([text, ['one']]);
    isWhole();
    store('a', anInvoice({ id: 'two', lines: [aLine({ description: 'Đakovo' })] }));
    expect(found('dakovo')).toEqual(['two']);
  });

  it('finds a text that was read before the invoice with the same document came', () => {
    read('f'.repeat(64), 'hello world', ['xrechnung.xml']);
    store('a', anInvoice({ id: 'late' }));
    storeDocument('late', 'f'.repeat(64));
    expect(found('hello has:xml')).toEqual(['late']);
    db.prepare('DELETE FROM invoices').run();
    expect(found('hello')).toEqual([]);
    isWhole();
  });

  it('keeps what people added when the invoice changes', async () => {
    store('a', anInvoice({ id: 'one', status: 'open' }), anInvoice({ id: 'two' }));
    const annotations = createAnnotations(db);
    await annotations.tag(['a:one', 'a:two', 'a:gone'], ['paid by card', 'Ops'], []);
    store('a', anInvoice({ id: 'one', status: 'paid' }));
    expect(found('tag:ops status:paid')).toEqual(['one', 'two']);
    expect(await annotations.tag(['a:one', 'a:two'], [], ['OPS', 'none'])).toBe(2);
    expect(await annotations.tag(['a:one'], ['PAID by card'], [])).toBe(0);
    expect(found('tag:ops')).toEqual([]);
    expect(annotations.tagsInUse()).toEqual(['paid by card']);
  });
});

// Few letters, so that much is found.
const bit = fc.constantFrom(
  'acme',
  'ac',
  'me',
  'Ümlaut',
  'x',
  '12',
  '345',
  'storage',
  '%',
  '"',
  'a b',
  'straße',
  '発票',
  '👍x',
);
const wording = fc.array(bit, { maxLength: 3 }).map((bits) => bits.join(' '));
const day = fc.integer({ min: 0, max: 900 }).map((n) => instantFromMillis(Date.UTC(2024, 6, 1) + n * 86_400_000));
const invoices = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 12 }).map((n) => `in_${n}`),
    account: fc.constantFrom('a', 'b'),
    number: fc.option(wording),
    type: fc.constantFrom('invoice' as const, 'credit-note' as const),
    status: fc.constantFrom(
      'draft' as const,
      'open' as const,
      'paid' as const,
      'void' as const,
      'uncollectible' as const,
    ),
    customerName: fc.option(wording),
    issuedAt: day,
    dueAt: fc.option(day),
    amount: fc.integer({ min: -3000, max: 3000 }),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    line: wording,
    tags: fc.subarray(['Alpha', 'beta', 'Ümlaut']),
    note: fc.option(wording),
    po: fc.option(wording),
    document: fc.option(fc.record({ text: wording, xml: fc.boolean() })),
  }),
  { maxLength: 20 },
);
type Made = typeof invoices extends fc.Arbitrary<(infer One)[]> ? One : never;

const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  bit.map((text): SearchTerm => ({ kind: 'word', text })),
  fc.record({
    kind: fc.constant('field' as const),
    field: fc.constantFrom('number' as const, 'po' as const),
    text: bit,
  }),
  fc.record({ kind: fc.constant('tag' as const), text: fc.constantFrom('alpha', 'BETA', 'umlaut', 'none') }),
  fc.record({ kind: fc.constant('account' as const), text: fc.constantFrom('zet', 'ahre', 'none') }),
  fc.record({
    kind: fc.constant('total' as const),
    comparison: fc.constantFrom(...comparisons),
    amount: fc.constantFrom('0', '5', '-2.5', '10.05', '1000'),
  }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...searchedStatuses) }),
  fc.record({
    kind: fc.constantFrom('from' as const, 'to' as const),
    date: fc.constantFrom('2025-01', '2025-12', '2026-02-14'),
  }),
  fc.record({ kind: fc.constant('currency' as const), currency: fc.constantFrom('USD', 'JPY', 'EUR') }),
  fc.record({ kind: fc.constant('has' as const), what: fc.constantFrom(...presences) }),
);

/** What the search means, one invoice after the other and without any index. */
function holds(made: Made, terms: readonly SearchTerm[]): boolean {
  const isDraft = made.status === 'draft';
  const own = [made.number, made.customerName, made.id, made.line, made.tags.join(', '), made.note, made.po];
  const { document } = made;
  const any = (kind: SearchTerm['kind'], test: (each: SearchTerm) => boolean) =>
    !terms.some((each) => each.kind === kind) || terms.some((each) => each.kind === kind && test(each));
  const every = (each: SearchTerm): boolean => {
    const within = (text: string | null, word: string) => fold(text ?? '').includes(fold(word));
    const signed = (made.type === 'credit-note' ? -made.amount : made.amount) / 10 ** decimalsOf(made.currency);
    switch (each.kind) {
      case 'word':
        // Short ones are not looked for in the PDF.
        return (
          own.some((text) => within(text, each.text)) ||
          (/^.{3}/su.test(fold(each.text)) && document !== null && within(document.text, each.text))
        );
      case 'field':
        return within(each.field === 'number' ? made.number : made.po, each.text);
      case 'tag':
        return made.tags.some((tag) => fold(tag) === fold(each.text));
      case 'total': {
        const bound = Number(each.amount);
        const results = {
          '>': signed > bound,
          '>=': signed >= bound,
          '<': signed < bound,
          '<=': signed <= bound,
          '=': signed === bound,
        };
        return results[each.comparison];
      }
      case 'from':
        return !isDraft && made.issuedAt.slice(0, 10) >= each.date;
      case 'to':
        return !isDraft && made.issuedAt.slice(0, each.date.length) <= each.date;
      case 'has': {
        const has = {
          pdf: document !== null,
          xml: document?.xml ?? false,
          tag: made.tags.length > 0,
          note: (made.note ?? '').trim() !== '',
          po: (made.po ?? '').trim() !== '',
          costcentre: false,
        };
        return has[each.what];
      }
      default:
        return true;
    }
  };
  return (
    terms.every(every) &&
    any('status', (each) => {
      if (each.kind !== 'status') return false;
      return each.status === 'overdue'
        ? made.status === 'open' && made.dueAt !== null && made.dueAt < now
        : made.status === each.status;
    }) &&
    any('currency', (each) => each.kind === 'currency' && made.currency === each.currency) &&
    any('account', (each) => {
      const name = made.account === 'a' ? 'Zeta' : 'Ähre GmbH';
      return each.kind === 'account' && fold(name).includes(fold(each.text));
    })
  );
}

it('finds what looking at every invoice finds, after any changes', () => {
  fc.assert(
    fc.property(
      invoices,
      fc.array(fc.array(term, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
      (made, searches) => {
        db.exec('DELETE FROM invoices; DELETE FROM document_texts');
        const current = new Map<string, Made>();
        for (const [n, each] of made.entries()) {
          const { account, id, type, note, tags, po } = each;
          // A credit note may have the id of an invoice.
          const key = `${account}${type === 'credit-note' ? '~' : ''}:${id}`;
          const before = current.get(key);
          const wasFinal = before !== undefined && before.status !== 'draft';
          const added = { note, tags, po, document: each.document ?? before?.document ?? null };
          // No final invoice becomes a draft again, and a customer that is not named any more is the same.
          const said = wasFinal && each.status === 'draft' ? before : each;
          const customerName = said.customerName ?? (wasFinal ? before.customerName : null);
          current.set(key, { ...said, customerName, ...added });
          store(
            account,
            anInvoice({
              ...{ id, number: each.number, type: each.type, status: each.status, customerName: each.customerName },
              ...{
                createdAt: each.issuedAt,
                issuedAt: each.status === 'draft' ? null : each.issuedAt,
                dueAt: each.dueAt,
              },
              total: money(each.amount, each.currency),
              lines: [aLine({ description: each.line })],
            }),
          );
          createAnnotations(db).annotate(key, { note, tags, costCentre: null, poNumber: po });
          if (each.document) {
            const sha256 = String(n).padStart(64, '0');
            db.prepare(
              `UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = 1 WHERE account_id = ? AND id = ? AND type = ?`,
            ).run(sha256, account, id, type);
            read(sha256, each.document.text, each.document.xml ? ['factur-x.xml'] : []);
          }
        }
        isWhole();
        for (const terms of searches) {
          const expected = [...current].filter(([, each]) => holds(each, terms));
          const answer = ask({ terms });
          expect(answer.rows.map(({ key }) => key).sort()).toEqual(expected.map(([key]) => key).sort());
          expect(answer.count).toBe(expected.length);
          const { totals } = totalsOf(
            expected.map(([, each]) => ({ ...each, total: money(each.amount, each.currency) })),
          );
          expect(answer.totals).toEqual(totals.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);

it('gives the same page by page along an index as when sorting few', () => {
  fillSearchable(db, ['a', 'b'], 2400);
  const annotations = createAnnotations(db);
  for (const [n, { key }] of ask({ limit: 40 }).rows.entries()) {
    annotations.annotate(key, { note: null, tags: [`t${n % 5}`], costCentre: null, poNumber: n % 2 ? `PO${n}` : null });
  }
  const keys = (text: string, sort: InvoiceQuery['sort']) => {
    const terms = termsOf(parseSearch(text, 'en'));
    const { count } = ask({ terms, sort, limit: 1 });
    return Array.from({ length: Math.ceil(count / 500) }, (_, page) =>
      ask({ terms, sort, offset: page * 500 }).rows.map(({ key }) => key),
    ).flat();
  };
  const orders = [
    ...[{ by: 'issuedAt', descending: true } as const, { by: 'account', descending: true } as const],
    ...[{ by: 'tags', descending: false } as const, { by: 'poNumber', descending: true } as const],
    { by: 'period', descending: false } as const,
  ];
  for (const sort of orders) {
    // "invoice" is on every PDF: too many to be sorted. Those of one customer are few.
    const many = keys('invoice', sort);
    const few = keys('nordwind invoice', sort);
    const wanted = new Set(few);
    expect(many.length).toBeGreaterThan(2000);
    expect(few.length).toBeGreaterThan(300);
    expect(many.filter((key) => wanted.has(key)).join() === few.join(), sort.by).toBe(true);
  }
}, 90_000);

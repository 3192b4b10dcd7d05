import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Invoice } from '#shared/invoices.ts';
import { totalsOf } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { money } from '#shared/money.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createInvoiceQuery } from '../../../electron/archive/invoice-query.ts';
import { createInvoiceTotals } from '../../../electron/archive/invoice-totals.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { answersOf } from '../../support/archive/answers.ts';
import type { Database } from '../../../electron/database/open.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { aLine, anInvoice, usd } from '../../support/billing-objects.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

const accounts = [
  anAccount({ id: 'a', name: 'Zeta' }),
  anAccount({ id: 'b', name: 'Ähre' }),
  anAccount({ id: 'c', name: 'Mid' }),
];
const clock = fakeClock('2026-11-22T12:00:00.000Z');

let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [...accounts, anAccount({ id: 'gone', name: 'Gone' })]);
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
  limit: 100,
};

function store(accountId: string, ...invoices: Invoice[]): void {
  createInvoiceWriter(db).write(accountId, answersOf(...invoices), '2026-11-22T12:00:00.000Z');
}
const query = (changes: Partial<InvoiceQuery> = {}) =>
  createInvoiceQuery(db, () => accounts, clock)({ ...base, ...changes });
const ids = (changes: Partial<InvoiceQuery> = {}) => query(changes).rows.map(({ id }) => id);
const day = (n: number) => instantFromMillis(Date.UTC(2026, 9, n));

describe('search', () => {
  beforeEach(() => {
    store(
      'a',
      anInvoice({ id: 'in_alpha', number: 'INV-2026/0042', customerName: 'Müller & Söhne' }),
      anInvoice({ id: 'in_beta', number: null, customerName: 'ACME "Quoted" GmbH' }),
      anInvoice({ id: 'in_gamma', number: '100%_x', customerName: null }),
    );
  });

  it.each([
    ['0042', ['in_alpha']],
    ['muller', ['in_alpha']],
    ['MÜLL', ['in_alpha']],
    ['söhne 2026', ['in_alpha']],
    ['42', ['in_alpha']],
    ['beta', ['in_beta']],
    ['"quoted"', ['in_beta']],
    ['%', ['in_gamma']],
    ['_x', ['in_gamma']],
    ['100%_x', ['in_gamma']],
    ['in_', ['in_alpha', 'in_beta', 'in_gamma']],
    ['gmbh söhne', []],
    ['nothing*', []],
    ['AND', []],
  ])('%s', (text, expected) => {
    expect(ids({ text }).sort()).toEqual(expected);
    expect(query({ text }).count).toBe(expected.length);
  });

  it('finds what an invoice is called now, not what it was called', () => {
    store('a', anInvoice({ id: 'in_beta', number: 'FINAL-1', customerName: 'Other' }));
    expect(ids({ text: 'quoted' })).toEqual([]);
    expect(ids({ text: 'final' })).toEqual(['in_beta']);
  });
});

describe('filters', () => {
  beforeEach(() => {
    const late = { status: 'open', dueAt: '2026-11-01T00:00:00.000Z' } as const;
    store(
      'a',
      anInvoice({ id: 'late', ...late }),
      anInvoice({ id: 'open', status: 'open', dueAt: '2026-12-01T00:00:00.000Z' }),
      anInvoice({ id: 'void', status: 'void' }),
    );
    store(
      'b',
      anInvoice({ id: 'late', ...late, total: money(500, 'EUR') }),
      anInvoice({ id: 'note', type: 'credit-note', total: usd(100) }),
    );
    store('gone', anInvoice({ id: 'hidden' }));
  });

  it('by account and status; overdue is open and past due', () => {
    expect(query({ statuses: ['overdue'] })).toMatchObject({ count: 2, totals: [money(500, 'EUR'), usd(4900)] });
    expect(query({ statuses: ['overdue', 'void'] }).count).toBe(3);
    expect(query({ statuses: ['open', 'overdue'] }).count).toBe(3);
    expect(query({ accountId: 'b', statuses: ['overdue'] }).rows).toMatchObject([
      { key: 'b:late', accountName: 'Ähre', overdue: true },
    ]);
    expect(query({ accountId: 'b', text: 'late' }).count).toBe(1);
  });

  it('show no invoice of a removed account', () => {
    expect(query().count).toBe(5);
    expect(ids()).not.toContain('hidden');
  });

  it('leave voids out of sums and let credit notes lower them', () => {
    expect(query().totals).toEqual([money(500, 'EUR'), usd(4900 + 4900 - 100)]);
    store('a', anInvoice({ id: 'open', status: 'void' }));
    expect(query().totals).toEqual([money(500, 'EUR'), usd(4900 - 100)]);
  });
});

describe('order', () => {
  it('puts what has no number or due date last, either way', () => {
    store(
      'a',
      anInvoice({ id: 'x', number: 'b' }),
      anInvoice({ id: 'y', number: null }),
      anInvoice({ id: 'z', number: 'A' }),
    );
    expect(ids({ sort: { by: 'number', descending: false } })).toEqual(['z', 'x', 'y']);
    expect(ids({ sort: { by: 'number', descending: true } })).toEqual(['x', 'z', 'y']);
  });

  it('by account goes by name, newest first within', () => {
    store('a', anInvoice({ id: 'a1', issuedAt: day(1) }), anInvoice({ id: 'a2', issuedAt: day(2) }));
    store('b', anInvoice({ id: 'b1', issuedAt: day(3) }));
    store('c', anInvoice({ id: 'c1', issuedAt: day(4) }), anInvoice({ id: 'c2', issuedAt: day(5) }));
    const by = { by: 'account', descending: false } as const;
    expect(ids({ sort: by })).toEqual(['b1', 'c2', 'c1', 'a2', 'a1']);
    expect(ids({ sort: { ...by, descending: true } })).toEqual(['a2', 'a1', 'c2', 'c1', 'b1']);
    expect(ids({ sort: by, offset: 1, limit: 3 })).toEqual(['c2', 'c1', 'a2']);
  });

  it('is the same with many rows as with few, page by page, with the same sums as adding them up', () => {
    const many = Array.from({ length: 2600 }, (_, n) =>
      anInvoice({
        id: `in_${n}`,
        number: n % 7 === 0 ? null : `N-${(n * 7919) % 2600}`,
        type: n % 11 === 0 ? 'credit-note' : 'invoice',
        status: (['draft', 'open', 'paid', 'void', 'uncollectible'] as const)[n % 5] ?? 'paid',
        createdAt: day(1 + (n % 28)),
        issuedAt: n % 5 === 0 ? null : day(1 + (n % 28)),
        dueAt: n % 3 === 0 ? null : day(1 + (n % 20)),
        total: money((n * 31) % 1000, n % 4 === 0 ? 'EUR' : 'USD'),
      }),
    );
    store('a', ...many);
    for (const by of ['issuedAt', 'number', 'total', 'status', 'dueAt', 'account'] as const) {
      for (const descending of [true, false]) {
        const sort = { by, descending };
        // More than fits into one query of few rows: along the index. Of one status: sorted afterwards.
        const all = pages({ sort });
        const some = pages({ sort, statuses: ['open'] });
        expect(new Set(all).size).toBe(2600);
        expect(all.filter((id) => some.includes(id))).toEqual(some);
        expect(pages({ sort, text: 'in_', statuses: ['open'] })).toEqual(some);
        expect(pages({ sort, text: 'in_' })).toEqual(all);
      }
    }
    const sorted = (totals: ReturnType<typeof totalsOf>['totals']) =>
      totals.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
    expect(query().totals).toEqual(sorted(totalsOf(many).totals));
    expect(query({ text: 'n-1' }).totals).toEqual(
      sorted(totalsOf(many.filter(({ number }) => number?.startsWith('N-1'))).totals),
    );
  });

  function pages(changes: Partial<InvoiceQuery>): string[] {
    const { count } = query({ ...changes, limit: 1 });
    return Array.from({ length: Math.ceil(count / 500) }, (_, n) =>
      ids({ ...changes, limit: 500, offset: n * 500 }),
    ).flat();
  }
});

it('never fails on whatever somebody types', () => {
  store('a', anInvoice());
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(query({ text }).count).toBeGreaterThanOrEqual(0);
    }),
  );
});

describe('months and periods', () => {
  const totals = () => createInvoiceTotals(db, () => 'UTC');

  it('sums by month of issue in UTC, with empty months between', () => {
    store(
      'a',
      anInvoice({ id: '1', issuedAt: '2026-08-31T23:59:59.999Z' }),
      anInvoice({ id: '2', issuedAt: '2026-10-01T00:00:00.000Z' }),
      anInvoice({ id: '3', issuedAt: '2026-10-31T23:59:59.000Z', total: usd(1000), type: 'credit-note' }),
      anInvoice({ id: '4', issuedAt: '2026-10-15T00:00:00.000Z', status: 'void' }),
    );
    expect(totals().monthTotals('a', '2026-10-31T23:59:59.000Z', 3)).toEqual([
      { month: '2026-08', totals: [usd(4900)], tooLarge: [] },
      { month: '2026-09', totals: [], tooLarge: [] },
      { month: '2026-10', totals: [usd(3900)], tooLarge: [] },
    ]);
  });

  it('finds the invoice of a period: a finalized one before a draft, never a void one', () => {
    const billed = (status: Invoice['status']) =>
      anInvoice({ id: status, status, lines: [aLine({ description: status })] });
    const lines = (subscription: string) => totals().billOf('a', subscription, anInvoice().period)?.lines ?? null;
    store('a', billed('void'), billed('draft'));
    expect(lines('sub_1')).toMatchObject([{ description: 'draft' }]);
    store('a', billed('open'));
    expect(lines('sub_1')).toMatchObject([{ description: 'open' }]);
    expect(lines('sub_2')).toBeNull();
  });
});

describe('sums beyond every amount', () => {
  it('are named by their currency, and keep no other from being shown', () => {
    const many = Array.from({ length: 1100 }, (_, n) =>
      anInvoice({ id: `in_x${n}`, number: `X-${n}`, total: money(9_000_000_000_000, 'EUR') }),
    );
    const negative = Array.from({ length: 1100 }, (_, n) =>
      anInvoice({ id: `cn_x${n}`, number: `C-${n}`, type: 'credit-note', total: money(9_000_000_000_000, 'GBP') }),
    );
    store('a', ...many, ...negative, anInvoice({ id: 'in_small', number: 'SMALL', total: money(100, 'USD') }));
    expect(query({ statuses: ['paid'] })).toMatchObject({ totals: [money(100, 'USD')], tooLarge: ['EUR', 'GBP'] });
    expect(query({ text: 'x-1' }).tooLarge).toEqual([]);
    expect(query({ text: 'in_x' }).tooLarge).toEqual(['EUR']);
  });
});

import { signed } from '#shared/invoices.ts';
import { add, type Money, zero } from '#shared/money.ts';
import { monthOf } from '#shared/period.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Cell, Sheet } from './workbook.ts';

const amounts = ['net', 'tax', 'total', 'creditApplied', 'amountDue'] as const;
type Sums = Record<(typeof amounts)[number], Money>;

interface Group {
  readonly month: string;
  readonly currency: string;
  invoices: number;
  creditNotes: number;
  sums: Sums;
}

const columns = [
  { title: 'month', width: 10 },
  { title: 'currency', width: 10 },
  { title: 'invoices', width: 10 },
  { title: 'credit_notes', width: 12 },
  { title: 'net', width: 14 },
  { title: 'tax', width: 14 },
  { title: 'total', width: 14 },
  { title: 'credit_applied', width: 14 },
  { title: 'amount_due', width: 14 },
];

/** A row a month of issue and currency. Voids and drafts count in no sum, credit notes lower it. */
export const summarySheet = (entries: readonly LedgerEntry[]): Sheet => ({
  name: 'Summary',
  columns,
  rows: {
    *[Symbol.iterator]() {
      for (const group of groupsOf(entries)) yield rowOf(group);
    },
  },
});

const rowOf = ({ month, currency, invoices, creditNotes, sums }: Group): Cell[] => [
  month,
  currency,
  { number: invoices },
  { number: creditNotes },
  ...amounts.map((name) => sums[name]),
];

function groupsOf(entries: readonly LedgerEntry[]): Group[] {
  const groups = new Map<string, Group>();
  for (const {
    selected: { invoice },
  } of entries) {
    if (invoice.status === 'void' || invoice.status === 'draft') continue;
    const month = monthOf(invoice.issuedAt ?? invoice.createdAt);
    const { currency } = invoice.total;
    const name = `${month} ${currency}`;
    const group = groups.get(name) ?? { month, currency, invoices: 0, creditNotes: 0, sums: noSums(currency) };
    groups.set(name, group);
    if (invoice.type === 'credit-note') group.creditNotes++;
    else group.invoices++;
    for (const each of amounts) group.sums[each] = add(group.sums[each], signed(invoice, invoice[each]));
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const noSums = (currency: string): Sums => ({
  net: zero(currency),
  tax: zero(currency),
  total: zero(currency),
  creditApplied: zero(currency),
  amountDue: zero(currency),
});

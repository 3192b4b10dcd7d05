import { isKnown } from '#shared/invoice-money.ts';
import { ledgerAmount } from '#shared/invoices.ts';
import { money, toDecimalText } from '#shared/money.ts';
import { accountingDay, monthOfDay } from '#shared/period.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Cell, Sheet } from './workbook.ts';

const amounts = ['net', 'tax', 'total', 'creditApplied', 'remaining'] as const;
type Sums = Record<(typeof amounts)[number], bigint>;

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
  { title: 'remaining', width: 14 },
];

/** A row a month of issue in the books and currency. Voids and drafts count in no sum, credit notes lower it. */
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
  ...amounts.map((name) => cellOf(sums[name], currency)),
];

/** A sum beyond what a cell's number can hold is written as text, exactly. */
const cellOf = (sum: bigint, currency: string): Cell =>
  Number.isSafeInteger(Number(sum)) ? money(Number(sum), currency) : toDecimalText({ amount: sum, currency });

function groupsOf(entries: readonly LedgerEntry[]): Group[] {
  const groups = new Map<string, Group>();
  for (const {
    selected: { invoice },
    timeZone,
  } of entries) {
    if (invoice.status === 'void' || invoice.status === 'draft') continue;
    const month = monthOfDay(accountingDay(invoice.issuedAt ?? invoice.createdAt, timeZone));
    const { currency } = invoice.total;
    const name = `${month} ${currency}`;
    const group = groups.get(name) ?? { month, currency, invoices: 0, creditNotes: 0, sums: { ...noSums } };
    groups.set(name, group);
    if (invoice.type === 'credit-note') group.creditNotes++;
    else group.invoices++;
    for (const each of amounts) {
      const amount = ledgerAmount(invoice, invoice[each]);
      if (isKnown(amount)) group.sums[each] += BigInt(amount.amount);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const noSums: Sums = { net: 0n, tax: 0n, total: 0n, creditApplied: 0n, remaining: 0n };

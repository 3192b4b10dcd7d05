import { isKnown } from '#shared/invoice-money.ts';
import { type ArchivedInvoice, ledgerAmount } from '#shared/invoices.ts';
import { accountingDay, monthOfDay } from '#shared/period.ts';
import type { Month } from '#shared/time.ts';
import { sum } from './cells.ts';
import { settledOf } from './ledger.ts';
import type { Cell, Table } from './table.ts';

interface Group {
  readonly month: string;
  readonly currency: string;
  invoices: number;
  creditNotes: number;
  net: bigint;
  tax: bigint;
  taxNotStated: number;
  total: bigint;
  settled: bigint;
  remaining: bigint;
  remainingNotStated: number;
}

const columns: Table['columns'] = [
  { field: 'month', width: 10 },
  { field: 'currency', width: 10 },
  { field: 'invoices', width: 12 },
  { field: 'credit_notes', width: 12 },
  { field: 'net', width: 14 },
  { field: 'tax', width: 14 },
  { field: 'tax_not_stated', width: 18 },
  { field: 'total', width: 14 },
  { field: 'settled', width: 14 },
  { field: 'remaining', width: 14 },
  { field: 'remaining_not_stated', width: 26 },
];

/**
 * A row a month of issue in the books and currency. Voids and drafts count in no sum, credit notes lower it; only what is open has a
 * remaining. What is not stated adds to no sum and is counted beside it.
 */
export function summaryTable(): Table {
  const groups = new Map<string, Group>();
  return {
    ...{ name: 'summary', columns },
    rowsOf({ invoice, timeZone }) {
      if (invoice.status !== 'void' && invoice.status !== 'draft')
        addTo(groups, invoice, monthOfDay(accountingDay(invoice.issuedAt ?? invoice.createdAt, timeZone)));
      return [];
    },
    rowsAtEnd: () => [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => rowOf(group)),
  };
}

const rowOf = (group: Group): Cell[] => [
  ...[group.month, group.currency, { number: group.invoices }, { number: group.creditNotes }],
  ...[sum(group.net, group.currency), sum(group.tax, group.currency), { number: group.taxNotStated }],
  ...[sum(group.total, group.currency), sum(group.settled, group.currency)],
  ...[sum(group.remaining, group.currency), { number: group.remainingNotStated }],
];

function addTo(groups: Map<string, Group>, invoice: ArchivedInvoice, month: Month): void {
  const { currency } = invoice.total;
  const name = `${month} ${currency}`;
  const group = groups.get(name) ?? { ...none, month, currency };
  groups.set(name, group);
  if (invoice.type === 'credit-note') group.creditNotes++;
  else group.invoices++;
  const signed = (value: ArchivedInvoice['total']) => BigInt(ledgerAmount(invoice, value).amount);
  const settled = settledOf(invoice);
  group.total += signed(invoice.total);
  if (isKnown(invoice.net)) group.net += signed(invoice.net);
  if (isKnown(invoice.tax)) group.tax += signed(invoice.tax);
  else group.taxNotStated++;
  if (isKnown(settled)) group.settled += signed(settled);
  if (invoice.status !== 'open') return;
  if (isKnown(invoice.remaining)) group.remaining += signed(invoice.remaining);
  else group.remainingNotStated++;
}

const none = {
  ...{ invoices: 0, creditNotes: 0, net: 0n, tax: 0n, taxNotStated: 0 },
  ...{ total: 0n, settled: 0n, remaining: 0n, remainingNotStated: 0 },
};

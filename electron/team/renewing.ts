import type { ArchiveIntake } from '../archive/index.ts';
import type { Touched } from './incoming.ts';
import { partsOf } from './change.ts';

/** What the archive makes of its rows. */
export type Renewal = ArchiveIntake['renewal'];

const ofInvoices = new Set(['invoices', 'invoice_lines', 'invoice_tags', 'invoice_versions']);

/** Every invoice that one of the rows belongs to, once. */
export function renewTouched(renewal: Renewal, touched: Touched): void {
  const invoices = new Map<string, readonly unknown[]>();
  for (const [table, keys] of touched) {
    if (!ofInvoices.has(table)) continue;
    for (const key of keys) {
      const parts = partsOf(key);
      const invoice = table === 'invoices' ? parts : parts[0];
      if (Array.isArray(invoice)) invoices.set(JSON.stringify(invoice), invoice);
    }
  }
  for (const [account, id, type] of invoices.values()) renewal.invoice(String(account), String(id), String(type));
  for (const key of touched.get('account_references') ?? []) renewal.account(String(partsOf(key)[0]));
}

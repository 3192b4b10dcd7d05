import type { Account } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { archivedInvoice, byKeyParts, invoiceColumns, type InvoiceRow, partsOfKey } from './invoice-rows.ts';

/** From keys to rows, and from rows to what others see of them. All fail with `invoice-not-found`. */
export function createInvoiceLookup(db: Database, accounts: () => readonly Account[], now: () => Instant) {
  const byKey = db.prepare<[ReturnType<typeof partsOfKey>], InvoiceRow>(byKeyParts(invoiceColumns));
  const numberByKey = db.prepare<[ReturnType<typeof partsOfKey>], number>(byKeyParts('i.row')).pluck();
  const nameOf = (id: string): string => accounts().find((account) => account.id === id)?.name ?? id;

  const found = <Found>(key: string, value: Found | undefined): Result<Found> =>
    value === undefined ? fail({ code: 'invoice-not-found', invoice: partsOfKey(key).id }) : ok(value);
  const row = (key: string) => found(key, byKey.get(partsOfKey(key)));
  const shown = (each: InvoiceRow) => archivedInvoice(each, now(), nameOf);

  return {
    row,
    /** Its number in the table alone, for what is asked of each invoice of an export. */
    rowNumber: (key: string) => found(key, numberByKey.get(partsOfKey(key))),
    get(key: string): Result<ArchivedInvoice> {
      const one = row(key);
      return one.ok ? ok(shown(one.value)) : one;
    },
    shown,
  };
}

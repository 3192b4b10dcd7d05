import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/**
 * Makes the archive of a data folder that no program is open on what it would be, had the vendor changed one final invoice
 * and taken back another one since the last sync: it holds another total of the one, and the other under an id that the
 * vendor does not know. The next sync reads all. Answers both numbers.
 */
export function asIfVendorChanged(dataFolder: string): { changed: string; withdrawn: string } {
  const db = new Sqlite(join(dataFolder, 'billfold.db'));
  const [changed, withdrawn] = db
    .prepare<[], { row: number; number: string }>(
      "SELECT row, number FROM invoices WHERE document = 'stored' AND type = 'invoice' AND status = 'paid' ORDER BY sort_at DESC LIMIT 2",
    )
    .all();
  if (!changed || !withdrawn) throw new Error('The archive has two paid invoices');
  db.prepare("UPDATE invoices SET total = total - 100, content = '' WHERE row = ?").run(changed.row);
  db.prepare("UPDATE invoices SET id = 'in_withdrawn', links_at = '2020-01-01T00:00:00.000Z' WHERE row = ?").run(
    withdrawn.row,
  );
  db.exec("UPDATE invoice_syncs SET full_at = '2020-01-02T00:00:00.000Z'");
  db.close();
  return { changed: changed.number, withdrawn: withdrawn.number };
}

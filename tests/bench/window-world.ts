import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ensureBuilt } from '../../build/support/ensure-built.ts';
import { type Desktop, type DesktopOptions, startDesktop } from '../support/desktop.ts';
import { launchApp } from '../support/launch-app.ts';
import { until } from '../support/waits.ts';
import { addManyInvoices, emptyFolder, workFolder } from './large-archive.ts';

export const many = 100_000;
/** A window with nothing in it, in the same host. */
export const blankApp = join(import.meta.dirname, 'blank-app/main.js');

export interface WindowWorld extends AsyncDisposable {
  readonly desktop: Desktop;
  /** Data folders: nothing in it, a practice account's sixty invoices, and those with very many more. */
  readonly empty: () => string;
  readonly small: string;
  readonly large: string;
}

/** A desktop, and the data that Billfold's window is measured with. */
export async function prepareWindow(options: DesktopOptions = {}): Promise<WindowWorld> {
  ensureBuilt(['program', 'window']);
  const folder = workFolder();
  const desktop = await startDesktop(options);
  const small = join(folder, 'small');
  const large = join(folder, 'large');
  const app = await launchApp({ desktop, dataDir: emptyFolder(small) });
  await app.page.getByRole('button', { name: 'Start with practice data' }).click();
  await app.page.getByText('Upcoming invoice so far').waitFor();
  const stored = new Sqlite(join(small, 'billfold.db'), { readonly: true });
  const count = (condition: string) =>
    Number(stored.prepare(`SELECT count(*) FROM invoices WHERE ${condition}`).pluck().get());
  await until(() => count("document = 'stored'") > 0 && count("document = 'pending'") === 0, 'all documents');
  // Their texts, too: the reader would measure along.
  const unread = stored.prepare('SELECT count(*) FROM invoice_facts WHERE pdf = 1 AND document_id IS NULL').pluck();
  await until(() => unread.get() === 0, 'the texts of all documents');
  stored.close();
  await app.quit();
  cpSync(small, large, { recursive: true });
  const db = new Sqlite(join(large, 'billfold.db'));
  addManyInvoices(db, String(db.prepare('SELECT id FROM accounts').pluck().get()), many);
  db.close();
  return {
    desktop,
    empty: () => emptyFolder(join(folder, 'empty')),
    small,
    large,
    [Symbol.asyncDispose]: () => desktop.stop(),
  };
}

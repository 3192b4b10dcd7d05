import { join } from 'node:path';
import { setUpArchive } from '../../support/archive/archive-setup.ts';
import { realClock } from '../../support/archive/many-invoices.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';
import { addManyInvoices, emptyFolder, workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement, timed } from '../measurement.ts';
import { runTask, shell } from '../run.ts';

const count = 100_000;
const memoryLimit = 400;
// 1.3 times what the ledger and a workbook without taxes and payments took: 6.0 times as long as the program.
const highestRatio = 7.8;

/** Ledger, taxes and workbook of a large archive, against the sqlite3 program that writes the same tables as bare CSV. */
export async function largeLedger(): Promise<Measurement[]> {
  const folder = workFolder();
  const { db } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  addManyInvoices(db, 'acc1', count);
  db.close();
  const [out, file] = [join(folder, 'out'), join(folder, 'billfold.db')];
  const measured = await inTurns(
    () => {
      emptyFolder(out);
      return runTask<Measured>('ledger', { folder, out });
    },
    () => {
      emptyFolder(out);
      const dump = (table: string) =>
        `sqlite3 -readonly -header -csv "${file}" "SELECT * FROM ${table}" | tee "${out}/${table}.csv" | gzip -3 > "${out}/${table}.gz"`;
      return timed(() => shell(`${dump('invoices')}; ${dump('invoice_lines')}; sha256sum "${out}"/* > "${out}/SUMS"`));
    },
  );
  const name = `ledger, taxes, lines, payments and workbook of ${count} invoices`;
  const memory = measured.memory ?? Number.NaN;
  return [
    { case: name, ...measured, wanted: highestRatio, unit: 'ms' },
    {
      case: `${name}: memory`,
      ours: memory,
      baseline: null,
      ratio: memory / memoryLimit,
      wanted: 1,
      unit: 'MB',
      memory,
    },
  ];
}

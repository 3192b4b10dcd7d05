import { instantFromMillis } from '#shared/time.ts';
import { join } from 'node:path';
import { anInvoice } from '../../support/billing-objects.ts';
import { setUpArchive } from '../../support/archive/archive-setup.ts';
import { realClock } from '../../support/archive/many-invoices.ts';
import { storeInvoices } from '../../support/archive/stored-archive.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';
import { emptyFolder, workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement, timed } from '../measurement.ts';
import { runTask, shell } from '../run.ts';
import { documentOf } from './export.ts';

const count = 20_000;

/** A whole data folder to another place, and back into an empty one; both read everything again. */
export async function backupAndRestore(): Promise<Measurement[]> {
  const folder = workFolder();
  const source = emptyFolder(join(folder, 'source'));
  const { db } = setUpArchive({ folder: source, source: fakeBillingSource(), clock: realClock });
  const invoices = Array.from({ length: count }, (_, index) => {
    const at = instantFromMillis(Date.UTC(2016, 0, 1) + index * 14_400_000);
    const documentUrl = 'https://vendor.example/x.pdf';
    return anInvoice({ id: `in_${index}`, number: `B-${index}`, createdAt: at, issuedAt: at, documentUrl });
  });
  storeInvoices(db, join(source, 'documents'), invoices, { bytesOf: ({ id }) => documentOf(Number(id.slice(3))) });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const [to, data, plain] = ['to', 'data', 'plain'].map((name) => join(folder, name)) as [string, string, string];
  const backedUp = await inTurns(
    async () => {
      emptyFolder(to);
      return runTask<Measured>('backup', { folder: source, to });
    },
    async () => {
      emptyFolder(plain);
      return timed(() => shell(`cp -a "${source}" "${plain}/all" && sync -f "${plain}"`));
    },
  );
  const restored = await inTurns(
    async () => {
      emptyFolder(data);
      return runTask<Measured>('restore', { folder: data, from: to });
    },
    async () => {
      emptyFolder(data);
      return timed(() =>
        shell(
          `cp -a "${source}" "${data}/all" && sync -f "${data}" && cd "${data}" && find all -type f -print0 | xargs -0 sha256sum > sums`,
        ),
      );
    },
  );
  return [
    { case: `backup of a folder with ${count} documents`, ...backedUp, wanted: 1.3, unit: 'ms' },
    { case: 'restore of it, with verification', ...restored, wanted: 1.3, unit: 'ms' },
  ];
}

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

const count = 2000;
const bytes = 60_000;

/** Bytes that no file system can press together. */
export function documentOf(index: number): Buffer {
  const content = Buffer.alloc(bytes);
  for (let at = 0, state = index + 1; at < bytes; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    content.writeUInt32LE(state, at);
  }
  content.write('%PDF-1.7\n');
  return content;
}

/** All of an archive into an empty folder, with ledger and checksums. */
export async function bulkExport(): Promise<Measurement[]> {
  const folder = workFolder();
  const documents = join(folder, 'documents');
  const { db } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  const invoices = Array.from({ length: count }, (_, index) => {
    const at = instantFromMillis(Date.UTC(2023, 0, 1) + index * 43_200_000);
    return anInvoice({
      id: `in_${index}`,
      number: `B-${index}`,
      createdAt: at,
      issuedAt: at,
      documentUrl: 'https://vendor.example/x.pdf',
    });
  });
  storeInvoices(db, documents, invoices, { bytesOf: ({ id }) => documentOf(Number(id.slice(3))) });
  db.close();
  const out = join(folder, 'out');
  const measured = await inTurns(
    async () => {
      emptyFolder(out);
      return runTask<Measured>('export', { folder, out });
    },
    async () => {
      emptyFolder(out);
      return timed(() =>
        shell(
          `cp -r "${documents}" "${out}/all" && sync -f "${out}" && cd "${out}" && find all -type f -print0 | xargs -0 sha256sum > SHA256SUMS`,
        ),
      );
    },
  );
  return [{ case: `export of ${count} PDFs with ledger and checksums`, ...measured, wanted: 1.3, unit: 'ms' }];
}

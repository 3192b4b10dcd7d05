/* A process of its own that hands over, to be killed: `node handover-child.ts run FOLDER OUT`. */
import { writeSync } from 'node:fs';
import { instantFromMillis } from '#shared/time.ts';
import { setUpHandover, taxedInvoice } from './handover-setup.ts';

const [folder = '', out = ''] = process.argv.slice(3);
const onProgress = (): void => void writeSync(1, '.');
const count = 40;
const invoices = Array.from({ length: count }, (_, index) =>
  taxedInvoice({
    id: `in_${String(index)}`,
    number: `A-${String(index)}`,
    issuedAt: instantFromMillis(Date.UTC(2026, index % 11, 5, 12)),
  }),
);
const { run } = setUpHandover(folder, invoices);
onProgress();
const ran = await run({ out, onProgress });
process.exit(ran.ok ? 0 : 1);

/* A process of its own that syncs or exports, to be killed: `node archive-child.ts sync|export FOLDER SERVER COUNT`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { setUpArchive } from './archive-setup.ts';
import { manyInvoices, realClock } from './many-invoices.ts';

const [what, folder = '', server = '', count = '0'] = process.argv.slice(2);
const source = fakeBillingSource({ invoices: manyInvoices(server, Number(count)) });
const { archive, exports } = setUpArchive({ folder, source, clock: realClock });
// Written at once, so that the parent knows how far this got.
const onProgress = (): void => void writeSync(1, '.');
// The work begins; what came before is not worth a kill.
onProgress();

const done =
  what === 'sync'
    ? await archive.sync.account('acc1', { full: false, onProgress })
    : await exports.run(
        { accountId: null, invoiceKeys: null, from: null, to: null, template: '{id}' },
        { folder: join(folder, 'out'), onProgress },
      );
process.exitCode = done.ok ? 0 : 1;

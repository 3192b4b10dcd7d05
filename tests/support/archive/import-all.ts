import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import { createImports } from '../../../electron/imports/index.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { noPasswords } from '../fakes/no-passwords.ts';
import { until } from '../waits.ts';
import { anAccount, setUpArchive, valueOf } from './archive-setup.ts';
import { realClock } from './many-invoices.ts';
import { setUpSellers } from './sellers-setup.ts';

/**
 * Hands in what is in the inbox, waits until it is read, and confirms each file under the number that its name tells; also
 * what waited from before. Answers the open archive.
 */
export async function importAll(folder: string, inbox: string, onStep: () => void) {
  const setup = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  const { db, archive, place } = setup;
  const imports = createImports({
    ...{ db, archive, clock: realClock, accounts: () => [anAccount()], logger: memoryLogger(), emit: onStep },
    reader: {
      read: () => Promise.resolve(ok({ kind: 'pdf', pages: 1, text: '', rows: [], attachments: [], xml: [] })),
      unpack: () => Promise.resolve(ok({ found: [], unread: [], mail: null, links: [] })),
    },
    passwords: noPasswords,
    sellers: setUpSellers(db, realClock),
    ownAddresses: () => [],
    dataFolder: folder,
    incomingFolder: join(folder, 'incoming'),
    documentsFolder: () => place.documents,
  });
  const stop = imports.start();
  valueOf(await imports.waiting.add('acc1', [inbox], 'chosen'));
  await until(() => imports.waiting.list().every(({ state }) => state !== 'reading'), 'the files to be read');
  for (const { id, fileName, state } of imports.waiting.list()) {
    if (state !== 'waiting') continue;
    const number = fileName.replace('.pdf', '');
    const values = {
      accountId: 'acc1',
      type: 'invoice',
      number,
      issuedOn: '2026-11-01',
      dueOn: null,
      tax: null,
      remaining: null,
    } as const;
    valueOf(await imports.waiting.confirm(id, { ...values, total: money(1_000, 'EUR'), paid: true }));
    onStep();
  }
  stop();
  await imports.idle();
  const waiting = imports.waiting.list().filter(({ state }) => state === 'waiting').length;
  return { ...setup, waiting, incoming: readdirSync(join(folder, 'incoming')) };
}

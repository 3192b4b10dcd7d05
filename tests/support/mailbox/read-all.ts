import { join } from 'node:path';
import { newMailboxSchema } from '#shared/mailboxes.ts';
import { fail } from '#shared/result.ts';
import { createImports } from '../../../electron/imports/index.ts';
import { createMailboxes } from '../../../electron/mailboxes/index.ts';
import { readAuthority } from '../../../electron/network/authority.ts';
import { createConnect } from '../../../electron/network/connect.ts';
import { createProxyLogins } from '../../../electron/network/proxy-logins.ts';
import { createPdfReader } from '../../../electron/pdf-reader/index.ts';
import { anAccount, setUpArchive, valueOf } from '../archive/archive-setup.ts';
import { realClock } from '../archive/many-invoices.ts';
import { setUpSellers } from '../archive/sellers-setup.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { noPasswords } from '../fakes/no-passwords.ts';
import { createNodeWorker } from '../fakes/node-worker-process.ts';

export interface ReadAllOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Path of the certificate of who vouches for the server. */
  readonly authority: string;
}

/** What came of a mailbox: the hash of each file that waits, and how many were refused or filed by themselves. */
export interface ReadAll {
  readonly waiting: readonly string[];
  readonly refused: number;
  readonly archived: number;
  /** Milliseconds until every mail was passed: fetched, and kept on the disk. */
  readonly passedMillis: number;
}

/** Reads a mailbox into a data folder as Billfold does, with its readers, from where it was. */
export async function readAll(options: ReadAllOptions, onStep: () => void): Promise<ReadAll> {
  const { folder, host, port, user, password, authority } = options;
  const { db, archive, place } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  const logger = memoryLogger();
  const reader = createPdfReader({ start: createNodeWorker().start, clock: realClock, logger });
  const incomingFolder = join(folder, 'incoming');
  const imports = createImports({
    ...{ db, archive, clock: realClock, accounts: () => [anAccount()], logger, emit: onStep, reader, incomingFolder },
    passwords: noPasswords,
    sellers: setUpSellers(db, realClock),
    ownAddresses: () => [],
    dataFolder: folder,
    documentsFolder: () => place.documents,
  });
  const stop = imports.start();
  const logins = createProxyLogins({
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    environment: new Map(),
    onWanted: () => undefined,
  });
  let [passed, passedAt] = [0, Number.NaN];
  const onMailbox = (): void => {
    const { mails } = mailboxes.list()[0] ?? { mails: 0 };
    if (mails > passed) [passed, passedAt] = [mails, performance.now()];
    onStep();
  };
  const mailboxes = createMailboxes({
    ...{
      db,
      clock: realClock,
      logger,
      emit: onMailbox,
      incomingFolder,
      isArchived: (sha256: string) => imports.isArchived(sha256),
    },
    connect: createConnect({
      resolveProxy: () => Promise.resolve('DIRECT'),
      beginLogin: logins.begin,
      authority: () => valueOf(readAuthority(authority, Date.now())),
    }),
    intake: imports.fromMail,
    fetch: () => Promise.reject(new Error('Nothing is to be fetched')),
    createDownload: () => () => Promise.resolve(fail({ code: 'cancelled' })),
    secretStore: {
      isAvailable: () => Promise.resolve(false),
      encrypt: () => Promise.reject(new Error('There is none')),
      decrypt: () => Promise.reject(new Error('There is none')),
    },
    secrets: { read: () => null, write: () => undefined },
    signInClients: () => [],
    openAddress: () => Promise.resolve(fail({ code: 'cancelled' })),
    closingWords: () => '',
    everyMinutes: () => 5,
    tell: () => Promise.resolve(),
  });
  const mailbox = newMailboxSchema.parse({ accountId: 'acc1', host, port, user, folder: 'INBOX', since: '2020-01-01' });
  const known = mailboxes.list()[0] ?? valueOf(await mailboxes.add(mailbox, password));
  const begun = performance.now();
  valueOf(await mailboxes.setPassword(known.id, password));
  await imports.waiting.settled();
  const of = (state: string) =>
    db.prepare<[string], string>('SELECT sha256 FROM import_files WHERE state = ? ORDER BY sha256').pluck().all(state);
  const archived = db.prepare<[], number>('SELECT count(*) FROM invoices').pluck().get() ?? 0;
  const outcome = { waiting: of('waiting'), refused: of('refused').length, archived, passedMillis: passedAt - begun };
  stop();
  await mailboxes.idle();
  await imports.idle();
  reader.dispose();
  db.close();
  return outcome;
}

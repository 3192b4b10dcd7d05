import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMailServer } from '../../support/dovecot.ts';
import { madeMails } from '../../support/mailbox/made-mails.ts';
import { workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement } from '../measurement.ts';
import { runTask, warmUp } from '../run.ts';

const count = 2000;
const memoryLimit = 300;

/** The first reading of a mailbox until every invoice waits to be confirmed, against a bare client that fetches the same bytes. */
export async function mailbox(): Promise<Measurement[]> {
  await warmUp();
  await using server = await startMailServer();
  server.deliver((await madeMails(count)).mails);
  const folder = workFolder();
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, server.authority.cert);
  const { host, port, user, password } = server;
  const place = { host, port, user, password, authority };
  const measured = await inTurns(
    () => runTask<Measured>('mailbox', { ...place, folder: mkdtempSync(join(folder, 'mailbox-')) }),
    () => runTask<Measured>('imap', place),
  );
  const memory = measured.memory ?? Number.NaN;
  return [
    { case: `first reading of a mailbox of ${String(count)} mails`, ...measured, wanted: 2, unit: 'ms' },
    {
      case: 'reading a mailbox: memory in MB',
      ...{ ours: memory, baseline: null, ratio: memory / memoryLimit, wanted: 1, unit: 'MB', memory: null },
    },
  ];
}

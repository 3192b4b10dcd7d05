import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMailServer } from '../../support/dovecot.ts';
import { madeMails } from '../../support/mailbox/made-mails.ts';
import { workFolder } from '../large-archive.ts';
import { inTurns, median, type Measured, type Measurement } from '../measurement.ts';
import { runTask, warmUp } from '../run.ts';

const count = 2000;
const memoryLimit = 300;
/** A filled archive within five minutes of a password. */
const readLimit = 5 * 60_000;

/**
 * The first pass of a mailbox, after which all that it has is on this disk, against a bare client that fetches the same bytes;
 * and how long it takes until every invoice in it was read and waits.
 */
export async function mailbox(): Promise<Measurement[]> {
  await warmUp();
  await using server = await startMailServer();
  server.deliver((await madeMails(count)).mails);
  const folder = workFolder();
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, server.authority.cert);
  const { host, port, user, password } = server;
  const place = { host, port, user, password, authority };
  const readMillis: number[] = [];
  const measured = await inTurns(
    async () => {
      const taken = await runTask<Measured & { readMillis: number }>('mailbox', {
        ...place,
        folder: mkdtempSync(join(folder, 'mailbox-')),
      });
      readMillis.push(taken.readMillis);
      return taken;
    },
    () => runTask<Measured>('imap', place),
  );
  const memory = measured.memory ?? Number.NaN;
  return [
    { case: `first pass of a mailbox of ${String(count)} mails`, ...measured, wanted: 2, unit: 'ms' },
    {
      case: `until the ${String(count / 5)} invoices in them are read`,
      ...{ ours: median(readMillis), baseline: null, ratio: median(readMillis) / readLimit, wanted: 1 },
      ...{ unit: 'ms', memory: null },
    },
    {
      case: 'reading a mailbox: memory in MB',
      ...{ ours: memory, baseline: null, ratio: memory / memoryLimit, wanted: 1, unit: 'MB', memory: null },
    },
  ];
}

import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { hostRegister } from '@billfold/chromium-host';
import { z } from 'zod';
import { ensureBuilt } from '../../../build/support/ensure-built.ts';
import Sqlite from 'better-sqlite3';
import { addAccount, createTerminal, documentOf, ended, startBillfold } from '../../support/billfold.ts';
import { run } from '../../support/waits.ts';
import { addManyInvoices, emptyFolder, workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement, timed } from '../measurement.ts';
import { shell, startPractice } from '../run.ts';
import { many } from '../window-world.ts';

const count = 2000;
const longestSeconds = 300;

const key = 'sk_test_practice';

/** A command of the built program, with what it answered. */
async function command<Answer>(dataFolder: string, args: readonly string[], schema: z.ZodType<Answer>) {
  const words = `billfold ${args.join(' ')}`;
  const end = await ended(startBillfold({ dataFolder, key }, args), words, longestSeconds);
  if (end.code !== 0) throw new Error(`${words} ended with ${String(end.code)}: ${end.stderr}`);
  return documentOf(schema, end);
}

/** A data folder with an account of a practice server, added as a user would. */
async function folderWithAccount(invoices: number): Promise<string> {
  ensureBuilt(['program']);
  const dataFolder = emptyFolder(join(workFolder(), 'data'));
  await using server = await startPractice(invoices);
  await addAccount(createTerminal({ dataFolder, key }), 'Acme', server);
  await command(dataFolder, ['sync', '--json'], z.unknown());
  return dataFolder;
}

/** The first verification of an archive: every PDF is hashed, read and compared with its invoice. */
export async function verification(): Promise<Measurement[]> {
  const folder = await folderWithAccount(count);
  const database = join(folder, 'billfold.db');
  const unread = join(folder, 'unread.db');
  copyFileSync(database, unread);
  const measured = await inTurns(
    () => {
      // As before any PDF was read.
      for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
      copyFileSync(unread, database);
      return timed(async () => {
        const { checked } = await command(folder, ['verify', '--json'], z.object({ checked: z.number() }));
        if (checked < count) throw new Error(`Only ${checked} invoices were verified`);
      });
    },
    () =>
      timed(() =>
        shell(
          `find "${folder}/documents" -name '*.pdf' -print0 | xargs -0 -I{} -P ${availableParallelism()} pdftotext {} /dev/null`,
        ),
      ),
  );
  return [{ case: `verification of ${count} invoices, every PDF read`, ...measured, wanted: 1.5, unit: 'ms' }];
}

/** A command that reads, where there are very many invoices: against Node, and against an empty program on the same host. */
export async function commandStart(): Promise<Measurement[]> {
  const folder = await folderWithAccount(60);
  const db = new Sqlite(join(folder, 'billfold.db'));
  addManyInvoices(db, String(db.prepare('SELECT id FROM accounts').pluck().get()), many);
  db.close();
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, "import { app } from 'electron';\napp.whenReady().then(() => app.exit(0));\n");
  const list = (): Promise<Measured> => timed(() => command(folder, ['alerts', 'list', '--json'], z.unknown()));
  const node = (...words: readonly string[]) => timed(() => run(process.execPath, words, { seconds: longestSeconds }));
  const name = `billfold alerts list with ${many} invoices`;
  return [
    {
      ...{ case: `${name}, against Node alone`, wanted: 2.5, unit: 'ms' },
      ...(await inTurns(list, () => node('-e', '0'))),
    },
    {
      ...{ case: `${name}, against an empty program`, wanted: 2.5, unit: 'ms' },
      ...(await inTurns(list, () => node('--import', hostRegister, empty))),
    },
  ];
}

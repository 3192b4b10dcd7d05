import { extname } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface BackupCommandOptions extends CommonOptions {
  readonly to: string;
  readonly zip: boolean;
}

export const nothingDone = { folder: null, accounts: 0, invoices: 0, documents: 0, bytes: 0, verified: false };

export function registerBackup(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'backup', 'write all data but the keys into a folder, and read it again to be sure')
    .requiredOption('--to <folder>', 'where to; each backup gets a folder of its own in it')
    .option('--zip', 'one ZIP file in place of a folder', false)
    .action((options: BackupCommandOptions) =>
      context.runInArchive(options, (place) => backUp(place, options, context.line.signal)),
    );
}

async function backUp(
  { program, output }: Workplace,
  { to, zip }: BackupCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (to.trim() === '') return output.refuse('Give a folder, for example --to /media/backup.');
  if (extname(to) === '.zip') return output.refuse('Give a folder with --to, and --zip for a ZIP file in it.');
  const written = await program.writeBackup(to, { zip, signal });
  if (!written.ok) return output.fail(written.error, nothingDone);
  const { folder, invoices, documents, bytes, skipped } = written.value;
  output.answer({ ...written.value, error: null }, [
    `${folder}: ${invoices} invoices, ${documents} PDFs, ${megabytes(bytes)}; every file was read again and is right`,
  ]);
  for (const path of skipped.slice(0, mostNamed))
    output.say(`Not taken along, because it is no file of the archive: ${path}`);
  output.say('Keys are in no backup: after a restore they are entered again.');
  return exitCodes.done;
}

const mostNamed = 10;

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

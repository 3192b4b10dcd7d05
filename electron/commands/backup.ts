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
    .command(billfold, 'backup', 'write all data except keys to a folder, and read it back to be sure')
    .requiredOption('--to <folder>', 'where to write it; each backup gets its own folder in there')
    .option('--zip', 'one ZIP file instead of a folder', false)
    .action((options: BackupCommandOptions) => context.runInArchive(options, (place) => backUp(place, options)));
}

async function backUp({ program, output, signal }: Workplace, { to, zip }: BackupCommandOptions): Promise<ExitCode> {
  if (to.trim() === '') return output.refuse('Give a folder, for example --to /media/backup.');
  if (extname(to) === '.zip') return output.refuse('Give a folder with --to, and add --zip for a ZIP file in it.');
  const written = await program.writeBackup(to, { zip, signal });
  if (!written.ok) return output.fail(written.error, nothingDone);
  const { folder, invoices, documents, bytes, skipped } = written.value;
  output.answer({ ...written.value, error: null }, [
    `${folder}: ${invoices} invoices, ${documents} documents, ${megabytes(bytes)}; every file was read back and matches`,
  ]);
  for (const path of skipped.slice(0, maxNamed))
    output.say(`Left out because it isn’t one of the archive’s files: ${path}`);
  output.say('Backups don’t include keys: enter them again after a restore.');
  return exitCodes.done;
}

const maxNamed = 10;

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

import { type Command, Option } from 'commander';
import type { RecoveryWay, RestoreReport } from '#shared/backup.ts';
import { megabytes, nothingDone } from './backup.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface RestoreCommandOptions extends CommonOptions {
  readonly from?: string;
  readonly lastBackup?: true;
  readonly adopt?: true;
  readonly salvage?: true;
  readonly anew?: true;
  readonly replace: boolean;
}

const ways = [
  ['from', 'restore a backup'],
  ['lastBackup', 'put back the newest daily copy of the database'],
  ['adopt', 'take the PDFs of the documents folder back in'],
  ['salvage', 'save what can still be read of a damaged database'],
  ['anew', 'begin with nothing'],
] as const;
const others = (name: string) => ways.map(([way]) => way).filter((way) => way !== name);

export function registerRestore(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'restore', 'put data back; what is there before is set aside, never deleted')
    .addOption(
      new Option('--from <place>', 'a backup, or a folder with backups: then the newest').conflicts(others('from')),
    )
    .addOption(new Option('--last-backup', 'the newest daily copy of the database').conflicts(others('lastBackup')))
    .addOption(
      new Option('--adopt', 'no database: a new one, made from the documents folder').conflicts(others('adopt')),
    )
    .addOption(new Option('--salvage', 'a damaged database: what can still be read of it').conflicts(others('salvage')))
    .addOption(new Option('--anew', 'begin with nothing').conflicts(others('anew')))
    .option('--replace', 'also where there are data: they are set aside', false)
    .action((options: RestoreCommandOptions) => context.run(options, (output) => restore(context, options, output)));
}

async function restore(
  { line }: CommandContext,
  { from, lastBackup, adopt, salvage, anew, replace }: RestoreCommandOptions,
  output: Output,
): Promise<ExitCode> {
  const way: RecoveryWay | null = lastBackup ? 'backup' : adopt ? 'adopt' : salvage ? 'salvage' : anew ? 'anew' : null;
  if (from === undefined && way === null)
    return output.refuse('Say what to restore: --from with a backup, --last-backup, --adopt, --salvage or --anew.');
  const opened = line.openRecoverer();
  if (!opened.ok) return output.fail(opened.error, nothingDone);
  const options = { signal: line.signal, replace: replace || way === 'salvage' };
  const restored =
    way === null ? await opened.value.restore(from ?? '', options) : await opened.value.recover(way, options);
  if (!restored.ok) return output.fail(restored.error, nothingDone);
  output.answer({ ...restored.value, error: null }, [lineOf(restored.value, way)]);
  say(restored.value, way, output);
  return exitCodes.done;
}

function lineOf({ folder, accounts, invoices, documents, bytes }: RestoreReport, way: RecoveryWay | null): string {
  if (way === 'anew') return `${folder}: begun anew`;
  const pdfs = way === null ? `${documents} PDFs` : `${documents} PDFs taken in`;
  return `${folder}: ${accounts} accounts, ${invoices} invoices, ${pdfs}, ${megabytes(bytes)}`;
}

const mostNamed = 10;

function say({ setAside, unread, incomplete }: RestoreReport, way: RecoveryWay | null, output: Output): void {
  if (setAside !== null) output.say(`What was there before is kept in ${setAside}.`);
  if (incomplete[0] === '*')
    output.say('Nothing of the old database could be read: all that is there comes from the documents.');
  else if (incomplete.length > 0) output.say(`Of these a part could not be read: ${incomplete.join(', ')}.`);
  for (const path of unread.slice(0, mostNamed))
    output.say(
      `${path} does not tell number, date and amount: it stays in the documents folder and can be imported by hand.`,
    );
  if (unread.length > mostNamed) output.say(`${unread.length - mostNamed} more do not, either.`);
  if (way === null || way === 'adopt')
    output.say('Keys are not restored: enter them again in Billfold’s window under Settings → Accounts.');
}

import { type Command, Option } from 'commander';
import type { RecoveryWay, RestoreReport } from '#shared/backup.ts';
import { megabytes, nothingDone } from './backup.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

/** What a data folder can go on with instead of a backup: each is an option of its own. */
const ways = [
  ['lastBackup', 'backup', '--last-backup', 'the newest daily copy of the database'],
  ['adopt', 'adopt', '--adopt', 'if the database is missing: a new one from the documents folder'],
  ['salvage', 'salvage', '--salvage', 'if the database is damaged: what can still be read from it'],
  ['fresh', 'fresh', '--fresh', 'start from scratch'],
] as const satisfies readonly (readonly [name: string, way: RecoveryWay, flag: string, description: string])[];
const names = ['from', ...ways.map(([name]) => name)];
const others = (name: string) => names.filter((each) => each !== name);

interface RestoreCommandOptions extends CommonOptions, Partial<Record<(typeof ways)[number][0], true>> {
  readonly from?: string;
  readonly replace: boolean;
}

export function registerRestore(billfold: Command, context: CommandContext): void {
  const command = context
    .command(billfold, 'restore', 'put data back; existing data is set aside, never deleted')
    .addOption(
      new Option('--from <place>', 'a backup, or a folder with backups to use the newest').conflicts(others('from')),
    );
  for (const [name, , flag, description] of ways)
    command.addOption(new Option(flag, description).conflicts(others(name)));
  command
    .option('--replace', 'replace existing data: it’s set aside', false)
    .action((options: RestoreCommandOptions) => context.run(options, (output) => restore(context, options, output)));
}

async function restore(
  { line }: CommandContext,
  { from, replace, ...chosen }: RestoreCommandOptions,
  output: Output,
): Promise<ExitCode> {
  const way = ways.find(([name]) => chosen[name])?.[1] ?? null;
  if (from === undefined && way === null)
    return output.refuse('Say what to restore: --from with a backup, --last-backup, --adopt, --salvage or --fresh.');
  const problem = line.policyProblem();
  if (problem) output.warn(problem);
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
  if (way === 'fresh') return `${folder}: started from scratch`;
  const kept = way === null ? `${documents} documents` : `${documents} documents recovered`;
  return `${folder}: ${accounts} accounts, ${invoices} invoices, ${kept}, ${megabytes(bytes)}`;
}

const maxNamed = 10;

function say({ setAside, unread, incomplete }: RestoreReport, way: RecoveryWay | null, output: Output): void {
  if (setAside !== null) output.say(`Your previous data is in ${setAside}.`);
  if (incomplete[0] === '*')
    output.say('Nothing in the old database could be read: everything comes from the documents.');
  else if (incomplete.length > 0) output.say(`Some of these couldn’t be read: ${incomplete.join(', ')}.`);
  for (const path of unread.slice(0, maxNamed))
    output.say(
      `${path} doesn’t show number, date and amount: it stays in the documents folder, and you can import it yourself.`,
    );
  if (unread.length > maxNamed) output.say(`${unread.length - maxNamed} more don’t either.`);
  if (way === null || way === 'adopt')
    output.say('Keys aren’t restored: enter them again in Billfold’s window under Settings → Accounts.');
}

import { resolve } from 'node:path';
import type { Command } from 'commander';
import { text } from 'node:stream/consumers';
import type { ImportItem } from '#shared/import/items.ts';
import { toDecimalText } from '#shared/money.ts';
import type { WaitingFiles } from '../imports/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface ImportOptions extends CommonOptions {
  readonly account: string;
  readonly certain: boolean;
  readonly passwordStdin: boolean;
}

type Input = NodeJS.ReadableStream;

export function registerImport(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'import',
      'read invoices from PDFs, XML invoices, saved mails (.eml, .msg), ZIP archives and folders of these',
    )
    .argument('<paths...>', 'files and folders; they’re copied and stay as they are')
    .requiredOption('--account <name>', 'the account that they belong to')
    .option('--certain', 'put those into the archive that are verified; the others wait for your confirmation', false)
    .option('--password-stdin', 'read the password of protected PDFs from standard input', false)
    .action((paths: string[], options: ImportOptions) =>
      context.runWithProgram(
        options,
        {
          action: 'import',
          of: ({ account }) => ({ account: account?.id ?? '' }),
          refused: { imported: 0, waiting: [], refused: [] },
        },
        (place) => importFiles(place, paths, options, context.line.input),
      ),
    );
}

async function importFiles(
  { program: { imports }, account, output }: Workplace,
  paths: readonly string[],
  { certain, passwordStdin }: ImportOptions,
  input: Input,
): Promise<ExitCode> {
  const { waiting } = imports;
  const before = new Set(waiting.list().map(({ id }) => id));
  const report = output.follow('Reading files');
  const taken = await waiting.add(
    account?.id ?? '',
    paths.map((path) => resolve(path)),
    'command',
  );
  if (!taken.ok) return output.fail(taken.error, { imported: 0, waiting: [], refused: [] });
  report(0, taken.value.files);
  await waiting.settled();
  if (passwordStdin) await unlockAll(waiting, before, (await text(input)).replace(/\r?\n$/, ''));
  const confirmed = certain ? await waiting.confirmCertain() : null;
  const imported = confirmed?.ok ? confirmed.value.imported : 0;
  const items = waiting.list().filter(({ id }) => !before.has(id));
  const left = items.filter(({ state }) => state === 'waiting');
  const refused = items.filter(({ state }) => state === 'refused');
  // What was refused is told here, and nothing is left to be looked at.
  await waiting.leaveOut(refused.map(({ id }) => id));
  output.answer({ imported, waiting: left.map(documentOf), refused: refused.map(documentOf) }, [
    ...left.map(lineOf),
    `${countOf(imported, 'invoice')} imported, ${countOf(left.length, 'file')} waiting for confirmation, ${String(refused.length)} refused`,
  ]);
  for (const { refusal } of refused) if (refusal) output.say(sentenceOf(refusal));
  if (left.length > 0) output.say('Confirm them in Billfold’s window, under Invoices → Import.');
  if (confirmed?.ok === false) return output.warn(confirmed.error);
  return refused.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** Opens what was just refused for its password. */
async function unlockAll(waiting: WaitingFiles, before: ReadonlySet<string>, password: string): Promise<void> {
  for (const { id, refusal } of waiting.list()) {
    if (refusal?.code !== 'document-encrypted' || before.has(id)) continue;
    // One that another password opens stays refused, and is told.
    await waiting.unlock(id, password);
  }
}

const countOf = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

const documentOf = ({ fileName, within, certain, proposal, refusal, similar, seller }: ImportItem) => ({
  file: fileName,
  within,
  certain,
  recognised: proposal?.recognised ?? false,
  number: proposal?.number?.value ?? null,
  issuedOn: proposal?.issuedOn?.value ?? null,
  total: proposal?.total?.value ?? null,
  seller: seller?.seller?.name ?? proposal?.seller ?? null,
  alarms: (seller?.alarms ?? []).map(({ code, sellerName, known, told }) => ({
    code,
    seller: sellerName,
    known,
    told,
  })),
  similar: similar.map(({ number, accountName, reason }) => ({ number, account: accountName, reason })),
  error: refusal && errorForJson(refusal),
});

function lineOf({ fileName, within, certain, proposal, similar, seller }: ImportItem): string {
  const total = proposal?.total?.value;
  const facts = [
    proposal?.seller,
    proposal?.number?.value,
    proposal?.issuedOn?.value,
    total && `${toDecimalText(total)} ${total.currency}`,
  ].filter((fact) => fact !== null && fact !== undefined);
  const from = within === null ? fileName : `${fileName} in ${within}`;
  const [same] = similar;
  const [alarm] = seller?.alarms ?? [];
  const state = alarm
    ? `not as ${alarm.sellerName} before: ${alarm.told}`
    : same
      ? `perhaps ${same.number ?? same.fileName ?? 'another'} of ${same.accountName}`
      : certain
        ? 'verified'
        : 'needs review';
  return `${from}: ${facts.length > 0 ? facts.join(', ') : 'nothing found in it'} (${state})`;
}

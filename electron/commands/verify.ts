import type { Command } from 'commander';
import { type Finding, findingKinds, isOpen, type UncomparedReason, type Verification } from '#shared/verification.ts';
import { type FindingRow, verificationDocument } from '../verification/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface VerifyOptions extends CommonOptions {
  readonly repair: boolean;
  /** Ids of findings, kinds of them, or `all`. */
  readonly accept: readonly string[];
  readonly reopen: readonly string[];
}

export function registerVerify(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'verify', 'check that every invoice in the archive is there, complete and unchanged')
    .option('--account <name>', 'one account only, open or closed')
    .option('--repair', 'fetch missing and damaged PDFs again', false)
    .option(
      '--accept <id|kind|all...>',
      'accept findings that you’ve reviewed: they’re still listed, but no longer count',
      [],
    )
    .option('--reopen <id...>', 'reopen accepted findings', [])
    .action((options: VerifyOptions) => context.runInArchive(options, (place) => verify(place, options)));
}

async function verify(
  { program: { verification, dailyBackup, readOnly, folder, timeZone }, account, output, signal }: Workplace,
  { repair, accept, reopen }: VerifyOptions,
): Promise<ExitCode> {
  if (readOnly && accept.length + reopen.length > 0) return output.fail({ code: 'data-folder-read-only', folder });
  const accountId = account?.id ?? null;
  const first = await verification.verify(accountId, { signal, onProgress: output.follow('Checking invoices') });
  const repaired = () =>
    verification.repair(accountId, { signal, onProgress: output.follow('Fetching and checking invoices') });
  const verified = first.ok && repair ? await repaired() : first;
  if (!verified.ok) return output.fail(verified.error, { checked: 0, findings: [], accepted: [], uncompared: [] });
  await dailyBackup.ifDue();
  const { ids, left } = chosenOf(accept, verified.value.findings, verification.acceptable);
  const accepting = ids.length > 0 ? verification.accept(ids, null) : null;
  if (accepting?.ok === false) return output.fail(accepting.error);
  if (accepting) output.say(`Accepted ${ids.length === 1 ? '1 finding' : `${ids.length} findings`}.`);
  if (left > 0)
    output.say(
      `${left === 1 ? '1 finding is' : `${left} findings are`} left open: still to be fixed, or in an account where you’re a viewer.`,
    );
  const reopening = reopen.length > 0 ? verification.reopen(reopen) : null;
  if (reopening?.ok === false) return output.fail(reopening.error);
  const result = verification.last(accountId) ?? verified.value;
  const document = verificationDocument(result, timeZone());
  const { checked, findings, accepted } = document;
  output.answer(document, [
    ...findings.map(lineOf),
    ...accepted.map(acceptedLine),
    `${checked} invoices checked, ${findings.length} findings${accepted.length > 0 ? `, ${accepted.length} accepted` : ''}`,
    ...uncomparedLine(result),
  ]);
  if (findings.some(({ id }) => id !== null))
    output.say(
      '`billfold verify --accept ID` accepts a finding that you’ve reviewed; its ID is in brackets. You can also give a kind, or `all`.',
    );
  return findings.length === 0 ? exitCodes.done : exitCodes.findings;
}

/**
 * The ids that are meant. A kind, or `all`, means whatever of it may be accepted; `left` is how many others of it there are.
 */
function chosenOf(
  wanted: readonly string[],
  findings: readonly Finding[],
  acceptable: (findings: readonly Finding[]) => readonly Finding[],
): { ids: string[]; left: number } {
  const isGroup = (word: string) => word === 'all' || findingKinds.some((kind) => kind === word);
  const inGroup = findings.filter(
    (each) => isOpen(each) && wanted.some((word) => word === 'all' || word === each.kind),
  );
  const chosen = acceptable(inGroup);
  const ids = chosen.flatMap(({ id }) => (id === null ? [] : [id]));
  const named = wanted.filter((word) => !isGroup(word));
  return { ids: [...new Set([...ids, ...named])], left: inGroup.length - chosen.length };
}

function uncomparedLine({ uncompared }: Verification): string[] {
  if (uncompared.length === 0) return [];
  const counts = Map.groupBy(uncompared, ({ reason }) => reason);
  const why = [...counts].map(([reason, of]) => `${of.length} ${uncomparedWords[reason]}`).join(', ');
  return [`PDFs whose total couldn’t be compared: ${why}`];
}

const uncomparedWords: Readonly<Record<UncomparedReason, string>> = {
  'no-text': 'without text',
  'no-total': 'without a total',
  encrypted: 'password-protected',
  unreadable: 'that can’t be read',
  'too-long': 'with too much text',
};

const lineOf = ({ kind, account, invoice, detail, id }: FindingRow): string =>
  [`${kind}:`, account, invoice, detail, id && `[${id}]`].filter((word) => word !== null).join(' ');

const acceptedLine = (row: FindingRow): string =>
  `accepted by ${row.accepted?.by ?? ''} on ${row.accepted?.at.slice(0, 10) ?? ''}: ${lineOf(row)}`;

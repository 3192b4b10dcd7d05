import type { Command } from 'commander';
import type { UncomparedReason, Verification } from '#shared/verification.ts';
import { type FindingRow, verificationDocument } from '../verification/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface VerifyOptions extends CommonOptions {
  readonly repair: boolean;
}

export function registerVerify(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'verify', 'check that every invoice of the archive is there, whole and unchanged')
    .option('--account <name>', 'one account only, open or closed')
    .option('--repair', 'fetch missing and damaged PDFs again', false)
    .action((options: VerifyOptions) =>
      context.runInArchive(options, (place) => verify(place, options.repair, context.line.signal)),
    );
}

async function verify(
  { program: { verification, dailyBackup }, account, output }: Workplace,
  repair: boolean,
  signal: AbortSignal,
): Promise<ExitCode> {
  const accountId = account?.id ?? null;
  const first = await verification.verify(accountId, { signal, onProgress: output.follow('Checking invoices') });
  const repaired = () =>
    verification.repair(accountId, { signal, onProgress: output.follow('Fetching and checking invoices') });
  const verified = first.ok && repair ? await repaired() : first;
  if (!verified.ok) return output.fail(verified.error, { checked: 0, findings: [], uncompared: [] });
  await dailyBackup.ifDue();
  const document = verificationDocument(verified.value);
  const { checked, findings } = document;
  output.answer(document, [
    ...findings.map(lineOf),
    `${checked} invoices checked, ${findings.length} findings`,
    ...uncomparedLine(verified.value),
  ]);
  return findings.length === 0 ? exitCodes.done : exitCodes.findings;
}

function uncomparedLine({ uncompared }: Verification): string[] {
  if (uncompared.length === 0) return [];
  const counts = Map.groupBy(uncompared, ({ reason }) => reason);
  const why = [...counts].map(([reason, of]) => `${of.length} ${uncomparedWords[reason]}`).join(', ');
  return [`PDFs whose total could not be compared: ${why}`];
}

const uncomparedWords: Readonly<Record<UncomparedReason, string>> = {
  'no-text': 'without text',
  'no-total': 'that name no total',
  encrypted: 'with a password',
  unreadable: 'that cannot be read',
  'too-long': 'with far too much text',
};

const lineOf = ({ kind, account, invoice, detail }: FindingRow): string =>
  [`${kind}:`, account, invoice, detail].filter((word) => word !== null).join(' ');

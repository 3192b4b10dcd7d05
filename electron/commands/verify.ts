import type { Command } from 'commander';
import { type FindingRow, findingRows } from '../verification/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface VerifyOptions extends CommonOptions {
  readonly repair: boolean;
}

export function registerVerify(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'verify', 'check that every invoice of the archive is there, whole and unchanged')
    .option('--account <name>', 'one account only')
    .option('--repair', 'fetch missing and damaged PDFs again', false)
    .action((options: VerifyOptions) =>
      context.runWithProgram(options, (place) => verify(place, options.repair, context.line.signal)),
    );
}

async function verify(
  { program: { verification }, account, output }: Workplace,
  repair: boolean,
  signal: AbortSignal,
): Promise<ExitCode> {
  const accountId = account?.id ?? null;
  const first = await verification.verify(accountId, { signal });
  const verified = first.ok && repair ? await verification.repair(accountId, { signal }) : first;
  if (!verified.ok) return output.fail(verified.error, { checked: 0, findings: [] });
  const { checked } = verified.value;
  const findings = findingRows(verified.value, 'en');
  output.answer({ checked, findings }, [
    ...findings.map(lineOf),
    `${checked} invoices checked, ${findings.length} findings`,
  ]);
  return findings.length === 0 ? exitCodes.done : exitCodes.findings;
}

const lineOf = ({ kind, account, invoice, detail }: FindingRow): string =>
  [`${kind}:`, account, invoice, detail].filter((word) => word !== null).join(' ');

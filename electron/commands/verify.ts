import type { Command } from 'commander';
import { findingText } from '#shared/messages/finding-text.ts';
import type { Finding } from '#shared/verification.ts';
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
  const { checked, findings } = verified.value;
  output.answer({ checked, findings: findings.map(documentOf) }, [
    ...findings.map(lineOf),
    `${checked} invoices checked, ${findings.length} findings`,
  ]);
  return findings.length === 0 ? exitCodes.done : exitCodes.findings;
}

const textOf = ({ detail }: Finding): string => findingText(detail, 'en');

const documentOf = (finding: Finding) => ({
  kind: finding.kind,
  account: finding.account,
  invoice: finding.invoice,
  detail: textOf(finding),
});

const lineOf = (finding: Finding): string =>
  `${finding.kind}: ${[finding.account, finding.invoice].filter((name) => name !== null).join(' ')} ${textOf(finding)}`.replace(
    /: +/,
    ': ',
  );

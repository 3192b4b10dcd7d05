import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ExportFormat, ExportReport } from '#shared/export.ts';
import type { Month } from '#shared/time.ts';
import { formats, month } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface ExportCommandOptions extends CommonOptions {
  readonly out: string;
  readonly from?: Month;
  readonly to?: Month;
  readonly month?: Month;
  readonly format?: ExportFormat[];
  readonly template?: string;
  readonly dryRun: boolean;
}

export function registerExport(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'export', 'write archived invoices to a folder, with ledger and checksums')
    .requiredOption('--out <folder>', 'where to; nothing in it is overwritten')
    .option('--account <name>', 'one account only')
    .option('--from <month>', 'first month of issue, 2026-01', month)
    .option('--to <month>', 'last month of issue, included', month)
    .addOption(new Option('--month <month>', 'one month of issue').argParser(month).conflicts(['from', 'to']))
    .option('--format <formats>', 'pdf, csv and xlsx, separated by commas; all of them unless given', formats)
    .option('--template <template>', 'names of the files, for example {year}/{date}_{number}.pdf')
    .option('--dry-run', 'only say what would be written', false)
    .action((options: ExportCommandOptions) =>
      context.runWithProgram(options, (place) => exportInvoices(place, options, context.line.signal)),
    );
}

/** Writes archived invoices to a folder; 1 when a file that should be there could not be written. */
async function exportInvoices(
  { program: { exports }, account, output }: Workplace,
  { out, month, from = month, to = month, format, template, dryRun }: ExportCommandOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (from !== undefined && to !== undefined && from > to)
    return output.refuse(`--from ${from} is after --to ${to}: give the earlier month first.`);
  const folder = resolve(out);
  const jobId = randomUUID();
  const ran = await exports.run({
    request: {
      accountId: account?.id ?? null,
      invoiceKeys: null,
      from: from ?? null,
      to: to ?? null,
      template: template ?? null,
      ...(format && { formats: format }),
    },
    folder,
    dryRun,
    signal,
    jobId,
  });
  if (!ran.ok) {
    const done = exports.report(jobId);
    return output.fail(ran.error, done.ok ? done.value : nothing(folder, dryRun));
  }
  const report = ran.value;
  output.answer({ ...report, error: null }, [lineOf(report)]);
  sayWhatIsMissing(report, output);
  return report.failed.length > 0 ? exitCodes.failed : exitCodes.done;
}

const nothing = (folder: string, dryRun: boolean): ExportReport => ({
  folder,
  files: [],
  skipped: [],
  failed: [],
  withoutFile: [],
  ledger: { csv: null, xlsx: null },
  manifest: null,
  checksums: null,
  dryRun,
});

const lineOf = ({ folder, files, skipped, failed, dryRun }: ExportReport): string =>
  `${folder}: ${files.length} ${dryRun ? 'would be written' : 'written'}, ${skipped.length} already there, ${failed.length} failed`;

// So many tell what is wrong; `--json` and the manifest list all.
const mostFailures = 10;

function sayWhatIsMissing({ failed, withoutFile }: ExportReport, output: Output): void {
  for (const { invoice, code } of failed.slice(0, mostFailures)) output.say(`${invoice} was not written: ${code}`);
  if (failed.length > mostFailures) output.say(`${failed.length - mostFailures} more were not written.`);
  if (failed.length > 0) output.say('Run `billfold sync` to fetch missing PDFs, then this export again.');
  if (withoutFile.length > 0)
    output.say(
      `${withoutFile.length === 1 ? '1 invoice has' : `${withoutFile.length} invoices have`} no PDF at the vendor; ledger and manifest list them.`,
    );
}

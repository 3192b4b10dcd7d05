import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type CsvPresetName,
  csvPresets,
  emptyReport,
  type ExportFormat,
  type ExportReport,
  type HeadingChoice,
  headingChoices,
  isNothingNew,
  unchangedFiles,
} from '#shared/export.ts';
import type { Month } from '#shared/time.ts';
import { formats, month } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface ExportCommandOptions extends CommonOptions {
  readonly out: string;
  readonly from?: Month;
  readonly to?: Month;
  readonly month?: Month;
  readonly pack: boolean;
  readonly format?: ExportFormat[];
  readonly csvPreset?: CsvPresetName;
  readonly headings?: HeadingChoice;
  readonly template?: string;
  readonly accountFolders?: boolean;
  readonly zip: boolean;
  readonly dryRun: boolean;
}

export function registerExport(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'export', 'export archived invoices to a folder, with ledger and checksums')
    .requiredOption('--out <folder>', 'where to write them; existing files are never overwritten')
    .option('--account <name>', 'one account only, open or closed')
    .option('--from <month>', 'first month of issue, 2026-01', month)
    .option('--to <month>', 'last month of issue (inclusive)', month)
    .addOption(new Option('--month <month>', 'one month of issue').argParser(month).conflicts(['from', 'to']))
    .addOption(
      new Option('--pack', 'with --month: a month-close pack with voids, credits and a verification')
        .default(false)
        .conflicts('zip'),
    )
    .option('--format <formats>', 'pdf, csv and xlsx, separated by commas; by default as in the settings', formats)
    .addOption(
      new Option('--csv-preset <preset>', 'plain: RFC 4180; excel: as Excel reads it in your language').choices(
        csvPresets,
      ),
    )
    .addOption(
      new Option(
        '--headings <headings>',
        'words: in your language; fields: the same names in every language; automatic: words in the workbook and in CSV for Excel, fields in plain CSV',
      ).choices(headingChoices),
    )
    .option(
      '--template <template>',
      'file names, for example {year}/{date}_{number}.pdf; by default as in the settings',
    )
    .option('--account-folders', 'one folder per account')
    .option('--zip', 'one ZIP archive in the folder instead of separate files', false)
    .option('--dry-run', 'only show what would be written', false)
    .action((options: ExportCommandOptions) =>
      context.runInArchive(options, (place) => exportInvoices(place, options)),
    );
}

/** Writes archived invoices to a folder; 1 when a file that should be there could not be written. */
async function exportInvoices(
  { program: { exports, dailyBackup }, account, output, signal }: Workplace,
  options: ExportCommandOptions,
): Promise<ExitCode> {
  const { out, month, from = month, to = month, pack, format, dryRun } = options;
  const { template, accountFolders, csvPreset, headings, zip } = options;
  if (from !== undefined && to !== undefined && from > to)
    return output.refuse(`--from ${from} is after --to ${to}: give the earlier month first.`);
  if (pack && month === undefined) return output.refuse('--pack needs --month, for example --month 2026-01.');
  // An unset variable of a script, most likely: not the folder that it happens to run in.
  if (out.trim() === '') return output.refuse('--out is empty: give the folder to export to.');
  const folder = resolve(out);
  const jobId = randomUUID();
  const ran = await exports.run(
    {
      ...{ accountId: account?.id ?? null, invoiceKeys: null, from: from ?? null, to: to ?? null },
      ...{ template, accountFolders, formats: format, csvPreset, headings, zip, pack },
    },
    { folder, dryRun, signal, jobId, onProgress: output.follow(dryRun ? 'Checking files' : 'Writing files') },
  );
  if (!ran.ok) {
    const done = exports.report(jobId);
    return output.fail(ran.error, done.ok ? done.value : emptyReport(folder, dryRun));
  }
  const report = ran.value;
  if (!dryRun) await dailyBackup.ifDue();
  output.answer({ ...report, error: null }, [...(dryRun ? planOf(report) : []), lineOf(report)]);
  reportMissing(report, output);
  return report.failed.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** What would become of each file. */
function planOf({ files, skipped, renamed, outputs }: ExportReport): string[] {
  const wanted = new Map(renamed.map((each) => [each.path, each.wanted]));
  const because = (path: string) => (wanted.has(path) ? `  (${wanted.get(path) ?? ''} is another file)` : '');
  return [
    ...files.map((path) => `${(wanted.has(path) ? 'renamed' : 'new').padEnd(8)} ${path}${because(path)}`),
    ...skipped.map((path) => `there    ${path}`),
    ...outputs.map(
      ({ path, state }) =>
        `${{ new: 'new', renewed: 'renewed', same: 'there', exists: 'there' }[state].padEnd(8)} ${path}`,
    ),
  ];
}

function lineOf(report: ExportReport): string {
  const { folder, files, failed, outputs, zip, dryRun } = report;
  const where = zip === null ? folder : resolve(folder, zip);
  const unchanged = unchangedFiles(report);
  if (isNothingNew(report))
    return `${where}: nothing new: ${unchanged === 1 ? '1 file was' : `${unchanged} files were`} already there`;
  if (outputs.some(({ state }) => state === 'exists'))
    return `${where} already exists and won’t be changed; a new archive of these ${files.length} files is only written if it differs, and gets a number`;
  const written = files.length + (zip === null ? outputs.filter(({ state }) => state !== 'same').length : 0);
  return `${where}: ${written} ${dryRun ? 'would be written' : 'written'}, ${unchanged} already there, ${failed.length} failed`;
}

// So many tell what is wrong; `--json` and the manifest list all.
const maxFailures = 10;

function reportMissing({ failed, withoutFile, pack }: ExportReport, output: Output): void {
  for (const { invoice, code } of failed.slice(0, maxFailures)) output.say(`${invoice} was not written: ${code}`);
  if (failed.length > maxFailures) output.say(`${failed.length - maxFailures} more weren’t written.`);
  if (failed.length > 0)
    output.say('Run `billfold verify --repair` to fetch missing and damaged PDFs, then this export again.');
  if (withoutFile.length > 0)
    output.say(
      `${withoutFile.length === 1 ? '1 invoice has' : `${withoutFile.length} invoices have`} no PDF at the vendor; ledger and manifest list them.`,
    );
  if (pack && pack.findings > 0) output.say(`The verification found ${pack.findings}; see ${pack.findingsList}.`);
}

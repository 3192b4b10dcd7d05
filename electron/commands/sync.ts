import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { SyncReport } from '../archive/index.ts';
import type { Program } from '../bootstrap.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sayThatThereAreNoAccounts } from './no-accounts.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes, type Output } from './output.ts';

interface SyncOptions extends CommonOptions {
  readonly full: boolean;
}

/** What came of one account. Without an error everything that should be in its archive is there. */
interface SyncOutcome {
  readonly account: Account;
  readonly report: SyncReport;
  readonly errors: readonly AppError[];
}

export function registerSync(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'sync', 'bring the archive of invoices up to date')
    .option('--account <name>', 'one account only')
    .option('--full', 'read all invoices again, not only new and unpaid ones', false)
    .action((options: SyncOptions) =>
      context.runWithProgram(options, (place) => sync(place, options.full, context.line.signal)),
    );
}

/** Brings the archive up to date: one account, or all of them; a failure of one does not keep the others back. */
async function sync({ program, account, output }: Workplace, full: boolean, signal: AbortSignal): Promise<ExitCode> {
  const outcomes: SyncOutcome[] = [];
  for (const each of account ? [account] : program.accounts.list())
    outcomes.push(await syncOne(program, each, full, signal));
  output.answer({ accounts: outcomes.map(documentOf) }, outcomes.flatMap(linesOf));
  if (outcomes.length === 0) sayThatThereAreNoAccounts(output);
  for (const {
    account: { name },
    errors,
  } of outcomes) {
    for (const error of errors.slice(0, mostErrors)) output.say(`${name}: ${sentenceOf(error)}`);
    if (errors.length > mostErrors) output.say(`${name}: ${errors.length - mostErrors} further PDFs failed.`);
  }
  const isExported = await exportNew(program, output);
  return isExported && outcomes.every(({ errors }) => errors.length === 0) ? exitCodes.done : exitCodes.failed;
}

/** Runs the automatic exports that the sync gave something to do; false when one could not write everything. */
async function exportNew({ exports: { automatic } }: Program, output: Output): Promise<boolean> {
  await automatic.runDue();
  const troubled = automatic.troubled();
  for (const { folder, failed, error } of troubled)
    output.say(`Automatic export to ${folder}: ${error ? sentenceOf(error) : `${failed} files were not written.`}`);
  return troubled.length === 0;
}

// So many tell what is wrong.
const mostErrors = 5;

const nothing: SyncReport = {
  invoices: { total: 0, new: 0, changed: 0 },
  creditNotes: { total: 0, new: 0, changed: 0 },
  documents: { stored: 0, missing: 0, failed: 0 },
};

async function syncOne(
  { archive }: Program,
  account: Account,
  full: boolean,
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const synced = await archive.sync(account.id, { full, signal });
  if (!synced.ok) return { account, report: nothing, errors: [synced.error] };
  const { value: report } = synced;
  return { account, report, errors: report.documents.failed === 0 ? [] : documentErrors(archive, account) };
}

function documentErrors(archive: Program['archive'], { id: accountId }: Account): AppError[] {
  const all = archive.invoicesOf({ accountId, invoiceKeys: null, from: null, to: null });
  return [...all].flatMap(({ invoice: { id, document, documentError } }) =>
    document === 'failed' || document === 'pending' ? [documentError ?? { code: 'document-missing', invoice: id }] : [],
  );
}

const documentOf = ({ account, report, errors: [error] }: SyncOutcome) => ({
  account: account.name,
  ok: error === undefined,
  ...report,
  error: error === undefined ? null : errorForJson(error),
});

function linesOf({ account: { name }, report: { invoices, creditNotes, documents }, errors }: SyncOutcome): string[] {
  if (errors.length > 0 && invoices.total === 0) return [];
  const notes = creditNotes.total === 0 ? '' : `${creditNotes.total} credit notes, ${creditNotes.new} new; `;
  return [
    `${name}: ${invoices.total} invoices, ${invoices.new} new, ${invoices.changed} changed; ${notes}` +
      `${documents.stored} PDFs, ${documents.missing} without one, ${documents.failed} failed`,
  ];
}

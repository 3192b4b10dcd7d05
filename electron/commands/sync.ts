import type { Command } from 'commander';
import PQueue from 'p-queue';
import { type Account, listsInvoices } from '#shared/accounts.ts';
import { combineProgress } from '#shared/combined-progress.ts';
import type { AppError } from '#shared/errors.ts';
import type { ExportHistory } from '#shared/export.ts';
import type { SyncOptions, SyncReport } from '../archive/index.ts';
import type { Program } from '../bootstrap.ts';
import { askForProxyLogin } from './ask-for-proxy-login.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes, reportNoAccounts } from './output.ts';
import { reportUnread, unreadForJson } from './unread.ts';

interface SyncCommandOptions extends CommonOptions {
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
    .command(billfold, 'sync', 'bring the invoice archive up to date')
    .option('--account <name>', 'one account only')
    .option('--full', 'full sync: read all invoices again, not only new and unpaid ones', false)
    .action((options: SyncCommandOptions) =>
      context.runWithProgram(options, 'viewer', async (place) => {
        await askForProxyLogin(place.program, context.line);
        return sync(place, options.full);
      }),
    );
}

/** Brings the archive up to date: one account, or all of them; a failure of one does not keep the others back. */
async function sync({ program, account, output, signal }: Workplace, full: boolean): Promise<ExitCode> {
  await program.archiveTasks.followPolicy();
  const accounts = account ? [account] : program.accounts.list();
  const [only] = accounts.length === 1 ? accounts : [];
  const reporters = combineProgress(accounts.length, output.follow(`Syncing ${only?.name ?? 'all accounts'}`));
  // Side by side: a vendor that is slow does not keep the others back.
  const queue = new PQueue({ concurrency: accountsAtOnce });
  const outcomes = await queue.addAll(
    accounts.map((each, index) => () => {
      const onProgress = reporters[index];
      return syncOne(program, each, { full, signal, ...(onProgress && { onProgress }) });
    }),
  );
  const exported = await exportNew(program, signal);
  if (!signal.aborted) await program.dailyBackup.ifDue();
  output.answer({ accounts: outcomes.map(documentOf), exports: exported.map(exportOf) }, outcomes.flatMap(linesOf));
  if (outcomes.length === 0) reportNoAccounts(output);
  for (const { account, report, errors } of outcomes) {
    const { name } = account;
    reportUnread(output, account, report.unread, program.unread(account.id).totals);
    for (const error of errors.slice(0, maxErrors)) output.say(`${name}: ${sentenceOf(error)}`);
    if (errors.length > maxErrors) output.say(`${name}: ${errors.length - maxErrors} more PDFs failed.`);
  }
  const incomplete = exported.filter(isIncomplete);
  for (const { folder, failed, error } of incomplete)
    output.say(`Automatic export to ${folder}: ${error ? sentenceOf(error) : sentenceOfFailed(failed)}`);
  const isDone = incomplete.length === 0 && outcomes.every(isWhole);
  return isDone ? exitCodes.done : exitCodes.failed;
}

interface Exported extends ExportHistory {
  /** False for one that had no reason to run again since it failed. */
  readonly ran: boolean;
}

/** Runs the automatic exports that the sync gave something to do; answers those, and those that failed before. */
async function exportNew({ exports: { automatic } }: Program, signal: AbortSignal): Promise<Exported[]> {
  if (signal.aborted) return [];
  const ran = await automatic.runDue(signal);
  const before = automatic.needingAttention().filter(({ jobId }) => !ran.some((each) => each.jobId === jobId));
  return [...ran.map((each) => ({ ...each, ran: true })), ...before.map((each) => ({ ...each, ran: false }))];
}

const sentenceOfFailed = (count: number): string =>
  `${count === 1 ? '1 file was' : `${count} files were`} not written. Run \`billfold verify --repair\`, then sync again.`;

/** Also when it was interrupted: a command answers for what it was asked for. */
const isIncomplete = ({ state, failed }: ExportHistory): boolean => state !== 'done' || failed > 0;

const exportOf = (exported: Exported) => {
  const { folder, ran, written, skipped, failed, error } = exported;
  return { folder, ok: !isIncomplete(exported), ran, written, skipped, failed, error: error && errorForJson(error) };
};

const accountsAtOnce = 4;
// So many tell what is wrong.
const maxErrors = 5;

const nothing: SyncReport = {
  invoices: { total: 0, new: 0, changed: 0 },
  creditNotes: { total: 0, new: 0, changed: 0 },
  documents: { stored: 0, missing: 0, failed: 0 },
  unread: [],
};

async function syncOne({ archive, isolate }: Program, account: Account, options: SyncOptions): Promise<SyncOutcome> {
  const synced = await isolate('A sync failed in an unexpected way', account.id, () =>
    archive.sync.account(account.id, options),
  );
  if (!synced.ok) return { account, report: nothing, errors: [synced.error] };
  const { value: report } = synced;
  return { account, report, errors: report.documents.failed === 0 ? [] : documentErrors(archive, account) };
}

function documentErrors(archive: Program['archive'], { id: accountId }: Account): AppError[] {
  const all = archive.invoices.selected({ accountId, invoiceKeys: null, from: null, to: null });
  return [...all].flatMap(({ invoice: { id, document, documentError } }) =>
    document === 'failed' || document === 'pending' ? [documentError ?? { code: 'document-missing', invoice: id }] : [],
  );
}

const isWhole = ({ errors, report }: SyncOutcome): boolean => errors.length === 0 && report.unread.length === 0;

const notTold = { total: null, new: null, changed: null };

function documentOf(outcome: SyncOutcome) {
  const { account, report, errors } = outcome;
  const error = errors[0] ?? report.unread[0]?.reason;
  const lists = listsInvoices(account);
  return {
    account: account.name,
    ok: isWhole(outcome),
    /** Without a list of the vendor's, how many there are is not known. */
    listsInvoices: lists,
    ...(lists
      ? report
      : { invoices: notTold, creditNotes: notTold, documents: { stored: null, missing: null, failed: null } }),
    unread: unreadForJson(report.unread),
    error: error === undefined ? null : errorForJson(error),
  };
}

function linesOf({ account, report: { invoices, creditNotes, documents }, errors }: SyncOutcome): string[] {
  const { name } = account;
  if (!listsInvoices(account))
    return [
      `${name}: this vendor gives no list of invoices to a key. They come from mail (\`billfold mailbox add\`) or files (\`billfold import\`).`,
    ];
  if (errors.length > 0 && invoices.total === 0) return [];
  const some =
    creditNotes && creditNotes.total > 0 ? `${creditNotes.total} credit notes, ${creditNotes.new} new; ` : '';
  const notes = creditNotes ? some : 'credit notes not known; ';
  return [
    `${name}: ${invoices.total} invoices, ${invoices.new} new, ${invoices.changed} changed; ${notes}` +
      `${documents.stored} PDFs, ${documents.missing} without one, ${documents.failed} failed`,
  ];
}

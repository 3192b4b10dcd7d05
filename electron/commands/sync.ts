import type { Account } from '#shared/accounts.ts';
import type { Result } from '#shared/result.ts';
import type { SyncReport } from '../archive/index.ts';
import type { Program } from '../bootstrap.ts';
import { errorForJson, type ExitCode, exitCodes, type Output } from './output.ts';

const nothing = { invoices: { total: 0, new: 0, changed: 0 }, documents: { stored: 0, missing: 0, failed: 0 } };

/** Brings the archive up to date: one account, or all of them; a failure of one does not keep the others back. */
export async function sync(
  { archive, accounts }: Program,
  account: Account | null,
  full: boolean,
  signal: AbortSignal,
  output: Output,
): Promise<ExitCode> {
  const outcomes: { account: Account; result: Result<SyncReport> }[] = [];
  for (const each of account ? [account] : accounts.list())
    outcomes.push({ account: each, result: await archive.sync(each.id, { full, signal }) });
  output.answer(
    {
      accounts: outcomes.map(({ account: { name }, result }) => ({
        account: name,
        ok: result.ok,
        ...(result.ok ? result.value : nothing),
        error: result.ok ? null : errorForJson(result.error, output.language),
      })),
    },
    outcomes.flatMap(({ account: { name }, result }) => (result.ok ? [lineOf(name, result.value)] : [])),
  );
  let exitCode: ExitCode = exitCodes.done;
  for (const { result } of outcomes) if (!result.ok) exitCode = output.complain(result.error);
  return exitCode;
}

const lineOf = (name: string, { invoices, documents }: SyncReport): string =>
  `${name}: ${invoices.total} invoices, ${invoices.new} new, ${invoices.changed} changed; ` +
  `${documents.stored} PDFs, ${documents.missing} without one, ${documents.failed} failed`;

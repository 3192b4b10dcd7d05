import { resolve } from 'node:path';
import type { Account } from '#shared/accounts.ts';
import type { ExportFormat } from '#shared/export.ts';
import type { Month } from '#shared/time.ts';
import type { Program } from '../bootstrap.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface ExportArguments {
  readonly account: Account | null;
  readonly out: string;
  readonly from: Month | undefined;
  readonly to: Month | undefined;
  readonly month: Month | undefined;
  readonly formats: readonly ExportFormat[] | undefined;
  readonly template: string | undefined;
  readonly dryRun: boolean;
}

/** Writes archived invoices to a folder; 1 when a file that should be there could not be written. */
export async function exportInvoices(
  { exports }: Program,
  { account, out, from, to, month, formats, template, dryRun }: ExportArguments,
  signal: AbortSignal,
  output: Output,
): Promise<ExitCode> {
  if (month !== undefined && (from !== undefined || to !== undefined)) {
    output.say('Give either --month or --from and --to.');
    return exitCodes.usage;
  }
  const ran = await exports.run({
    request: {
      accountId: account?.id ?? null,
      invoiceKeys: null,
      from: month ?? from ?? null,
      to: month ?? to ?? null,
      template: template ?? null,
      ...(formats && { formats }),
    },
    folder: resolve(out),
    dryRun,
    signal,
  });
  if (!ran.ok) return output.complain(ran.error);
  const { files, skipped, failed, folder } = ran.value;
  const verb = dryRun ? 'would be written' : 'written';
  output.answer(ran.value, [
    `${folder}: ${files.length} ${verb}, ${skipped.length} already there, ${failed.length} failed`,
  ]);
  for (const { invoice, code } of failed) output.say(`${invoice}: ${code}`);
  return failed.length > 0 ? exitCodes.failed : exitCodes.done;
}

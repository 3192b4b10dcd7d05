import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import { isKnown, type Known } from '#shared/invoice-money.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { languages } from '#shared/messages/index.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { numbered } from '#shared/naming.ts';
import { safeSegment } from '#shared/path-segments.ts';
import { accountingDay } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Archive } from '../archive/index.ts';
import { fileErrorOf, hasBytes, placeNew, removePart, sha256Of, writePart } from '../files/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface VersionsOptions extends CommonOptions {
  readonly out?: string;
}

interface Versioned {
  readonly invoice: ArchivedInvoice;
  /** Newest first. */
  readonly versions: readonly InvoiceVersion[];
}

export function registerInvoices(billfold: Command, context: CommandContext): void {
  const invoices = billfold.command('invoices').description('what the archive has on single invoices');
  context
    .command(
      invoices,
      'versions',
      'how vendors changed invoices after they were final; the newest version is shown and exported',
    )
    .argument('[invoice]', 'its number or ID; if left out, all invoices that a vendor changed or withdrew')
    .option('--account <name>', 'one account only, open or closed')
    .option('--out <folder>', 'also write each version’s document and the vendor’s original response there')
    .action((named: string | undefined, options: VersionsOptions) =>
      context.runInArchive(options, (place) => showVersions(place, named, options)),
    );
}

async function showVersions(
  { program: { archive, accounts, timeZone }, account, output }: Workplace,
  named: string | undefined,
  { out }: VersionsOptions,
): Promise<ExitCode> {
  const wanted = account ? [account] : accounts.all();
  const found =
    named === undefined
      ? wanted.flatMap(({ id }) => archive.history.notAsFirst(id))
      : archive.invoices.named(named).filter(({ accountId }) => wanted.some(({ id }) => id === accountId));
  if (named !== undefined && found.length === 0) return output.fail({ code: 'invoice-not-found', invoice: named });
  const all = found.map((invoice): Versioned => {
    const versions = archive.history.versions(invoice.key);
    return { invoice, versions: versions.ok ? versions.value : [] };
  });
  const folder = out === undefined ? null : resolve(out);
  const files: string[] = [];
  for (const each of folder === null ? [] : all) {
    const written = await writeVersions(archive, each, folder ?? '');
    if (!written.ok) return output.fail(written.error, { invoices: all.map(documentOf), folder, files });
    files.push(...written.value);
  }
  output.answer({ invoices: all.map(documentOf), folder, files, error: null }, [
    ...all.flatMap((each) => linesOf(each, timeZone())),
    ...(all.length === 0 ? ['No vendor has changed or withdrawn an invoice after it was final.'] : []),
    ...(folder === null ? [] : [`${folder}: ${files.length === 1 ? '1 file' : `${files.length} files`}`]),
  ]);
  return exitCodes.done;
}

const documentOf = ({ invoice, versions }: Versioned) => ({
  account: invoice.accountName,
  number: invoice.number,
  id: invoice.id,
  type: invoice.type,
  withdrawnAt: invoice.withdrawnAt,
  versions,
});

function linesOf({ invoice, versions }: Versioned, timeZone: string): string[] {
  const { accountName, number, id, withdrawnAt } = invoice;
  const back = withdrawnAt === null ? '' : `, withdrawn by the vendor on ${accountingDay(withdrawnAt, timeZone)}`;
  const count = versions.length === 1 ? '1 version' : `${versions.length} versions`;
  return [
    `${accountName} ${number ?? id}: ${versions.length === 0 ? 'a draft, never final' : count}${back}`,
    ...versions.flatMap((version, index) => versionLines(version, versions[index + 1], index === 0, timeZone)),
  ];
}

function versionLines(
  version: InvoiceVersion,
  before: InvoiceVersion | undefined,
  isNewest: boolean,
  timeZone: string,
): string[] {
  const { seenAt, cause, document } = version;
  const why = {
    vendor: 'changed by the vendor',
    document: 'new PDF',
    reader: 'read differently by a newer Billfold',
  };
  const what = cause === null ? 'when it became final' : why[cause];
  return [
    `  version ${version.version}, received ${accountingDay(seenAt, timeZone)}, ${what}${isNewest ? ', shown and exported' : ''}` +
      (document ? '' : ', its PDF isn’t in the archive'),
    ...version.changed.map((field) => {
      const name = languages.en.recordFields[field];
      return before
        ? `    ${name}: ${textOf(before, field, timeZone)} -> ${textOf(version, field, timeZone)}`
        : `    ${name}`;
    }),
  ];
}

function textOf(version: InvoiceVersion, field: InvoiceVersion['changed'][number], timeZone: string): string {
  const texts: Readonly<Record<typeof field, string | null>> = {
    number: version.number,
    date: version.issuedAt && accountingDay(version.issuedAt, timeZone),
    customer: version.customerName,
    taxId: version.taxId,
    corrects: version.corrects,
    currency: version.total.currency,
    total: formatMoney(version.total, 'en', 'code'),
    tax: amountText(version.tax),
    subtotal: amountText(version.subtotal),
    discounts: partsText(version.discounts, ({ name, amount }) => [name, amountText(amount)]),
    shipping: isKnown(version.shipping) ? version.shipping && amountText(version.shipping.amount) : notStated,
    taxes: partsText(version.taxes, ({ name, rate, amount }) => [
      name,
      isKnown(rate) ? `${rate} %` : null,
      amountText(amount),
    ]),
    lines: String(version.lines.length),
  };
  return texts[field] ?? 'nothing';
}

const notStated = 'not stated';
const amountText = (amount: Known<Money>): string => (isKnown(amount) ? formatMoney(amount, 'en', 'code') : notStated);

const partsText = <Part>(parts: Known<Part[]>, of: (part: Part) => (string | null)[]): string | null =>
  isKnown(parts)
    ? parts
        .map((part) =>
          of(part)
            .flatMap((each) => each ?? [])
            .join(' '),
        )
        .join(', ') || null
    : notStated;

/** The PDF and the vendor's answer of each version, as far as there are; answers the names that they have there. */
async function writeVersions(
  archive: Archive,
  { invoice, versions }: Versioned,
  folder: string,
): Promise<Result<string[]>> {
  const names: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const { version } of versions) {
      const name = (ending: string) =>
        safeSegment(`${invoice.accountName} ${invoice.number ?? invoice.id} version ${version}.${ending}`);
      const document = await archive.documents.of(invoice.key, version);
      if (document.ok) {
        const bytes = await readFile(document.value.file);
        if (sha256Of(bytes) !== document.value.sha256) return fail({ code: 'document-damaged', invoice: invoice.id });
        names.push(await writeBeside(folder, name(document.value.kind), bytes));
      }
      const answer = archive.history.answer(invoice.key, version);
      if (answer.ok && answer.value !== null)
        names.push(await writeBeside(folder, name('json'), Buffer.from(`${answer.value}\n`)));
    }
    return ok(names);
  } catch (cause) {
    return fail(fileErrorOf(cause, folder, folder));
  }
}

/** Overwrites nothing: other bytes of the same name make this one take a number, the same bytes are there already. */
async function writeBeside(folder: string, name: string, bytes: Buffer): Promise<string> {
  const part = join(folder, `.${name}.${process.pid}.part`);
  await writePart(part, bytes);
  try {
    for (let number = 1; ; number += 1) {
      const taken = numbered(name, number);
      if (await placeNew(part, join(folder, taken))) return taken;
      if (await hasBytes(join(folder, taken), sha256Of(bytes))) return taken;
    }
  } finally {
    await removePart(part);
  }
}

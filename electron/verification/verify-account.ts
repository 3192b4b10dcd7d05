import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Account } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Finding, Uncompared } from '#shared/verification.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import { isOfDatabase } from '../database/database-error.ts';
import { inParallel } from '../files/index.ts';
import { bugOf } from '../logging/index.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { checkContents, type ContentCheck } from './check-contents.ts';
import { checkDocument } from './check-documents.ts';
import { checkRecord } from './check-record.ts';
import { createSeriesCheck } from './check-series.ts';
import { checkSums } from './check-sums.ts';
import { findingOf, twoKinds } from './finding.ts';
import type { VerificationParts } from './parts.ts';

export type Months = Pick<ExportSelection, 'from' | 'to'>;

export const allMonths: Months = { from: null, to: null };

export interface AccountVerification {
  readonly findings: Finding[];
  readonly uncompared: Uncompared[];
}

interface AccountOptions {
  readonly months: Months;
  readonly signal: AbortSignal;
  readonly onChecked: () => void;
}

const filesAtOnce = 4;
const rowsPerTurn = 500;

export function createVerifyAccount(parts: VerificationParts) {
  const { db, archive, documentsFolder, snapshot, clock, logger } = parts;
  const unread = createUnreadObjects(db);

  /** A bug with one PDF is that PDF's: nobody can tell what it says. */
  async function contentsOf(selected: SelectedInvoice, signal: AbortSignal): Promise<ContentCheck> {
    try {
      return await checkContents(selected, parts, signal);
    } catch (cause) {
      if (signal.aborted || isOfDatabase(cause)) throw cause;
      bugOf(logger, 'A document could not be compared', cause, { invoice: selected.invoice.key });
      return { findings: [], uncompared: 'unreadable' };
    }
  }

  /** What no single invoice's newest PDF tells: former PDFs, one PDF of several invoices, one id of two kinds. */
  async function checkWhole(account: Account, signal: AbortSignal): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const former of archive.history.formerDocuments(account.id)) {
      if (signal.aborted) return [];
      const broken = await checkDocument(former, documentsFolder());
      if (broken) findings.push(findingOf(account, { detail: broken }, former.invoice));
    }
    for (const { invoice, other, sha256 } of archive.history.sharedDocuments(account.id)) {
      const detail = { code: 'shared-document', other: other.number ?? other.id, account: other.accountName } as const;
      findings.push(findingOf(account, { detail, mark: sha256 }, invoice));
    }
    for (const invoice of archive.history.idsOfTwoKinds(account.id))
      findings.push(findingOf(account, twoKinds(invoice.id), invoice));
    return findings;
  }

  /** Checks the PDFs of the months, and the account's series as a whole. Without meaning once the signal is aborted. */
  async function verifyAccount(
    account: Account,
    { months, signal, onChecked }: AccountOptions,
  ): Promise<AccountVerification> {
    const invoicesOf = (asked: Months) =>
      archive.invoices.selected({ accountId: account.id, invoiceKeys: null, from: asked.from, to: asked.to });
    const inPart = new Set(unread.ofListing(account.id, 'invoices').flatMap(({ partOf }) => partOf ?? []));
    // In the order of invoices, whichever file is read first.
    const found: Finding[][] = [];
    const uncompared: Uncompared[] = [];
    let places = 0;
    await inParallel(invoicesOf(months), filesAtOnce, async (selected) => {
      const place = places++;
      if (signal.aborted) return;
      const { invoice } = selected;
      const all = checkRecord(selected, archive.history.versions);
      all.push(...checkSums(selected, archive.invoices, inPart).map((detail) => ({ detail })));
      const broken = await checkDocument(selected, documentsFolder());
      if (broken) all.unshift({ detail: broken });
      else if (invoice.documentIsOwn) {
        const contents = await contentsOf(selected, signal);
        all.unshift(...contents.findings.map((detail) => ({ detail, mark: selected.document?.sha256 })));
        const { key, number, id } = invoice;
        const { id: accountId, name } = account;
        if (contents.uncompared !== null)
          uncompared[place] = { accountId, account: name, key, invoice: number ?? id, reason: contents.uncompared };
      }
      found[place] = all.map((each) => findingOf(account, each, invoice));
      onChecked();
    });
    if (months === allMonths) found.push(await checkWhole(account, signal));
    const series = createSeriesCheck(account, snapshot, instantFromMillis(clock.now()));
    let taken = 0;
    for (const { invoice } of invoicesOf(allMonths)) {
      series.take(invoice);
      if (++taken % rowsPerTurn === 0) await nextTurn();
    }
    const missing = series.findings().map((each) => findingOf(account, each, null));
    // Without the holes of those where all is well.
    return { findings: [...found.flat(2), ...missing], uncompared: uncompared.flat() };
  }
  return verifyAccount;
}

import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Account } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import {
  type Finding,
  type FindingKind,
  isRepairable,
  type Uncompared,
  type Verification,
} from '#shared/verification.ts';
import { type Archive, movingLease, type SelectedInvoice } from '../archive/index.ts';
import { isOfDatabase } from '../database/database-error.ts';
import { createLeases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf, inParallel } from '../files/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import { type AcceptanceParts, createAcceptances } from './acceptances.ts';
import { checkDocument } from './check-documents.ts';
import { createSeriesCheck } from './check-series.ts';
import { checkContents, type ContentCheck, type ContentCheckParts } from './check-contents.ts';
import { checkRecord } from './check-record.ts';
import { findingOf, type Found, strayFile } from './finding.ts';
import { createResults } from './results.ts';

export { type FindingRow, findingRows, verificationDocument } from './finding-rows.ts';

interface VerificationParts extends Pick<AcceptanceParts, 'recordAction' | 'userName'> {
  readonly db: Database;
  readonly archive: Pick<Archive, 'invoices' | 'history' | 'documents' | 'texts'>;
  readonly documentsFolder: () => string;
  readonly readDocument: ContentCheckParts['readDocument'];
  readonly accounts: () => readonly Account[];
  readonly snapshot: (accountId: string) => Snapshot | null;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
}

type Months = Pick<ExportSelection, 'from' | 'to'>;

export interface VerificationOptions {
  /**
   * Reads only the PDFs of these months, and looks for no files that belong to no invoice; missing months and numbers are
   * looked for in all. Such a verification is not kept as the last one.
   */
  readonly months?: Months;
  /** Counts invoices; `total` is known from the start. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const filesAtOnce = 4;
const rowsPerTurn = 500;
const allMonths: Months = { from: null, to: null };

/**
 * Proves that the archive is whole: every PDF is there with the bytes that were stored and is its own invoice's, no
 * invoice of a series is left out, and none was changed or taken back after it was final.
 */
export interface ArchiveVerification {
  /** Reads every stored PDF and checks it against its row; then looks for what is not there. Failures of the disk are errors. */
  verify(accountId: string | null, options?: VerificationOptions): Promise<Result<Verification>>;
  /**
   * Fetches the PDFs again that the last verification found missing or corrupt, and verifies again. What cannot be fetched
   * stays a finding.
   */
  repair(accountId: string | null, options?: VerificationOptions): Promise<Result<Verification>>;
  /** What it found last; null where it never ran. */
  last(accountId: string | null): Verification | null;
  /** What the vendor did to one invoice after it was final. */
  recordOf(key: string): Result<Finding[]>;
  /**
   * Lets findings stand, all or none: of the invoice with this key, or with `null` of the verifications that ran last. A
   * further change is a finding again.
   */
  accept(ids: readonly string[], key: string | null): Result<null>;
  /** Those of the findings that are open and may be accepted: not what is to be mended, nor in accounts of a viewer. */
  acceptable(findings: readonly Finding[]): Finding[];
  /**
   * Lets all acceptable findings of the last verification stand, of one kind or, with null, of any. Answers how many;
   * `findings-changed` unless it is the verification made `at` that time.
   */
  acceptAll(accountId: string | null, kind: FindingKind | null, at: Instant): Result<number>;
  /** Makes accepted findings open ones again. */
  reopen(ids: readonly string[]): Result<null>;
}

export function createVerification(parts: VerificationParts): ArchiveVerification {
  const { archive, accounts, clock, logger, readDocument } = parts;
  const leases = createLeases(parts.db, clock);
  const results = createResults(parts.db);
  const acceptances = createAcceptances(parts);

  /** A bug with one PDF is that PDF's: nobody can tell what it says. */
  async function contentsOf(selected: SelectedInvoice, signal: AbortSignal): Promise<ContentCheck> {
    try {
      return await checkContents(selected, { texts: archive.texts, readDocument }, signal);
    } catch (cause) {
      if (signal.aborted || isOfDatabase(cause)) throw cause;
      bugOf(logger, 'A document could not be compared', cause, { invoice: selected.invoice.key });
      return { findings: [], uncompared: 'unreadable' };
    }
  }

  async function verifyAccount(
    account: Account,
    { months, signal, onChecked }: { months: Months; signal: AbortSignal; onChecked: () => void },
  ): Promise<{ findings: Finding[]; uncompared: Uncompared[] }> {
    const invoicesOf = (asked: Months) =>
      archive.invoices.selected({ accountId: account.id, invoiceKeys: null, from: asked.from, to: asked.to });
    // In the order of invoices, whichever file is read first.
    const found: Finding[][] = [];
    const uncompared: Uncompared[] = [];
    let places = 0;
    await inParallel(invoicesOf(months), filesAtOnce, async (selected) => {
      const place = places++;
      if (signal.aborted) return;
      const { invoice } = selected;
      const all = checkRecord(selected, archive.history.versions);
      const broken = await checkDocument(selected, parts.documentsFolder());
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
    const series = createSeriesCheck(account, parts.snapshot, instantFromMillis(clock.now()));
    let taken = 0;
    for (const { invoice } of invoicesOf(allMonths)) {
      series.take(invoice);
      if (++taken % rowsPerTurn === 0) await nextTurn();
    }
    const missing = series.findings().map((each) => findingOf(account, each, null));
    // Without the holes of those where all is well.
    return { findings: [...found.flat(2), ...missing], uncompared: uncompared.flat() };
  }

  /** What no single invoice's newest PDF tells: former PDFs, one PDF of several invoices, one id of two kinds. */
  async function checkWhole(account: Account, signal: AbortSignal): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const former of archive.history.formerDocuments(account.id)) {
      if (signal.aborted) return [];
      const broken = await checkDocument(former, parts.documentsFolder());
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

  function recordOf(key: string): Result<Finding[]> {
    const invoice = archive.invoices.get(key);
    if (!invoice.ok) return invoice;
    const { accountId, accountName, id } = invoice.value;
    const found = checkRecord({ invoice: invoice.value }, archive.history.versions);
    if (archive.history.idsOfTwoKinds(accountId).some((each) => each.key === invoice.value.key))
      found.push(twoKinds(id));
    const account = { id: accountId, name: accountName };
    return ok(acceptances.mark(found.map((each) => findingOf(account, each, invoice.value))));
  }

  async function verify(accountId: string | null, options: VerificationOptions = {}): Promise<Result<Verification>> {
    // While it is held no document is moved away.
    const release = leases.take(`verify:${randomUUID()}`);
    try {
      if (!release || leases.isHeld(movingLease)) return fail({ code: 'job-running', job: 'move' });
      const away = await archive.documents.folderProblem();
      return away ? fail(away) : await verifyInPlace(accountId, options);
    } finally {
      release?.();
    }
  }

  async function verifyInPlace(
    accountId: string | null,
    { months, onProgress, signal = new AbortController().signal }: VerificationOptions,
  ): Promise<Result<Verification>> {
    const chosen = accounts().filter(({ id }) => accountId === null || id === accountId);
    const asked = months ?? allMonths;
    const total = archive.invoices.summaryOf({ accountId, invoiceKeys: null, from: asked.from, to: asked.to }).count;
    let checked = 0;
    const onChecked = () => {
      checked++;
      onProgress?.(checked, Math.max(total, checked));
    };
    const verified: Awaited<ReturnType<typeof verifyAccount>>[] = [];
    try {
      for (const account of chosen) verified.push(await verifyAccount(account, { months: asked, signal, onChecked }));
      // A file that no row knows belongs to no account.
      const orphans =
        accountId === null && !months ? (await archive.documents.unknownFiles(signal)).map(strayFile) : [];
      verified.push({ findings: orphans, uncompared: [] });
    } catch (cause) {
      return fail(fileErrorOf(cause, parts.documentsFolder(), parts.documentsFolder()));
    }
    if (signal.aborted) return fail({ code: 'cancelled' });
    const verification: Verification = {
      at: instantFromMillis(clock.now()),
      checked,
      findings: acceptances.mark(verified.flatMap(({ findings }) => findings)),
      uncompared: verified.flatMap(({ uncompared }) => uncompared),
    };
    if (!months) results.save(accountId, verification);
    return ok(verification);
  }

  function last(accountId: string | null): Verification | null {
    const found = results.last(accountId);
    return found && { ...found, findings: acceptances.mark(found.findings) };
  }

  return {
    verify,

    async repair(accountId, options = {}) {
      const broken = (results.last(accountId)?.findings ?? []).filter(isRepairable);
      for (const { key } of broken) {
        if (options.signal?.aborted) return fail({ code: 'cancelled' });
        if (key !== null) await archive.documents.refetch(key, options.signal);
      }
      return verify(accountId, options);
    },

    last,

    recordOf,

    accept(ids, key) {
      const found = key === null ? ok(results.all().flatMap(({ findings }) => findings)) : recordOf(key);
      return found.ok ? acceptances.accept(ids, found.value) : found;
    },

    acceptable: acceptances.acceptable,

    acceptAll(accountId, kind, at) {
      const seen = last(accountId);
      if (seen?.at !== at) return fail({ code: 'findings-changed' });
      const wanted = acceptances.acceptable(seen.findings).filter((each) => kind === null || each.kind === kind);
      const accepted = acceptances.accept(
        wanted.flatMap(({ id }) => (id === null ? [] : [id])),
        wanted,
      );
      return accepted.ok ? ok(wanted.length) : accepted;
    },

    reopen: acceptances.reopen,
  };
}

const twoKinds = (id: string): Found => ({ detail: { code: 'two-kinds', id } });

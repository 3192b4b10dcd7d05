import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { type Finding, type FindingKind, isRepairable, type Verification } from '#shared/verification.ts';
import { movingLease } from '../archive/index.ts';
import { createLeases } from '../database/lease.ts';
import { fileErrorOf } from '../files/index.ts';
import { createAcceptances } from './acceptances.ts';
import { checkRecord } from './check-record.ts';
import { findingOf, strayFile, twoKinds } from './finding.ts';
import type { VerificationParts } from './parts.ts';
import { createResults } from './results.ts';
import { type AccountVerification, allMonths, createVerifyAccount, type Months } from './verify-account.ts';

export { type FindingRow, findingRows, verificationDocument } from './finding-rows.ts';

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
  recordOf(key: InvoiceKey): Result<Finding[]>;
  /**
   * Lets findings stand, all or none: of the invoice with this key, or with `null` of the verifications that ran last. A
   * further change is a finding again.
   */
  accept(ids: readonly string[], key: InvoiceKey | null): Result<null>;
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
  const { db, archive, accounts, documentsFolder, clock } = parts;
  const leases = createLeases(db, clock);
  const results = createResults(db);
  const acceptances = createAcceptances(parts);
  const verifyAccount = createVerifyAccount(parts);

  function recordOf(key: InvoiceKey): Result<Finding[]> {
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
    const verified: AccountVerification[] = [];
    try {
      for (const account of chosen) verified.push(await verifyAccount(account, { months: asked, signal, onChecked }));
      // A file that no row knows belongs to no account.
      const orphans =
        accountId === null && !months ? (await archive.documents.unknownFiles(signal)).map(strayFile) : [];
      verified.push({ findings: orphans, uncompared: [] });
    } catch (cause) {
      return fail(fileErrorOf(cause, documentsFolder(), documentsFolder()));
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

import { stat } from 'node:fs/promises';
import { type Account, roleSchema, sourceSettingsSchema } from '#shared/accounts.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createAccountRows } from '../accounts/index.ts';
import {
  createArchive,
  type DocumentName,
  type Documents,
  type IndexedDocument,
  nameOfPath,
  readDocumentIndex,
} from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import { factsOf, importedInvoice } from '../imports/index.ts';
import type { PdfReader } from '../pdf-reader/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import type { RestoreOptions } from './restore.ts';

export interface AdoptionParts {
  readonly db: Database;
  readonly documentsFolder: string;
  readonly reader: Pick<PdfReader, 'read'>;
  /** What to call the account of documents that no list names. */
  readonly recoveredName: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Adoption {
  readonly adopted: number;
  /** Files whose pages did not report enough. */
  readonly unread: readonly string[];
}

const recoveredId = 'recovered-documents';

/**
 * Takes documents of the archive's folder that the database does not know back in: with all their facts where the list
 * beside them names them, else with what their pages say. Those that do not say enough stay where they are.
 */
export async function adoptDocuments(
  { db, documentsFolder, reader, recoveredName, clock, logger }: AdoptionParts,
  { onProgress, signal }: Pick<RestoreOptions, 'onProgress' | 'signal'>,
): Promise<Result<Adoption>> {
  const rows = createAccountRows(db);
  const nothing = () => Promise.resolve(fail({ code: 'cancelled' as const }));
  const { documents } = createArchive({
    ...{ db, clock, logger, documentsFolder: () => documentsFolder, accounts: () => [] },
    // Nothing is asked of a vendor.
    ...{ openSource: nothing, fetch: () => Promise.reject(new Error('There is no network here')), random: () => 0 },
    mayFetch: () => Promise.resolve(false),
  });
  const index = await readDocumentIndex(documentsFolder);
  const files = await documents.unknownFiles(signal);
  const unread: string[] = [];
  let adopted = 0;
  for (const [at, path] of files.entries()) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const name = nameOfPath(path);
    const indexed = name ? (index.get(name.sha256) ?? []) : [];
    for (const { account, invoice, sha256, bytes, kind } of indexed) {
      const accountId = accountOf(account);
      documents.adopt(accountId, invoiceOf(invoice), invoice.source, { sha256, bytes, kind });
    }
    if (indexed.length > 0 || (name && (await adoptByItsPages(documents, name)))) adopted++;
    else unread.push(path);
    onProgress?.(at + 1, files.length);
  }
  return signal.aborted ? fail({ code: 'cancelled' }) : ok({ adopted, unread });

  function accountOf({ id, name, role, createdAt, removedAt, sources, practice }: IndexedDocument['account']): string {
    if (isKnown(id)) return id;
    const account: Account = {
      ...{ id, name, createdAt, practice: practice !== null, supportEmail: null, closedAt: removedAt },
      role: roleSchema.catch('finance').parse(role),
      sources: sources.flatMap((source) => sourceSettingsSchema.safeParse(source).data ?? []),
    };
    insert(account, practice);
    return id;
  }

  function isKnown(accountId: string): boolean {
    return db.prepare('SELECT 1 FROM accounts WHERE id = ?').get(accountId) !== undefined;
  }

  function insert(account: Account, practice: IndexedDocument['account']['practice']): void {
    db.transaction(() => {
      rows.insert({ ...account, name: freeName(account.name) }, null, practice);
      if (account.closedAt !== null) rows.close(account.id, account.closedAt);
    }).immediate();
  }

  function freeName(name: string): string {
    let free = name;
    for (let count = 2; rows.byName(free); count++) free = `${name} ${count}`;
    return free;
  }

  async function adoptByItsPages(into: Documents, { sha256, kind }: DocumentName): Promise<boolean> {
    const file = into.pathOf({ sha256, kind });
    const read = await reader.read(file, sha256.slice(0, 12));
    if (!read.ok) return false;
    const { proposalOf } = await import('#shared/import/proposal.ts');
    const now = instantFromMillis(clock.now());
    const invoice = proposedInvoice(proposalOf(read.value, dayOf(now)), sha256, now);
    if (!invoice) return false;
    if (!isKnown(recoveredId)) {
      const sources = [{ kind: 'stripe' as const, baseUrl: null, customerId: null }];
      // Closed: nothing is known that could be watched.
      const times = { createdAt: now, closedAt: now };
      const facts = { id: recoveredId, name: recoveredName, role: 'administrator' as const, practice: false, sources };
      insert({ ...facts, ...times, supportEmail: null }, null);
    }
    into.adopt(recoveredId, invoice, 'import', { sha256, kind, bytes: (await stat(file)).size });
    return true;
  }
}

/** Null where amount or date is not reported: neither may be made up. The number may be missing. */
function proposedInvoice(proposal: ImportProposal, sha256: string, now: Instant): Invoice | null {
  const { type, number, issuedOn, dueOn, total, tax, paid, remaining } = proposal;
  if (!issuedOn || !total) return null;
  const values = {
    ...{ accountId: recoveredId, type, paid, number: number?.value ?? null, issuedOn: issuedOn.value },
    ...{ dueOn: dueOn?.value ?? null, total: total.value },
    tax: tax?.value.currency === total.value.currency ? tax.value : null,
    remaining: remaining?.value.currency === total.value.currency ? remaining.value : null,
  };
  return importedInvoice(values, factsOf(sha256, proposal, now));
}

function invoiceOf(indexed: IndexedDocument['invoice']): Invoice {
  const { money, periodStart, periodEnd, ...facts } = indexed;
  return {
    ...facts,
    ...money,
    period: { start: periodStart, end: periodEnd },
    ...{ lines: [], hostedUrl: null, documentUrl: null },
  };
}

import type { Account } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { Finding, FindingDetail } from '#shared/verification.ts';
import { sha256Of } from '../files/index.ts';

/** What a check found. `mark` tells it from another one of the same words, as another PDF with another wrong total. */
export interface Found {
  readonly detail: FindingDetail;
  readonly mark?: string | undefined;
}

const kinds = {
  'file-gone': 'missing',
  'never-fetched': 'missing',
  'other-size': 'corrupt',
  'other-bytes': 'corrupt',
  'unknown-file': 'orphan',
  'unfinished-file': 'orphan',
  'no-invoice': 'missing-month',
  'numbers-left-out': 'number-gap',
  'not-a-file': 'corrupt',
  'total-not-named': 'total-mismatch',
  'number-not-named': 'number-mismatch',
  'date-not-named': 'date-mismatch',
  'date-in-other-month': 'date-mismatch',
  'seller-differs': 'fact-mismatch',
  'currency-differs': 'fact-mismatch',
  'tax-differs': 'fact-mismatch',
  'due-differs': 'fact-mismatch',
  'shared-document': 'shared-document',
  'changed-after-final': 'changed-after-final',
  withdrawn: 'withdrawn',
  'two-kinds': 'two-kinds',
  'sum-differs': 'sum-mismatch',
} as const satisfies Record<FindingDetail['code'], Finding['kind']>;

/** What fetching, restoring or tidying mends; letting it stand would be a hole in the archive that nobody sees. */
const mended: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>(['missing', 'corrupt', 'orphan']);

export function findingOf(
  { id: accountId, name }: Pick<Account, 'id' | 'name'>,
  { detail, mark }: Found,
  invoice: ArchivedInvoice | null,
): Finding {
  const kind = kinds[detail.code];
  const key = invoice?.key ?? null;
  return {
    ...{ kind, accountId, account: name, key, invoice: invoice?.number ?? invoice?.id ?? null, detail },
    id: mended.has(kind) ? null : idOf([accountId, key, factsOf(detail), mark ?? null]),
    accepted: null,
  };
}

/** A file that no row knows belongs to no account. */
export const strayFile = (file: string): Finding => ({
  ...{ kind: 'orphan', accountId: null, account: null, key: null, invoice: null },
  detail: { code: file.endsWith('.part') ? 'unfinished-file' : 'unknown-file', file },
  ...{ id: null, accepted: null },
});

/** Short enough to be typed; two of a million findings have the same one once in 500 archives. */
const idOf = (facts: unknown): string => sha256Of(JSON.stringify(facts)).slice(0, 12);

/** Without what the user calls things: a renamed account brings no finding back. */
function factsOf(detail: FindingDetail): unknown {
  switch (detail.code) {
    case 'no-invoice':
      return [detail.code, detail.period.start, detail.period.end];
    case 'shared-document':
      return [detail.code, detail.other];
    default:
      return detail;
  }
}

/** One id that the vendor gave to an invoice and to a credit note. */
export const twoKinds = (id: string): Found => ({ detail: { code: 'two-kinds', id } });

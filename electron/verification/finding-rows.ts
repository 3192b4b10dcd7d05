import { findingText } from '#shared/messages/finding-text.ts';
import type { Verification } from '#shared/verification.ts';

export interface FindingRow {
  readonly kind: string;
  readonly account: string | null;
  readonly invoice: string | null;
  /** What was found, in words of the locale. */
  readonly detail: string;
}

/** The findings as they leave Billfold, in JSON and in CSV. */
export const findingRows = ({ findings }: Pick<Verification, 'findings'>, locale: string): FindingRow[] =>
  findings.map(({ kind, account, invoice, detail }) => ({
    kind,
    account,
    invoice,
    detail: findingText(detail, locale),
  }));

/** A verification in JSON: what the command `verify` answers and a month-close pack holds. */
export const verificationDocument = (verification: Omit<Verification, 'at'>) => ({
  checked: verification.checked,
  findings: findingRows(verification, 'en'),
  uncompared: verification.uncompared.map(({ account, invoice, reason }) => ({ account, invoice, reason })),
});

import { findingText } from '#shared/messages/finding-text.ts';
import { type Acceptance, type Finding, isOpen, type Verification } from '#shared/verification.ts';

export interface FindingRow {
  readonly kind: string;
  readonly account: string | null;
  readonly invoice: string | null;
  /** What was found, in words of the locale. */
  readonly detail: string;
  /** By which it can be accepted; null for what is to be mended. */
  readonly id: string | null;
  readonly accepted: Acceptance | null;
}

/** The findings as they leave Billfold, in JSON and in CSV. */
export const findingRows = (findings: readonly Finding[], locale: string): FindingRow[] =>
  findings.map(({ kind, account, invoice, detail, id, accepted }) => ({
    kind,
    account,
    invoice,
    detail: findingText(detail, locale),
    id,
    accepted,
  }));

/** A verification in JSON: what the command `verify` answers and a month-close pack holds. */
export const verificationDocument = (verification: Omit<Verification, 'at'>) => ({
  checked: verification.checked,
  findings: findingRows(verification.findings.filter(isOpen), 'en'),
  accepted: findingRows(
    verification.findings.filter((finding) => !isOpen(finding)),
    'en',
  ),
  uncompared: verification.uncompared.map(({ account, invoice, reason }) => ({ account, invoice, reason })),
});

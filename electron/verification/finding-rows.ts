import { type Format, formatOf } from '#shared/format.ts';
import { findingText } from '#shared/messages/finding-text.ts';
import { type Finding, isOpen, type Verification } from '#shared/verification.ts';

/** `detail`: what was found, in words of the locale. */
export type FindingRow = Omit<Finding, 'accountId' | 'key' | 'detail'> & { readonly detail: string };

/** The findings as they leave Billfold, in JSON and in CSV. */
export const findingRows = (findings: readonly Finding[], format: Format): FindingRow[] =>
  findings.map(({ kind, account, invoice, detail, id, accepted }) => ({
    kind,
    account,
    invoice,
    detail: findingText(detail, format),
    id,
    accepted,
  }));

/** A verification in JSON: what the command `verify` answers and a month-close pack holds. */
export const verificationDocument = (verification: Omit<Verification, 'at'>, timeZone: string) => ({
  checked: verification.checked,
  findings: findingRows(verification.findings.filter(isOpen), formatOf('en', timeZone)),
  accepted: findingRows(
    verification.findings.filter((finding) => !isOpen(finding)),
    formatOf('en', timeZone),
  ),
  uncompared: verification.uncompared.map(({ account, invoice, reason }) => ({ account, invoice, reason })),
});

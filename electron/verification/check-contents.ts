import {
  compareDate,
  compareNumber,
  compareTotal,
  dateInOtherMonth,
  otherAmountDue,
  otherCurrency,
  otherSeller,
  otherTax,
} from '#shared/document-comparison.ts';
import type { LabelledFacts } from '#shared/import/read-page.ts';
import { isKnown } from '#shared/invoice-money.ts';
import { accountingDay } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { FindingDetail, UncomparedReason } from '#shared/verification.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import type { VerificationParts } from './parts.ts';

export interface ContentCheck {
  readonly findings: readonly FindingDetail[];
  /** Why nobody can tell whether it names the total; null where that is reported. */
  readonly uncompared: UncomparedReason | null;
}

const nothing: ContentCheck = { findings: [], uncompared: null };
const uncompared = (reason: UncomparedReason): ContentCheck => ({ findings: [], uncompared: reason });

/** Whether an invoice's PDF is that invoice's: total, number and date beside their labels, and what else it tells clearly. */
export async function checkContents(
  { invoice, document }: SelectedInvoice,
  { archive: { texts }, readDocument, timeZone }: Pick<VerificationParts, 'archive' | 'readDocument' | 'timeZone'>,
  signal: AbortSignal,
): Promise<ContentCheck> {
  if (document === null) return nothing;
  const { sha256 } = document;
  if (!texts.of(sha256)) await readDocument(document, signal);
  const known = texts.of(sha256);
  if (!known) return uncompared('unreadable');
  if (known.reason !== null) return uncompared(reasons[known.reason] ?? 'unreadable');
  if (known.text === '') return uncompared('no-text');
  const { total, number, issuedAt } = invoice;
  const named = compareTotal(known.facts, total);
  const currency = otherCurrency(known.facts, total);
  const findings: FindingDetail[] = [
    ...(named === 'other' && currency === null ? [{ code: 'total-not-named', total } as const] : []),
    ...(number !== null && compareNumber(known.facts, number, known) === 'other'
      ? [{ code: 'number-not-named', number } as const]
      : []),
    ...(issuedAt === null ? [] : dateFindings(known.facts, issuedAt, timeZone())),
    ...(currency === null ? [] : [{ code: 'currency-differs', currency: total.currency, printed: currency } as const]),
    ...factFindings(known.facts, invoice, known.text).filter(
      // Of another total another amount is due.
      ({ code }) => code !== 'due-differs' || named === 'same',
    ),
  ];
  return { findings, uncompared: named !== 'unknown' ? null : known.isWhole ? 'no-total' : 'too-long' };
}

function factFindings(facts: LabelledFacts, invoice: SelectedInvoice['invoice'], text: string): FindingDetail[] {
  const seller = otherSeller(facts, invoice, text);
  const tax = otherTax(facts, invoice);
  const due = otherAmountDue(facts, invoice);
  return [
    ...(seller === null
      ? []
      : [{ code: 'seller-differs', seller: invoice.seller ?? invoice.sellerTaxId ?? '', printed: seller } as const]),
    ...(tax && isKnown(invoice.tax) ? [{ code: 'tax-differs', tax: invoice.tax, printed: tax } as const] : []),
    ...(due && isKnown(invoice.remaining)
      ? [{ code: 'due-differs', due: invoice.remaining, printed: due } as const]
      : []),
  ];
}

function dateFindings(facts: LabelledFacts, issuedAt: Instant, timeZone: string): FindingDetail[] {
  const day = accountingDay(issuedAt, timeZone);
  if (compareDate(facts, issuedAt, timeZone) === 'other') return [{ code: 'date-not-named', day }];
  const printed = dateInOtherMonth(facts, issuedAt, timeZone);
  return printed === null ? [] : [{ code: 'date-in-other-month', day, printed }];
}

const reasons: Readonly<Record<string, UncomparedReason>> = {
  'document-encrypted': 'encrypted',
  'document-too-large': 'too-long',
};

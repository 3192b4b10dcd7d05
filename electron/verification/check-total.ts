import { namesAmount } from '#shared/amount-in-text.ts';
import type { FindingDetail } from '#shared/verification.ts';
import type { Archive, DocumentFile, SelectedInvoice } from '../archive/index.ts';

interface Parts {
  readonly texts: Pick<Archive['texts'], 'isKnown' | 'wholeTextOf'>;
  /** Reads a PDF and keeps its text, or that it has none. */
  readonly readDocument: (document: DocumentFile, signal: AbortSignal) => Promise<void>;
}

/** Whether the text of an invoice's PDF names the total that the vendor's API gave; null where it does or has no text. */
export async function checkTotal(
  { invoice: { total }, document }: SelectedInvoice,
  { texts, readDocument }: Parts,
  signal: AbortSignal,
): Promise<FindingDetail | null> {
  if (document === null) return null;
  if (!texts.isKnown(document.sha256)) await readDocument(document, signal);
  const text = texts.wholeTextOf(document.sha256);
  return !text || namesAmount(text, total) ? null : { code: 'total-not-named', total };
}

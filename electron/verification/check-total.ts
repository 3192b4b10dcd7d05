import { namesAmount } from '#shared/amount-in-text.ts';
import type { UncomparedReason } from '#shared/verification.ts';
import type { Archive, DocumentFile, SelectedInvoice } from '../archive/index.ts';
import { longestText } from '../pdf-reader/index.ts';

export interface TotalCheckParts {
  readonly texts: Pick<Archive['texts'], 'of'>;
  /** Reads a PDF and keeps its text, or that it has none; answers the text, which may be longer than what is kept. */
  readonly readDocument: (document: DocumentFile, signal: AbortSignal) => Promise<string | null>;
}

/**
 * Whether the text of an invoice's PDF names the total that the vendor's API gave, or why nobody can tell. Null where
 * there is no PDF.
 */
export async function checkTotal(
  { invoice: { total }, document }: SelectedInvoice,
  { texts, readDocument }: TotalCheckParts,
  signal: AbortSignal,
): Promise<'named' | 'not-named' | UncomparedReason | null> {
  if (document === null) return null;
  const { sha256 } = document;
  const kept = texts.of(sha256);
  if (kept && namesAmount(kept.text, total)) return 'named';
  // What is kept of a long document is its beginning: the total may stand behind it.
  const read = kept?.isWhole ? null : await readDocument(document, signal);
  if (read !== null && namesAmount(read, total)) return 'named';
  const known = texts.of(sha256);
  if (!known) return 'unreadable';
  if (known.reason !== null) return reasons[known.reason] ?? 'unreadable';
  if (known.text === '') return 'no-text';
  return known.isWhole || (read !== null && read.length < longestText) ? 'not-named' : 'too-long';
}

const reasons: Readonly<Record<string, UncomparedReason>> = {
  'document-encrypted': 'encrypted',
  'document-too-large': 'too-long',
};

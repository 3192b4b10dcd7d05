import { namesAmount } from '#shared/amount-in-text.ts';
import type { FindingDetail } from '#shared/verification.ts';
import type { SelectedInvoice } from '../archive/index.ts';

/** Whether the text of an invoice's PDF names the total that the vendor's API gave; null where it does or has no text. */
export function checkTotal(
  { invoice: { total }, document }: SelectedInvoice,
  textOf: (sha256: string) => string | null,
): FindingDetail | null {
  const text = document && textOf(document.sha256);
  return !text || namesAmount(text, total) ? null : { code: 'total-not-named', total };
}

import type { ImportItem, SimilarInvoice } from '#shared/import/items.ts';
import { isCertain } from '#shared/import/proposal-schema.ts';
import type { Money } from '#shared/money.ts';
import type { StoredImport } from './import-rows.ts';

/** A file that waits or was refused, as the window sees it; null where it was left out. */
export function itemOfStored(
  stored: StoredImport,
  similarTo: (number: string, total: Money) => SimilarInvoice[],
): ImportItem | null {
  const { id, accountId, fileName, within, mail, bytes, origin } = stored;
  const item = { id, accountId, fileName, within, mail, bytes, origin };
  if (stored.state === 'left-out') return null;
  if (stored.state === 'refused') {
    return { ...item, state: 'refused', proposal: null, certain: false, similar: [], refusal: stored.refusal };
  }
  const { proposal } = stored;
  const similar = proposal.number && proposal.total ? similarTo(proposal.number.value, proposal.total.value) : [];
  const certain = isCertain(proposal) && similar.length === 0;
  return { ...item, state: 'waiting', proposal, certain, similar, refusal: null };
}

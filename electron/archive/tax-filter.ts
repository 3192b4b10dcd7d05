import { z } from 'zod';
import type { SearchTerm } from '#shared/search-terms.ts';

type TaxTerm = Extract<SearchTerm, { kind: 'tax' | 'rate' }>;

const pairsSchema = z.array(z.tuple([z.string(), z.string()]));

/** The different taxes that invoices have, as `invoice_facts` keeps them; found by jumping along the index. */
export const differentTaxes = `
  WITH RECURSIVE different(taxes) AS (
    SELECT min(taxes) FROM invoice_facts
    UNION ALL
    SELECT (SELECT min(f.taxes) FROM invoice_facts f WHERE f.taxes > different.taxes) FROM different
    WHERE different.taxes IS NOT NULL)
  SELECT taxes FROM different WHERE taxes IS NOT NULL`;

/** Those of the different taxes that a search asks for; null asks for invoices whose taxes are not known. */
export function wantedTaxes(term: TaxTerm, different: readonly string[]): readonly string[] | null {
  if (term.kind === 'tax' && term.what === 'unknown') return null;
  return different.filter((taxes) => {
    const pairs = pairsSchema.parse(JSON.parse(taxes));
    if (term.kind === 'rate') return pairs.some(([rate]) => rate === term.rate);
    return term.what === 'none' ? pairs.length === 0 : pairs.some(([, kind]) => kind === term.what);
  });
}

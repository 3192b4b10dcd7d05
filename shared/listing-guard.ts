import type { AppError } from './errors.ts';
import type { VendorList } from './vendor-objects.ts';

/** How long a list may be before it is taken for one that does not end. */
export interface ListingBounds {
  readonly objects: number;
  readonly pages: number;
}

/** A vendor of a million invoices is none that Billfold is made for, and twenty thousand pages take hours. */
const widest: ListingBounds = { objects: 1_000_000, pages: 20_000 };

/**
 * Follows the pages of one listing. Answers what is wrong with it once an id comes on a second page, or there is no end to it;
 * asked for such a page again and again it would never end.
 */
export function createListingGuard(list: VendorList, bounds: ListingBounds = widest) {
  const seen = new Set<string>();
  let objects = 0;
  let pages = 0;
  return (ids: readonly (string | null)[]): AppError | null => {
    const known = ids.filter((id) => id !== null);
    const again = known.find((id) => seen.has(id));
    if (again !== undefined) return { code: 'listing-repeats', list, id: again };
    for (const id of known) seen.add(id);
    objects += ids.length;
    pages++;
    return objects > bounds.objects || pages > bounds.pages
      ? { code: 'listing-endless', list, most: Math.min(objects, bounds.objects) }
      : null;
  };
}

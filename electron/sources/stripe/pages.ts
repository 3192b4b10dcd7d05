import { z } from 'zod';
import { createListingGuard, type ListingBounds } from '#shared/listing-guard.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { VendorList } from '#shared/vendor-objects.ts';
import { idOf, jsonOf, read } from './read.ts';

/** A page of a list, its objects still to be read one by one. */
interface Page {
  readonly sent: readonly unknown[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

const pageSchema = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });

/** One page. `listing-cut-short` where more is announced and nothing there tells where it begins. */
export function readPage(raw: unknown, list: VendorList): Result<Page> {
  const page = read(pageSchema, raw, list);
  if (!page.ok) return page;
  const { data, has_more: more } = page.value;
  const next = more === true ? (data.map(idOf).findLast((id) => id !== null) ?? null) : null;
  if (more === true && next === null) return fail({ code: 'listing-cut-short', list });
  const sent = withoutRepeats(data);
  const ids = sent.map(idOf).filter((id) => id !== null);
  const again = ids.length === new Set(ids).size ? undefined : ids.find((id, index) => ids.indexOf(id) !== index);
  return again === undefined ? ok({ sent, next }) : fail({ code: 'listing-repeats', list, id: again });
}

/** What stands twice on a page, word for word, stands there once. */
function withoutRepeats(data: readonly unknown[]): readonly unknown[] {
  const ids = data.map(idOf);
  if (!ids.includes(null) && new Set(ids).size === ids.length) return data;
  const seen = new Set<string>();
  return data.filter((raw) => {
    const text = jsonOf(raw);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

/** Far beyond what anything that Billfold reads whole has: a customer's subscriptions, an invoice's lines. */
const bounds: ListingBounds = { objects: 250_000, pages: 5_000 };

/** What asks for a page of a list: the first one, or the one after an id. */
export interface PageParameters {
  readonly limit: number;
  readonly starting_after?: string;
}

/**
 * All objects of a list as sent: those of `first`, a page that is there already, and of every page after it. A list that goes
 * in circles, breaks off or does not end is an error, never a short list.
 */
export async function allPages(
  list: VendorList,
  request: (page: PageParameters) => Promise<Result<unknown>>,
  first?: unknown,
): Promise<Result<unknown[]>> {
  const guard = createListingGuard(list, bounds);
  const all: unknown[] = [];
  let nameless = new Set<string>();
  let raw = first === undefined ? await request({ limit: 100 }) : ok(first);
  for (;;) {
    if (!raw.ok) return raw;
    const page = readPage(raw.value, list);
    if (!page.ok) return page;
    const wrong = guard(page.value.sent.map(idOf));
    if (wrong) return fail(wrong);
    // After a cursor that is not the last of its page, what stood below it without an id comes again.
    const news = page.value.sent.filter((each) => idOf(each) !== null || !nameless.has(jsonOf(each)));
    nameless = new Set(page.value.sent.filter((each) => idOf(each) === null).map(jsonOf));
    for (const each of news) all.push(each);
    if (page.value.next === null) return ok(all);
    raw = await request({ limit: 100, starting_after: page.value.next });
  }
}

import type { z } from 'zod';
import { ok, type Result } from '#shared/result.ts';
import { read } from './read.ts';

interface ListWire<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean | null;
}

/** All items of a list: `first` (or the first page asked for) and every page after it. */
export async function allPages<Item extends { readonly id: string | null }>(
  schema: z.ZodType<ListWire<Item>>,
  object: string,
  ask: (after: string | undefined) => Promise<Result<unknown>>,
  first: ListWire<Item> = { data: [], has_more: true },
): Promise<Result<Item[]>> {
  const items = [...first.data];
  for (let more = first.has_more === true; more;) {
    const raw = await ask(items.at(-1)?.id ?? undefined);
    if (!raw.ok) return raw;
    const page = read(schema, raw.value, object);
    if (!page.ok) return page;
    items.push(...page.value.data);
    // A server that says "more" after an empty page would be asked for ever.
    more = page.value.has_more === true && page.value.data.length > 0;
  }
  return ok(items);
}

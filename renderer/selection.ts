/**
 * Which rows of a long list are selected, by key. With `every`, all rows are selected, also those never loaded, and
 * `keys` are the exceptions.
 */
export interface Selection<Key extends string> {
  readonly every: boolean;
  readonly keys: ReadonlySet<Key>;
}

export const nothingSelected: Selection<never> = { every: false, keys: new Set() };
export const everythingSelected: Selection<never> = { every: true, keys: new Set() };

export const isSelected = ({ every, keys }: Selection<string>, key: string): boolean => keys.has(key) !== every;

export const isEmpty = ({ every, keys }: Selection<string>): boolean => !every && keys.size === 0;

/** How many of `total` rows are selected. */
export const selectedCount = ({ every, keys }: Selection<string>, total: number): number =>
  every ? Math.max(0, total - keys.size) : keys.size;

export function toggled<Key extends string>({ every, keys }: Selection<Key>, key: Key): Selection<Key> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { every, keys: next };
}

/** The rows of `added` as well, whatever was selected before. */
export function including<Key extends string>({ every, keys }: Selection<Key>, added: Iterable<Key>): Selection<Key> {
  const next = new Set(keys);
  for (const key of added) {
    if (every) next.delete(key);
    else next.add(key);
  }
  return { every, keys: next };
}

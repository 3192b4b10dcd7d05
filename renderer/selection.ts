/**
 * Which rows of a long list are selected, by key. With `every`, all rows are selected, also those never loaded, and
 * `keys` are the exceptions.
 */
export interface Selection {
  readonly every: boolean;
  readonly keys: ReadonlySet<string>;
}

export const nothingSelected: Selection = { every: false, keys: new Set() };
export const everythingSelected: Selection = { every: true, keys: new Set() };

export const isSelected = ({ every, keys }: Selection, key: string): boolean => keys.has(key) !== every;

export const isEmpty = ({ every, keys }: Selection): boolean => !every && keys.size === 0;

/** How many of `total` rows are selected. */
export const selectedCount = ({ every, keys }: Selection, total: number): number =>
  every ? Math.max(0, total - keys.size) : keys.size;

export function toggled({ every, keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { every, keys: next };
}

/** The rows of `added` as well, whatever was selected before. */
export function including({ every, keys }: Selection, added: Iterable<string>): Selection {
  const next = new Set(keys);
  for (const key of added) {
    if (every) next.delete(key);
    else next.add(key);
  }
  return { every, keys: next };
}

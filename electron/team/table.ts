import type { GuardedAction } from '#shared/guarded-actions.ts';

/** A table whose rows the team has in common. */
export interface SharedTable {
  readonly name: string;
  /**
   * What makes a row the same on every desk: columns with its content where two desks can make the same row, else its
   * UUID v7. One that refers to a row by its number stands for that row's own key.
   */
  readonly key: readonly string[];
  /** The other columns that travel. */
  readonly columns: readonly string[];
  /** What somebody must be allowed to do to change its rows. */
  readonly action: GuardedAction;
  /** Columns that hold the number of another shared table's row. */
  readonly references: Readonly<Record<string, string>>;
  /** Columns that are this desk's own, and why. */
  readonly local: Readonly<Record<string, string>>;
  /** SQL for a local column that a row from elsewhere must have; `@column` is a value that came. */
  readonly arriving: Readonly<Record<string, string>>;
  /** SQL to be run before a row from elsewhere is written, with what came as `@column`. */
  readonly before: readonly string[];
  /** Of a document: not written before its bytes are here, but noted among those that are wanted. */
  readonly held: readonly string[];
  /** The server says which of two that overlap it is. */
  readonly decided: 'period' | null;
}

/** A table that every desk has for itself. */
export interface LocalTable {
  readonly name: string;
  readonly why: string;
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** `key` and `columns` are names with blanks between. */
export const shared = (
  name: string,
  action: GuardedAction,
  key: string,
  columns: string,
  more: Partial<Pick<SharedTable, 'references' | 'local' | 'arriving' | 'before' | 'decided'>> & {
    readonly held?: string;
  } = {},
): SharedTable => ({
  ...{ name, action, key: words(key), columns: words(columns) },
  ...{ references: {}, local: {}, arriving: {}, before: [], decided: null, ...more },
  held: words(more.held ?? ''),
});

/** The same why for several tables. */
export const local = (why: string, names: string): LocalTable[] => words(names).map((name) => ({ name, why }));

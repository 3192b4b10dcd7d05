/** What a key means in a grid of rows. `extend`: the selection grows from the anchor to the new row. */
export type GridCommand =
  | {
      readonly kind: 'move';
      readonly to: 'previous' | 'next' | 'page-up' | 'page-down' | 'first' | 'last';
      readonly extend: boolean;
    }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'extend-here' }
  | { readonly kind: 'open' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'into-row' | 'out-of-row' }
  | { readonly kind: 'close' };

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const moves = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  k: 'previous',
  j: 'next',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
} as const;

const isMove = (key: string): key is keyof typeof moves => key in moves;

/** Null when the key means nothing to a grid. */
export function gridCommandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): GridCommand | null {
  if (altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) {
    if (name === 'a' && !shiftKey) return { kind: 'select-all' };
    if (name === 'Home' || name === 'End') return { kind: 'move', to: moves[name], extend: shiftKey };
    return null;
  }
  if (isMove(name)) return { kind: 'move', to: moves[name], extend: shiftKey };
  if (name === ' ') return { kind: shiftKey ? 'extend-here' : 'toggle' };
  if (name === 'Enter') return { kind: 'open' };
  if (name === 'Escape') return { kind: 'close' };
  if (name === 'ArrowRight') return { kind: 'into-row' };
  if (name === 'ArrowLeft') return { kind: 'out-of-row' };
  return null;
}

/** The row that a move leads to, within `count` rows; `pageRows` is how many fit on the screen. */
export function rowAfter(
  active: number,
  to: Extract<GridCommand, { kind: 'move' }>['to'],
  { count, pageRows }: { count: number; pageRows: number },
): number {
  const target = {
    previous: active - 1,
    next: active + 1,
    'page-up': active - Math.max(1, pageRows - 1),
    'page-down': active + Math.max(1, pageRows - 1),
    first: 0,
    last: count - 1,
  }[to];
  return Math.min(Math.max(0, target), Math.max(0, count - 1));
}

import type { SourceKind } from './accounts.ts';
import { fail, ok, type Result } from './result.ts';

/** What may be said about a key without giving it away. */
export interface KeyDescription {
  /** Prefix and last four characters, e.g. `rk_live_…4242`. */
  readonly hint: string;
  readonly live: boolean;
  readonly restricted: boolean;
}

/** `expected` is the same in every language. */
const shapes: Readonly<Record<SourceKind, { readonly pattern: RegExp; readonly expected: string }>> = {
  stripe: {
    pattern: /^((?:sk|rk)_(?:live|test)_)([A-Za-z0-9_]+)$/,
    expected: 'sk_live_…, rk_live_…, sk_test_…, rk_test_…',
  },
  imagekit: { pattern: /^(private_)([A-Za-z0-9+/=_-]+)$/, expected: 'private_…' },
};

/** Describes a key of this vendor; fails with `key-malformed` when the text is not one. The error never repeats it. */
export function describeKey(key: string, kind: SourceKind): Result<KeyDescription> {
  const { pattern, expected } = shapes[kind];
  const [, prefix, secret] = pattern.exec(key) ?? [];
  if (prefix === undefined || secret === undefined) return fail({ code: 'key-malformed', expected });
  // Of a short secret four characters would be too much.
  const hint = `${prefix}…${secret.length < 8 ? '' : secret.slice(-4)}`;
  return ok({ hint, live: !prefix.includes('_test_'), restricted: prefix.startsWith('rk_') });
}

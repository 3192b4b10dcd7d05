import type { UnreadKind, UnreadName } from '../unread.ts';
import { errorWords, fill, type Language, languages } from './index.ts';

/** How many there are of each kind, those that could not be read included; of kinds that are not here nobody knows. */
export type UnreadTotals = Partial<Readonly<Record<UnreadKind, number>>>;

// So many tell what is wrong.
const mostReasons = 3;

/** A paragraph a kind: "1 of 37 invoices could not be read. …", and why. */
export function unreadSentences(unread: readonly UnreadName[], totals: UnreadTotals, language: Language): string[] {
  const { kinds, of, alone, more } = languages[language].unread;
  const counted = Map.groupBy(unread, ({ object }) => object);
  return [...counted].map(([object, each]) => {
    const total = totals[object];
    const count = each.length;
    const form = count === 1 ? 'one' : 'other';
    const words =
      total === undefined
        ? fill(alone[form], { count, objects: kinds[object][form] })
        : fill(of[form], { count, total, objects: kinds[object].of });
    const reasons = [...new Set(each.map(({ reason }) => errorWords(reason, language).what))];
    const left = reasons.length - mostReasons;
    return [words, ...reasons.slice(0, mostReasons), ...(left > 0 ? [fill(more, { count: left })] : [])].join(' ');
  });
}

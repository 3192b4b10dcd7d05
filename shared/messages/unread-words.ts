import { groupUnread, maxUnreadReasons, type UnreadName, type UnreadTotals } from '../unread.ts';
import { errorWords, fill, type Language, languages } from './index.ts';

/** A paragraph a kind: "1 of 37 invoices could not be read. …", and why. */
export function unreadSentences(unread: readonly UnreadName[], totals: UnreadTotals, language: Language): string[] {
  const { kinds, of, alone, more } = languages[language].unread;
  return groupUnread(unread, totals).map(({ object, count, total, reasons }) => {
    const form = count === 1 ? 'one' : 'other';
    const counted =
      total === null
        ? fill(alone[form], { count, objects: kinds[object][form] })
        : fill(of[form], { count, total, objects: kinds[object].other });
    const why = reasons.slice(0, maxUnreadReasons).map((reason) => errorWords(reason, language).message);
    const left = reasons.length - why.length;
    return [counted, ...why, ...(left > 0 ? [fill(more, { count: left })] : [])].join(' ');
  });
}

import type { Account } from '#shared/accounts.ts';
import { errorWords, languages } from '#shared/messages/index.ts';
import { unreadSentences } from '#shared/messages/unread-words.ts';
import type { UnreadName, UnreadTotals } from '#shared/unread.ts';
import type { Output } from './output.ts';

/** What could not be read as the JSON answers carry it: with the reason in words. */
export const unreadForJson = (unread: readonly UnreadName[]) =>
  unread.map(({ object, id, reason }) => ({ object, id, reason: errorWords(reason, 'en').message }));

/** Names and counts what could not be read, on standard error. */
export function reportUnread(
  output: Pick<Output, 'say'>,
  { name }: Pick<Account, 'name'>,
  unread: readonly UnreadName[],
  totals: UnreadTotals,
): void {
  for (const sentence of unreadSentences(unread, totals, 'en'))
    output.say(`${name}: ${sentence} ${languages.en.unread.kept}`);
}

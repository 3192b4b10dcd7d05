import type { Account } from '#shared/accounts.ts';
import { errorWords } from '#shared/messages/index.ts';
import { unreadSentences, type UnreadTotals } from '#shared/messages/unread-words.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { Output } from './output.ts';

/** What could not be read as the JSON answers carry it: with the reason in words. */
export const unreadForJson = (unread: readonly UnreadName[]) =>
  unread.map(({ object, id, reason }) => ({ object, id, reason: errorWords(reason, 'en').what }));

/** Names and counts what could not be read, on standard error. */
export function sayUnread(
  output: Pick<Output, 'say'>,
  { name }: Pick<Account, 'name'>,
  unread: readonly UnreadName[],
  totals: UnreadTotals,
): void {
  for (const sentence of unreadSentences(unread, totals, 'en'))
    output.say(`${name}: ${sentence} It is kept as it came, and read again later.`);
}

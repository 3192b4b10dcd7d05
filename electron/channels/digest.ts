import type { Account, Freshness } from '#shared/accounts.ts';
import type { Digest } from '#shared/channels.ts';
import type { EventKind } from '#shared/event-kinds.ts';
import type { Format } from '#shared/format.ts';
import type { Snapshot } from '#shared/ipc/calls/watch.ts';
import { fill, languageOf, languages } from '#shared/messages/index.ts';
import { formatMoney } from '#shared/money.ts';
import { addDays, addMonths, dayOf, monthOfDay, startOfDay } from '#shared/period.ts';
import { type Day, type Instant, millisOf } from '#shared/time.ts';
import { oneLine } from '#shared/visible-text.ts';
import type { Database } from '../database/open.ts';

/** A time that a digest sums up, with both days. */
export interface DigestTime {
  readonly first: Day;
  readonly last: Day;
}

/** The last whole week (from Monday) or month that is over. */
export function lastWhole(digest: Exclude<Digest, 'none'>, at: Instant, timeZone: string): DigestTime {
  const today = dayOf(at, timeZone);
  if (digest === 'monthly') {
    const month = monthOfDay(today);
    return { first: `${addMonths(month, -1)}-01`, last: addDays(`${month}-01`, -1) };
  }
  const sinceMonday = (new Date(millisOf(`${today}T00:00:00.000Z`)).getUTCDay() + 6) % 7;
  const monday = addDays(today, -sinceMonday);
  return { first: addDays(monday, -7), last: addDays(monday, -1) };
}

/** The same from its first day, which tells the two apart only where a month begins on a Monday: then the config does. */
export const timeFrom = (first: Day, digest: Digest): DigestTime =>
  digest === 'monthly'
    ? { first, last: addDays(`${addMonths(monthOfDay(first), 1)}-01`, -1) }
    : { first, last: addDays(first, 6) };

export interface DigestParts {
  readonly db: Database;
  readonly accounts: () => readonly Account[];
  readonly snapshot: (accountId: string) => Snapshot | null;
  readonly freshness: (accountId: string) => Freshness;
  readonly titleOf: (row: { id: number; kind: EventKind }, account: Account) => string | null;
  readonly timeZone: () => string;
  readonly format: () => Format;
}

const mostEvents = 200;

/** Writes what a week or month came to, in the user's language: each account, then what happened. */
export function createDigest({ db, accounts, snapshot, freshness, titleOf, timeZone, format }: DigestParts) {
  const between = db.prepare<[string, string, number], { id: number; kind: EventKind; accountId: string; at: Instant }>(
    `SELECT id, kind, account_id AS accountId, created_at AS at FROM notifications
     WHERE created_at >= ? AND created_at < ? ORDER BY id LIMIT ?`,
  );

  function accountLine(account: Account, hidden: boolean): string {
    const { locale, dateTime } = format();
    const words = languages[languageOf(locale)].notifications;
    const name = oneLine(account.name, 80);
    const { state, lastSuccessAt } = freshness(account.id);
    if (lastSuccessAt === null) return fill(words.digestNever, { account: name });
    if (state === 'stale' || state === 'refused')
      return fill(words.digestUnwatched, { account: name, since: dateTime(lastSuccessAt) });
    const amounts = (snapshot(account.id)?.subscriptions ?? []).flatMap(({ subscription, upcoming }) =>
      upcoming.kind === 'none'
        ? []
        : [`${hidden ? '•••' : formatMoney(upcoming.total, locale, 'code')} (${oneLine(subscription.plan, 60)})`],
    );
    const told = amounts.length === 0 ? words.digestNothing : amounts.join(', ');
    return fill(words.digestAccount, { account: name, amounts: told });
  }

  return (time: DigestTime, hidden: boolean): { readonly title: string; readonly body: string } => {
    const { locale, date, dateTime } = format();
    const words = languages[languageOf(locale)].notifications;
    const watched = accounts().filter(({ practice }) => !practice);
    const [from, to] = [startOfDay(time.first, timeZone()), startOfDay(addDays(time.last, 1), timeZone())];
    const events = between.all(from, to, mostEvents).flatMap(({ id, kind, accountId, at }) => {
      const account = watched.find((each) => each.id === accountId);
      const title = account ? titleOf({ id, kind }, account) : null;
      return title === null ? [] : [`${dateTime(at)}  ${title}`];
    });
    const happened = events.length === 0 ? [words.digestQuiet] : [words.digestEvents, ...events];
    return {
      title: fill(words.digestTitle, { from: date(time.first), to: date(time.last) }),
      body: [...watched.map((account) => accountLine(account, hidden)), '', ...happened].join('\n'),
    };
  };
}

import type { Format } from './format.ts';
import { type Instant, millisOf } from './time.ts';

const dayLength = 24 * 60 * 60_000;

/** Since when something is so, as one says it: the time today, a weekday of this week, else the day. `now` in milliseconds. */
export function sinceText(since: Instant, now: number, { locale, time, day }: Format): string {
  const at = millisOf(since);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return time(since);
  // A week ago is a weekday of the same name. A word alone is the language's, whatever the region.
  if (now - at < 6 * dayLength) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at);
  return day(since);
}

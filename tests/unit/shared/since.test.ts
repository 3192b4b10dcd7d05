import { expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import { sinceText } from '#shared/since.ts';
import { instantFromMillis } from '#shared/time.ts';

const now = new Date(2026, 10, 22, 15, 30).getTime();
const english = formatOf('en-GB', 'UTC');
const at = (day: number, hour: number) => instantFromMillis(new Date(2026, 10, day, hour, 5).getTime());

it('names the time of today, a weekday within the week, and else the day', () => {
  expect(sinceText(at(22, 9), now, english)).toBe('09:05');
  expect(sinceText(at(21, 23), now, english)).toBe('Saturday');
  expect(sinceText(at(17, 9), now, english)).toBe('Tuesday');
  // Sunday was a week ago, too.
  expect(sinceText(at(15, 23), now, english)).toBe('15 Nov 2026');
  expect(sinceText(at(17, 9), now, formatOf('de-DE', 'UTC'))).toBe('Dienstag');
  expect(sinceText(at(17, 9), now, formatOf('de-x-fr-ch', 'UTC'))).toBe('Dienstag');
});

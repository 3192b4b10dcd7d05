import type { CalendarEntry } from '../desk/calendar.ts';
import type { CalendarDay } from '../desk/icalendar.ts';
import { unknown } from '../invoice-money.ts';
import { formatMoney } from '../money.ts';
import { oneLine } from '../visible-text.ts';
import { fill, languageOf, languages } from './index.ts';

/** An entry as a calendar file says it. Where amounts are hidden none leaves Billfold. */
export function calendarDay(entry: CalendarEntry, locale: string, hideAmounts: boolean): CalendarDay {
  const { calendar } = languages[languageOf(locale)];
  const { uid, day, kind, accountName, subject, amount, approximate } = entry;
  const summary = fill(calendar.summary[kind], { account: oneLine(accountName, 80), subject: oneLine(subject, 80) });
  const known = amount === unknown ? calendar.unknownAmount : amount && formatMoney(amount, locale, 'code');
  const about = known === null || hideAmounts ? '' : fill(approximate ? calendar.about : '{amount}', { amount: known });
  // Where the subject is empty nothing stands behind the comma.
  return { uid: `${uid}@billfold`, day, summary: summary.replace(/[,:]$/, ''), description: about };
}

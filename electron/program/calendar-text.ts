import { calendarFile } from '#shared/desk/icalendar.ts';
import { calendarDay } from '#shared/messages/calendar-text.ts';
import { languageOf, languages } from '#shared/messages/index.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { AccountsDesk } from '../desk/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { SettingsStore } from '../settings/index.ts';

interface CalendarTextParts {
  readonly desk: Pick<AccountsDesk, 'calendar'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly locale: () => string;
  readonly clock: Pick<Clock, 'now'>;
}

/** What is to come as a calendar file. The practice accounts' entries are nobody's appointments. */
export const createCalendarText =
  ({ desk, settings, locale, clock }: CalendarTextParts) =>
  (): string => {
    const { hideAmounts } = settings.get();
    const entries = desk.calendar().filter(({ practice }) => !practice);
    return calendarFile(
      entries.map((entry) => calendarDay(entry, locale(), hideAmounts)),
      instantFromMillis(clock.now()),
      languages[languageOf(locale())].calendar.name,
    );
  };

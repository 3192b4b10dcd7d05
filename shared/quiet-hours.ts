import { timeOfDay } from './period.ts';
import type { Settings } from './settings.ts';
import type { Instant } from './time.ts';

/** Whether a notification has to wait. `from` belongs to the quiet hours, `to` does not; the same time twice means none. */
export function isQuiet({ enabled, from, to }: Settings['quietHours'], now: Instant, timeZone: string): boolean {
  if (!enabled) return false;
  const time = timeOfDay(now, timeZone);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

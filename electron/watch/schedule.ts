import type { AppError } from '#shared/errors.ts';
import type { Random } from '../platform/ports.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How the checks of one account went and when the next is due; all times in wall-clock milliseconds since 1970. */
export interface Schedule {
  readonly nextDueAt: number;
  /** The vendor's `Retry-After`; null when it asked for none. */
  readonly notBefore: number | null;
  readonly lastAttemptAt: number | null;
  readonly lastSuccessAt: number | null;
  /** Failed checks in a row. */
  readonly misses: number;
  /** The key was refused: nothing is due until it is replaced. */
  readonly stopped: boolean;
  readonly error: AppError | null;
}

export const newSchedule = (now: number): Schedule => ({
  nextDueAt: now,
  notBefore: null,
  lastAttemptAt: null,
  lastSuccessAt: null,
  misses: 0,
  stopped: false,
  error: null,
});

/** The next check after the interval, ±10 % so that many accounts do not gather on one minute. */
export const afterSuccess = (now: number, intervalMinutes: number, random: Random): Schedule => ({
  ...newSchedule(now + Math.round(intervalMinutes * minute * (0.9 + 0.2 * random()))),
  lastAttemptAt: now,
  lastSuccessAt: now,
});

/** Exponential backoff from 1 minute to 1 hour, with jitter; the vendor's `Retry-After` (up to a day) is honoured. */
export function afterFailure(before: Schedule, now: number, error: AppError, random: Random): Schedule {
  const misses = before.misses + 1;
  const backoff = Math.round(Math.min(hour, minute * 2 ** Math.min(misses - 1, 10)) * (0.9 + 0.2 * random()));
  const asked = error.code === 'rate-limited' ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  const notBefore = asked > 0 ? now + Math.min(asked, day) : null;
  return {
    nextDueAt: Math.max(now + Math.min(hour, backoff), notBefore ?? 0),
    notBefore,
    lastAttemptAt: now,
    lastSuccessAt: before.lastSuccessAt,
    misses,
    stopped: stopsChecks(error),
    error,
  };
}

/** 401 and 403: asking again changes nothing until the key is replaced. */
const stopsChecks = (error: AppError): boolean => error.code === 'key-refused' || error.code === 'permission-missing';

/** Whether anything but the user may ask the vendor now. */
export const mayCheck = ({ stopped, notBefore }: Schedule, now: number): boolean =>
  !stopped && (notBefore === null || now >= notBefore || notBefore - now > day);

/**
 * Whether a check is due. A stored moment cannot hold it up: a clock that was set back, or an interval that was
 * shortened since, makes it due.
 */
export function isDue(schedule: Schedule, now: number, intervalMinutes: number): boolean {
  if (!mayCheck(schedule, now)) return false;
  const { nextDueAt, lastAttemptAt, misses } = schedule;
  if (now >= nextDueAt || lastAttemptAt === null || lastAttemptAt > now + minute) return true;
  return misses === 0 && now >= lastAttemptAt + 1.1 * intervalMinutes * minute;
}

/** The vendor's list cannot be what there is: asking again hardly mends that. */
export const contradictsItself = ({ code }: AppError): boolean =>
  code === 'listing-repeats' || code === 'listing-endless' || code === 'listing-cut-short';

/**
 * Three misses in a row, or a day without success that a second miss confirms (the first check after a long sleep often
 * finds no network yet); at once when the key was refused, a list contradicts itself or Billfold has a bug, since that does
 * not mend itself.
 */
export function isOutage({ misses, stopped, lastSuccessAt, error }: Schedule, now: number): boolean {
  if (misses === 0 || error === null) return false;
  return (
    stopped ||
    contradictsItself(error) ||
    error.code === 'internal' ||
    misses >= 3 ||
    (misses === 2 && lastSuccessAt !== null && now - lastSuccessAt >= day)
  );
}

/** Waiting time before a notification that failed is tried again: 1 minute, doubled up to 10. */
export const beforeNextTry = (attempts: number): number => Math.min(10, 2 ** Math.min(attempts - 1, 10)) * minute;

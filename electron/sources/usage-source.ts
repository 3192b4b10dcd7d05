import type { KeyReport } from '#shared/accounts.ts';
import type { UsedAmounts } from '#shared/estimate.ts';
import type { Result } from '#shared/result.ts';
import { addDays, addMonths, dayOf, monthOf, startOfDay } from '#shared/period.ts';
import { type Day, type Instant, millisOf, type Month } from '#shared/time.ts';

/** Days in UTC, half-open: `start` belongs to it, `end` does not. */
export interface DayRange {
  readonly start: Day;
  readonly end: Day;
}

/** The first day of a month, and that of the next. */
export const daysOfMonth = (month: Month): DayRange => ({ start: `${month}-01`, end: `${addMonths(month, 1)}-01` });

/** From the first of the month up to today. */
export const runningMonth = (now: Instant): DayRange => ({ start: `${monthOf(now)}-01`, end: addDays(dayOf(now), 1) });

/** What was used on the days of a range, as the vendor said it at `asOf`. */
export interface UsageAnswer {
  /** Bytes or counts. What the vendor did not report is absent. */
  readonly amounts: UsedAmounts;
  /** When it was asked for; of a range in pieces the oldest. */
  readonly asOf: Instant;
}

/** The vendor keeps an answer so long for each account and range: asking again before gives the same. */
export const answerKeptMillis = 6 * 60 * 60_000;

/** Whether the days were over when the vendor counted: asked at once after the end it may still give an older answer. */
export const isFinal = ({ end }: DayRange, { asOf }: UsageAnswer): boolean =>
  millisOf(asOf) >= millisOf(startOfDay(end)) + answerKeptMillis;

/** A vendor's usage figures for one account, read with the customer's own key. */
export interface UsageSource {
  /** Asks for today's usage. A refused key is an error. */
  testKey(signal?: AbortSignal): Promise<Result<KeyReport>>;
  /**
   * Of any length. Sums over the days; storages are levels, those of the range's last days. The vendor keeps an answer
   * for six hours, and so does this, as `asOf` tells.
   */
  usage(range: DayRange, signal?: AbortSignal): Promise<Result<UsageAnswer>>;
}

/** Makes the usage source of an account; fails where the key is missing. */
export type OpenUsageSource = (accountId: string) => Promise<Result<UsageSource>>;

/** Keeps answers by range, beyond the end of the program where it can. */
export interface UsageCache {
  get(range: DayRange): UsageAnswer | null;
  put(range: DayRange, answer: UsageAnswer): void;
}

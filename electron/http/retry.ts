import type { AppError, ErrorCode } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

/** When a request that failed is sent again. */
export interface RetryPolicy {
  /** Requests after the first one. */
  readonly retries: number;
  /** A longer pause is not waited out: it is the caller's to plan. Milliseconds. */
  readonly longestPause: number;
  /** Failures that may be gone the next time. */
  readonly transient: readonly ErrorCode[];
}

const base = 500;
const shortest = 200;

/** Milliseconds to wait before trying again; null where trying again cannot help or takes too long. */
export function pauseBeforeRetry(error: AppError, tried: number, policy: RetryPolicy): number | null {
  if (tried >= policy.retries) return null;
  if (error.code === 'rate-limited' && error.retryAfterSeconds !== null) {
    const asked = Math.max(shortest, error.retryAfterSeconds * 1000);
    return asked > policy.longestPause ? null : asked;
  }
  return error.code === 'rate-limited' || policy.transient.includes(error.code) ? base * 2 ** tried : null;
}

/**
 * Does something until it works, or until `pauseAfter` answers null for its error. `sleep` waits; an attempt that follows
 * an abort is the one to say so.
 */
export async function retry<T, E>(
  attempt: () => Promise<Result<T, E>>,
  pauseAfter: (error: E, tried: number) => number | null,
  sleep: (millis: number) => Promise<unknown>,
): Promise<Result<T, E>> {
  for (let tried = 0; ; tried++) {
    const result = await attempt();
    const pause = result.ok ? null : pauseAfter(result.error, tried);
    if (pause === null) return result;
    await sleep(pause);
  }
}

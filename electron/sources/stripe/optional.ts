import type { Stripe } from 'stripe';
import type { AppError } from '#shared/errors.ts';
import { isRefusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Clock } from '../../platform/ports.ts';

/** One request to the vendor. A low-priority one gives way to others. */
export type StripeRequest = <T>(
  call: (stripe: Stripe) => Promise<T>,
  signal?: AbortSignal,
  lowPriority?: boolean,
) => Promise<Result<T>>;

export type Call = (stripe: Stripe) => Promise<unknown>;

/** A server may learn what it refused, but not within the hour. */
const refusedForMillis = 60 * 60_000;

/**
 * Falls back to asking for less: each call is sent when the one before was refused; the answer is the last one's. What a
 * server other than by permission refused, and then answered without, is not sent to it again for an hour.
 */
export type FallbackRequests = (
  name: string,
  calls: readonly [Call, ...Call[]],
  signal?: AbortSignal,
  lowPriority?: boolean,
) => Promise<Result<unknown>>;

/** How one customer of a server is asked. */
export interface StripeAccess {
  readonly request: StripeRequest;
  readonly withFallback: FallbackRequests;
  readonly customerId: string;
}

export function createFallbackRequests(request: StripeRequest, clock: Pick<Clock, 'now'>): FallbackRequests {
  const known = new Map<string, { first: number; until: number }>();

  return async (name, [most, ...less], signal, lowPriority) => {
    const calls = [most, ...less];
    const kept = known.get(name);
    let index = kept && kept.until > clock.now() ? kept.first : 0;
    let refused: AppError | null = null;
    for (;;) {
      const answer = await request(calls[index] ?? most, signal, lowPriority);
      if (answer.ok || index === calls.length - 1 || !isRefusal(answer.error)) {
        const isLearned = answer.ok && refused !== null && refused.code !== 'permission-missing';
        if (isLearned) known.set(name, { first: index, until: clock.now() + refusedForMillis });
        return answer;
      }
      refused = answer.error;
      index++;
    }
  };
}

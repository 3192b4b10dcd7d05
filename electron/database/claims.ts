import { type Instant, millisOf } from '#shared/time.ts';
import type { Clock } from '../platform/ports.ts';
import { isGone } from './lease.ts';

/** The process number of a claim this old belongs to another program by now. */
const longestClaim = 24 * 60 * 60 * 1000;

/** A row of an outbox that somebody has taken in order to deliver it. */
interface Claimed {
  readonly id: number;
  readonly holder: string | null;
  readonly claimed_at: Instant | null;
}

/**
 * Whether whoever claimed a row has ended, so that another one may deliver it: its process is no more, or the claim is
 * older than `lifetime` milliseconds and was so for as long again.
 */
export function createClaims(clock: Pick<Clock, 'now'>, lifetime: number) {
  /** Since when a claim has been found too old, by row, holder and moment. */
  const suspected = new Map<string, number>();
  return {
    isAbandoned({ id, holder, claimed_at: claimedAt }: Claimed): boolean {
      if (claimedAt === null || holder === null || isGone(holder)) return true;
      const now = clock.now();
      // A claim from the future means that the clock was set back.
      const age = Math.abs(now - millisOf(claimedAt));
      if (age <= lifetime || age > longestClaim) return age > longestClaim;
      // The machine may have slept meanwhile: whoever holds it gets as long again, seen from here.
      const claim = `${id} ${holder} ${claimedAt}`;
      const suspectedAt = suspected.get(claim) ?? now;
      suspected.set(claim, suspectedAt);
      return Math.abs(now - suspectedAt) > lifetime;
    },
  };
}

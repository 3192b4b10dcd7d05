import type { Seconds } from './calendar.ts';
import type { SubscriptionEntry, World } from './world.ts';

/** Where a subscription stands at one moment. */
export interface SubscriptionStanding {
  readonly status: 'active' | 'canceled' | 'past_due' | 'paused' | 'trialing';
  readonly period: number;
  readonly start: Seconds;
  readonly end: Seconds;
  readonly cancelsAtPeriodEnd: boolean;
  readonly requestedAt: Seconds | null;
  readonly endedAt: Seconds | null;
}

export function standingAt(world: World, entry: SubscriptionEntry, now: Seconds): SubscriptionStanding {
  const { profile, calendar } = entry;
  const endPeriod = world.endPeriodOf(entry);
  const current = Math.max(profile.firstPeriod, calendar.periodOf(now));
  const ended = endPeriod !== null && calendar.start(endPeriod) <= now;
  const period = ended ? endPeriod - 1 : current;
  const cancellation = world.state.cancellations.get(entry.id);
  const status = ended
    ? 'canceled'
    : profile.kind === 'paused'
      ? current > profile.firstPeriod
        ? 'paused'
        : 'trialing'
      : profile.kind === 'trial' && current === profile.firstPeriod
        ? 'trialing'
        : profile.kind === 'past-due' && current >= 0
          ? 'past_due'
          : 'active';
  return {
    status,
    period,
    start: calendar.start(period),
    end: calendar.start(period + 1),
    cancelsAtPeriodEnd: endPeriod !== null && (ended || cancellation !== undefined),
    requestedAt: cancellation?.requestedAt ?? (endPeriod === null ? null : calendar.start(endPeriod) - 9 * 86_400),
    endedAt: ended ? calendar.start(endPeriod) : null,
  };
}

import type { Seconds } from './calendar.ts';
import { invoiceIdOf } from './invoices.ts';
import type { SubscriptionEntry, World } from './world.ts';

/** Of its invoices since the anchor, whose automatic payments fail, one was not paid on its page either. */
function owes(world: World, { customer, profile }: SubscriptionEntry, current: number, now: Seconds): boolean {
  const timeline = world.timelinesOf(customer).find(({ subscription }) => subscription === profile);
  for (let period = 0; timeline && period <= current; period++) {
    const id = invoiceIdOf(world.seed, { timeline, index: period - profile.firstPeriod });
    if ((world.state.payments.get(id) ?? Infinity) > now) return true;
  }
  return false;
}

/** Where a subscription stands at one moment. */
export function standingAt(world: World, entry: SubscriptionEntry, now: Seconds) {
  const { profile, calendar } = entry;
  const endPeriod = world.endPeriodOf(entry);
  const current = Math.max(profile.firstPeriod, calendar.periodOf(now));
  const cancellation = world.state.cancellations.get(entry.id);
  const cancelAt = endPeriod === null ? null : (cancellation?.endsAt ?? calendar.start(endPeriod));
  const ended = endPeriod !== null && cancelAt !== null && cancelAt <= now;
  const period = ended ? endPeriod - 1 : current;
  const status = ended
    ? 'canceled'
    : profile.kind === 'paused'
      ? current > profile.firstPeriod
        ? 'paused'
        : 'trialing'
      : profile.kind === 'trial' && current === profile.firstPeriod
        ? 'trialing'
        : profile.kind === 'past-due' && owes(world, entry, current, now)
          ? 'past_due'
          : 'active';
  return {
    status,
    period,
    start: calendar.start(period),
    end: calendar.start(period + 1),
    /** When it ends or ended, if somebody cancelled it. */
    cancelAt,
    /** It ends with its period; false where a moment was named. */
    cancelsAtPeriodEnd: cancelAt !== null && (cancellation?.endsAt ?? null) === null,
    requestedAt: cancellation?.requestedAt ?? (endPeriod === null ? null : calendar.start(endPeriod) - 9 * 86_400),
    endedAt: ended ? cancelAt : null,
  };
}

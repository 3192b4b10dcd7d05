import { fail, ok, type Result } from '#shared/result.ts';
import { isEnding } from '#shared/subscription.ts';
import type { ChangeAccount } from './change-account.ts';

/** Ends a subscription with its period, or takes its end back, also one set to a day. One that stands so already is left alone. */
export function createCancellation(changeAccount: ChangeAccount) {
  return (accountId: string, subscriptionId: string, cancel: boolean): Promise<Result<null>> =>
    changeAccount<null>({
      accountId,
      async run(source, begin) {
        const listed = await source.subscriptions();
        if (!listed.ok) return listed;
        const now = listed.value.read.find(({ value }) => value.id === subscriptionId)?.value;
        if (!now) return fail({ code: 'not-found-at-vendor', vendorName: subscriptionId });
        const { plan, cancelAtPeriodEnd, endsAt, period } = now;
        if (cancel ? cancelAtPeriodEnd : !isEnding(now)) return ok({ value: null });
        begin({
          what: cancel ? 'subscription.cancelled' : 'subscription.kept',
          before: { subscriptionId, plan, cancelAtPeriodEnd, endsAt },
          after: { subscriptionId, plan, cancelAtPeriodEnd: cancel, endsAt: cancel ? (period?.end ?? null) : null },
        });
        const set = await source.setCancelAtPeriodEnd(now, cancel);
        return set.ok ? ok({ value: null }) : set;
      },
    });
}

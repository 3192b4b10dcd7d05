import { fail, ok, type Result } from '#shared/result.ts';
import type { createChangeAccount } from './change-account.ts';

/** Ends a subscription with its period, or takes that back. One that stands so already is left alone. */
export function createCancellation(changeAccount: ReturnType<typeof createChangeAccount>) {
  return (accountId: string, subscriptionId: string, cancel: boolean): Promise<Result<null>> =>
    changeAccount<null>({
      accountId,
      action: 'subscription',
      async run(source, begin) {
        const listed = await source.subscriptions();
        if (!listed.ok) return listed;
        const now = listed.value.find(({ id }) => id === subscriptionId);
        if (!now) return fail({ code: 'not-found-at-vendor', what: subscriptionId });
        if (now.cancelAtPeriodEnd === cancel) return ok({ value: null });
        const { plan } = now;
        begin({
          what: cancel ? 'subscription.cancelled' : 'subscription.kept',
          before: { subscriptionId, plan, cancelAtPeriodEnd: !cancel },
          after: { subscriptionId, plan, cancelAtPeriodEnd: cancel },
        });
        const set = await source.setCancelAtPeriodEnd(subscriptionId, cancel);
        return set.ok ? ok({ value: null }) : set;
      },
    });
}

import type { Account } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Accounts, requireChange } from '../accounts/index.ts';
import type { BillingSource, OpenBillingSource } from '../sources/billing-source.ts';
import type { Watch } from '../watch/index.ts';

interface SubscriptionTaskParts {
  readonly accounts: Accounts;
  readonly watch: Pick<Watch, 'check' | 'snapshot'>;
  readonly openSource: OpenBillingSource;
}

/** Changes of a subscription that take the account's role, the vendor, the log of actions and the watch together. */
export function createSubscriptionTasks({ accounts, watch, openSource }: SubscriptionTaskParts) {
  const permissions = new WeakMap<BillingSource, Promise<Result<string[]>>>();

  function changeable(accountId: string, action: string): Result<Account> {
    const account = accounts.get(accountId);
    if (!account) return fail({ code: 'account-not-found', account: accountId });
    const allowed = requireChange(account.role, action);
    return allowed.ok ? ok(account) : allowed;
  }

  return {
    changeable,

    /** Ends a subscription with its period, or takes that back. Also when the outcome is not known, the vendor is looked at again. */
    async setCancel(accountId: string, subscriptionId: string, cancel: boolean): Promise<Result<null>> {
      const account = changeable(accountId, 'subscription');
      if (!account.ok) return account;
      const source = await openSource(accountId);
      if (!source.ok) return source;
      const before = watch
        .snapshot(accountId)
        ?.subscriptions.find(({ subscription }) => subscription.id === subscriptionId)?.subscription.cancelAtPeriodEnd;
      const changed = await source.value.setCancelAtPeriodEnd(subscriptionId, cancel);
      if (changed.ok || changed.error.code === 'change-unknown') {
        accounts.recordAction({
          what: cancel ? 'subscription.cancelled' : 'subscription.kept',
          accountId,
          before: { subscriptionId, cancelAtPeriodEnd: before ?? null },
          after: { subscriptionId, cancelAtPeriodEnd: changed.ok ? cancel : 'unknown' },
        });
      }
      await watch.check(accountId);
      return changed;
    },

    /** The vendor's page on which the payment method is changed. */
    async paymentPage(accountId: string): Promise<Result<string>> {
      const account = changeable(accountId, 'payment method');
      if (!account.ok) return account;
      const source = await openSource(accountId);
      return source.ok ? source.value.portalLink({ kind: 'payment-method-update' }) : source;
    },

    /** What the key lacks. Asked once for each key and server: trying takes a dozen requests. */
    async missingPermissions(accountId: string): Promise<Result<string[]>> {
      const source = await openSource(accountId);
      if (!source.ok) return source;
      const known = permissions.get(source.value);
      if (known) return known;
      const asked = source.value.testKey().then((report) => (report.ok ? ok(report.value.missing) : report));
      permissions.set(source.value, asked);
      const missing = await asked;
      if (!missing.ok) permissions.delete(source.value);
      return missing;
    },
  };
}

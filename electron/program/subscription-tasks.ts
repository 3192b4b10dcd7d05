import { ok, type Result } from '#shared/result.ts';
import type { BillingSource, OpenBillingSource } from '../sources/billing-source.ts';

/** What may be changed at the vendor, and the vendor's own page for what Billfold does not change itself. */
export function createSubscriptionTasks(openSource: OpenBillingSource) {
  const permissions = new WeakMap<BillingSource, Promise<Result<string[]>>>();

  return {
    /** The vendor's page on which the payment method is changed. */
    async paymentPage(accountId: string): Promise<Result<string>> {
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

    /** What the vendor allows the key may have changed meanwhile: it is asked again. */
    async forgetPermissions(accountId: string): Promise<void> {
      const source = await openSource(accountId);
      if (source.ok) permissions.delete(source.value);
    },
  };
}

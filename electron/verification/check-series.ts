import type { Account } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { missingPeriods, numberGaps } from '#shared/invoice-series.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import type { Period } from '#shared/period.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Found } from './finding.ts';

// An invoice is made about an hour after its period ended; a sync may come a day later.
const invoicedWithin = 2 * 24 * 60 * 60_000;

/** Gathers what an account's invoices are, one after the other, and then tells which are not there. */
export function createSeriesCheck(
  { id: accountId }: Account,
  snapshot: (accountId: string) => Snapshot | null,
  now: Instant,
) {
  const numbers: string[] = [];
  const periods = new Map<string, Period[]>();

  return {
    take({ type, number, subscriptionId, period }: ArchivedInvoice): void {
      if (type !== 'invoice') return;
      if (number !== null) numbers.push(number);
      if (subscriptionId === null) return;
      const known = periods.get(subscriptionId);
      if (known) known.push(period);
      else periods.set(subscriptionId, [period]);
    },

    findings(): Found[] {
      const subscriptions = snapshot(accountId)?.subscriptions.map(({ subscription }) => subscription) ?? [];
      const months = [...periods].flatMap(([id, billed]) => {
        const subscription = subscriptions.find((each) => each.id === id);
        return missingPeriods(billed, billedUntil(subscription, now)).map((period): Found => ({
          detail: { code: 'no-invoice', plan: subscription?.plan ?? id, period },
          mark: id,
        }));
      });
      const gaps = numberGaps(numbers).map((gap): Found => ({ detail: { code: 'numbers-left-out', ...gap } }));
      return [...months, ...gaps];
    },
  };
}

/** Up to when an active plan's invoices must be there; null where nothing is known. */
function billedUntil(subscription: Subscription | undefined, now: Instant): Instant | null {
  if (!subscription?.period || !isBilled(subscription)) return null;
  const { start } = subscription.period;
  return millisOf(now) - millisOf(start) > invoicedWithin ? start : null;
}

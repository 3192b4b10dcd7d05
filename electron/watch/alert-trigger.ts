import type { Account } from '#shared/accounts.ts';
import { type Alert, type AlertEventId, isMoneyAlert, sumSubjects } from '#shared/alerts.ts';
import type { Cause } from '#shared/comparison.ts';
import type { Standing } from '#shared/outcomes.ts';
import type { Instant } from '#shared/time.ts';
import type { AccountUsage } from '#shared/usage.ts';
import type { AlertEvents } from './alert-events.ts';
import type { PeriodOf, PeriodRow, Periods } from './periods.ts';

/** Whose period a standing is about: of a subscription, of usage, or of a sum. */
export const periodOf = (alert: Alert, { subscriptionId }: Pick<Standing, 'subscriptionId'>): PeriodOf => ({
  accountId: alert.accountId,
  subject: subscriptionId ?? (alert.scope === 'all' ? sumSubjects.all : sumSubjects.account),
  window: alert.window,
});

interface About {
  /** The running billing periods by subscription. */
  readonly rows: ReadonlyMap<string, PeriodRow>;
  /** The customer has several subscriptions. */
  readonly namePlan: boolean;
  readonly usage: AccountUsage | null;
  /** What made the upcoming invoice of a subscription rise. */
  readonly causeOf: (subscriptionId: string) => Cause | null;
}

interface Stores {
  readonly periods: Pick<Periods, 'watch'>;
  readonly alertEvents: Pick<AlertEvents, 'trigger'>;
}

/** Writes the alert events of what is exceeded, and notes the calendar months that are watched. */
export function createAlertTrigger({ periods, alertEvents }: Stores) {
  return (
    account: Account,
    alerts: readonly Alert[],
    standings: readonly Standing[],
    { rows, namePlan, usage, causeOf }: About,
    at: Instant,
  ): AlertEventId[] => {
    const byId = new Map(alerts.map((alert) => [alert.id, alert]));
    const months = new Map<string, PeriodRow>();
    /** Alerts of the same sum share their month. */
    function monthOf(of: PeriodOf, told: PeriodRow['period'], plan: string): PeriodRow {
      const key = `${of.subject} ${told.start}`;
      const row = months.get(key) ?? periods.watch(of, told, plan, null);
      months.set(key, row);
      return row;
    }
    return standings.flatMap((standing) => {
      const alert = byId.get(standing.alertId);
      const { period, amount, subscriptionId, plan, exceededSteps: steps, billed } = standing;
      if (!alert || !period) return [];
      const of = periodOf(alert, standing);
      const row = alert.window === 'calendar-month' ? monthOf(of, period, plan) : rows.get(subscriptionId ?? '');
      if (!row || !amount || steps.length === 0) return [];
      return alertEvents.trigger(
        {
          account,
          alert,
          subscriptionId: of.subject,
          // Usage is the account's as a whole.
          plan: isMoneyAlert(alert) ? plan : account.name,
          namePlan: namePlan && alert.scope === 'subscription' && isMoneyAlert(alert),
          steps,
          row,
          period,
          amount,
          billed,
          included: usage?.readings.find(({ metric }) => metric === alert.measure)?.included ?? null,
          late: false,
          asOf: standing.asOf ?? at,
          cause: () => (isMoneyAlert(alert) && subscriptionId !== null ? causeOf(subscriptionId) : null),
        },
        at,
      );
    });
  };
}

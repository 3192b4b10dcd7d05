import { isWaiting, isOfAccount } from '#shared/reasons.ts';
import type { AccountsDesk } from '../../desk/index.ts';
import type { Watch } from '../../watch/index.ts';
import { money } from '#shared/money.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

/** Alerts that were exceeded and that nobody has seen: of one alert and period the highest step. */
export const exceededAlerts =
  (events: Pick<Watch['events'], 'list' | 'unseenCount'>): ToDoProvider =>
  ({ accounts }) =>
    accounts
      .filter(({ unseenAlertEvents }) => unseenAlertEvents > 0)
      .flatMap((account) => {
        const unseen = events.list(account.id).filter(({ seenAt }) => seenAt === null);
        const byAlert = Map.groupBy(unseen, ({ alertId, period, subscriptionId }) =>
          [alertId, subscriptionId, period.start].join(' '),
        );
        return [...byAlert.values()].flatMap((told) => {
          const [highest] = told.toSorted((a, b) => b.step - a.step);
          if (!highest) return [];
          const { id, plan, amount, threshold, triggeredAt, step } = highest;
          return [
            itemOf('alert-exceeded', account, id, {
              ...{ subject: plan, amount, limit: threshold, since: triggeredAt, about: id, count: step },
            }),
          ];
        });
      });

/** Alerts that cannot be compared for a reason that nobody can wait for. */
export const uncomparedAlerts =
  ({ list, standings }: Pick<Watch['alerts'], 'list' | 'standings'>): ToDoProvider =>
  ({ accounts }) => {
    const items = accounts.flatMap((account) => {
      const alerts = list(account.id);
      return standings(account.id).flatMap(({ alertId, outcome, reason, plan, subscriptionId }) => {
        const alert = alerts.find(({ id }) => id === alertId);
        if (!alert || outcome !== 'not-compared' || reason === null || isWaiting(reason) || isOfAccount(reason))
          return [];
        // One over all accounts stands with each of them, and is one thing to do.
        const owner = alert.accountId === null ? null : account;
        return [
          itemOf('alert-not-compared', owner, [alertId, subscriptionId ?? '', reason].join(':'), {
            ...{ subject: plan, limit: alert.threshold, reason, about: alertId },
          }),
        ];
      });
    });
    return [...new Map(items.map((item) => [item.id, item])).values()];
  };

export const exceededBudgets =
  ({ events, get }: Pick<AccountsDesk['budgets'], 'events' | 'get'>): ToDoProvider =>
  ({ accounts }) =>
    events().flatMap(({ id, budgetId, spent, amount, currency, exceededAt, firstMonth }) => {
      const budget = get(budgetId);
      if (!budget.ok) return [];
      const practice = accounts.some((account) => account.practice && budget.value.accountIds.includes(account.id));
      const facts = { subject: budget.value.name, amount: money(spent, currency), limit: money(amount, currency) };
      return [
        {
          ...itemOf('budget-exceeded', null, [budgetId, firstMonth, String(amount)].join(':'), {
            ...{ ...facts, since: exceededAt, about: String(id) },
          }),
          practice,
        },
      ];
    });

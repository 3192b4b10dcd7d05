import type { Renewal } from '#shared/desk/contracts.ts';
import { daysUntil, itemOf, type ToDoProvider } from '../provider.ts';

/** Contracts whose last day to give notice is near, or past while the term still runs. */
export const noticesDue =
  (renewals: () => readonly Renewal[]): ToDoProvider =>
  ({ accounts, todayOf }) =>
    renewals().flatMap(({ accountId, plan, contract, term, price, subscriptionId }) => {
      const account = accounts.find(({ id }) => id === accountId);
      if (!account || !contract || !term) return [];
      const left = daysUntil(todayOf(accountId), term.lastDay);
      // Past it there is nothing left to decide.
      if (left < 0 || left > contract.remindDays) return [];
      return [
        itemOf('notice-due', account, `${subscriptionId ?? ''}:${term.lastDay}`, {
          ...{ subject: plan, day: term.lastDay, amount: price, about: subscriptionId },
        }),
      ];
    });

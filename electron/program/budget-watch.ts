import type { AccountsDesk, ExceededBudget } from '../desk/index.ts';
import type { EventChannel } from '../events/index.ts';
import type { Disposer } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';

interface BudgetWatchParts {
  readonly desk: Pick<AccountsDesk, 'budgets'>;
  readonly events: Pick<EventChannel, 'on'>;
  readonly readOnly: boolean;
  readonly notifications: Pick<Watch['notifications'], 'note' | 'deliver'>;
}

/** Compares budgets whenever something that they add up has changed, and tells once a period which are exceeded. */
export function createBudgetWatch({ desk, events, readOnly, notifications }: BudgetWatchParts): { stop: Disposer } {
  function tell({ budget, month, spent }: ExceededBudget): void {
    const [accountId] = budget.accountIds;
    const { id, name, amount } = budget;
    const subject = [id, month, amount.amount, amount.currency].join(' ');
    if (accountId !== undefined)
      notifications.note(accountId, [{ kind: 'budget', subject, facts: { what: name, amount: spent, day: null } }]);
  }
  const evaluate = (): void => {
    if (!readOnly && desk.budgets.evaluate(tell) > 0) void notifications.deliver();
  };
  const stops = (['snapshot.changed', 'invoices.changed', 'account.synced', 'desk.changed'] as const).map((name) =>
    events.on(name, evaluate),
  );
  return {
    stop() {
      for (const stop of stops) stop();
    },
  };
}

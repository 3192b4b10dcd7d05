import type { Account } from '#shared/accounts.ts';
import {
  type Budget,
  type BudgetedAccount,
  budgetPeriod,
  type BudgetPeriod,
  budgetStanding,
  type BudgetStanding,
  isDueIn,
} from '#shared/desk/budgets.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Budgets } from './budgets.ts';
import type { DeskParts } from './parts.ts';

type StandingParts = Pick<DeskParts, 'accounts' | 'known' | 'totals' | 'isSynced' | 'timeZone' | 'timeOf'> & {
  readonly budgets: Budgets;
};

/** How budgets stand, in the period that runs and in the next one where something will be issued in it already. */
export function createBudgetStandings({ accounts, known, totals, isSynced, timeZone, timeOf, budgets }: StandingParts) {
  function budgeted({ id }: Account): BudgetedAccount {
    const { state } = known.freshness(id);
    return {
      snapshot: known.snapshot(id),
      failure: state === 'refused' ? 'key-refused' : state === 'stale' ? 'account-not-read' : null,
      synced: isSynced(id),
      months: totals.monthTotals(id, instantFromMillis(timeOf(id))),
    };
  }

  return function standingsOf(budget: Budget): BudgetStanding[] {
    const own = accounts().filter(({ id }) => budget.accountIds.includes(id));
    const [first] = own;
    if (!first) return [];
    const told = own.map(budgeted);
    const at = instantFromMillis(timeOf(first.id));
    const within = (next: boolean): BudgetPeriod => budgetPeriod(budget.every, at, timeZone(), next);
    const periods = [within(false), ...[within(true)].filter((next) => isDueIn(told, next, budget.amount.currency))];
    return periods.map((period) => ({
      ...budgetStanding(budget, told, period),
      exceededAt: budgets.eventOf(budget, period.first)?.exceededAt ?? null,
    }));
  };
}

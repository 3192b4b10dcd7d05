import type { Budget, BudgetStanding, NewBudget } from '#shared/desk/budgets.ts';
import type { CalendarEntry } from '#shared/desk/calendar.ts';
import type { Contract, Renewal } from '#shared/desk/contracts.ts';
import type { Desk } from '#shared/ipc/contract.ts';
import type { EnteredRate } from '#shared/desk/rates.ts';
import { accountNotFound } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Money } from '#shared/money.ts';
import { instantFromMillis, type Month } from '#shared/time.ts';
import { createAccountRows } from './account-rows.ts';
import { createArrangement, type Place } from './arrangement.ts';
import { createBudgetStandings } from './budget-standings.ts';
import { createBudgets } from './budgets.ts';
import { createCalendar } from './calendar.ts';
import { createContracts } from './contracts.ts';
import type { DeskParts } from './parts.ts';
import { createRates } from './rates.ts';
import { createRenewals } from './renewals.ts';

/** A budget that was exceeded in the period that begins with a month. */
export interface ExceededBudget {
  readonly budget: Budget;
  readonly month: Month;
  readonly spent: Money;
}

/** What is said of all accounts together: the first screen, budgets, contracts and what is to come. */
export type AccountsDesk = ReturnType<typeof createDesk>;

export function createDesk(parts: DeskParts) {
  const { db, clock, accounts, summaries, recordAction, emit } = parts;
  const arrangement = createArrangement(db);
  const rates = createRates(db);
  const contracts = createContracts(db);
  const budgets = createBudgets(db, () => instantFromMillis(clock.now()));
  const rowsOf = createAccountRows(parts);
  const renewals = createRenewals({ ...parts, contracts: contracts.list });
  const calendar = createCalendar({ ...parts, renewals });
  const standingsOf = createBudgetStandings({ ...parts, budgets });

  const changed = (): Result<null> => {
    emit('desk.changed', null);
    return ok(null);
  };

  /** A budget is of real accounts, or of practice accounts: they are in no sum together. */
  function budgetProblem({ accountIds }: NewBudget): Result<never> | null {
    const chosen = accountIds.map((id) => accounts().find((account) => account.id === id) ?? id);
    const missing = chosen.find((account) => typeof account === 'string');
    if (typeof missing === 'string') return fail(accountNotFound(missing));
    const kinds = new Set(chosen.map((account) => typeof account !== 'string' && account.practice));
    return kinds.size > 1 ? fail({ code: 'budget-mixes-practice' }) : null;
  }

  const withStandings = (budget: Budget): Budget & { standings: BudgetStanding[] } => ({
    ...budget,
    standings: standingsOf(budget),
  });

  return {
    async get(): Promise<Desk> {
      return {
        rows: rowsOf(await summaries(), arrangement.get()),
        rates: rates.get(),
        budgets: budgets.list().map(withStandings),
      };
    },
    arrange(places: readonly Place[]): Result<null> {
      arrangement.set(places);
      return changed();
    },
    rates: {
      setBase(currency: string | null): Result<null> {
        rates.setBase(currency);
        return changed();
      },
      set(base: string, rate: EnteredRate): Result<null> {
        rates.set(base, rate);
        return changed();
      },
      remove(base: string, currency: string): Result<null> {
        rates.remove(base, currency);
        return changed();
      },
    },
    calendar: (): CalendarEntry[] => calendar(),
    contracts: {
      /** With what the vendors' data propose where there is none. */
      list: (): Renewal[] => renewals(),
      save(contract: Contract): Result<null> {
        if (!accounts().some(({ id }) => id === contract.accountId)) return fail(accountNotFound(contract.accountId));
        const before = contracts
          .list()
          .find((each) => each.accountId === contract.accountId && each.subscriptionId === contract.subscriptionId);
        contracts.save(contract);
        recordAction({ what: 'contract.saved', accountId: contract.accountId, before, after: contract });
        return changed();
      },
      remove(accountId: string, subscriptionId: string | null): Result<null> {
        if (contracts.remove(accountId, subscriptionId))
          recordAction({ what: 'contract.removed', accountId, before: { subscriptionId } });
        return changed();
      },
    },
    budgets: {
      list: () => budgets.list().map(withStandings),
      get: budgets.get,
      save(id: string | null, budget: NewBudget): Result<Budget> {
        const problem = budgetProblem(budget);
        if (problem) return problem;
        const saved = budgets.save(id, budget);
        if (saved.ok) recordAction({ what: 'budget.saved', accountId: null, after: saved.value });
        changed();
        return saved;
      },
      remove(id: string): Result<null> {
        const removed = budgets.remove(id);
        if (removed.ok) recordAction({ what: 'budget.removed', accountId: null, before: { id } });
        changed();
        return removed;
      },
      /** Those that are exceeded for the first time in a period are told of and noted; answers how many. */
      evaluate(tell: (exceeded: ExceededBudget) => void): number {
        let noted = 0;
        for (const budget of budgets.list())
          for (const { outcome, spent, month } of standingsOf(budget)) {
            if (outcome !== 'exceeded' || !spent || budgets.eventOf(budget, month)) continue;
            // First: what is told is told once, also where the program dies before it is noted.
            tell({ budget, month, spent });
            budgets.note(budget, month, spent.amount);
            noted++;
          }
        if (noted > 0) changed();
        return noted;
      },
      events: budgets.unseen,
      markSeen(id: number): Result<null> {
        budgets.markSeen(id);
        return changed();
      },
    },
  };
}

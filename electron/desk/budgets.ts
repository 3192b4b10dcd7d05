import type { Budget, NewBudget } from '#shared/desk/budgets.ts';
import { money } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant, Month } from '#shared/time.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: string;
  readonly every: Budget['every'];
}

/** That a budget was exceeded in a period. */
export interface BudgetEvent {
  readonly id: number;
  readonly budgetId: string;
  readonly firstMonth: Month;
  readonly spent: number;
  readonly amount: number;
  readonly currency: string;
  readonly exceededAt: Instant;
  readonly seenAt: Instant | null;
}

/** Budgets over chosen accounts, and when they were exceeded. */
export type Budgets = ReturnType<typeof createBudgets>;

export function createBudgets(db: Database, now: () => Instant) {
  const all = db.prepare<[], Row>(
    'SELECT id, name, amount, currency, every FROM budgets WHERE removed_at IS NULL ORDER BY id',
  );
  const members = db
    .prepare<[string], string>(
      `SELECT account_id FROM budget_accounts b JOIN accounts a ON a.id = b.account_id
       WHERE budget_id = ? ORDER BY account_id`,
    )
    .pluck();
  const write = db.prepare(
    `INSERT INTO budgets (id, name, amount, currency, every, created_at) VALUES (@id, @name, @amount, @currency, @every, @at)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, currency = excluded.currency,
       every = excluded.every`,
  );
  const clearMembers = db.prepare('DELETE FROM budget_accounts WHERE budget_id = ?');
  const addMember = db.prepare('INSERT INTO budget_accounts (budget_id, account_id) VALUES (?, ?)');
  const removeOne = db.prepare('UPDATE budgets SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  const addEvent = db.prepare(
    `INSERT INTO budget_events (budget_id, first_month, amount, currency, spent, exceeded_at)
     VALUES (@budgetId, @firstMonth, @amount, @currency, @spent, @at) ON CONFLICT DO NOTHING`,
  );
  const eventColumns = `e.id, e.budget_id AS budgetId, e.first_month AS firstMonth, e.spent, e.amount, e.currency,
    e.exceeded_at AS exceededAt, e.seen_at AS seenAt`;
  const eventOf = db.prepare<unknown[], BudgetEvent>(
    `SELECT ${eventColumns} FROM budget_events e WHERE budget_id = ? AND first_month = ? AND amount = ? AND currency = ?`,
  );
  const unseen = db.prepare<[], BudgetEvent>(
    `SELECT ${eventColumns} FROM budget_events e JOIN budgets b ON b.id = e.budget_id
     WHERE e.seen_at IS NULL AND b.removed_at IS NULL ORDER BY e.id`,
  );
  const see = db.prepare('UPDATE budget_events SET seen_at = ? WHERE id = ? AND seen_at IS NULL');

  const budgetOf = ({ amount, currency, ...row }: Row): Budget => ({
    ...row,
    amount: money(amount, currency),
    accountIds: members.all(row.id),
  });
  const get = (id: string): Result<Budget> => {
    const row = all.all().find((each) => each.id === id);
    return row ? ok(budgetOf(row)) : fail({ code: 'budget-not-found', budget: id });
  };
  const save = db.transaction((id: string, { name, accountIds, amount, every }: NewBudget): void => {
    write.run({ id, name, ...amount, every, at: now() });
    clearMembers.run(id);
    for (const accountId of new Set(accountIds)) addMember.run(id, accountId);
  }).immediate;

  return {
    /** Those that have an account, oldest first. */
    list: (): Budget[] =>
      all
        .all()
        .map(budgetOf)
        .filter(({ accountIds }) => accountIds.length > 0),
    get,
    /** With null as a new one. */
    save(id: string | null, budget: NewBudget): Result<Budget> {
      if (id !== null) {
        const found = get(id);
        if (!found.ok) return found;
      }
      const kept = id ?? newId(now());
      save(kept, budget);
      return get(kept);
    },
    remove: (id: string): Result<null> =>
      removeOne.run(now(), id).changes > 0 ? ok(null) : fail({ code: 'budget-not-found', budget: id }),
    eventOf: ({ id, amount }: Budget, firstMonth: Month): BudgetEvent | null =>
      eventOf.get(id, firstMonth, amount.amount, amount.currency) ?? null,
    /** Notes that it is exceeded, unless that was noted before. */
    note({ id, amount }: Budget, firstMonth: Month, spent: number): void {
      addEvent.run({ budgetId: id, firstMonth, ...amount, spent, at: now() });
    },
    unseen: (): BudgetEvent[] => unseen.all(),
    markSeen: (id: number): boolean => see.run(now(), id).changes > 0,
  };
}

import { instantFromMillis } from '#shared/time.ts';
import { type UsagePlan, usagePlanSchema } from '#shared/usage-plan.ts';
import type { Database } from '../database/open.ts';
import { createUsageAnswers } from './answers.ts';

/** What is kept about usage: answers of vendors, and the plans that customers entered. */
export type UsageStore = ReturnType<typeof createUsageStore>;

export function createUsageStore(db: Database) {
  const select = db.prepare<[string], { plan: string }>('SELECT plan FROM usage_plans WHERE account_id = ?');
  const upsert = db.prepare(
    `INSERT INTO usage_plans (account_id, plan, changed_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET plan = excluded.plan, changed_at = excluded.changed_at`,
  );
  function plan(accountId: string): UsagePlan | null {
    const row = select.get(accountId);
    return row ? usagePlanSchema.parse(JSON.parse(row.plan)) : null;
  }
  return {
    ...createUsageAnswers(db),
    plan,
    /** `logged` is told the plan before, within the same transaction. `now`: milliseconds since 1970. */
    savePlan: db.transaction(
      (accountId: string, saved: UsagePlan, now: number, logged: (before: UsagePlan | null) => void): void => {
        logged(plan(accountId));
        upsert.run(accountId, JSON.stringify(saved), instantFromMillis(now));
      },
    ).immediate,
  };
}

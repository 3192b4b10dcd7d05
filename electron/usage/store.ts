import type { UsagePlan } from '#shared/usage-plan.ts';
import type { Database } from '../database/open.ts';
import { createUsageAnswers } from './answers.ts';
import { createUsagePlans } from './plans.ts';

export type UsageStore = ReturnType<typeof createUsageStore>;

/** What is kept about usage: answers of vendors, and the plans that customers entered. */
export function createUsageStore(db: Database) {
  const plans = createUsagePlans(db);
  return {
    ...createUsageAnswers(db),
    plan: plans.get,
    /** `logged` is told the plan before, within the same transaction. */
    savePlan(accountId: string, plan: UsagePlan, now: number, logged: (before: UsagePlan | null) => void): void {
      db.transaction(() => {
        logged(plans.get(accountId));
        plans.put(accountId, plan, now);
      }).immediate();
    },
  };
}

import type { UsagePlan } from '#shared/usage-plan.ts';
import type { Database } from '../database/open.ts';
import { createUsageAnswers, type UsageAnswers } from './answers.ts';
import { createUsagePlans } from './plans.ts';

/** What is kept about usage: answers of vendors, and the plans that customers entered. */
export interface UsageStore extends UsageAnswers {
  plan(accountId: string): UsagePlan | null;
  /** `logged` is told the plan before, within the same transaction. */
  savePlan(accountId: string, plan: UsagePlan, now: number, logged: (before: UsagePlan | null) => void): void;
}

export function createUsageStore(db: Database): UsageStore {
  const plans = createUsagePlans(db);
  return {
    ...createUsageAnswers(db),
    plan: plans.get,
    savePlan(accountId, plan, now, logged) {
      db.transaction(() => {
        logged(plans.get(accountId));
        plans.put(accountId, plan, now);
      }).immediate();
    },
  };
}

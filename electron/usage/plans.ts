import { instantFromMillis } from '#shared/time.ts';
import { type UsagePlan, usagePlanSchema } from '#shared/usage-plan.ts';
import type { Database } from '../database/open.ts';

/** What each account's plan costs, in the database. */
export function createUsagePlans(db: Database) {
  const select = db.prepare<[string], { plan: string }>('SELECT plan FROM usage_plans WHERE account_id = ?');
  const upsert = db.prepare(
    `INSERT INTO usage_plans (account_id, plan, changed_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET plan = excluded.plan, changed_at = excluded.changed_at`,
  );
  return {
    get(accountId: string): UsagePlan | null {
      const row = select.get(accountId);
      return row ? usagePlanSchema.parse(JSON.parse(row.plan)) : null;
    },
    put(accountId: string, plan: UsagePlan, now: number): void {
      upsert.run(accountId, JSON.stringify(plan), instantFromMillis(now));
    },
  };
}

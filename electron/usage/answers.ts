import { z } from 'zod';
import type { UsageMonth } from '#shared/ipc/contract.ts';
import { usageMetricSchema } from '#shared/usage.ts';
import type { Day, Instant, Month } from '#shared/time.ts';
import { monthOfDay } from '#shared/period.ts';
import type { Database } from '../database/open.ts';
import { daysOfMonth, isFinal, type UsageAnswer, type UsageCache } from '../sources/usage-source.ts';

interface Row {
  readonly start: Day;
  readonly end: Day;
  readonly asOf: Instant;
  readonly amounts: string;
}

const amountsSchema = z.partialRecord(usageMetricSchema, z.int().min(0));
const answerOf = ({ asOf, amounts }: Row): UsageAnswer => ({ asOf, amounts: amountsSchema.parse(JSON.parse(amounts)) });

/** What the vendor answered, in the database. */
export function createUsageAnswers(db: Database) {
  const select = db.prepare<[string, string, string], Row>(
    `SELECT range_start AS start, range_end AS "end", as_of AS asOf, amounts FROM usage_answers
     WHERE account_id = ? AND range_start = ? AND range_end = ?`,
  );
  const upsert = db.prepare(
    `INSERT INTO usage_answers (account_id, range_start, range_end, as_of, amounts) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET as_of = excluded.as_of, amounts = excluded.amounts`,
  );
  // The month so far replaces what it was on an earlier day.
  const dropShorter = db.prepare(
    'DELETE FROM usage_answers WHERE account_id = ? AND range_start = ? AND range_end < ? AND range_end <= ?',
  );
  const fromFirsts = db.prepare<[string], Row>(
    `SELECT range_start AS start, range_end AS "end", as_of AS asOf, amounts FROM usage_answers
     WHERE account_id = ? AND range_start LIKE '%-01' ORDER BY range_start, range_end`,
  );
  const dropAll = db.prepare('DELETE FROM usage_answers WHERE account_id = ?');

  return {
    cacheOf: (accountId: string): UsageCache => ({
      get({ start, end }) {
        const row = select.get(accountId, start, end);
        return row ? answerOf(row) : null;
      },
      put({ start, end }, { asOf, amounts }) {
        const monthEnd = daysOfMonth(monthOfDay(start)).end;
        if (start.endsWith('-01') && end <= monthEnd) dropShorter.run(accountId, start, end, monthEnd);
        upsert.run(accountId, start, end, asOf, JSON.stringify(amounts));
      },
    }),

    /** Oldest first; months of which nothing is known are left out. */
    months(accountId: string): UsageMonth[] {
      const months = new Map<Month, UsageMonth>();
      for (const row of fromFirsts.all(accountId)) {
        const month = monthOfDay(row.start);
        const whole = daysOfMonth(month);
        if (row.end > whole.end) continue;
        const answer = answerOf(row);
        months.set(month, { month, ...answer, final: row.end === whole.end && isFinal(whole, answer) });
      }
      return [...months.values()];
    },

    /** Forgets every answer: another key may be another account's at the vendor. */
    forgetAnswersOf(accountId: string): void {
      dropAll.run(accountId);
    },
  };
}

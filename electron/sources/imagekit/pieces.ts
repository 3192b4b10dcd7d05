import type { UsedAmounts } from '#shared/estimate.ts';
import { addDays } from '#shared/period.ts';
import { usageMetricSchema } from '#shared/usage.ts';
import { isLevel } from '#shared/usage-plan.ts';
import type { DayRange, UsageAnswer } from '../usage-source.ts';

/** ImageKit takes ranges of less than 90 days. */
const longestDays = 89;

/** The range in pieces that ImageKit takes, in order and without gaps. */
export function piecesOf({ start, end }: DayRange): DayRange[] {
  const pieces: DayRange[] = [];
  for (let from = start; from < end; from = pieces.at(-1)?.end ?? end) {
    const limit = addDays(from, longestDays);
    pieces.push({ start: from, end: limit < end ? limit : end });
  }
  return pieces;
}

/**
 * The pieces’ answers as one, in order: sums of what adds up, the last level of what does not; nothing of what a piece
 * lacks, nor of a sum that no number holds exactly.
 */
export function joined(answers: readonly UsageAnswer[]): UsageAnswer {
  const amounts: Partial<Record<keyof UsedAmounts, number>> = {};
  for (const metric of usageMetricSchema.options) {
    const told = answers.flatMap((answer) => answer.amounts[metric] ?? []);
    const last = told.at(-1);
    if (told.length < answers.length || last === undefined) continue;
    const all = isLevel(metric) ? last : told.reduce((sum, amount) => sum + amount, 0);
    if (Number.isSafeInteger(all)) amounts[metric] = all;
  }
  const asOf = answers.map((answer) => answer.asOf).reduce((oldest, each) => (each < oldest ? each : oldest));
  return { amounts, asOf };
}

import type { KeyReport } from '#shared/accounts.ts';
import { describeKey } from '#shared/keys.ts';
import { addDays, dayOf } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import {
  answerKeptMillis,
  type DayRange,
  isFinal,
  type UsageAnswer,
  type UsageCache,
  type UsageSource,
} from '../usage-source.ts';
import type { SourceOptions } from '../source-access.ts';
import { createImagekitClient } from './client.ts';
import { joined, piecesOf } from './pieces.ts';
import { readUsage } from './wire.ts';

/** ImageKit's usage API (imagekit.io/docs/api-reference): days in UTC, end excluded, under 90 days a request. */
export function createImagekitSource(options: SourceOptions & { readonly cache: UsageCache }): UsageSource {
  const { key, clock, cache } = options;
  const get = createImagekitClient({ ...options, logger: options.logger.child('imagekit') });
  const now = () => instantFromMillis(clock.now());

  async function ask({ start, end }: DayRange, signal: AbortSignal | undefined): Promise<Result<UsageAnswer>> {
    const asOf = now();
    const answer = await get('/v1/accounts/usage', { startDate: start, endDate: end }, signal);
    const amounts = answer.ok ? readUsage(answer.value) : answer;
    return amounts.ok ? ok({ amounts: amounts.value, asOf }) : amounts;
  }

  async function piece(range: DayRange, signal: AbortSignal | undefined): Promise<Result<UsageAnswer>> {
    const known = cache.get(range);
    if (known && isStillGood(known, range, clock.now())) return ok(known);
    const answer = await ask(range, signal);
    if (answer.ok) cache.put(range, answer.value);
    return answer;
  }

  return {
    async testKey(signal): Promise<Result<KeyReport>> {
      const described = describeKey(key, 'imagekit');
      if (!described.ok) return described;
      const today = dayOf(now());
      const answer = await ask({ start: today, end: addDays(today, 1) }, signal);
      return answer.ok ? ok({ ...described.value, customerName: null, missing: [], granted: [] }) : answer;
    },

    async usage(range, signal) {
      const answers: UsageAnswer[] = [];
      for (const each of piecesOf(range)) {
        const answer = await piece(each, signal);
        if (!answer.ok) return answer;
        answers.push(answer.value);
      }
      if (answers.length === 0) return fail({ code: 'no-days-asked' });
      return ok(joined(answers));
    },
  };
}

/** Answers of the last six hours, and final ones. */
function isStillGood(answer: UsageAnswer, range: DayRange, now: number): boolean {
  const age = now - millisOf(answer.asOf);
  return (age >= 0 && age < answerKeptMillis) || isFinal(range, answer);
}

import { expect, test } from 'vitest';
import { keyReportSchema } from '#shared/accounts.ts';
import type { UsedAmounts } from '#shared/estimate.ts';
import type { Result } from '#shared/result.ts';
import { usageMetricSchema } from '#shared/usage.ts';
import { isLevel } from '#shared/usage-plan.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import type { DayRange, UsageSource } from '../../../electron/sources/usage-source.ts';

/** A source whose vendor tells every metric, and knows usage of the days before 2026-11-20. */
export interface UsageSourceSubject {
  readonly source: UsageSource;
  /** What the vendor's own client says about a range that it takes in one piece; null where there is none. */
  readonly official?: (range: DayRange) => Promise<UsedAmounts>;
}

/** What every usage source must do, fake or real. `subject` is called once a test. */
export function usageSourceContract(name: string, subject: () => Promise<UsageSourceSubject>): void {
  const title = (what: string) => `${name}: ${what}`;
  const november = { start: '2026-11-01', end: '2026-11-20' } as const;

  test(title('the key report misses nothing and gives no key away'), async () => {
    const { source } = await subject();
    const report = keyReportSchema.parse(valueOf(await source.testKey()));
    expect(report.missing).toEqual([]);
    expect(report.hint).toMatch(/^private_….{0,4}$/);
  });

  test(title('usage is whole numbers of every metric, with its age'), async () => {
    const { source } = await subject();
    const { amounts, asOf } = valueOf(await source.usage(november));
    expect(Object.keys(amounts).sort()).toEqual([...usageMetricSchema.options].sort());
    for (const amount of Object.values(amounts)) expect(Number.isSafeInteger(amount)).toBe(true);
    expect(instantFromMillis(millisOf(asOf))).toBe(asOf);
  });

  test(title('days add up, levels are those of the last days, and the end is not among the days'), async () => {
    const { source } = await subject();
    const [whole, first, rest] = [
      valueOf(await source.usage(november)),
      valueOf(await source.usage({ start: '2026-11-01', end: '2026-11-10' })),
      valueOf(await source.usage({ start: '2026-11-10', end: '2026-11-20' })),
    ];
    for (const metric of usageMetricSchema.options) {
      const [all, one, two] = [whole, first, rest].map(({ amounts }) => amounts[metric] ?? NaN);
      // Each answer is rounded to whole units by itself.
      if (isLevel(metric)) expect(all).toBe(two);
      else expect(Math.abs((one ?? 0) + (two ?? 0) - (all ?? 0))).toBeLessThanOrEqual(2);
    }
  });

  test(title('a range of more than 90 days is one answer'), async () => {
    const { source, official } = await subject();
    const year = valueOf(await source.usage({ start: '2025-11-20', end: '2026-11-20' })).amounts;
    const last = valueOf(await source.usage(november)).amounts;
    expect(year.bandwidth).toBeGreaterThanOrEqual(last.bandwidth ?? Infinity);
    expect(year.storage).toBe(last.storage);
    if (official) expect(last).toEqual(await official(november));
  });

  test(title('a range without days is refused'), async () => {
    const { source } = await subject();
    expect(await source.usage({ start: '2026-11-01', end: '2026-11-01' })).toMatchObject({ ok: false });
  });

  test(title('an aborted call says so'), async () => {
    const { source } = await subject();
    expect(await source.usage(november, AbortSignal.abort())).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

import type { AppError } from '#shared/errors.ts';
import type { UsedAmounts } from '#shared/estimate.ts';
import { fail, ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import type { DayRange, UsageSource } from '../../../electron/sources/usage-source.ts';

export interface FakeUsageSource extends UsageSource {
  /** What the vendor knows of a range; tests change it between calls. */
  amountsOf: (range: DayRange) => UsedAmounts;
  /** Ranges asked for so far, oldest first. */
  readonly asked: readonly DayRange[];
  /** Fails every call with this error until it is null again. */
  error: AppError | null;
}

/** A vendor that keeps nothing: every answer is of now. */
export function fakeUsageSource(clock: Pick<Clock, 'now'>, amounts: UsedAmounts = { bandwidth: 0 }): FakeUsageSource {
  const asked: DayRange[] = [];
  const source: FakeUsageSource = {
    asked,
    error: null,
    amountsOf: () => amounts,
    testKey: () =>
      Promise.resolve(
        source.error
          ? fail(source.error)
          : ok({ hint: 'private_…4242', live: true, restricted: false, customerName: null, missing: [], granted: [] }),
      ),
    usage(range, signal) {
      asked.push(range);
      if (signal?.aborted) return Promise.resolve(fail({ code: 'cancelled' } as const));
      if (source.error) return Promise.resolve(fail(source.error));
      if (range.start >= range.end) return Promise.resolve(fail({ code: 'no-days-asked' } as const));
      return Promise.resolve(ok({ amounts: source.amountsOf(range), asOf: instantFromMillis(clock.now()) }));
    },
  };
  return source;
}

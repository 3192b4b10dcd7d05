import { judgeForecasts } from '#shared/forecast.ts';
import type { Overview } from '#shared/ipc/contract.ts';
import { money } from '#shared/money.ts';
import { addDays, addMonths, dayOf, type Period, periodOfMonth, startOfDay } from '#shared/period.ts';
import type { Instant, Month } from '#shared/time.ts';
import type { AccountUsage } from '#shared/usage.ts';

/** Forecasts of three closed periods, made on four days of each, and the band that follows from them. */
export function sampleForecasts(month: Month): Pick<Overview, 'forecastHistory' | 'forecastBand'> {
  const bills = [47_809, 39_148, 34_303];
  const closed = bills.map((bill, position) => {
    const period = periodOfMonth(addMonths(month, -1 - position));
    const forecasts = [5, 10, 15, 25].map((day) => {
      const asOf = startOfDay(addDays(dayOf(period.start), day - 1));
      const miss = (30 - day) * (position === 1 ? -110 : 90);
      return { day: dayOf(asOf), asOf, forecast: money(bill - miss, 'USD') };
    });
    return judgeForecasts(period, money(bill, 'USD'), forecasts);
  });
  return {
    forecastHistory: [{ subscriptionId: 'sub_imagekit', closed }],
    forecastBand: [
      { subscriptionId: 'sub_imagekit', band: { low: money(64_320, 'USD'), high: money(69_180, 'USD'), periods: 3 } },
    ],
  };
}

export const sampleUsage = (period: Period, asOf: Instant): AccountUsage => ({
  period,
  asOf,
  readings: [
    { metric: 'bandwidth', used: 512_400_000_000, included: 600_000_000_000 },
    { metric: 'storage', used: 81_250_000_000, included: null },
    { metric: 'video-processing-units', used: 4_120, included: 5_000 },
  ],
});

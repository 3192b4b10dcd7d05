import { calendarOf, hour } from '../../../electron/practice/data/calendar.ts';
import { mainProfile } from '../../../electron/practice/data/profiles.ts';
import { usageHistory } from '../../../electron/practice/data/usage.ts';
import { practiceBill, practiceForecasts } from '../../support/practice-forecasts.ts';
import { median, type Measurement } from '../measurement.ts';

const seeds = 200;
const anchor = Date.UTC(2026, 10, 22) / 1000;
/** Percent: what a forecast may be off by, in the middle of all seeds. */
const limit = 10;

const moments = [
  { name: 'after a tenth of the period', share: 0.1 },
  { name: 'at mid-period', share: 0.5 },
];

/** How far forecasts are off the final bill, for usage that is uneven over days and weeks, checked each hour. */
export function forecastError(): Promise<Measurement[]> {
  const calendar = calendarOf(anchor);
  const length = calendar.start(1) - calendar.start(0);
  const runs = Array.from({ length: seeds }, (_, seed) => {
    const customer = mainProfile(seed, 12);
    const usage = usageHistory(seed, customer.id, calendar, customer.usageScale);
    const [subscription] = customer.subscriptions;
    if (!subscription) throw new Error('The main customer has a subscription');
    const period = { customer, subscription, calendar, usage };
    return { forecasts: practiceForecasts(period, hour), bill: practiceBill(period) };
  });
  return Promise.resolve(
    moments.map(({ name, share }) => {
      const errors = runs.map(({ forecasts, bill }) => {
        const forecast = forecasts.findLast(({ elapsed }) => elapsed <= share * length)?.forecast;
        return forecast ? (Math.abs(forecast.amount - bill.amount) / bill.amount) * 100 : Number.NaN;
      });
      const ours = median(errors);
      return {
        case: `median error of the forecast ${name}, over ${seeds} seeds`,
        ...{ ours, baseline: null, ratio: ours / limit, wanted: 1, unit: '%' as const, memory: null },
      };
    }),
  );
}

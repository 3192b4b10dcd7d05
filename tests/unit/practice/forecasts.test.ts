import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, day, hour } from '../../../electron/practice/data/calendar.ts';
import { offerOf } from '../../../electron/practice/data/catalog.ts';
import { otherProfiles } from '../../../electron/practice/data/profiles.ts';
import type { UsageHistory } from '../../../electron/practice/data/usage.ts';
import { practiceForecasts } from '../../support/practice-forecasts.ts';

const calendar = calendarOf(Date.UTC(2026, 10, 22) / 1000);
const customers = otherProfiles.filter(
  ({ subscriptions: [first] }) => first?.months === 1 && first.kind === 'running' && first.endPeriod === null,
);
/** So many billed units of each metric a day. */
const evenly = (unitsADay: number): UsageHistory => ({
  between: (metric, from, to) => {
    const { metered } = metric === 'bandwidth' ? offerOf('bandwidth') : offerOf('video');
    return ((metered?.unitSize ?? 0) * unitsADay * (to - from)) / day;
  },
});

test('usage that grows evenly is forecast to the step from the second day on, whatever the tax and currency', () => {
  expect(new Set(customers.map(({ currency }) => currency))).toEqual(new Set(['usd', 'eur', 'jpy', 'kwd']));
  fc.assert(
    fc.property(
      fc.constantFrom(...customers),
      // At least one unit a day: of one that was not used up yet nobody knows how fast it goes.
      fc.double({ min: 1.05, max: 2.5, noNaN: true }),
      (customer, unitsADay) => {
        const { forecasts, bill } = practiceForecasts({
          ...{ customer, calendar, usage: evenly(unitsADay), checkEvery: hour / 4 },
        });
        const steps = (['bandwidth', 'video'] as const).map((key) => offerOf(key).amount[customer.currency]);
        // A step beside it of each price, with the tax on it.
        const most = steps.reduce((sum, step) => sum + step, 0) * 1.25 + 1;
        for (const { elapsed, forecast } of forecasts)
          if (elapsed >= day) expect(Math.abs((forecast?.amount ?? Infinity) - bill.amount)).toBeLessThanOrEqual(most);
        expect(forecasts.at(-1)?.forecast).toEqual(bill);
      },
    ),
    { numRuns: 25 },
  );
});

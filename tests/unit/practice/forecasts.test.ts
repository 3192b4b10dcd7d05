import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, day, hour } from '../../../electron/practice/data/calendar.ts';
import { offerOf } from '../../../electron/practice/data/catalog.ts';
import { otherProfiles } from '../../../electron/practice/data/profiles.ts';
import type { Metric, UsageHistory } from '../../../electron/practice/data/usage.ts';
import { practiceBill, practiceForecasts } from '../../support/practice-forecasts.ts';

const subscribed = otherProfiles.flatMap((customer) =>
  customer.subscriptions.flatMap((subscription) => (subscription.endPeriod === null ? { customer, subscription } : [])),
);
type Rates = Readonly<Record<Metric, number>>;
const metered = ['bandwidth', 'video'] as const;

/** So many billed units of each metric a day. */
const evenly = (unitsADay: Rates): UsageHistory => ({
  between: (metric, from, to) => {
    const { metered: price } = metric === 'bandwidth' ? offerOf('bandwidth') : offerOf('video');
    return ((price?.unitSize ?? 0) * unitsADay[metric] * (to - from)) / day;
  },
});

/** Fewer than two units a month, up to thousands. */
const rates = fc.double({ min: -3, max: 5, noNaN: true }).map(Math.exp);
const anchors = fc.integer({ min: 0, max: 800 }).map((days) => Date.UTC(2026, 0, 1) / 1000 + days * day);

test('usage that grows evenly is forecast to the step from the second day on, whatever the customer, period and pace', () => {
  expect(new Set(subscribed.map(({ customer }) => customer.currency))).toEqual(new Set(['usd', 'eur', 'jpy', 'kwd']));
  fc.assert(
    fc.property(
      ...[fc.constantFrom(...subscribed), anchors, fc.constantFrom(hour / 4, hour, 6 * hour)],
      fc.record({ bandwidth: rates, video: rates, extensions: rates }),
      ({ customer, subscription }, anchor, often, unitsADay) => {
        const { months } = subscription;
        const [calendar, checkEvery] = [calendarOf(anchor, months), often * months];
        const period = { customer, subscription, calendar };
        for (const { elapsed, forecast } of practiceForecasts({ ...period, usage: evenly(unitsADay) }, checkEvery)) {
          // Of a unit that was never used up nobody knows how fast it goes.
          const isPaced = metered.every((metric) => (unitsADay[metric] * elapsed) / day > 1 + 1e-6);
          if (elapsed < day || !isPaced || elapsed % day >= checkEvery) continue;
          // The last unit began somewhere between two checks: what that leaves open may be on both sides of a step's edge.
          const bound = (sign: 1 | -1) => {
            const paceOf = (metric: Metric) => {
              const pace = unitsADay[metric];
              const risen = ((Math.ceil((pace * elapsed) / day - 1e-9) - 1) * day) / pace;
              return (pace * risen) / (risen - (sign * checkEvery) / 2) + sign * 1e-9;
            };
            const usage = evenly({ bandwidth: paceOf('bandwidth'), video: paceOf('video'), extensions: 0 });
            return practiceBill({ ...period, usage }).amount;
          };
          expect(forecast?.amount).toBeGreaterThanOrEqual(bound(-1));
          expect(forecast?.amount).toBeLessThanOrEqual(bound(1));
        }
      },
    ),
    { numRuns: 50 },
  );
});

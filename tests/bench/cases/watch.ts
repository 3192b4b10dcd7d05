import { money } from '#shared/money.ts';
import { standingsOf } from '#shared/standings.ts';
import { alertId } from '../../support/alert-ids.ts';
import { anUpcoming, aSubscription } from '../../support/billing-objects.ts';
import { workFolder } from '../large-archive.ts';
import { median, type Measurement, rounds } from '../measurement.ts';
import type { CheckRounds } from '../check-rounds.ts';
import { runTask, startPractice } from '../run.ts';

const accounts = 200;

/** One round of checks, against the same requests by a bare HTTP client. */
export async function checkRound(): Promise<Measurement[]> {
  await using server = await startPractice(60);
  const { url, customerId } = server;
  const ran = await runTask<CheckRounds>('checks', { folder: workFolder(), url, customerId, accounts });
  const ours = median(ran.ours);
  const baseline = median(ran.baseline);
  return [
    {
      case: `one check round of ${accounts} accounts (${ran.requests} requests)`,
      ...{ ours, baseline, ratio: ours / baseline, wanted: 1.2, unit: 'ms', memory: ran.memory },
    },
  ];
}

const alerts = 10_000;
const limit = 20;

/** Many alerts with early steps against the figures of one check. */
export function evaluation(): Promise<Measurement[]> {
  const upcoming = anUpcoming();
  const { asOf, period } = upcoming;
  const snapshot = {
    accountId: 'acme',
    asOf,
    subscriptions: [{ subscription: aSubscription(), upcoming, forecast: null }],
    details: null,
    missingPermissions: [],
    bills: { from: period.start, list: [] },
  };
  const watched = Array.from({ length: alerts }, (_, index) => ({
    id: alertId(String(index)),
    accountId: 'acme',
    scope: 'subscription' as const,
    window: 'billing-period' as const,
    timeZone: null,
    measure: 'total' as const,
    threshold: money(1 + index * 7, 'USD'),
    steps: [50 as const, 75 as const, 90 as const],
    createdAt: period.start,
  }));
  const taken = Array.from({ length: rounds + 1 }, () => {
    const start = performance.now();
    standingsOf(watched, { snapshot, failure: null });
    return performance.now() - start;
  });
  const ours = median(taken.slice(1));
  return Promise.resolve([
    {
      case: `evaluating ${alerts} alerts`,
      ours,
      baseline: null,
      ratio: ours / limit,
      wanted: 1,
      unit: 'ms',
      memory: null,
    },
  ]);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compare } from '#shared/comparison.ts';
import type { ActivityItem, Snapshot } from '#shared/ipc/contract.ts';
import { addMonths, type Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createOverview, createLastSeen } from '../../../electron/overview/index.ts';
import { aLine, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { openMigrated } from '../../support/migrated-database.ts';

const minute = 60_000;
const failed = (at: Instant): ActivityItem => ({ kind: 'failed-checks', at, count: 3 });

let folder: string;
let db: Database;
let clock: FakeClock;
let isVisible = false;

type OverviewParts = Parameters<typeof createOverview>[0];

/** A start of the program: last seen and overview are made again on the same database. */
function start(
  happened: readonly ActivityItem[] = [],
  {
    snapshot = null,
    compare = () => null,
    ...totals
  }: Partial<OverviewParts['totals']> & { snapshot?: Snapshot | null; compare?: OverviewParts['compare'] } = {},
) {
  const lastSeen = createLastSeen({ db, clock, logger: memoryLogger(), isWindowVisible: () => isVisible });
  const overview = createOverview({
    db,
    clock,
    lastSeen,
    known: {
      snapshot: () => snapshot,
      activity: (_accountId, since) => happened.filter(({ at }) => at > since),
      forecastHistory: () => [],
    },
    alerts: { list: () => [], standings: () => [] },
    totals: {
      newSince: (_accountId, since) =>
        '2026-11-22T13:00:00.000Z' > since ? { count: 2, at: '2026-11-22T13:00:00.000Z' } : { count: 0, at: null },
      monthTotals: () => [],
      billOf: () => null,
      billsBefore: () => [],
      ...totals,
    },
    compare,
    timeOf: () => Date.parse('2027-01-15T00:00:00.000Z'),
    isSynced: () => true,
  });
  return { lastSeen, overview };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overview-'));
  db = openMigrated(join(folder, 'billfold.db'));
  db.prepare(
    "INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES ('a', 'A', 'a', 'finance', 0, '')",
  ).run();
  clock = fakeClock('2026-11-22T12:00:00.000Z');
  isVisible = false;
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('has twelve months and the same ones a year earlier, by the account’s own clock', () => {
  const asked: unknown[] = [];
  const month = (place: number) => ({ month: addMonths('2025-02', place), totals: [], tooLarge: [] });
  const { overview } = start([], {
    monthTotals: (...request) => {
      asked.push(request);
      return Array.from({ length: 24 }, (_, place) => month(place));
    },
  });
  const { months, yearBefore } = overview.get('a');
  expect([yearBefore.length, yearBefore[0], months.length, months[0]]).toEqual([12, month(0), 12, month(12)]);
  expect(asked).toEqual([['a', '2027-01-15T00:00:00.000Z', 24]]);
});

describe('why an amount moved', () => {
  const october = { start: '2026-10-01T00:00:00.000Z', end: november.start } as const;
  const running: Snapshot = {
    accountId: 'a',
    asOf: '2026-11-22T12:00:00.000Z',
    subscriptions: [
      {
        subscription: aSubscription(),
        upcoming: anUpcoming({ lines: [aLine({ amount: usd(7100) })] }),
        forecast: null,
      },
    ],
    details: null,
    missingPermissions: [],
  };
  const september = { start: '2026-09-01T00:00:00.000Z', end: october.start } as const;
  const bill = (period: Period, amount: number) => ({
    ...{ period, total: usd(amount), lines: [aLine({ amount: usd(amount) })] },
  });
  const changesIn = (subscriptionId: string, period: Period, before: Period = september) =>
    start([], {
      snapshot: running,
      compare: (_accountId, { subscription: { items }, upcoming }) =>
        upcoming.kind === 'none'
          ? null
          : compare(upcoming, items, [{ ...bill(october, 5000), bill: usd(5000), keptAt: () => null }]),
      billsBefore: () => [bill(before, 5000)],
      billOf: (_accountId, id) => (id === 'sub_1' ? bill(october, 6500) : null),
    }).overview.changesIn('a', subscriptionId, period);

  it('is told of a running period by its upcoming invoice, of one that is over by its bill', () => {
    expect(changesIn('sub_1', november)).toMatchObject({
      ...{ before: usd(5000), now: usd(12_000), samePoint: { by: 'pro-rata' } },
      lines: [{ before: { amount: usd(5000) }, now: { amount: usd(7100) } }],
    });
    expect(changesIn('sub_1', october)).toMatchObject({
      ...{ before: usd(5000), now: usd(6500), samePoint: null },
      lines: [{ before: { amount: usd(5000) }, now: { amount: usd(6500) } }],
    });
  });

  it('is not known where one of the two periods is not', () => {
    expect(start([], { snapshot: running }).overview.changesIn('a', 'sub_1', november)).toBeNull();
    expect(changesIn('sub_other', october)).toBeNull();
  });

  it('is not told of a period that is not the one before', () => {
    expect(changesIn('sub_1', october, { ...september, end: '2026-09-20T00:00:00.000Z' })).toBeNull();
  });
});

describe('what happened while nobody looked', () => {
  it('is nothing at the first start', () => {
    const { lastSeen, overview } = start([failed('2026-11-22T11:00:00.000Z')]);
    lastSeen.note();
    expect(overview.get('a').activity).toEqual([]);
  });

  it('is what came after the last check, newest first, until it is dismissed', () => {
    start().lastSeen.note();
    clock.sleep(120 * minute);
    const { lastSeen, overview } = start([failed('2026-11-22T11:59:00.000Z'), failed('2026-11-22T13:30:00.000Z')]);
    lastSeen.note();
    expect(overview.get('a').activity).toEqual([
      failed('2026-11-22T13:30:00.000Z'),
      { kind: 'new-invoices', at: '2026-11-22T13:00:00.000Z', count: 2 },
    ]);
    overview.dismissActivity('a');
    expect(overview.get('a').activity).toEqual([]);
  });

  it('leaves out what happens later, in front of the user', () => {
    start().lastSeen.note();
    clock.sleep(120 * minute);
    const { lastSeen, overview } = start([failed('2026-11-22T14:04:00.000Z'), failed('2026-11-22T14:30:00.000Z')]);
    lastSeen.note();
    expect(overview.get('a').activity.map(({ at }) => at)).toContain('2026-11-22T14:04:00.000Z');
    expect(overview.get('a').activity.map(({ at }) => at)).not.toContain('2026-11-22T14:30:00.000Z');
  });

  it('takes a short break for no absence', () => {
    start().lastSeen.note();
    clock.sleep(29 * minute);
    const { lastSeen, overview } = start([failed('2026-11-22T12:20:00.000Z')]);
    lastSeen.note();
    expect(overview.get('a').activity).toEqual([]);
  });

  it('counts a window that stays open as looked at', async () => {
    const { lastSeen, overview } = start([failed('2026-11-22T12:20:00.000Z')]);
    lastSeen.note();
    isVisible = true;
    const stop = lastSeen.start();
    await clock.advance(60 * minute);
    lastSeen.note();
    expect(lastSeen.absence()).toBeNull();
    expect(overview.get('a').activity).toEqual([]);
    stop();
    expect(clock.waiting).toBe(0);
  });

  it('goes on when nothing can be written', async () => {
    const { lastSeen } = start();
    db.pragma('query_only = ON');
    isVisible = true;
    const stop = lastSeen.start();
    lastSeen.note();
    await clock.advance(2 * minute);
    db.pragma('query_only = OFF');
    await clock.advance(minute);
    expect(db.prepare('SELECT at FROM last_seen').get()).toEqual({ at: '2026-11-22T12:03:00.000Z' });
    stop();
  });
});

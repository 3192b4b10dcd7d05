import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account, SourceKind } from '#shared/accounts.ts';
import { money } from '#shared/money.ts';
import { fail, ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { planPresets } from '#shared/usage-plan.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createImagekitSource } from '../../../electron/sources/index.ts';
import { createUsage, createUsageStore, type Usage } from '../../../electron/usage/index.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { openMigrated } from '../../support/migrated-database.ts';

const GB = 10 ** 9;
const premium = planPresets.find(({ name }) => name === 'Premium');
if (!premium) throw new Error('The published example is gone');

let db: Database;
let clock: FakeClock;
let usage: Usage;
let requests: string[];
let answer: (start: string) => Response;
let actions: { what: string; before?: unknown; after?: unknown }[];

const account = (kind: SourceKind): Account => ({
  id: 'acme',
  name: 'Acme',
  role: 'finance',
  practice: false,
  sources: [{ kind, baseUrl: null, customerId: null }],
  createdAt: '2026-01-01T00:00:00.000Z',
  closedAt: null,
});

/** The feature on a real database, with a vendor behind real wire code. */
function usageOf(kind: SourceKind): Usage {
  const store = createUsageStore(db);
  const source = createImagekitSource({
    key: 'private_abc',
    baseUrl: null,
    clock,
    logger: memoryLogger(),
    retries: 0,
    cache: store.cacheOf('acme'),
    fetch: (input) => {
      const { searchParams } = new URL(input instanceof Request ? input.url : input);
      requests.push(`${searchParams.get('startDate') ?? ''} ${searchParams.get('endDate') ?? ''}`);
      return Promise.resolve(answer(searchParams.get('startDate') ?? ''));
    },
  });
  return createUsage({
    store,
    account: (id) => (id === 'acme' ? account(kind) : null),
    recordAction: (action) => String(actions.push(action)),
    open: (id) =>
      Promise.resolve(id === 'acme' ? ok(source) : fail({ code: 'account-not-found', account: id } as const)),
    timeOf: () => clock.now(),
    nameOf: (metric) => metric,
  });
}

beforeEach(() => {
  db = openMigrated(':memory:');
  db.prepare(
    `INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES ('acme', 'Acme', 'acme', 'finance', 0, '')`,
  ).run();
  clock = fakeClock('2026-11-22T12:00:00.000Z');
  requests = [];
  actions = [];
  answer = (start) => Response.json({ bandwidthBytes: Number(start.slice(5, 7)) * GB });
  usage = usageOf('imagekit');
});
afterEach(() => db.close());

describe('a report', () => {
  test('of the running month goes up to today, and is estimated with the plan', async () => {
    usage.savePlan('acme', premium);
    answer = () => Response.json({ bandwidthBytes: 65 * GB, videoProcessingUnitsCount: 1, extensionUnitsCount: 3 });
    expect(await usage.report('acme', null)).toMatchObject({
      ok: true,
      value: {
        range: { start: '2026-11-01', end: '2026-11-23' },
        asOf: '2026-11-22T12:00:00.000Z',
        amounts: { bandwidth: 65 * GB, 'extension-units': 3 },
        estimate: { total: money(6700, 'USD') },
      },
    });
  });

  test.each([
    ['2026-10-01', '2026-11-01', true],
    ['2026-10-01', '2026-10-15', false],
    ['2026-11-01', '2026-11-23', true],
    ['2026-11-01', '2026-11-22', false],
    ['2026-10-02', '2026-11-01', false],
    ['2026-10-01', '2026-11-02', false],
    ['2026-08-01', '2026-11-01', false],
  ] as const)('of %s to %s is estimated: %s', async (start, end, isMonth) => {
    usage.savePlan('acme', premium);
    const report = await usage.report('acme', { start, end });
    expect(report.ok && [report.value.isMonth, report.value.plan !== null, report.value.estimate !== null]).toEqual([
      isMonth,
      isMonth,
      isMonth,
    ]);
  });

  test('is the same for six hours, also after a restart', async () => {
    await usage.report('acme', null);
    usage = usageOf('imagekit');
    await clock.advance(6 * 3_600_000 - 1);
    const kept = await usage.report('acme', null);
    expect(kept.ok && kept.value.asOf).toBe('2026-11-22T12:00:00.000Z');
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    await usage.report('acme', null);
    expect(requests).toHaveLength(2);
  });

  test('asks again after the key was replaced, also for months that are over', async () => {
    await usage.report('acme', { start: '2026-10-01', end: '2026-11-01' });
    await usage.report('acme', null);
    usage.keyReplaced('acme');
    await usage.report('acme', { start: '2026-10-01', end: '2026-11-01' });
    await usage.report('acme', null);
    const both = ['2026-10-01 2026-11-01', '2026-11-01 2026-11-23'];
    expect(requests).toEqual([...both, ...both]);
  });
});

describe('the history', () => {
  test('is the last 12 months and the running one; months that are over are asked for once', async () => {
    await usage.report('acme', null);
    const { months, error } = await usage.history('acme');
    expect(error).toBeNull();
    expect(months.map(({ month }) => month)).toEqual([
      ...['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'],
      ...['2026-09', '2026-10', '2026-11'],
    ]);
    expect(months.at(-2)).toMatchObject({ amounts: { bandwidth: 10 * GB }, final: true });
    expect(months.at(-1)).toMatchObject({ final: false });
    expect(requests).toHaveLength(13);
    await clock.advance(30 * 86_400_000);
    await usage.history('acme');
    // November ended meanwhile; all others are final.
    expect(requests.slice(13)).toEqual(['2026-11-01 2026-12-01']);
  });

  test('the month so far replaces what it was on an earlier day', async () => {
    await usage.report('acme', null);
    await clock.advance(86_400_000);
    answer = () => Response.json({ bandwidthBytes: 12 * GB });
    await usage.report('acme', null);
    const rows = db.prepare('SELECT range_end, as_of FROM usage_answers').all();
    expect(rows).toEqual([{ range_end: '2026-11-24', as_of: instantFromMillis(clock.now()) }]);
  });

  test('is told as far as it could be read, with the error', async () => {
    answer = (start) => (start < '2026-09' ? new Response('', { status: 500 }) : Response.json({ bandwidthBytes: 1 }));
    const { months, error } = await usage.history('acme');
    expect(months.map(({ month }) => month)).toEqual(['2026-09', '2026-10']);
    expect(error).toMatchObject({ code: 'server-failed' });
    expect(requests).toHaveLength(3);
  });
});

describe('the plan', () => {
  test('is kept, and what changed is in the log of actions', () => {
    expect(usage.plan('acme')).toBeNull();
    usage.savePlan('acme', premium);
    const dearer = { ...premium, fee: money(5900, 'USD') };
    expect(usage.savePlan('acme', dearer)).toEqual({ ok: true, value: dearer });
    expect(usageOf('imagekit').plan('acme')).toEqual(dearer);
    expect(actions).toMatchObject([
      { what: 'usage-plan.saved', before: null, after: premium },
      { what: 'usage-plan.saved', before: premium, after: dearer },
    ]);
  });

  test('is refused for an account that tells no usage, and for none', () => {
    expect(usageOf('stripe').savePlan('acme', premium)).toMatchObject({ error: { code: 'source-not-supported' } });
    expect(usage.savePlan('other', premium)).toMatchObject({ error: { code: 'account-not-found' } });
    expect(actions).toEqual([]);
  });
});

import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Account } from '#shared/accounts.ts';
import { fail, ok } from '#shared/result.ts';
import { defaultSettings } from '#shared/settings.ts';
import { createSourceOpener } from '../../electron/sources/index.ts';
import { createWatch } from '../../electron/watch/index.ts';
import { anAccount, openTestDatabase } from '../support/archive/archive-setup.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { fakeConnectivity } from '../support/fakes/fake-connectivity.ts';
import { fakeNotifier } from '../support/fakes/fake-notifier.ts';
import { fakePower } from '../support/fakes/fake-power.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { rounds } from './measurement.ts';

interface Request {
  readonly key: string;
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | null;
}

export interface CheckRounds {
  /** Milliseconds of each counted round. */
  readonly ours: number[];
  readonly baseline: number[];
  readonly requests: number;
  readonly memory: number;
}

/** Vendors that the accounts belong to: a key each, and for each key the vendor's limit on test keys. */
const keys = 4;
const perSecond = 25;

/**
 * One check of many accounts, and then the very same requests by nothing but `fetch`, as many a second as the vendor allows
 * to each key.
 */
export async function runCheckRounds({
  folder,
  url,
  customerId,
  accounts: count,
}: {
  folder: string;
  url: string;
  customerId: string;
  accounts: number;
}): Promise<CheckRounds> {
  const accounts: Account[] = Array.from({ length: count }, (_, index) =>
    anAccount({ id: `acc${index}`, name: `Account ${index}`, sources: [{ kind: 'stripe', baseUrl: url, customerId }] }),
  );
  const db = openTestDatabase(join(folder, 'billfold.db'), accounts);
  const logger = memoryLogger();
  const nothing = () => ({ title: '', body: '' });
  let recorded: Request[] | null = null;
  const watch = createWatch({
    documents: () => [],
    db,
    accounts: () => accounts,
    watches: () => true,
    recordAction: () => '',
    openSource: createSourceOpener({
      account: (id) => accounts.find((account) => account.id === id) ?? null,
      keyFor: (accountId) =>
        Promise.resolve(ok(`sk_test_vendor${accounts.findIndex(({ id }) => id === accountId) % keys}`)),
      practiceUrl: () => Promise.resolve(url),
      async fetch(input, init) {
        if (recorded) recorded.push(await requestOf(new Request(input, init)));
        return globalThis.fetch(input, init);
      },
      clock: realClock,
      logger,
    }),
    usage: {
      open: (account) => Promise.resolve(fail({ code: 'key-missing', account })),
      planOf: () => null,
      nameOf: (metric) => metric,
    },
    pastBills: () => [],
    periodTurned: () => Promise.resolve(),
    clock: realClock,
    random: () => 0.5,
    notifier: fakeNotifier(),
    settings: () => defaultSettings,
    timeZone: () => 'UTC',
    accountingTimeZone: () => 'UTC',
    describe: {
      alertEvent: nothing,
      notCompared: nothing,
      detailsChanged: nothing,
      outage: nothing,
      notices: nothing,
      test: nothing,
    },
    power: fakePower(),
    connectivity: fakeConnectivity(),
    logger,
    emit: () => undefined,
    errorOf: () => ({ code: 'internal', reference: '' }),
  });

  const checkAll = async () => {
    const outcomes = await watch.check(null);
    const failed = outcomes.find(({ error }) => error !== null);
    if (failed) throw new Error(JSON.stringify(failed.error));
  };
  let requests: Request[] = [];
  const replay = () => {
    const turnOf = new Map<string, () => Promise<void>>();
    for (const { key } of requests) if (!turnOf.has(key)) turnOf.set(key, createTurns());
    return Promise.all(
      requests.map(async ({ key, url: address, method, headers, body }) => {
        await turnOf.get(key)?.();
        await (await globalThis.fetch(address, { method, headers, body })).text();
      }),
    );
  };
  const millis = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  // The first check asks for more than the others.
  await checkAll();
  recorded = [];
  await checkAll();
  requests = recorded;
  recorded = null;
  await replay();
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await millis(checkAll));
    baseline.push(await millis(replay));
  }
  await watch.background.idle();
  db.close();
  return { ours, baseline, requests: requests.length, memory: process.resourceUsage().maxRSS / 1024 };
}

/** Lets so many start a second, evenly. */
function createTurns(): () => Promise<void> {
  let next = performance.now();
  return async () => {
    const at = Math.max(next, performance.now());
    next = at + 1000 / perSecond;
    await setTimeout(at - performance.now());
  };
}

async function requestOf(request: globalThis.Request): Promise<Request> {
  const body = request.body === null ? null : await request.text();
  const key = request.headers.get('authorization') ?? '';
  return { key, url: request.url, method: request.method, headers: [...request.headers], body };
}

import { join } from 'node:path';
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
  readonly account: string;
  readonly url: string;
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | null;
}

export interface PollRounds {
  /** Milliseconds of each counted round. */
  readonly ours: number[];
  readonly baseline: number[];
  readonly requests: number;
  readonly memory: number;
}

/**
 * One poll of many accounts, each with a key of its own, and then the very same requests by nothing but `fetch`: those of
 * one account after the other, all accounts at once.
 */
export async function runPollRounds({
  folder,
  url,
  customerId,
  accounts: count,
}: {
  folder: string;
  url: string;
  customerId: string;
  accounts: number;
}): Promise<PollRounds> {
  const accounts: Account[] = Array.from({ length: count }, (_, index) =>
    anAccount({ id: `acc${index}`, name: `Account ${index}`, sources: [{ kind: 'stripe', baseUrl: url, customerId }] }),
  );
  const db = openTestDatabase(join(folder, 'billfold.db'), accounts);
  const logger = memoryLogger();
  const nothing = () => ({ title: '', body: '' });
  let recorded: Request[] | null = null;
  const watch = createWatch({
    db,
    accounts: () => accounts,
    openSource: createSourceOpener({
      account: (id) => accounts.find((account) => account.id === id) ?? null,
      keyFor: (accountId) => Promise.resolve(ok(`sk_test_${accountId}`)),
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
    clock: realClock,
    random: () => 0.5,
    notifier: fakeNotifier(),
    settings: () => defaultSettings,
    timeZone: () => 'UTC',
    describe: { firing: nothing, detailsChanged: nothing, outage: nothing, test: nothing },
    power: fakePower(),
    connectivity: fakeConnectivity(),
    logger,
    onEvent: () => undefined,
    showAccount: () => undefined,
  });

  const poll = async () => {
    const outcomes = await watch.check(null);
    const failed = outcomes.find(({ error }) => error !== null);
    if (failed) throw new Error(JSON.stringify(failed.error));
  };
  const byAccount = new Map<string, Request[]>();
  const replay = () =>
    Promise.all(
      [...byAccount.values()].map(async (requests) => {
        for (const { url: address, method, headers, body } of requests)
          await (await globalThis.fetch(address, { method, headers, body })).text();
      }),
    );
  const millis = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  recorded = [];
  await poll();
  const requests: Request[] = recorded;
  recorded = null;
  for (const request of requests) byAccount.set(request.account, [...(byAccount.get(request.account) ?? []), request]);
  await replay();
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await millis(poll));
    baseline.push(await millis(replay));
  }
  await watch.idle();
  db.close();
  return { ours, baseline, requests: requests.length, memory: process.resourceUsage().maxRSS / 1024 };
}

async function requestOf(request: globalThis.Request): Promise<Request> {
  const body = request.body === null ? null : await request.text();
  const account = request.headers.get('authorization') ?? '';
  return { account, url: request.url, method: request.method, headers: [...request.headers], body };
}

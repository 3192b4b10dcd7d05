import ImageKit from '@imagekit/nodejs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { UsedAmounts } from '#shared/estimate.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import { type PracticeServer, startPracticeServer } from '../../../electron/practice/index.ts';
import { createImagekitSource } from '../../../electron/sources/index.ts';
import type { DayRange } from '../../../electron/sources/usage-source.ts';
import { usageSourceContract } from '../../support/contracts/usage-source.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { memoryUsageCache } from '../../support/fakes/memory-usage-cache.ts';
import { control } from '../../support/practice.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../../support/raw-server.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const hour = 3_600_000;
const machine = createClock();
const november = { start: '2026-11-01', end: '2026-11-23' } as const;

let server: PracticeServer;
beforeAll(async () => {
  server = await startPracticeServer({ port: 0, seed: 3, invoices: 60, anchor: now, now, speed: 0 });
});
afterAll(() => server.close());
afterEach(() => control(server, 'faults', { clear: true }));

/** Pauses take no time, and timeouts theirs; the wall clock is the test's. */
const clockAt = (moment: () => number = () => now): Clock => ({
  now: moment,
  after: (millis, task) => machine.after(millis < 5_000 ? 0 : millis, task),
});

function sourceAt(
  baseUrl: string,
  options: { key?: string; clock?: Clock; retries?: number; timeoutSeconds?: number } = {},
) {
  const logger = memoryLogger();
  const { key = server.imagekitKey, clock = { ...machine, now: () => now } } = options;
  const source = createImagekitSource({
    retries: 0,
    ...options,
    key,
    baseUrl,
    fetch: nodeFetch,
    clock,
    logger,
    cache: memoryUsageCache(),
  });
  return { source, logger };
}

const official = async ({ start, end }: DayRange): Promise<UsedAmounts> => {
  const client = new ImageKit({ privateKey: server.imagekitKey, baseURL: server.url, maxRetries: 0 });
  const usage = await client.accounts.usage.get({ startDate: start, endDate: end });
  return {
    bandwidth: usage.bandwidthBytes ?? null,
    storage: usage.mediaLibraryStorageBytes ?? null,
    'video-processing-units': usage.videoProcessingUnitsCount ?? null,
    'extension-units': usage.extensionUnitsCount ?? null,
    'original-cache-storage': usage.originalCacheStorageBytes ?? null,
  };
};

usageSourceContract('ImageKit on the practice server', () =>
  Promise.resolve({ source: sourceAt(server.url).source, official }),
);

describe('the answer of the last six hours', () => {
  test('is kept with its age, then asked for again', async () => {
    let moment = now;
    const moving = await startPracticeServer({ port: 0, seed: 3, invoices: 60, anchor: now, now, speed: 0 });
    try {
      const { source } = sourceAt(moving.url, { key: moving.imagekitKey, clock: clockAt(() => moment) });
      const asked = async () => {
        const answer = await source.usage(november);
        if (!answer.ok) throw new Error(answer.error.code);
        return answer.value;
      };
      const moveBy = async (millis: number) => {
        moment += millis;
        await control(moving, 'clock', { now: instantFromMillis(moment) });
      };
      const first = await asked();
      expect(first.asOf).toBe('2026-11-22T12:00:00.000Z');
      await moveBy(6 * hour - 1000);
      expect(await asked()).toEqual(first);
      await moveBy(1000);
      const later = await asked();
      expect(later.asOf).toBe('2026-11-22T18:00:00.000Z');
      expect(later.amounts.bandwidth).toBeGreaterThan(first.amounts.bandwidth ?? Infinity);
    } finally {
      await moving.close();
    }
  });
});

describe('what goes wrong', () => {
  const fault = (body: object) => control(server, 'faults', { path: '/v1/accounts/usage', ...body });

  test.each([
    ['a refused key', 'private_refused', { code: 'key-refused' }],
    ['a key of another vendor', 'sk_test_4242424242', { code: 'key-malformed' }],
  ])('%s is an error of the key test', async (_, key, error) => {
    const { source } = sourceAt(server.url, { key });
    expect(await source.testKey()).toMatchObject({ ok: false, error });
  });

  test.each([
    [{ kind: 'status', status: 401 }, { code: 'key-refused' }],
    [{ kind: 'status', status: 403 }, { code: 'permission-missing' }],
    [
      { kind: 'status', status: 429, retryAfter: 120 },
      { code: 'rate-limited', retryAfterSeconds: 120 },
    ],
    [
      { kind: 'status', status: 400 },
      { code: 'request-refused', status: 400 },
    ],
    [
      { kind: 'status', status: 503 },
      { code: 'server-failed', status: 503 },
    ],
    [{ kind: 'html' }, { code: 'answer-not-json' }],
    [{ kind: 'truncated' }, {}],
    [{ kind: 'reset' }, { code: 'server-unreachable' }],
    [{ kind: 'reset-body' }, { code: 'server-unreachable' }],
  ])('%o becomes %o', async (body, error) => {
    await fault(body);
    const { source, logger } = sourceAt(server.url);
    expect(await source.usage(november)).toMatchObject({ ok: false, error });
    expect(logger.text()).not.toContain(server.imagekitKey);
  });

  test('a server that never answers is a timeout', async () => {
    await fault({ kind: 'hang' });
    const { source } = sourceAt(server.url, { timeoutSeconds: 0.2 });
    expect(await source.usage(november)).toMatchObject({ ok: false, error: { code: 'server-timeout', seconds: 0.2 } });
  });

  test('a transient failure is tried again', async () => {
    await fault({ kind: 'status', status: 502, times: 1 });
    await fault({ kind: 'status', status: 429, retryAfter: 1, times: 1 });
    const { source } = sourceAt(server.url, { retries: 2, clock: clockAt() });
    expect(await source.usage(november)).toMatchObject({ ok: true });
  });

  test('an error is not kept', async () => {
    await fault({ kind: 'status', status: 500, times: 1 });
    const { source } = sourceAt(server.url);
    expect(await source.usage(november)).toMatchObject({ ok: false });
    expect(await source.usage(november)).toMatchObject({ ok: true });
  });

  test('a metric that is missing is left out, and no metric at all is no answer', async () => {
    await fault({ kind: 'drop', fields: ['extensionUnitsCount'], times: 1 });
    const { source } = sourceAt(server.url);
    const answer = await source.usage(november);
    expect(answer.ok && Object.keys(answer.value.amounts)).not.toContain('extension-units');
    expect(answer).toMatchObject({ ok: true, value: { amounts: { bandwidth: expect.any(Number) as number } } });
  });
});

describe('what is sent', () => {
  const answers = async (answer: RawAnswer): Promise<RawServer> => startRawServer({ 'GET /v1/accounts/usage': answer });
  const key = 'private_CANARYcanary4242';

  test('is the key as user name without a password, and the days with the end excluded, in pieces', async () => {
    await using raw = await answers({ bandwidthBytes: 5 });
    await sourceAt(raw.url, { key }).source.usage({ start: '2026-01-01', end: '2026-06-01' });
    expect(raw.requests.map(({ query }) => Object.fromEntries(query))).toEqual([
      { startDate: '2026-01-01', endDate: '2026-03-31' },
      { startDate: '2026-03-31', endDate: '2026-06-01' },
    ]);
    for (const { headers } of raw.requests)
      expect(headers.authorization).toBe(`Basic ${Buffer.from(`${key}:`).toString('base64')}`);
  });

  test('follows no redirect with the key, and says nothing of it', async () => {
    await using other = await answers({ bandwidthBytes: 5 });
    await using raw = await answers((_, response) => {
      response.writeHead(302, { location: `${other.url}/v1/accounts/usage` }).end();
      return undefined;
    });
    const { source, logger } = sourceAt(raw.url, { key });
    const answer = await source.usage(november);
    expect(answer).toMatchObject({ ok: false, error: { code: 'server-unreachable' } });
    expect(other.requests).toEqual([]);
    expect(JSON.stringify(answer) + logger.text()).not.toContain('CANARY');
  });

  test('is not repeated in the words of a refusal', async () => {
    await using raw = await answers((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message: `bad ${key}` }));
      return undefined;
    });
    const answer = await sourceAt(raw.url, { key }).source.usage(november);
    expect(answer).toEqual({
      ok: false,
      error: { code: 'request-refused', status: 400, vendorWords: 'bad [removed]' },
    });
  });
});

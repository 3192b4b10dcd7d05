import { expect, test } from 'vitest';
import fc from 'fast-check';
import { type AppError, appErrorSchema } from '#shared/errors.ts';
import { errorSentence } from '#shared/messages/index.ts';
import { networkProblemOf, networkProblems } from '#shared/network-problem.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import {
  failureReason,
  pauseBeforeRetry,
  retry,
  retryAfterSeconds,
  type RetryPolicy,
  startJobBudget,
  wait,
} from '../../../electron/http/index.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

test.each([
  ['seconds', { 'retry-after': ' 30 ' }, 30],
  ['none at all', {}, null],
  ['no pause', { 'retry-after': '0' }, 0],
  ['more than a day', { 'retry-after': '9999999999999' }, 86_400],
  ['a fraction', { 'retry-after': '1.5' }, null],
  ['a negative number', { 'retry-after': '-5' }, null],
  ['a date, by our clock', { 'retry-after': 'Sun, 22 Nov 2026 12:02:00 GMT' }, 120],
  [
    "a date, by the server's clock",
    { 'retry-after': 'Wed, 01 Jan 2031 00:00:10 GMT', date: 'Wed, 01 Jan 2031 00:00:00 GMT' },
    10,
  ],
  ['a date that is over', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
  ['a date far off', { 'retry-after': 'Sun, 22 Nov 2099 11:00:00 GMT' }, 86_400],
  ['a date of another form', { 'retry-after': '2026-11-22T12:02:00Z' }, null],
  ['a day that there is not', { 'retry-after': 'Sun, 99 Nov 2026 12:02:00 GMT' }, null],
])('Retry-After of %s', (_, headers, seconds) => {
  expect(retryAfterSeconds(new Headers(headers), now)).toBe(seconds);
});

test.each<[string, unknown, string]>([
  ['Chromium’s', new Error('net::ERR_NAME_NOT_RESOLVED'), 'ERR_NAME_NOT_RESOLVED'],
  ['Node’s', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
  [
    'fetch’s',
    new TypeError('fetch failed', { cause: Object.assign(new Error('https://a/?key=1'), { code: 'ECONNRESET' }) }),
    'ECONNRESET',
  ],
  [
    'one behind the name of a library',
    Object.assign(new Error('Network Error', { cause: new Error('net::ERR_CERT_DATE_INVALID') }), {
      code: 'ERR_NETWORK',
    }),
    'ERR_CERT_DATE_INVALID',
  ],
  ['one of several', new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]), 'ECONNREFUSED'],
  [
    'a refused redirect',
    new TypeError('fetch failed', { cause: new Error('unexpected redirect') }),
    'ERR_UNEXPECTED_REDIRECT',
  ],
  ['too many redirects', new Error('net::ERR_TOO_MANY_REDIRECTS'), 'ERR_TOO_MANY_REDIRECTS'],
  ['a message alone', new Error('cannot get https://user:pass@example.com/?key=1'), 'ERR_FAILED'],
  ['nothing', undefined, 'ERR_FAILED'],
  ['a code of no shape', { code: 'user:pass@host' }, 'ERR_FAILED'],
])('the reason of a failure is a code: %s', (_, cause, reason) => {
  expect(failureReason(cause)).toBe(reason);
});

test('whatever is thrown, the reason is a code, and no piece of a message', () => {
  const anyError = fc.letrec((tie) => ({
    error: fc.record(
      { message: fc.webUrl({ withQueryParameters: true }), code: fc.string(), cause: tie('error') },
      { requiredKeys: [] },
    ),
  })).error;
  fc.assert(
    fc.property(anyError, (thrown) => {
      expect(failureReason(thrown)).toMatch(/^[A-Z][A-Z0-9_]{2,59}$/);
    }),
  );
});

test('an error kept by an earlier version may hold a message: it is left out', () => {
  const kept = { code: 'server-unreachable', host: 'api.example.com', reason: 'connect to https://u:p@x/' };
  expect(appErrorSchema.parse(kept)).toEqual({ ...kept, reason: 'ERR_FAILED' });
});

test.each([
  ['ERR_NAME_NOT_RESOLVED', 'name'],
  ['EAI_AGAIN', 'name'],
  ['ERR_CONNECTION_REFUSED', 'refused'],
  ['ERR_INTERNET_DISCONNECTED', 'offline'],
  ['ERR_PROXY_CONNECTION_FAILED', 'proxy'],
  ['ERR_PROXY_CERTIFICATE_INVALID', 'proxy'],
  ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_CONNECTION_RESET', 'broken'],
  ['ERR_UNEXPECTED_REDIRECT', 'redirect'],
  ['ERR_SOMETHING_NEW', 'other'],
])('%s is told as %s', (code, problem) => {
  expect(networkProblemOf(code)).toBe(problem);
});

test('each problem has words of its own in both languages, with the code', () => {
  const codes = [
    'ENOTFOUND',
    'ECONNREFUSED',
    'EPIPE',
    'ENETUNREACH',
    'EPROTO',
    'ERR_PROXY_X',
    'ERR_X_REDIRECT',
    'ERR_X',
  ] as const;
  expect(new Set(codes.map(networkProblemOf))).toEqual(new Set(networkProblems));
  for (const language of ['en', 'de'] as const) {
    const sentences = codes.map((reason) => errorSentence({ code: 'server-unreachable', host: 'h', reason }, language));
    for (const [index, sentence] of sentences.entries()) expect(sentence).toContain(`(${codes[index] ?? ''}).`);
    const withoutCodes = sentences.map((sentence) => sentence.replace(/\([A-Z_]+\)/, ''));
    expect(new Set(withoutCodes).size).toBe(codes.length);
  }
});

const policy: RetryPolicy = { retries: 3, longestPause: 5000, transient: ['server-failed'] };
const failed: AppError = { code: 'server-failed', status: 503, requestId: null };
const limited = (retryAfterSeconds: number | null): AppError => ({ code: 'rate-limited', retryAfterSeconds });

test.each<[string, AppError, number, number | null]>([
  ['a transient failure', failed, 0, 500],
  ['the same once more', failed, 2, 2000],
  ['the last time', failed, 3, null],
  ['a failure for good', { code: 'key-refused', host: 'h' }, 0, null],
  ['a limit without a time', limited(null), 1, 1000],
  ['a limit at the border', limited(5), 0, 5000],
  ['a limit that takes too long', limited(6), 0, null],
  ['a limit of nothing', limited(0), 0, 200],
  ['a limit the last time', limited(1), 3, null],
])('%s', (_, error, tried, pause) => {
  expect(pauseBeforeRetry(error, tried, policy)).toBe(pause);
});

test('retrying ends with what worked, or with the last error', async () => {
  const slept: number[] = [];
  const outcomes: Result<string>[] = [fail(failed), fail(failed), ok('done')];
  const sleep = (pause: number) => Promise.resolve(slept.push(pause));
  const pauseAfter = (error: AppError, tried: number) => pauseBeforeRetry(error, tried, policy);
  const next = () => Promise.resolve(outcomes.shift() ?? fail(failed));
  expect(await retry(next, pauseAfter, sleep)).toEqual(ok('done'));
  expect(slept).toEqual([500, 1000]);
  expect(await retry(next, pauseAfter, sleep)).toEqual(fail(failed));
  expect(slept).toEqual([500, 1000, 500, 1000, 2000]);
});

test('waiting goes by the clock; an abort ends it, before it or meanwhile, and leaves no timer', async () => {
  const clock = fakeClock();
  const waited = wait(clock, 1000);
  await clock.advance(1000);
  expect(await waited).toBe(true);
  const controller = new AbortController();
  const aborted = wait(clock, 1000, controller.signal);
  controller.abort();
  expect(await aborted).toBe(false);
  expect(await wait(clock, 1000, controller.signal)).toBe(false);
  expect(clock.waiting).toBe(0);
});

test('a job ends when it gets nothing done, and goes on as long as it does', async () => {
  const minute = 60_000;
  const idle = fakeClock();
  const stuck = startJobBudget(idle, new AbortController().signal);
  await idle.advance(30 * minute - 1);
  expect(stuck.signal.aborted).toBe(false);
  await idle.advance(1);
  expect(stuck.signal.aborted).toBe(true);
  expect(stuck.overAfterMinutes()).toBe(30);

  const clock = fakeClock();
  const busy = startJobBudget(clock, new AbortController().signal);
  // Two pieces a minute are just enough for ever; told twice they count once.
  for (let passed = 0; passed < 10 * 60; passed++) {
    busy.note(2 * passed + 2);
    busy.note(2);
    await clock.advance(minute);
  }
  expect(busy.overAfterMinutes()).toBeNull();
  clock.set(clock.now() + 24 * 60 * minute);
  await clock.advance(minute);
  expect(busy.signal.aborted).toBe(false);
  await clock.advance(30 * minute);
  expect(busy.overAfterMinutes()).toBe(630);
});

test('a job that is cancelled is not out of time, and leaves no timer', async () => {
  const clock = fakeClock();
  const controller = new AbortController();
  const budget = startJobBudget(clock, controller.signal);
  controller.abort();
  expect([budget.signal.aborted, budget.overAfterMinutes()]).toEqual([true, null]);
  budget.stop();
  await clock.advance(1e9);
  expect([budget.overAfterMinutes(), clock.waiting]).toEqual([null, 0]);
});

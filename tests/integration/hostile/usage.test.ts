import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { planPresets } from '#shared/usage-plan.ts';
import { buildProgram } from '../../support/billfold.ts';
import { bytes, stalling } from '../../support/hostile/vendor.ts';
import {
  connectOther,
  exceedNext,
  expectTriggered,
  expectWords,
  type OtherVendor,
} from '../../support/hostile/world.ts';
import { type ProgramProcess, startProgram } from '../../support/program/start-program.ts';
import { type RawAnswer, startRawServer } from '../../support/raw-server.ts';

/*
 * What an ImageKit server may answer when it is asked for usage: at the check of the watch, in the history of months, when a key
 * is tried. Its documents come from no server: they are imported. In the round of each attempt another vendor's alert fires.
 */

const path = 'GET /v1/accounts/usage';
const good = {
  bandwidthBytes: 5e9,
  mediaLibraryStorageBytes: 1e9,
  videoProcessingUnitsCount: 0,
  extensionUnitsCount: 0,
  originalCacheStorageBytes: 0,
};
const plan = planPresets.find(({ name }) => name === 'Pro');

type Says = AppError['code'] | null;
type Attempt = readonly [what: string, answer: RawAnswer, says: Says];

const body = (text: string | Buffer, says: Says, headers: Record<string, string> = {}): Attempt => [
  `${JSON.stringify(headers)} ${text.toString('latin1').slice(0, 40)}`,
  bytes(text, headers),
  says,
];
const status = (code: number, says: Says, text: string, headers: Record<string, string> = {}): Attempt => [
  `${code} ${JSON.stringify(headers)} ${text.slice(0, 30)}`,
  bytes(text, headers, code),
  says,
];
const figure = (value: unknown, says: Says): Attempt => [
  `a bandwidth of ${JSON.stringify(value).slice(0, 40)}`,
  bytes(JSON.stringify({ ...good, bandwidthBytes: 'RAW' }).replace('"RAW"', String(value))),
  says,
];
const byHand = (what: string, answer: RawAnswer, says: Says): Attempt => [what, answer, says];

const html = { 'content-type': 'text/html' };
const message = JSON.stringify({ message: 'No' });
const attempts: readonly Attempt[] = [
  ...['"ok"', '1', 'true', '[]', '""', 'null', '', '{', '<!doctype html><title>Sign in</title>', '\u0000', '[{}]'].map(
    (text) => body(text, 'answer-not-json'),
  ),
  body('{}', 'answer-incomplete'),
  body('{"message":"An error with status 200"}', 'answer-incomplete'),
  body('{"__proto__":{"bandwidthBytes":1}}', 'answer-incomplete'),
  body('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'answer-too-complex'),
  body(`{"bandwidthBytes":1,"x":"${'x'.repeat(20 * 2 ** 20)}"}`, 'answer-too-large'),
  body(gzipSync(Buffer.alloc(50 * 2 ** 20, ' ')), 'answer-too-large', { 'content-encoding': 'gzip' }),
  body(JSON.stringify(good), 'server-unreachable', { 'content-encoding': 'gzip' }),
  body(JSON.stringify(good), null, html),
  body(`\ufeff${JSON.stringify(good)}`, null),

  ...['"5"', '-1', '[]', '{}', 'true', '1e400', '9007199254740992'].map((value) => figure(value, 'answer-incomplete')),
  figure('null', null),
  figure('1.5', null),
  figure('-0', null),
  figure('9007199254740991', null),
  ['every figure as large as can be', bytes(JSON.stringify(good).replaceAll(/:\d+/g, ':9007199254740991')), null],

  status(400, 'request-refused', message),
  status(400, 'request-refused', '<h1>Bad</h1>', html),
  status(400, 'request-refused', JSON.stringify({ message: '\u001b[2K\u202eall fine\u0007'.repeat(10_000) })),
  status(401, 'key-refused', message),
  status(401, 'key-refused', '<h1>Sign in</h1>', html),
  status(403, 'key-refused', message),
  status(403, 'permission-missing', '{"message":"The key lacks the permission"}'),
  status(403, 'key-refused', '<h1>Proxy</h1>', html),
  status(404, 'request-refused', message),
  status(404, 'request-refused', 'Not Found', { 'content-type': 'text/plain' }),
  status(404, 'request-refused', '<h1>nginx</h1>', html),
  status(405, 'request-refused', ''),
  // Only a proxy may say so.
  status(407, 'server-unreachable', '<h1>Proxy</h1>', html),
  ...['', '0', '-5', '1e9', 'soon', 'Fri, 31 Dec 9999 23:59:59 GMT'].map((wait) =>
    status(429, 'rate-limited', message, { 'retry-after': wait }),
  ),
  status(429, 'rate-limited', '<h1>Slow down</h1>', html),
  ...[500, 502, 503].flatMap((code) => [
    status(code, 'server-failed', message),
    status(code, 'server-failed', 'down', { 'content-type': 'text/plain' }),
    status(code, 'server-failed', '<h1>Down</h1>', html),
  ]),
  status(204, 'answer-not-json', ''),

  ...[301, 302, 307, 308].map((code) => status(code, 'server-unreachable', '', { location: 'http://127.0.0.1:9/' })),
  ...['http://169.254.169.254/', 'file:///etc/passwd', 'https://user:secret@evil.example/', '/v1/accounts/usage'].map(
    (location) => status(302, 'server-unreachable', '', { location }),
  ),

  byHand('an answer that never begins', () => undefined, 'server-timeout'),
  byHand('an answer that stops in the middle', stalling('{"bandwidthBytes":'), 'server-timeout'),
  byHand(
    'an endless answer',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(2 ** 20, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) continue;
      };
      response.on('drain', more).write('{');
      more();
      return undefined;
    },
    'answer-too-large',
  ),
  byHand(
    'a connection that ends in the middle',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"bandwidthBytes":');
      setImmediate(() => response.destroy());
      return undefined;
    },
    'server-unreachable',
  ),
];

const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'billfold-usage-'));
let program: ProgramProcess;
let other: OtherVendor;
beforeAll(async () => {
  await buildProgram();
  // Its time runs thirty times as fast: pauses before trying again, and answers that stop.
  program = await startProgram(place, { haste: 30 });
  other = await connectOther(program, attempts.length);
});
afterAll(async () => {
  await other.server.close();
  await program[Symbol.asyncDispose]();
  rmSync(place, { recursive: true, force: true });
});

describe('an answer with the usage', () => {
  it.each(attempts)('%s', async (_what, answer, says) => {
    await using vendor = await startRawServer({ [path]: good });
    const connection = { source: 'imagekit', key: 'private_Usage4242', baseUrl: vendor.url, customerId: null } as const;
    const name = `Media ${String(other.exceeded)}`;
    const added = await program.ask('connect', { ...connection, name });
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    const accountId = added.value;
    vendor.routes[path] = answer;
    expect(await program.ask('call', { name: 'usage.savePlan', request: { accountId, plan } })).toMatchObject({
      ok: true,
    });
    const threshold = { quantity: 1e15, unit: 'byte' };
    const rule = { measure: 'storage', steps: [], scope: 'subscription', window: 'billing-period', threshold };
    expect(await program.ask('call', { name: 'alerts.save', request: { ...rule, accountId } })).toMatchObject({
      ok: true,
    });

    exceedNext(other);
    const checks = await program.ask('check', [accountId, other.accountId], 50);
    await expectTriggered(program, other);
    const checked = checks.find((each) => each.accountId === accountId);
    expect(checked?.error?.code ?? null).toBe(says);
    // "Not exceeded" is said of a comparison alone.
    if (says !== null) expect(checked?.alerts).toMatchObject([{ outcome: 'not-compared' }]);

    const history = await program.ask('call', { name: 'usage.history', request: { accountId } }, 50);
    const told = history.ok ? (history.value as { error: AppError | null }).error : history.error;
    expect(told?.code ?? null).toBe(says);
    const tried = await program.ask('connect', { ...connection, name: `${name} again` }, 50);
    expect(tried.ok ? null : tried.error.code).toBe(says);
    for (const error of [checked?.error, told, tried.ok ? null : tried.error]) if (error) expectWords(error);
  });
});

describe('after all of them', () => {
  it('the program lives, nothing failed inside it, and it stayed small', async () => {
    expect(program.isAlive()).toBe(true);
    expect(await program.ask('faults', null)).toEqual([]);
    expect(program.peakMemory()).toBeLessThan(600);
  });
});

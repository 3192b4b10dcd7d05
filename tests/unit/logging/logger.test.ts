import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger, fileSink } from '../../../electron/logging/index.ts';
import type { LogLevel } from '#shared/settings.ts';
import { wallTime } from '#shared/period.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function collecting(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const sink = (line: string) => void lines.push(line);
  return {
    lines,
    logger: createLogger({
      sinks: [{ write: sink, level: () => level }],
      clock: fakeClock('2026-11-22T12:00:00.000Z'),
    }),
  };
}

test('a line has time, level, module, words and data', () => {
  const here = wallTime('2026-11-22T12:00:00.000Z', Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { lines, logger } = collecting();
  logger.child('stripe').warn('Slow answer', { millis: 1200, path: '/v1/invoices' });
  logger.info('Started');
  expect(lines).toEqual([
    `${here} warn  stripe: Slow answer {"millis":1200,"path":"/v1/invoices"}`,
    `${here} info  billfold: Started`,
  ]);
});

test('debug lines are written only when asked for', () => {
  const quiet = collecting('info');
  quiet.logger.debug('detail');
  quiet.logger.child('watch').debug('detail');
  quiet.logger.error('failure');
  expect(quiet.lines).toHaveLength(1);
});

test('a message cannot pretend to be two lines', () => {
  const { lines, logger } = collecting();
  logger.info('one\r\n2026-11-22T12:00:00.000Z error billfold: two\u2028three');
  expect(lines[0]).not.toMatch(/[\r\n\u2028]/);
  logger.info('painted \u202e\u001b[2K', { plan: 'x\u009b\u202ey' });
  expect(lines[1]).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(lines[1]).toContain('{"plan":"x\\u009b\\u202ey"}');
});

const keys = fc
  .tuple(
    fc.constantFrom('sk_live_', 'rk_test_', 'pk_live_', 'whsec_', 'private_', 'Bearer ', 'Basic '),
    fc.stringMatching(/^CANARY[A-Za-z0-9]{1,30}$/),
  )
  .map((parts) => parts.join(''));
const anything = fc.string({ unit: 'binary' });

test('no text around a key, in message, data, names or errors, brings it into a line', () => {
  fc.assert(
    fc.property(anything, keys, anything, (before, key, after) => {
      const { lines, logger } = collecting();
      // After a letter or digit `Bearer` and `Basic` are part of a longer word.
      const text = `${before} ${key}${after}`;
      logger.error(text, { text, [text]: 1, list: [{ text }], error: new Error(text, { cause: { text } }) });
      logger.child(text).info('x', { url: `https://api.example.com/v1?key=${key}` });
      expect(lines).toHaveLength(2);
      expect(lines.join('\n')).not.toContain('CANARY');
    }),
  );
});

test('the file is appended to, readable by its owner only, and makes way when it is full', () => {
  const file = join(folder, 'logs', 'billfold.log');
  const clock = fakeClock();
  const logger = createLogger({
    sinks: [{ write: fileSink(file, { maxBytes: 500, files: 3 }), level: () => 'debug' }],
    clock,
  });
  logger.info('first %s %c line');
  logger.debug('second');
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('first %s');
  expect(statSync(file).mode & 0o077).toBe(0);
  writeFileSync(join(folder, 'logs', 'billfold.old.log'), 'of an earlier version');
  for (let line = 0; line < 60; line++) logger.info(`line ${line}`);
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['billfold.1.log', 'billfold.2.log', 'billfold.log']);
  const kept = ['billfold.2.log', 'billfold.1.log', 'billfold.log'].map((name) =>
    readFileSync(join(folder, 'logs', name), 'utf8'),
  );
  // The newest lines, none of them missing, none twice.
  const numbers = [...kept.join('').matchAll(/line (\d+)/g)].map(([, number]) => Number(number));
  expect(numbers.at(-1)).toBe(59);
  expect(numbers).toEqual(Array.from(numbers, (_, at) => 60 - numbers.length + at));
  for (const part of kept) expect(part.length).toBeLessThan(650);
});

test('two loggers write to their own files', () => {
  const [one, two] = ['one', 'two'].map((name) => join(folder, `${name}.log`));
  if (!one || !two) throw new Error('Two names make two files');
  for (const file of [one, two])
    createLogger({ sinks: [{ write: fileSink(file), level: () => 'info' }], clock: fakeClock() }).info(file);
  expect(readFileSync(one, 'utf8')).toContain(one);
  expect(readFileSync(two, 'utf8')).not.toContain(one);
});

test.each([
  ['Europe/Berlin', '2026-07-01T22:30:00.000Z', '2026-07-02T00:30:00.000+02:00'],
  ['Europe/Berlin', '2026-11-22T12:00:00.000Z', '2026-11-22T13:00:00.000+01:00'],
  ['America/St_Johns', '2026-11-22T12:00:00.000Z', '2026-11-22T08:30:00.000-03:30'],
  ['UTC', '2026-11-22T12:00:00.000Z', '2026-11-22T12:00:00.000+00:00'],
] as const)('in %s the time %s has its zone', (zone, instant, time) => {
  expect(wallTime(instant, zone)).toBe(time);
});

test.each([
  ['error', 1],
  ['warn', 2],
  ['info', 3],
  ['debug', 4],
] as const)('at the level %s there are %d lines of four', (level, count) => {
  const { lines, logger } = collecting(level);
  for (const each of ['debug', 'info', 'warn', 'error'] as const) logger[each]('said');
  expect(lines).toHaveLength(count);
});

const passwords = fc.stringMatching(/^CANARY[!-~]{0,20}$/).filter((text) => !/["'<>]/.test(text));

test('no way of writing a proxy brings its password into a line', () => {
  fc.assert(
    fc.property(
      passwords,
      fc.constantFrom('http://anna:%@proxy:3128', 'PROXY anna:%@proxy.example:8080; DIRECT', 'https=anna:%@[::1]:3128'),
      (password, form) => {
        const { lines, logger } = collecting();
        const text = form.replace('%', () => password);
        logger.warn(`The proxy ${text} refused`, { proxy: text, proxyPassword: password, cause: new Error(text) });
        expect(lines.join('\n')).not.toContain('CANARY');
      },
    ),
  );
  const { lines, logger } = collecting();
  logger.info('Proxy-Authorization: Digest username="anna", response="CANARY1"');
  logger.info('Proxy-Authorization: NTLM CANARY2==');
  expect(lines.join('\n')).not.toContain('CANARY');
});

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger, fileSink } from '../../../electron/logging/index.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function collecting({ debug = true } = {}) {
  const lines: string[] = [];
  const sink = (line: string) => void lines.push(line);
  return { lines, logger: createLogger({ sinks: [sink], clock: fakeClock('2026-11-22T12:00:00.000Z'), debug }) };
}

test('a line has time, level, module, words and data', () => {
  const { lines, logger } = collecting();
  logger.child('stripe').warn('Slow answer', { millis: 1200, path: '/v1/invoices' });
  logger.info('Started');
  expect(lines).toEqual([
    '2026-11-22T12:00:00.000Z warn  stripe: Slow answer {"millis":1200,"path":"/v1/invoices"}',
    '2026-11-22T12:00:00.000Z info  billfold: Started',
  ]);
});

test('debug lines are written only when asked for', () => {
  const quiet = collecting({ debug: false });
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
  const logger = createLogger({ sinks: [fileSink(file, 500)], clock, debug: true });
  logger.info('first %s %c line');
  logger.debug('second');
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('first %s');
  expect(statSync(file).mode & 0o077).toBe(0);
  for (let line = 0; line < 12; line++) logger.info(`line ${line}`);
  const kept = readFileSync(join(folder, 'logs', 'billfold.old.log'), 'utf8') + readFileSync(file, 'utf8');
  expect(kept).toContain('line 11');
  expect(statSync(file).size).toBeLessThan(600);
});

test('two loggers write to their own files', () => {
  const [one, two] = ['one', 'two'].map((name) => join(folder, `${name}.log`));
  if (!one || !two) throw new Error('Two names make two files');
  for (const file of [one, two]) createLogger({ sinks: [fileSink(file)], clock: fakeClock(), debug: false }).info(file);
  expect(readFileSync(one, 'utf8')).toContain(one);
  expect(readFileSync(two, 'utf8')).not.toContain(one);
});

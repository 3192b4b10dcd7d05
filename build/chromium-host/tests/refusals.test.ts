import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startDesktop } from '../../../tests/support/desktop.ts';
import { ending } from '../../../tests/support/waits.ts';
import { hostRegister } from '../index.ts';
import { refusals } from './refusals.ts';

/*
 * What Electron refuses, the host refuses: each line of the table is tried for real, before ready, after it, or from
 * the preload script of a window, all in one program (refusals-app/main.js).
 */

let outcomes: Readonly<Record<string, string>>;

beforeAll(async () => {
  const desktop = await startDesktop({ notifications: 'none' });
  const program = spawn(
    process.execPath,
    ['--import', hostRegister, join(import.meta.dirname, 'refusals-app/main.js')],
    {
      env: { ...process.env, ...desktop.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let output = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await ending(program, 'the program that tries them all');
  await desktop.stop();
  const line = /^OUTCOMES (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`The program printed no outcomes:\n${output}`);
  outcomes = JSON.parse(line) as Record<string, string>;
});

describe('the Chromium host refuses', () => {
  it.each(refusals)('$attempt', ({ attempt, says }) => {
    expect(outcomes[attempt]).toBe(says);
  });

  it('nothing that the table does not list', () => {
    expect(Object.keys(outcomes).toSorted()).toEqual(refusals.map(({ attempt }) => attempt).toSorted());
  });
});

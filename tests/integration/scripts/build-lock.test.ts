import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { within } from '../../support/waits.ts';

const lockModule = resolve(import.meta.dirname, '../../../build/support/build-lock.ts');

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-lock-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('is held by one process at a time, and free again when that one is killed', async () => {
  const first = holder();
  expect(await first.nextLine()).toBe('taken');

  const second = holder();
  expect(await second.nextLine()).toBe('Another build is running; waiting for it.');

  first.child.kill('SIGKILL');
  expect(await second.nextLine()).toBe('taken');
});

it('is free again when it is released', async () => {
  const first = holder('lock[Symbol.dispose]();');
  expect(await first.nextLine()).toBe('taken');
  expect(await holder().nextLine()).toBe('taken');
});

/** A process that takes the lock, says so and stays; what it prints comes line by line. */
function holder(afterwards = '') {
  const program = `
    const { takeBuildLock } = await import(${JSON.stringify(lockModule)});
    const lock = takeBuildLock(${JSON.stringify(folder)});
    ${afterwards}
    console.error('taken');
    setInterval(() => lock, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return {
    child,
    async nextLine(): Promise<string> {
      while (!text.includes('\n')) await within(30, 'a line of the holder', once(child.stderr, 'data'));
      const end = text.indexOf('\n');
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      return line;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ended } from '../../support/billfold.ts';
import { ending, within } from '../../support/waits.ts';

const node24 = pathToFileURL(resolve(import.meta.dirname, '../../../build/node-24.mjs')).href;
/** Says of this Node that it is an older one, as far as scripts can tell. */
const pretendOld = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })`;
const script = `
  process.on('SIGTERM', () => process.exit(7));
  console.log(process.versions.node, ...process.argv.slice(2));
  if (process.argv.includes('stay')) setInterval(() => undefined, 1000);
  else process.exitCode = 10;`;

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-24-'));
  file = join(folder, 'script.mjs');
  await writeFile(file, script);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = (preload: readonly string[], ...args: string[]): ChildProcess =>
  spawn(process.execPath, [...preload.flatMap((each) => ['--import', each]), file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

it('runs a script at once where Node is new enough', async () => {
  expect(await ended(run([node24], 'a b', '--json'))).toEqual({
    code: 10,
    stdout: `${process.versions.node} a b --json\n`,
    stderr: '',
  });
});

it('goes on with the Node that the project brings where it is not, with the same arguments and exit code', async () => {
  const end = await ended(run([pretendOld, node24], 'a b', '--json'));
  expect(end).toMatchObject({ code: 10, stderr: '' });
  expect(end.stdout).toMatch(/^24\.\d+\.\d+ a b --json\n$/);
});

it('hands a signal on, and ends as the script does', async () => {
  const old = run([pretendOld, node24], 'stay');
  await within(30, 'the line of the script', once(old.stdout ?? old, 'data'));
  old.kill('SIGTERM');
  const { code } = await ending(old, 'the script');
  expect(code).toBe(7);
});

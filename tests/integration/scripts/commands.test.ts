import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { closed, ending, listening, run, within } from '../../support/waits.ts';

const root = resolve(import.meta.dirname, '../../..');
const asNpmRun = ['run', '--silent', 'billfold', '--'];
const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

let environment: NodeJS.ProcessEnv;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'commands-'));
  environment = { ...process.env, BILLFOLD_DATA_DIR: dataFolder, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
});

afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

const billfold = (...args: string[]) => run('npm', [...asNpmRun, ...args], { cwd: root, env: environment });

it('prints one JSON document and nothing else, on a machine without a display', async () => {
  const { stdout } = await billfold('check', '--json');
  expect(JSON.parse(stdout)).toEqual({ accounts: [] });
});

it('passes the exit code through, with words on standard error only', async () => {
  const ended = failure.parse(await billfold('frobnicate').catch((error: unknown) => error));
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('frobnicate');
});

it('ends a server when npm is ended, so that its port is free again', async () => {
  const npm = spawn('npm', [...asNpmRun, 'practice'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  npm.stdout.setEncoding('utf8');
  let printed = '';
  while (!printed.includes('\n')) {
    const piece = await within(40, 'the line of the practice server', once(npm.stdout, 'data'));
    printed += z.tuple([z.string()]).parse(piece)[0];
  }
  const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)?.[1]);
  expect(port).toBeGreaterThan(0);

  npm.kill('SIGTERM');
  // The server inherited this pipe: it ends when the last process that could still print has gone.
  await ending(npm, 'npm and its server');
  const successor = createServer();
  expect(await listening(successor, port)).toBe(port);
  await closed(successor);
});

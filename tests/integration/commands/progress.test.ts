import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandOf, ended } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';

/* Long work in a real terminal (a pseudo-terminal by `script`), and with the output going into a pipe. */

const place = connected('sk_test_progress', 'Acme', 600);
const erase = '\r\u001b[2K';

/** Runs a command in a terminal; everything that came on screen, in order. */
async function inTerminal(...args: string[]): Promise<string> {
  const { words, env } = commandOf(place().terminal, args);
  const command = words.map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { ...env, TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code, stdout } = await ended(child, 'a command in a terminal');
  expect(code).toBe(0);
  return stdout;
}

it('a terminal is told how far a sync is, and its answer takes the place of that', async () => {
  const screen = await inTerminal('sync', '--full');
  expect(screen).toMatch(/\r\u001b\[2KSyncing Acme: [\d,]+ of [\d,]+/);
  expect(screen.slice(screen.lastIndexOf(erase))).toMatch(/^\r\u001b\[2KAcme: \d+ invoices, \d+ new/);
});

it('a terminal is told how far an export is', async () => {
  const screen = await inTerminal('export', '--out', join(place().folder, 'out'));
  expect(screen).toMatch(/\r\u001b\[2KWriting files: \d+ of \d+/);
  expect(screen.slice(screen.lastIndexOf(erase))).toContain(' written, ');
});

it('a terminal is told how far a verification is', async () => {
  const screen = await inTerminal('verify');
  expect(screen).toMatch(/\r\u001b\[2KChecking invoices: \d+ of \d+/);
  expect(screen.slice(screen.lastIndexOf(erase))).toContain(' invoices checked, ');
});

it('a pipe and a document get none of it', async () => {
  const { terminal, folder } = place();
  const ends = [
    await terminal.billfold('sync', '--full'),
    await terminal.billfold('export', '--out', join(folder, 'piped')),
    await terminal.billfold('verify'),
  ];
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  for (const { stdout, stderr } of ends) expect(stdout + stderr).not.toMatch(/[\r\u001b]| per second/);
  const document = await inTerminal('verify', '--json');
  expect(JSON.parse(document)).toMatchObject({ findings: [] });
});

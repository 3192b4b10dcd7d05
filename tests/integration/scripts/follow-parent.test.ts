import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { within } from '../../support/waits.ts';

const follow = pathToFileURL(resolve(import.meta.dirname, '../../../build/support/follow-parent.ts')).href;

it('ends a program in good order when the shell that npm put in between dies', async () => {
  const program = `
    process.on('SIGTERM', () => { console.log('closing in good order'); process.exit(0); });
    console.log('running', process.env.BILLFOLD_PARENT_PID);
    setInterval(() => {}, 1000);`;
  // As npm does it: a shell that runs the program as its child and passes no signal on.
  const shell = spawn(
    '/bin/sh',
    ['-c', 'BILLFOLD_PARENT_PID=$$ "$0" --import "$1" --eval "$2"; true', process.execPath, follow, program],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  shell.stdout.setEncoding('utf8');
  expect(await lineFrom(shell.stdout)).toBe('running undefined');
  shell.kill('SIGKILL');
  expect(await lineFrom(shell.stdout)).toBe('closing in good order');
});

async function lineFrom(stream: Readable): Promise<string> {
  const pieces: unknown[] = await within(30, 'a line of the program', once(stream, 'data'));
  return String(pieces[0]).trim();
}

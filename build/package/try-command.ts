// Tries the command line of a packed program as a terminal of this system calls it: `try-command.ts PROGRAM`. What a
// release has to do before it is one, on each system.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { inProject, say } from '../support/project.ts';

const program = resolve(process.argv[2] ?? '');
const folder = mkdtempSync(join(tmpdir(), 'try a command & more '));
const { version } = z.object({ version: z.string() }).parse(read(readFileSync(inProject('package.json'), 'utf8')));
const answer = z.object({ accounts: z.array(z.unknown()) });
const longestMs = 60_000;

/** Words as they are typed, for cmd and sh alike. */
function tryCommand(
  words: string,
  code: number,
  isRight: (output: { stdout: string; stderr: string }) => boolean,
): void {
  const { status, stdout, stderr, error } = spawnSync(`"${program}" ${words}`, {
    shell: true,
    encoding: 'utf8',
    timeout: longestMs,
    env: { ...process.env, BILLFOLD_DATA_DIR: folder },
  });
  const good = status === code && isRight({ stdout, stderr });
  say(`${good ? 'right' : 'WRONG'}: billfold ${words}`);
  if (good) return;
  say(`ended with ${String(status)}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  process.exitCode = 1;
}

tryCommand('--version', 0, ({ stdout }) => stdout.trim() === version);
tryCommand('check --json', 0, ({ stdout }) => answer.safeParse(read(stdout)).success);
tryCommand('--json check', 0, ({ stdout }) => answer.safeParse(read(stdout)).success);
// Signs that a batch file would take for its own.
tryCommand('sync --json --account "Smith & Co (50% ^ off)"', 2, ({ stderr }) =>
  stderr.includes('Smith & Co (50% ^ off)'),
);
rmSync(folder, { recursive: true, force: true });

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

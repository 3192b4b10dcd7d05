// Runs every command of the README in a clean clone, as somebody who reads it for the first time. Part of `npm run soak`.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { firstLine } from '../support/billfold.ts';
import { commandsOf, type ReadmeCommand } from '../support/soak/readme-commands.ts';
import { closed, ending, listening } from '../support/waits.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'billfold-readme-'));
const clone = join(folder, 'billfold');
const variables = join(folder, 'variables');
const servers: ChildProcess[] = [];
const taken = createServer();
const port = await listening(taken);
await closed(taken);

/** A reader's shell: no display, and nothing of the project that runs this. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|BILLFOLD_|DISPLAY$|WAYLAND_DISPLAY$|INIT_CWD$)/i.test(name)),
);
environment['PATH'] = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((each) => !each.includes('node_modules'))
  .join(delimiter);

/** Starts a command in the clone, in a process group of its own; what is exported stays for the next one. */
function start(text: string): ChildProcess {
  const script = `set -a; [ -f '${variables}' ] && . '${variables}'; set +a\n${text}\ncode=$?\nexport -p > '${variables}'\nexit $code`;
  return spawn('bash', ['-c', script], {
    cwd: clone,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGTERM');
}

async function run({ text, stays, good, limit }: ReadmeCommand): Promise<string | null> {
  // Its files go with this folder, and its port may be in use on this machine.
  const child = start(text.replaceAll('/tmp/', `${folder}/`).replaceAll('4242', String(port)));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  try {
    if (stays) {
      servers.push(child);
      await firstLine(child, limit);
      return null;
    }
    const { code } = await ending(child, text, limit);
    return code !== null && good.includes(code) ? null : `exit code ${String(code)}\n${output}`;
  } catch (error) {
    end(child);
    return `${String(error)}\n${output}`;
  }
}

let failed = 0;
try {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { stdio: 'inherit' });
  writeFileSync(variables, '');
  const commands = commandsOf(readFileSync(join(clone, 'README.md'), 'utf8'));
  for (const command of commands) {
    const began = performance.now();
    const failure = await run(command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(7);
    process.stdout.write(`${failure === null ? 'ok    ' : 'FAILED'} ${seconds} s  ${command.text}\n`);
    if (failure === null) continue;
    failed += 1;
    process.stdout.write(`${failure.trimEnd().split('\n').slice(-30).join('\n').replaceAll(/^/gm, '  | ')}\n`);
  }
  if (commands.length === 0) failed += 1;
  process.stdout.write(`readme: commands=${commands.length} failed=${failed}\n`);
} finally {
  for (const server of servers) {
    end(server);
    await ending(server, 'a server of the README', 20);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
process.exitCode = failed === 0 ? 0 : 1;

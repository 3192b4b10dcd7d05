import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inProject, say } from './project.ts';

const packageFolder = inProject('node_modules', 'electron');
const downloadFolder = join(cacheFolder, 'electron-download');
const failureFile = join(cacheFolder, 'electron-unreachable.json');

const giveUpAfterMs = 10_000;
const lookEveryMs = 500;
const rememberFailureMs = 24 * 60 * 60 * 1000;

/**
 * Path of Electron's program if it is on this machine. Found by path, the way electron's own package finds it: that
 * package itself is never imported, because its entry starts a download.
 */
export function findElectron(): string | undefined {
  const named = process.env['ELECTRON_EXEC_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;

  const pathFile = join(packageFolder, 'path.txt');
  const executable = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : '';
  const distribution = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (distribution !== undefined && distribution !== '') {
    return existing(join(distribution, executable === '' ? 'electron' : executable));
  }
  return executable === '' ? undefined : existing(join(packageFolder, 'dist', executable));
}

/**
 * Electron's program, fetched by its own installer if need be. Given up when nothing has arrived for 10 s; a failure
 * is remembered for a day, so that a machine that cannot reach the download page is not kept waiting at each start.
 */
export async function findOrFetchElectron(): Promise<string | undefined> {
  const found = findElectron();
  if (found !== undefined || failedLately()) return found;
  say('Fetching Electron (once) …');
  const reason = await runInstaller();
  const fetched = findElectron();
  if (fetched !== undefined) return fetched;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ failedAt: Date.now(), version: wantedVersion(), reason }));
  say(`Electron could not be fetched: ${reason}. It is tried again in a day, or after deleting ${failureFile}.`);
  return undefined;
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function wantedVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return typeof version === 'string' ? version : '';
}

function failedLately(): boolean {
  try {
    const failure: unknown = JSON.parse(readFileSync(failureFile, 'utf8'));
    if (typeof failure !== 'object' || failure === null || !('failedAt' in failure) || !('version' in failure)) {
      return false;
    }
    const age = Date.now() - Number(failure.failedAt);
    return age >= 0 && age < rememberFailureMs && failure.version === wantedVersion();
  } catch {
    return false;
  }
}

/** Runs electron's installer until it ends or nothing more arrives. Resolves to the reason of a failure in words. */
function runInstaller(): Promise<string> {
  rmSync(downloadFolder, { recursive: true, force: true });
  mkdirSync(downloadFolder, { recursive: true });
  const env = {
    ...process.env,
    TMPDIR: downloadFolder,
    TEMP: downloadFolder,
    TMP: downloadFolder,
    NODE_USE_ENV_PROXY: '1',
    ELECTRON_GET_NO_PROGRESS: '1',
  };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));

    let bytes = 0;
    let lastArrival = Date.now();
    let gaveUp = false;
    const watch = setInterval(() => {
      const now = sizeOf(downloadFolder) + sizeOf(join(packageFolder, 'dist'));
      if (now !== bytes) {
        bytes = now;
        lastArrival = Date.now();
        say(`  ${(bytes / 1_000_000).toFixed(0)} MB`);
      } else if (Date.now() - lastArrival > giveUpAfterMs) {
        gaveUp = true;
        child.kill('SIGKILL');
      }
    }, lookEveryMs);
    child.on('close', () => {
      clearInterval(watch);
      rmSync(downloadFolder, { recursive: true, force: true });
      resolve(gaveUp ? 'nothing arrived for 10 seconds' : reasonIn(errors));
    });
  });
}

function sizeOf(folder: string): number {
  return globSync('**/*', { cwd: folder })
    .map((file) => statSync(join(folder, file), { throwIfNoEntry: false }))
    .reduce((sum, file) => sum + (file?.isFile() === true ? file.size : 0), 0);
}

function reasonIn(errors: string): string {
  if (errors.includes('fetch failed')) return 'its download page cannot be reached from here';
  const [line = ''] = errors.trim().split('\n');
  return line === '' ? 'its installer ended without a word' : line;
}

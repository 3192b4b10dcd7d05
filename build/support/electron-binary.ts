import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheFolder, inProject, say } from './project.ts';

/** Where to look for Electron, and how long to wait for its download. */
export interface ElectronPlace {
  /** The installed npm package `electron`. */
  readonly packageFolder: string;
  readonly cacheFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly now: () => number;
  readonly giveUpAfterMs: number;
  readonly say: (line: string) => void;
}

const thisProject: ElectronPlace = {
  packageFolder: inProject('node_modules', 'electron'),
  cacheFolder,
  environment: process.env,
  now: Date.now,
  giveUpAfterMs: 10_000,
  say,
};

const lookEveryMs = 250;
const rememberFailureMs = 24 * 60 * 60 * 1000;

const failureSchema = z.object({ failedAt: z.number(), version: z.string() });

/**
 * Electron's program, fetched by its own installer if need be. Found by path, the way electron's own package finds it:
 * that package itself is never imported, because its entry starts a download. A download is given up when nothing has
 * arrived for 10 s; a failure is remembered for a day, so that a machine that cannot reach the download page is not
 * kept waiting at each start.
 */
export async function findOrFetchElectron(place = thisProject): Promise<string | undefined> {
  const found = findElectron(place);
  if (found !== undefined || failedLately(place)) return found;
  place.say('Looking for Electron to download (once; given up when nothing arrives for ten seconds) …');
  const reason = await runInstaller(place);
  const fetched = findElectron(place);
  if (fetched !== undefined) return fetched;
  mkdirSync(place.cacheFolder, { recursive: true });
  writeFileSync(failureFile(place), JSON.stringify({ failedAt: place.now(), version: wantedVersion(place) }));
  place.say(
    `Electron could not be fetched: ${reason}. It is tried again in a day, or after deleting ${failureFile(place)}.`,
  );
  return undefined;
}

/** Electron's program where it is already, found by path: importing its package would download it. */
export function findElectron({ packageFolder, environment } = thisProject): string | undefined {
  const named = environment['ELECTRON_EXEC_PATH'] ?? '';
  if (named !== '') return existing(named);
  const pathFile = join(packageFolder, 'path.txt');
  const executable = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : '';
  const distribution = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (distribution !== '') return existing(join(distribution, executable === '' ? 'electron' : executable));
  return executable === '' ? undefined : existing(join(packageFolder, 'dist', executable));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

const failureFile = (place: ElectronPlace) => join(place.cacheFolder, 'electron-unreachable.json');

function wantedVersion({ packageFolder }: ElectronPlace): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

function failedLately(place: ElectronPlace): boolean {
  try {
    const failure = failureSchema.parse(JSON.parse(readFileSync(failureFile(place), 'utf8')));
    const age = place.now() - failure.failedAt;
    return age >= 0 && age < rememberFailureMs && failure.version === wantedVersion(place);
  } catch {
    // No failure on record, or one that cannot be read.
    return false;
  }
}

/** Runs electron's installer until it ends or nothing more arrives. Resolves to the reason of a failure in words. */
async function runInstaller(place: ElectronPlace): Promise<string> {
  const downloadFolder = join(place.cacheFolder, 'electron-download');
  rmSync(downloadFolder, { recursive: true, force: true });
  mkdirSync(downloadFolder, { recursive: true });
  const temporary = { TMPDIR: downloadFolder, TEMP: downloadFolder, TMP: downloadFolder };
  const child = spawn(process.execPath, [join(place.packageFolder, 'install.js')], {
    env: { ...place.environment, ...temporary, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));

  // The installer tells nothing about its progress in time, so what has arrived on disk is looked at.
  const arrived = () => sizeOf(downloadFolder) + sizeOf(join(place.packageFolder, 'dist'));
  let bytes = arrived();
  let lastArrival = performance.now();
  const watch = setInterval(() => {
    const now = arrived();
    if (now !== bytes) {
      bytes = now;
      lastArrival = performance.now();
      place.say(`  ${(bytes / 1_000_000).toFixed(1)} MB`);
    } else if (performance.now() - lastArrival > place.giveUpAfterMs) child.kill('SIGKILL');
  }, lookEveryMs);
  await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  rmSync(downloadFolder, { recursive: true, force: true });
  return child.killed ? 'nothing arrived for a while' : reasonIn(errors);
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

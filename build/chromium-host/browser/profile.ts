import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Profile {
  readonly folder: string;
  /** Of this profile: the same at the next start, so that `localStorage` of the origin stays. */
  readonly secret: string;
}

export function openProfile(sessionData: string): Profile {
  const folder = join(sessionData, 'Chromium');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'origin-secret');
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (/^[0-9a-f]{32}$/.test(stored)) return { folder, secret: stored };
  const secret = randomBytes(16).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return { folder, secret };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The Chromium that has the profile open, by its own lock (a link to `host-PID`), or null. */
export function profileHolder({ folder }: Profile): number | null {
  try {
    const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1));
    return isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Resolves once the process has ended and its profile is complete on disk; after five seconds in any case. */
export async function whenEnded(pid: number | null): Promise<void> {
  const end = Date.now() + 5_000;
  while (pid !== null && isAlive(pid) && Date.now() < end) await pause(10);
}

/** Ends a Chromium at once, with the processes that it started, and waits until it has ended. */
export async function endProcess(pid: number | null): Promise<void> {
  if (pid === null) return;
  // Playwright makes Chromium the leader of a process group; Windows has none.
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  await whenEnded(pid);
}

/** A Chromium whose program was killed may take a moment to end; a new one would hand its window over to it. */
export async function freeProfile(profile: Profile): Promise<void> {
  await whenEnded(profileHolder(profile));
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(profile.folder, name), { force: true });
}

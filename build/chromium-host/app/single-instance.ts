import {
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** What a second instance tells the first. */
export interface Announcement {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

export interface SingleInstance {
  request(additionalData: unknown): boolean;
  has(): boolean;
  release(): void;
}

/** Field 22 of /proc/PID/stat is the start time: a process number alone may have been given to another program. */
function startTime(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch {
    return null;
  }
  if (process.platform !== 'linux') return 'alive';
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function targetOf(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

const isAlive = (owner: string): boolean => {
  const [machine, pid, started] = owner.split('|');
  return machine !== hostname() || startTime(Number(pid)) === started;
};

/**
 * One instance a folder, as Chromium does it: a symbolic link names its owner, and making one is atomic.
 * A second instance leaves its message as a file that the owner watches for.
 */
export function createSingleInstance(
  folder: () => string,
  onSecond: (announcement: Announcement) => void,
): SingleInstance {
  let watcher: FSWatcher | null = null;
  let held: { readonly link: string; readonly owner: string } | null = null;

  const readMessages = (messages: string): void => {
    for (const name of readdirSync(messages).filter((file) => file.endsWith('.json'))) {
      const file = join(messages, name);
      const announcement = JSON.parse(readFileSync(file, 'utf8')) as Announcement;
      rmSync(file);
      onSecond(announcement);
    }
  };

  const acquire = (link: string, owner: string): boolean => {
    for (;;) {
      try {
        symlinkSync(owner, link);
        return true;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const holder = targetOf(link);
        if (holder === null) continue;
        if (isAlive(holder)) return false;
        // Moved away before it is removed: of several starters only one can move the dead owner's link.
        const aside = `${link}.${process.pid}`;
        try {
          renameSync(link, aside);
        } catch {
          continue;
        }
        if (targetOf(aside) === holder) rmSync(aside);
        else renameSync(aside, link);
      }
    }
  };

  return {
    request(additionalData) {
      if (held !== null) return true;
      const base = folder();
      const messages = join(base, 'SingletonMessages');
      mkdirSync(messages, { recursive: true });
      const link = join(base, 'SingletonOwner');
      const owner = [hostname(), process.pid, startTime(process.pid)].join('|');
      if (acquire(link, owner)) {
        held = { link, owner };
        for (const stale of readdirSync(messages)) rmSync(join(messages, stale), { force: true });
        watcher = watch(messages, { persistent: false }, () => {
          readMessages(messages);
        });
        return true;
      }
      const announcement: Announcement = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      const file = join(messages, `${process.pid}-${Date.now()}`);
      writeFileSync(`${file}.part`, JSON.stringify(announcement), { mode: 0o600 });
      renameSync(`${file}.part`, `${file}.json`);
      return false;
    },
    has: () => held !== null,
    release() {
      watcher?.close();
      watcher = null;
      if (held !== null && targetOf(held.link) === held.owner) rmSync(held.link);
      held = null;
    },
  };
}

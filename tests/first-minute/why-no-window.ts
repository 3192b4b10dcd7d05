import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { reasonOf } from './steps.ts';

/** What of a machine decides whether Chromium's sandbox works there. */
export interface Machine {
  readonly user: string;
  /** The text of a file, or null where there is none or it may not be read. */
  readonly read: (path: string) => string | null;
}

const thisMachine: Machine = {
  user: userInfo().username,
  read: (path) => {
    try {
      return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
    } catch {
      return null;
    }
  },
};

const switches = [
  { name: 'user.max_user_namespaces', off: '0', on: '10000' },
  { name: 'kernel.unprivileged_userns_clone', off: '0', on: '1' },
  { name: 'kernel.apparmor_restrict_unprivileged_userns', off: '1', on: '0' },
] as const;

/** In a sentence or two: why the window did not open, and the one thing to do about it on this machine. */
export function whyNoWindow(error: unknown, machine = thisMachine): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!/sandbox|namespace/i.test(message)) return `it does not open: ${lastWords(message)}`;
  return `Chromium's sandbox needs user namespaces, which the user ${machine.user} does not get here. To see the window, please ${sandboxRemedy(machine)}.`;
}

function sandboxRemedy({ read }: Machine): string {
  const inContainer = read('/.dockerenv') !== null || read('/run/.containerenv') !== null;
  const filtered = /^Seccomp:\s*2/m.test(read('/proc/self/status') ?? '');
  if (inContainer && filtered) return 'start the container with  --security-opt seccomp=unconfined';
  const closed = switches.find(({ name, off }) => read(`/proc/sys/${name.replaceAll('.', '/')}`) === off);
  if (closed !== undefined && !inContainer) return `run:  sudo sysctl -w ${closed.name}=${closed.on}`;
  return 'run npm start as root, where Chromium goes without its sandbox';
}

/** A program that ended tells why in its last lines. */
const lastWords = (message: string): string => reasonOf(message.trim().split('\n').slice(-2).join('\n'));

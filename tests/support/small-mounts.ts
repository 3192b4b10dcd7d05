import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

const run = (command: string, ...parameters: string[]): void => {
  try {
    execFileSync(command, parameters, { stdio: 'pipe' });
  } catch (cause) {
    throw new Error(`This test needs to mount a file system (run it as root): ${String(cause)}`, { cause });
  }
};

/** A disk of so many kilobytes, which really gets full. */
export function mountSmallDisk(folder: string, kilobytes: number): { unmount: () => void; grow: (to: number) => void } {
  mkdirSync(folder, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'billfold-test', folder);
  return {
    unmount: () => {
      run('umount', folder);
    },
    grow: (to) => {
      run('mount', '-o', `remount,size=${to}k`, folder);
    },
  };
}

/** Makes a folder that is there, with what is in it, one that even root cannot write to. */
export function lockFolder(folder: string): { unlock: () => void } {
  run('mount', '--bind', folder, folder);
  run('mount', '-o', 'remount,ro,bind', folder);
  return {
    unlock: () => {
      run('umount', folder);
    },
  };
}

/** Makes files and folders ones that nobody can change, without a mount. */
export function makeImmutable(...paths: string[]): { undo: () => void } {
  run('chattr', '+i', ...paths);
  return {
    undo: () => {
      run('chattr', '-i', ...paths);
    },
  };
}

/** Makes a folder one that even root cannot write to. */
export function mountReadOnly(folder: string): { unmount: () => void } {
  mkdirSync(folder, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', 'ro', 'billfold-test', folder);
  return {
    unmount: () => {
      run('umount', folder);
    },
  };
}

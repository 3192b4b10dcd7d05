import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A computer on which an office has a policy: programs that are started by `words` see another `/etc`, in a mount namespace of
 * their own. Nothing in Billfold leads to another file, and nothing of this computer is changed.
 */
export function officeComputer(folder: string, policy: unknown, mode = 0o644): { words: readonly string[] } {
  const etc = join(folder, 'etc');
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', ['-a', '/etc', etc]);
  mkdirSync(join(etc, 'billfold'), { recursive: true });
  const file = join(etc, 'billfold', 'policy.json');
  writeFileSync(file, typeof policy === 'string' ? policy : JSON.stringify(policy), { mode });
  // Whatever the mask of this process is.
  execFileSync('chmod', [mode.toString(8), file]);
  const mounted = 'mount --bind "$1" /etc && shift && exec "$@"';
  return { words: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', mounted, 'sh', etc] };
}

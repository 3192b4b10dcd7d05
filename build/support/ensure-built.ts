import { spawnSync } from 'node:child_process';
import { type BuildPart, isFresh } from './build-stamp.ts';
import { inProject, projectRoot, say } from './project.ts';

/**
 * Builds what is missing or older than its sources, in a child of its own and under a lock, with its log on standard
 * error. Ends this process with code 1 when the build fails.
 */
export function ensureBuilt(parts: readonly BuildPart[]): void {
  if (parts.every((part) => isFresh(projectRoot, part))) return;
  const build = spawnSync(process.execPath, [inProject('build', 'build.ts'), '--if-stale', ...parts], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
  });
  if (build.status === 0) return;
  say('Billfold could not be built; the reason is above.');
  process.exit(1);
}

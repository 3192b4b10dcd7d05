// `npm run build`: all parts. With --if-stale and names of parts: only those of them whose sources have changed.
import { performance } from 'node:perf_hooks';
import { resolveConfig } from 'electron-vite';
import { build as bundle } from 'vite';
import { takeBuildLock } from './support/build-lock.ts';
import { type BuildPart, buildParts, fingerprint, isFresh, removeStamp, writeStamp } from './support/build-stamp.ts';
import { writeLicenses } from './support/licenses.ts';
import { projectRoot, say } from './support/project.ts';

const targets = { program: ['main', 'preload'], window: ['renderer'] } as const;

const args = process.argv.slice(2);
const onlyIfStale = args.includes('--if-stale');
const named = buildParts.filter((part) => args.includes(part));

process.chdir(projectRoot);
using _lock = takeBuildLock();
const wanted = named.length > 0 ? named : buildParts;
await buildThe(onlyIfStale ? wanted.filter((part) => !isFresh(projectRoot, part)) : wanted);

async function buildThe(parts: readonly BuildPart[]): Promise<void> {
  if (parts.length === 0) return;
  say(`Building Billfold (${parts.join(' and ')}) …`);
  const started = performance.now();
  for (const part of parts) removeStamp(projectRoot, part);

  process.env['NODE_ENV_ELECTRON_VITE'] = 'production';
  const { config } = await resolveConfig(
    { configFile: 'electron.vite.config.ts', logLevel: 'warn' },
    'build',
    'production',
  );
  for (const part of parts) {
    const inputsBefore = fingerprint(projectRoot, part);
    for (const target of targets[part]) {
      const targetConfig = config?.[target];
      if (targetConfig === undefined) throw new Error(`electron.vite.config.ts has no part "${target}".`);
      await bundle(targetConfig);
    }
    writeStamp(projectRoot, part, inputsBefore);
  }
  writeLicenses(projectRoot);
  say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

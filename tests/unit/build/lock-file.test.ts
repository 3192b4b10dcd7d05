import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');
const lockText = readFileSync(resolve(root, 'package-lock.json'), 'utf8');
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        hasInstallScript: z.boolean().optional(),
        integrity: z.string().optional(),
        link: z.boolean().optional(),
        inBundle: z.boolean().optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(lockText));
const manifest = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')));

const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

it('carries no address of a registry, so that every machine uses its own', () => {
  expect(lockText).not.toMatch(/"resolved"/);
});

it('pins every package by its checksum', () => {
  const unpinned = installed.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);
  expect(unpinned.map(([path]) => path)).toEqual([]);
});

it('knows the builds for every platform, without which a clean install is refused', () => {
  const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${path}/node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

it('leaves no install script undecided, and lets Node bring itself', () => {
  const withScripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const names = withScripts.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(names).toContain('node');
  expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  expect(manifest.allowScripts['node']).toBe(true);
});

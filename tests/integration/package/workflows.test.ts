import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { version } from '../../../package.json' with { type: 'json' };
import { run } from '../../support/waits.ts';

/* The steps of the workflows that are shell, run as GitHub runs them. That the files are well formed is `actionlint`'s. */

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, '.github/workflows');
const workflow = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({
          ...{ id: z.string().optional(), run: z.string().optional(), uses: z.string().optional() },
          env: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});
const steps = await Promise.all(
  (await readdir(folder)).map(async (file) => {
    const { jobs } = workflow.parse(parse(await readFile(join(folder, file), 'utf8')));
    return Object.values(jobs).flatMap((job) => job.steps.map((step) => ({ file, ...step })));
  }),
).then((each) => each.flat());

/** As GitHub starts a step whose shell is bash. */
const bash = (script: string, cwd: string, env: NodeJS.ProcessEnv = {}) =>
  run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env: { ...process.env, ...env } });

function stepOf(id: string): string {
  const script = steps.find((step) => step.id === id)?.run;
  if (script === undefined) throw new Error(`No step has the id ${id}`);
  return script;
}

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'workflow-'));
});
afterEach(() => rm(place, { recursive: true }));

it('every script can be read by bash', async () => {
  const scripts = steps.flatMap(({ run: script }) => (script === undefined ? [] : [script]));
  expect(scripts.length).toBeGreaterThan(15);
  for (const script of scripts) await run('bash', ['-n', '-c', script.replaceAll(/\$\{\{.*?\}\}/g, 'word')]);
});

it('every action is named by its commit', () => {
  const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  expect(used.filter((name) => !/@[0-9a-f]{40}$/.test(name))).toEqual([]);
});

it('calls only scripts and files that are there', async () => {
  const scripts = new Set(
    Object.keys(
      z
        .object({ scripts: z.record(z.string(), z.string()) })
        .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))).scripts,
    ),
  );
  const called = steps.flatMap(({ run: script = '' }) =>
    [...script.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
  );
  expect(called.filter((name) => !scripts.has(name))).toEqual([]);
  const files = steps.flatMap(({ run: script = '' }) =>
    [...script.matchAll(/(?:\.\/)?((?:build|node_modules)\/[\w@./-]+\.m?[jt]s)/g)].map(([, file = '']) => file),
  );
  expect(files).toContain('build/package/try-command.ts');
  for (const file of files) await readFile(join(root, file));
});

describe('a release', () => {
  it('is refused where its tag and the version differ', async () => {
    await bash(stepOf('version'), root, { GITHUB_REF_NAME: `v${version}` });
    await expect(bash(stepOf('version'), root, { GITHUB_REF_NAME: 'v0.0.1' })).rejects.toMatchObject({ code: 1 });
  });

  it('has checksums of all files, which hold', async () => {
    for (const name of ['Billfold-1.dmg', 'billfold.deb']) await writeFile(join(place, name), name);
    await bash(stepOf('checksums'), place);
    const sums = await readFile(join(place, 'SHA256SUMS'), 'utf8');
    expect(
      sums
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(66)),
    ).toEqual(['Billfold-1.dmg', 'billfold.deb']);
    await writeFile(join(place, 'billfold.deb'), 'changed');
    await expect(run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: place })).rejects.toMatchObject({ code: 1 });
  });

  it('is refused where GitHub would change the name of a file', async () => {
    await writeFile(join(place, 'Billfold Setup 1.exe'), '');
    await expect(bash(stepOf('checksums'), place)).rejects.toMatchObject({ code: 1 });
  });

  it('has names of packages that GitHub leaves as they are', async () => {
    const config = z
      .looseObject({ nsis: z.object({ artifactName: z.string() }), msi: z.object({ artifactName: z.string() }) })
      .parse(parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')));
    // The other kinds have such names of themselves.
    for (const { artifactName } of [config.nsis, config.msi]) expect(artifactName).toMatch(/^[\w.${}-]+$/);
  });

  it('says what the changelog says about this version alone', async () => {
    const text =
      '# Changelog\n\n## [Unreleased]\n\n- later\n\n## [1.2.0] - 2027-01-01\n\n### Added\n\n- this\n\n## [1.1.0]\n\n- earlier\n';
    await writeFile(join(place, 'CHANGELOG.md'), text);
    await bash(stepOf('notes'), place, { GITHUB_REF_NAME: 'v1.2.0' });
    expect((await readFile(join(place, 'notes.md'), 'utf8')).trim()).toBe('### Added\n\n- this');
    await expect(bash(stepOf('notes'), place, { GITHUB_REF_NAME: 'v1.3.0' })).rejects.toMatchObject({ code: 1 });
  });

  it('keeps the certificate in a file that only this run sees, and goes on without one', async () => {
    const env = { RUNNER_TEMP: place, GITHUB_ENV: join(place, 'env') };
    await writeFile(env.GITHUB_ENV, '');
    const { stdout } = await bash(stepOf('certificate'), place, { ...env, CERTIFICATE: '' });
    expect(stdout).toContain('not signed');
    expect(await readFile(env.GITHUB_ENV, 'utf8')).toBe('');
    await bash(stepOf('certificate'), place, { ...env, CERTIFICATE: Buffer.from('a certificate').toString('base64') });
    const file = join(place, 'certificate.p12');
    expect(await readFile(file, 'utf8')).toBe('a certificate');
    expect(await readFile(env.GITHUB_ENV, 'utf8')).toBe(`CSC_LINK=${file}\n`);
  });

  it('hands electron-builder no variable for a certificate that may be empty', () => {
    // "… not a file", says it of one on macOS, and makes nothing.
    const names = steps.flatMap(({ env = {} }) => Object.keys(env));
    expect(names).toContain('CSC_KEY_PASSWORD');
    expect(names.filter((name) => name.endsWith('CSC_LINK'))).toEqual([]);
  });

  it('keeps the key of Apple in a file that only this run sees, and goes on without one', async () => {
    const env = { RUNNER_TEMP: place, GITHUB_ENV: join(place, 'env') };
    await writeFile(env.GITHUB_ENV, '');
    const { stdout } = await bash(stepOf('apple'), place, { ...env, KEY: '' });
    expect(stdout).toContain('neither signed nor notarized');
    expect(await readFile(env.GITHUB_ENV, 'utf8')).toBe('');
    await bash(stepOf('apple'), place, { ...env, KEY: '-----BEGIN\nkey' });
    const file = join(place, 'apple-key.p8');
    expect(await readFile(file, 'utf8')).toBe('-----BEGIN\nkey');
    expect(await readFile(env.GITHUB_ENV, 'utf8')).toBe(`APPLE_API_KEY=${file}\n`);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { run } from '../../support/waits.ts';

const root = resolve(import.meta.dirname, '../../..');
const bom = z.object({ components: z.array(z.object({ group: z.string().optional(), name: z.string() })) });

it('the list of what is in the packages is valid CycloneDX, and names what runs and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sbom-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'billfold.cdx.json');
  await run(process.execPath, [join(root, 'build/sbom.ts'), file], { cwd: root });
  const text = await readFile(file, 'utf8');
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();

  const names = bom.parse(JSON.parse(text)).components.map(({ group, name }) => (group ? `${group}/${name}` : name));
  expect(names).toEqual(
    expect.arrayContaining(['electron', '@vue/runtime-core', 'echarts', 'better-sqlite3', 'fontkit', 'stripe']),
  );
  expect(
    names.filter((name) =>
      /eslint|vite|typescript|playwright|^node-(bin|linux|darwin|win)|electron-builder/.test(name),
    ),
  ).toEqual([]);
});

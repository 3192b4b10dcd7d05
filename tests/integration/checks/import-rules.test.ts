import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');

/** A small copy of the house: file → what it imports. */
const house: Record<string, readonly string[]> = {
  'shared/money.ts': [],
  'shared/pure.ts': ['./money.ts', 'zod'],
  'shared/cycle-a.ts': ['./cycle-b.ts'],
  'shared/cycle-b.ts': ['./cycle-a.ts'],
  'shared/reaches-main.ts': ['../electron/watch/index.ts'],
  'shared/uses-node.ts': ['node:fs'],
  'renderer/good.ts': ['#shared/money.ts', 'dev-library'],
  'renderer/reaches-main.ts': ['../electron/watch/index.ts'],
  'renderer/uses-host.ts': ['@billfold/chromium-host'],
  'renderer/router.ts': ['./pages/some-page.vue'],
  'renderer/i18n/words.ts': [],
  'renderer/i18n/uses-store.ts': ['../stores/accounts.ts'],
  'renderer/stores/accounts.ts': ['../i18n/words.ts', '../good.ts'],
  'renderer/stores/uses-composable.ts': ['../composables/use-words.ts'],
  'renderer/stores/uses-page.ts': ['../pages/parts/draft.ts'],
  'renderer/composables/use-words.ts': ['../stores/accounts.ts'],
  'renderer/composables/uses-component.ts': ['../components/field.vue'],
  'renderer/composables/uses-router.ts': ['../router.ts'],
  'renderer/components/field.vue': ['../composables/use-words.ts', '../stores/accounts.ts'],
  'renderer/components/uses-page.vue': ['../pages/parts/draft.ts'],
  'renderer/components/data-table/uses-store.vue': ['../../stores/accounts.ts'],
  'renderer/pages/parts/draft.ts': [],
  'renderer/pages/some-page.vue': ['./parts/draft.ts', '../components/field.vue', '../stores/accounts.ts'],
  'renderer/pages/uses-shell.vue': ['../shell/app-shell.vue'],
  'renderer/shell/app-shell.vue': ['../pages/some-page.vue', '../components/field.vue'],
  'electron/main.ts': ['electron', './watch/index.ts'],
  'electron/bad-main.ts': ['../renderer/good.ts'],
  'electron/platform/ports.ts': [],
  'electron/platform/notifier.ts': ['electron', './ports.ts'],
  'electron/windows/main-window.ts': ['electron'],
  'electron/database/open.ts': ['zod'],
  'electron/sources/billing-source.ts': [],
  'electron/sources/stripe/client.ts': ['../billing-source.ts'],
  'electron/archive/index.ts': ['./inside.ts', '../platform/ports.ts', '../database/open.ts'],
  'electron/archive/inside.ts': ['#shared/money.ts', '../sources/billing-source.ts'],
  'electron/watch/index.ts': ['../archive/index.ts'],
  'electron/watch/uses-electron.ts': ['electron'],
  'electron/watch/uses-adapter.ts': ['../platform/notifier.ts'],
  'electron/watch/uses-window.ts': ['../windows/main-window.ts'],
  'electron/watch/uses-inside.ts': ['../archive/inside.ts'],
  'electron/watch/uses-vendor.ts': ['../sources/stripe/client.ts'],
  'electron/watch/uses-dev-library.ts': ['dev-library'],
  'build/start.ts': ['@billfold/chromium-host'],
  'build/uses-inside-of-host.ts': ['./chromium-host/inside.ts'],
  'build/uses-tests.ts': ['../tests/support/fake.ts'],
  'build/chromium-host/index.ts': ['./inside.ts'],
  'build/chromium-host/inside.ts': [],
  'build/chromium-host/reaches-out.ts': ['../start.ts'],
  'build/chromium-host/tests/host.test.ts': ['../inside.ts', '../../../tests/support/fake.ts'],
  'tests/support/fake.ts': ['../../electron/watch/index.ts'],
};

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json']) await cp(join(root, file), join(folder, file));
  const manifest = {
    name: 'house',
    type: 'module',
    imports: { '#shared/*': './shared/*' },
    dependencies: { zod: '*' },
    devDependencies: { electron: '*', 'dev-library': '*' },
  };
  await write('package.json', JSON.stringify(manifest));
  for (const library of ['electron', 'zod', 'dev-library']) {
    await write(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js' }));
    await write(`node_modules/${library}/index.js`, '');
  }
  const host = { name: '@billfold/chromium-host', type: 'module', exports: './index.ts' };
  await write('build/chromium-host/package.json', JSON.stringify(host));
  await mkdir(join(folder, 'node_modules/@billfold'));
  await symlink('../../build/chromium-host', join(folder, 'node_modules', host.name), 'dir');
  for (const [file, imports] of Object.entries(house)) {
    const script = imports.map((name) => `import '${name}';\n`).join('') + 'export {};\n';
    await write(file, file.endsWith('.vue') ? `<script lang="ts">\n${script}</script>\n` : script);
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('refuses exactly the imports that break the architecture', async () => {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const zones = ['shared', 'electron', 'renderer', 'build', 'tests'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...zones],
    { cwd: folder, maxBuffer: 32 * 1024 * 1024 },
  ).catch((error: unknown) => z.object({ stdout: z.string() }).parse(error));

  const { violations } = report.parse(JSON.parse(stdout)).summary;
  const found = violations.map(({ from, rule }) => `${rule.name}: ${from}`);

  expect([...new Set(found)].sort()).toEqual([
    'features-do-not-reach-into-each-other: electron/watch/uses-inside.ts',
    'features-do-not-reach-into-each-other: electron/watch/uses-vendor.ts',
    'features-stay-below-the-shell: electron/watch/uses-window.ts',
    'features-use-ports-not-adapters: electron/watch/uses-adapter.ts',
    'host-is-used-by-its-name: build/uses-inside-of-host.ts',
    'host-stands-alone: build/chromium-host/reaches-out.ts',
    'main-does-not-reach-window: electron/bad-main.ts',
    'no-cycles: shared/cycle-a.ts',
    'only-tests-import-tests: build/uses-tests.ts',
    'only-the-shell-imports-electron: electron/watch/uses-electron.ts',
    'product-does-not-use-the-host: renderer/uses-host.ts',
    'program-uses-what-is-packed: electron/watch/uses-dev-library.ts',
    'shared-is-pure: shared/reaches-main.ts',
    'shared-uses-no-platform: shared/uses-node.ts',
    'window-components-stay-below: renderer/components/uses-page.vue',
    'window-composables-stay-below: renderer/composables/uses-component.ts',
    'window-composables-stay-below: renderer/composables/uses-router.ts',
    'window-does-not-reach-main: renderer/reaches-main.ts',
    'window-does-not-reach-main: renderer/uses-host.ts',
    'window-i18n-stay-below: renderer/i18n/uses-store.ts',
    'window-pages-stay-below: renderer/pages/uses-shell.vue',
    'window-stores-stay-below: renderer/stores/uses-composable.ts',
    'window-stores-stay-below: renderer/stores/uses-page.ts',
    'window-widgets-know-no-store: renderer/components/data-table/uses-store.vue',
  ]);
});

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), content);
}

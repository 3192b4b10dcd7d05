import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { packedAsFolders, withDependencies } from '../../../build/support/libraries.ts';
import { version } from '../../../package.json' with { type: 'json' };
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { storeInvoices } from '../../support/archive/stored-archive.ts';
import { anInvoice } from '../../support/billing-objects.ts';
import { oddDocuments, setWith } from '../../support/odd-documents.ts';
import { readArchive } from '../../support/package/archive.ts';
import { filesIn, rootForDeb } from '../../support/package/installed-deb.ts';
import { makePackages, type Packages } from '../../support/package/make-packages.ts';
import { readFuses } from '../../support/package/stand-in-electron.ts';
import { run } from '../../support/waits.ts';

const projectRoot = resolve(import.meta.dirname, '../../..');
const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

const largestArchive = 50 * 1024 * 1024;

let folder: string;
let packages: Packages;
let packed: string;
let extracted: string;
let archive: Awaited<ReturnType<typeof readArchive>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  packages = await makePackages(folder);
  packed = packages.unpacked;
  archive = await readArchive(join(packed, 'resources', 'app.asar'));
  extracted = join(folder, 'extracted');
  await archive.extractTo(extracted);
}, 200_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it('is made without fetching anything', () => {
  expect(packages.fetched).toEqual([]);
});

describe('the archive', () => {
  const paths = () => archive.files.map(({ path }) => path);

  it('holds the built program, its manifest and its libraries, and nothing else', () => {
    expect([...new Set(paths().map((path) => path.split('/')[0]))].sort()).toEqual([
      'node_modules',
      'out',
      'package.json',
    ]);
    expect(paths()).toEqual(
      expect.arrayContaining(['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']),
    );
    // Electron goes by their names: shell/common/api/electron_api_native_image.cc, IsTemplateFilename.
    const icons = ['trayTemplate.png', 'trayTemplate@2x.png', 'tray.ico', 'tray.png'];
    expect(paths()).toEqual(expect.arrayContaining(icons.map((name) => `out/main/assets/${name}`)));
    expect(paths().filter((path) => /chromium-host|\.(test|spec)\.|\.map$/.test(path))).toEqual([]);
    expect(paths().filter((path) => /^out\/.*\.(ts|vue)$/.test(path))).toEqual([]);
  });

  it('holds the libraries that are not built in, with what they need, and no other', () => {
    const needed = withDependencies(projectRoot, packedAsFolders).map(({ folder }) => relative(projectRoot, folder));
    const held = paths().flatMap((path) => /^(.*)\/package\.json$/.exec(path)?.[1] ?? []);
    const isPart = (path: string) => needed.some((library) => path.startsWith(`${library}/`));
    expect(needed.filter((library) => !held.includes(library))).toEqual([]);
    expect(paths().filter((path) => path.startsWith('node_modules/') && !isPart(path))).toEqual([]);
  });

  it('holds what the built program imports', async () => {
    const scripts = paths().filter((path) => /^out\/(main|preload)\/.*\.c?js$/.test(path));
    const texts = await Promise.all(scripts.map((path) => readFile(join(extracted, path), 'utf8')));
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/^(?:import|export) [^;]*?from "([^".][^"]*)"|import\("([^".][^"]*)"\)/gm)].map(
        ([, from, lazily]) => from ?? lazily ?? '',
      ),
    );
    const outside = [...new Set(imported)].filter((name) => name !== 'electron' && !isBuiltin(name));
    expect(outside).toEqual(expect.arrayContaining(['better-sqlite3', 'pdfkit']));
    const libraryOf = (name: string) =>
      packedAsFolders.find((library) => name === library || name.startsWith(`${library}/`));
    expect(outside.filter((name) => libraryOf(name) === undefined)).toEqual([]);
  });

  it('holds what runs and nothing else', () => {
    expect(archive.files.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(largestArchive);
    expect(paths().filter((path) => /(^|\/)\.|\.[cm]?ts$|\.md$|\.map$|licenses\.json$/.test(path))).toEqual([]);
    expect(paths().filter((path) => /node_modules\/pdfjs-dist\/.*\.mjs$/.test(path))).toEqual([
      'node_modules/pdfjs-dist/legacy/build/pdf.mjs',
      'node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs',
    ]);
    expect(paths().filter((path) => /vendor|\.(exe|app|dll)(\/|$)/.test(path))).toEqual([]);
  });

  it('is enough to run a command that reads PDFs, also with letters that need the tables of the reader', async () => {
    const data = join(folder, 'data');
    const pdfs = {
      in_latin: await setWith({}, [], ['Total 49.00 USD']),
      in_chinese: oddDocuments.chinese(),
    };
    await mkdir(data);
    const database = openTestDatabase(join(data, 'billfold.db'), [anAccount()]);
    database.exec(`INSERT INTO account_sources (account_id, kind, customer_id) VALUES ('acc1', 'stripe', 'cus_1')`);
    onTestFinished(() => void database.close());
    const invoices = Object.keys(pdfs).map((id) => anInvoice({ id, number: null }));
    storeInvoices(database, join(data, 'documents'), invoices, {
      bytesOf: ({ id }) => (id === 'in_latin' ? pdfs.in_latin : pdfs.in_chinese),
    });
    const program = join(extracted, 'out/main/index.js');
    const env = { ...process.env, BILLFOLD_DATA_DIR: data };
    const verified = await run(process.execPath, ['--import', hostRegister, program, 'verify', '--json'], {
      env,
    }).catch((error: unknown) => failure.parse(error));
    expect(JSON.parse(verified.stdout)).toMatchObject({
      checked: 2,
      findings: [],
      uncompared: [{ invoice: 'in_chinese', reason: 'no-total' }],
    });
    expect(database.prepare('SELECT text FROM document_texts ORDER BY text').pluck().all()).toEqual([
      'total 49.00 usd',
      '发票',
    ]);
  });

  it('names a main file that it holds', async () => {
    const text = await readFile(join(extracted, 'package.json'), 'utf8');
    const manifest = z.object({ main: z.string(), name: z.string(), productName: z.string() }).parse(JSON.parse(text));
    expect(manifest).toMatchObject({ name: 'billfold', productName: 'Billfold' });
    expect(paths()).toContain(manifest.main);
  });

  it('carries checksums for all that it holds', () => {
    const unprotected = archive.files.filter(({ offset, hasIntegrity }) => offset !== null && !hasIntegrity);
    expect(unprotected).toEqual([]);
  });
});

describe('the database module', () => {
  it('lies unpacked, for this platform only, and loads', async () => {
    const native = archive.files.filter(({ path }) => path.endsWith('.node'));
    expect(native.map(({ path }) => path)).toEqual(['node_modules/better-sqlite3/prebuilds/linux-x64.node']);
    expect(native.filter(({ offset }) => offset !== null)).toEqual([]);

    const unpacked = join(packed, 'resources', 'app.asar.unpacked', 'node_modules');
    expect(await readdir(unpacked)).toContain('better-sqlite3');
    const query = "new (require('better-sqlite3'))(':memory:').prepare('SELECT 40 + 2').pluck().get()";
    const { stdout } = await run(process.execPath, ['--print', query], { cwd: unpacked });
    expect(stdout.trim()).toBe('42');
  });
});

it('has its fuses set', async () => {
  expect(await readFuses(join(packed, 'billfold-program'))).toMatchObject({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptionsEnvironmentVariable: false,
    nodeCliInspectArguments: false,
    embeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

it('keeps the languages that Billfold speaks', async () => {
  expect((await readdir(join(packed, 'locales'))).sort()).toEqual(['de.pak', 'en-US.pak']);
});

/** What the packages have in common, wherever they were put. */
async function expectProgram(root: string, files: readonly string[]): Promise<void> {
  const launcher = join(root, 'usr/bin/billfold');
  const resources = join(root, 'opt/Billfold/resources');
  await (await readArchive(join(resources, 'app.asar'))).extractTo(join(root, 'extracted'));
  const env = {
    ...process.env,
    BILLFOLD_DATA_DIR: join(root, 'data'),
    STAND_IN_PROGRAM: join(root, 'extracted/out/main/index.js'),
  };
  const { stdout } = await run(launcher, ['--version'], { env });
  expect(stdout.trim()).toBe(version);
  // What the workflow tries on each system.
  const program = join(root, 'opt/Billfold/billfold-desktop');
  await run(process.execPath, [join(projectRoot, 'build/package/try-command.ts'), program], { env });

  const desktopFile = 'usr/share/applications/app.billfold.desktop.desktop';
  const metainfo = 'usr/share/metainfo/app.billfold.desktop.metainfo.xml';
  expect(files).toEqual(expect.arrayContaining([desktopFile, metainfo]));
  await run('desktop-file-validate', ['--warn-kde', join(root, desktopFile)]);
  await run('appstreamcli', ['validate', '--no-net', '--pedantic', join(root, metainfo)]);
  expect(await readFile(join(root, metainfo), 'utf8')).toContain(`<release version="${version}"`);

  const entry = await readFile(join(root, desktopFile), 'utf8');
  const [, started = ''] = /^Exec=(\S+) %U$/m.exec(entry) ?? [];
  const [, icon = ''] = /^Icon=(.+)$/m.exec(entry) ?? [];
  expect(files).toContain(started.slice(1));
  expect(files).toContain(`usr/share/icons/hicolor/512x512/apps/${icon}.png`);
  expect(entry).toContain('StartupWMClass=app.billfold.desktop\n');
  expect(entry).toMatch(/^Keywords=.*invoice;/m);

  const copyright = await readFile(join(root, 'usr/share/doc/billfold/copyright'), 'utf8');
  for (const name of [
    'MIT License',
    '\n@vue/runtime-core ',
    '\nbetter-sqlite3 ',
    '\necharts ',
    '\nfontkit ',
    'LICENSE_LIBERATION',
  ])
    expect(copyright).toContain(name);
}

describe('the deb', () => {
  it('is installed into a root folder, runs there, and goes without a trace', async () => {
    const place = join(folder, 'debian');
    const root = await rootForDeb(place);
    await root.install(packages.deb);
    await expectProgram(place, await root.files());
    await rm(join(place, 'extracted'), { recursive: true });
    await rm(join(place, 'data'), { recursive: true });
    await root.purge('billfold');
    expect(await root.files()).toEqual([]);
    expect(await readdir(place)).toEqual(['var']);
  });

  it('names what Electron needs, and who made it', async () => {
    const fields = await run('dpkg-deb', ['--field', packages.deb]);
    expect(fields.stdout).toContain('Package: billfold\n');
    expect(fields.stdout).toMatch(/^Depends: .*libgbm1, libasound2 \| libasound2t64, libcups2$/m);
    expect(fields.stdout).toMatch(/^Recommends: .*libnotify-bin, libglib2\.0-bin/m);
    expect(fields.stdout).toMatch(/^Homepage: https:/m);
  });
});

it('the rpm holds the same program, and runs from a root folder', async () => {
  const place = join(folder, 'fedora');
  await mkdir(place);
  await run('rpm2archive', [packages.rpm]);
  await run('tar', ['--extract', '--gzip', '--file', `${packages.rpm}.tgz`, '--directory', place]);
  await expectProgram(place, await filesIn(place));
  const { stdout } = await run('rpm', ['--query', '--package', '--requires', '--scripts', packages.rpm]);
  expect(stdout).toContain('(mesa-libgbm or libgbm1)');
  expect(stdout).toContain('chrome-sandbox');
});

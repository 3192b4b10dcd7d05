import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { storeInvoices } from '../../support/archive/stored-archive.ts';
import { anInvoice } from '../../support/billing-objects.ts';
import { oddDocuments, setWith } from '../../support/odd-documents.ts';
import { readArchive } from '../../support/package/archive.ts';
import { environmentAs } from '../../support/package/run-as.ts';
import { makeStandInElectron, readFuses, standInExitCode } from '../../support/package/stand-in-electron.ts';
import { listening, run } from '../../support/waits.ts';

const root = resolve(import.meta.dirname, '../../..');
const failure = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });

let folder: string;
let packed: string;
let extracted: string;
let archive: Awaited<ReturnType<typeof readArchive>>;
let fetched: string[];
let listener: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  await makeStandInElectron(join(folder, 'electron'));
  const network = await startListener();
  await run(process.execPath, [join(root, 'build/build.ts'), '--if-stale']);
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const options = [`-c.electronDist=${join(folder, 'electron')}`, `-c.directories.output=${join(folder, 'dist')}`];
  await run(process.execPath, [builder, '--linux', 'dir', ...options], {
    cwd: root,
    seconds: 100,
    env: {
      ...process.env,
      ELECTRON_MIRROR: network,
      ELECTRON_BUILDER_BINARIES_MIRROR: network,
      HTTPS_PROXY: network,
      HTTP_PROXY: network,
      NODE_USE_ENV_PROXY: '1',
    },
  });
  packed = join(folder, 'dist', 'linux-unpacked');
  archive = await readArchive(join(packed, 'resources', 'app.asar'));
  extracted = join(folder, 'extracted');
  await archive.extractTo(extracted);
}, 180_000);

afterAll(async () => {
  listener.close();
  await rm(folder, { recursive: true, force: true });
});

it('is made without fetching anything', () => {
  expect(fetched).toEqual([]);
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

  it('holds every library that the program depends on, and none that only development uses', async () => {
    const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
    const { dependencies } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    const libraries = new Set(paths().flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
    expect(Object.keys(dependencies).filter((name) => !libraries.has(name))).toEqual([]);

    const lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
    const { packages } = lock.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
    const forDevelopment = [...libraries].filter((name) => packages[`node_modules/${name}`]?.dev !== undefined);
    expect(forDevelopment).toEqual([]);
    expect([...libraries].filter((name) => /^node-(bin|linux|darwin|win)-/.test(name))).toEqual([]);
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
    expect(native.length).toBeGreaterThan(0);
    expect(native.filter(({ offset }) => offset !== null)).toEqual([]);
    expect(native.filter(({ path }) => !/prebuilds\/linux(musl)?-/.test(path))).toEqual([]);

    const unpacked = join(packed, 'resources', 'app.asar.unpacked', 'node_modules');
    expect(await readdir(unpacked)).toContain('better-sqlite3');
    const query = "new (require('better-sqlite3'))(':memory:').prepare('SELECT 40 + 2').pluck().get()";
    const { stdout } = await run(process.execPath, ['--print', query], { cwd: unpacked });
    expect(stdout.trim()).toBe('42');
  });
});

it('has its fuses set', async () => {
  expect(await readFuses(join(packed, 'billfold-desktop'))).toMatchObject({
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

describe('the launcher', () => {
  it.each([
    [
      ['check', '--json'],
      ['--ozone-platform=headless', '--disable-gpu', 'check', '--json'],
    ],
    [['--help'], ['--ozone-platform=headless', '--disable-gpu', '--help']],
    [
      ['export', '--out', 'a folder'],
      ['--ozone-platform=headless', '--disable-gpu', 'export', '--out', 'a folder'],
    ],
    [['--hidden'], ['--hidden']],
  ])('started with %j passes on %j and the exit code', async (given, passedOn) => {
    const launcher = join(packed, 'resources', 'billfold');
    const env = await environmentAs(1000, folder);
    const ended = failure.parse(await run(launcher, given, { env }).catch((error: unknown) => error));
    expect(ended.stdout.trimEnd().split('\n')).toEqual(passedOn);
    expect(ended.code).toBe(standInExitCode);
  });
});

/** Notes every request that somebody makes in place of the addresses that tools download from. */
async function startListener(): Promise<string> {
  fetched = [];
  listener = createServer((request, response) => {
    fetched.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(404).end();
  });
  listener.on('connect', (request, socket) => {
    fetched.push(`CONNECT ${request.url ?? ''}`);
    socket.end();
  });
  return `http://127.0.0.1:${String(await listening(listener))}/`;
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { buildProgram, createTerminal, type Terminal } from '../billfold.ts';
import { type Issued, issueAuthority } from './certificates.ts';
import { type SecureVendor, startSecureVendor } from './secure-vendor.ts';

export interface Office {
  readonly folder: string;
  readonly vendor: SecureVendor;
  /** Who vouches for the vendor; no computer knows it by itself. */
  readonly authority: Issued;
  /** Writes an authority's certificate to a file. */
  fileOf(authority: Issued): string;
  /** A fresh data folder with these settings, and commands on it with these variables. */
  terminal(settings: Partial<Settings>, environment?: Readonly<Record<string, string | undefined>>): Terminal;
}

/** No proxy of whoever runs the tests. */
const noProxies = Object.fromEntries(
  ['https_proxy', 'http_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
    [name, undefined],
    [name.toUpperCase(), undefined],
  ]),
);

/** An office: a vendor that is reached past a proxy alone, and data folders of people who work there. */
export async function openOffice(showsPort = false): Promise<Office & AsyncDisposable> {
  await buildProgram();
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  const authority = await issueAuthority('Vendor root');
  const vendor = await startSecureVendor(authority, showsPort);
  // Settings alone would be the rest of a data folder that lost its database.
  const template = join(folder, 'template');
  mkdirSync(template);
  await createTerminal({ dataFolder: template, key: null }).billfold('accounts', 'list');
  let last = 0;
  return {
    folder,
    vendor,
    authority,
    fileOf({ cert }) {
      const file = join(folder, `authority-${++last}.pem`);
      writeFileSync(file, cert);
      return file;
    },
    terminal(settings, environment = {}) {
      const dataFolder = join(folder, `data-${++last}`);
      cpSync(template, dataFolder, { recursive: true });
      const content = { version: 2, settings: { ...defaultSettings, ...settings } };
      writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(content));
      return createTerminal({ dataFolder, key: 'sk_test_office', env: { ...noProxies, ...environment } });
    },
    async [Symbol.asyncDispose]() {
      await vendor[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const codeIn = (text: string): string | null => /"code": ?"([a-z-]+)"/.exec(text)?.[1] ?? null;

/** What connecting an account comes to: `connected`, or the error's code. */
export async function connected({ billfold }: Terminal, { url, customerId }: SecureVendor): Promise<string> {
  const added = await billfold(
    ...[
      'accounts',
      'add',
      '--source',
      'stripe',
      '--name',
      'Acme',
      '--base-url',
      url,
      '--customer',
      customerId,
      '--json',
    ],
  );
  return added.code === 0 ? 'connected' : (codeIn(added.stdout) ?? added.stderr);
}

/** What connecting, checking and syncing come to, one after the other: the first error’s code, else how many PDFs came. */
export async function worked(terminal: Terminal, vendor: SecureVendor): Promise<string> {
  const connection = await connected(terminal, vendor);
  if (connection !== 'connected') return connection;
  const checked = await terminal.billfold('check', '--json');
  if (checked.code !== 0) return codeIn(checked.stdout) ?? checked.stderr;
  const synced = await terminal.billfold('sync', '--json');
  if (synced.code !== 0) return codeIn(synced.stdout) ?? synced.stderr;
  return `${/"stored": ?(\d+)/.exec(synced.stdout)?.[1] ?? '?'} PDFs`;
}

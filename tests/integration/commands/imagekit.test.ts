import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addMonths, monthOf, periodDays, periodOfMonth } from '#shared/period.ts';
import { planPresets } from '#shared/usage-plan.ts';
import { instantFromMillis } from '#shared/time.ts';
import {
  buildProgram,
  createTerminal,
  documentOf,
  filesWith,
  firstLine,
  startBillfold,
  type Terminal,
} from '../../support/billfold.ts';
import {
  accountDocument,
  checkDocument,
  subscriptionDocument,
  syncDocument,
  usageDocument,
} from '../../support/command-documents.ts';
import { ending } from '../../support/waits.ts';

/* An ImageKit customer on the command line, from the key to an alert; later steps build on earlier ones. */

const folder = mkdtempSync(join(tmpdir(), 'imagekit-way-'));
const lastMonth = addMonths(monthOf(instantFromMillis(Date.now())), -1);
let server: ChildProcess | null = null;
let url: string;
let customer: string;
let imagekitKey: string;
let terminal: Terminal;

beforeAll(async () => {
  await buildProgram();
  const place = { dataFolder: join(folder, 'data'), key: null };
  server = startBillfold(place, ['practice']);
  [, url = '', customer = '', imagekitKey = ''] =
    /(http:\S+) customer (\S+) imagekit (\S+)/.exec(await firstLine(server)) ?? [];
  terminal = createTerminal({ ...place, key: 'sk_test_practice', imagekitKey });
});

afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGKILL');
    await ending(server, 'the practice server');
  }
  rmSync(folder, { recursive: true, force: true });
});

it('tries the key before an account is added', async () => {
  const refused = createTerminal({ ...terminal, imagekitKey: 'private_refused' });
  const wrong = await refused.billfold(
    'accounts',
    'add',
    '--name',
    'Media',
    '--source',
    'imagekit',
    '--base-url',
    url,
    '--json',
  );
  expect(wrong.code).toBe(1);
  expect(documentOf(accountDocument, wrong).error?.code).toBe('key-refused');
  const added = await terminal.billfold(
    'accounts',
    'add',
    '--name',
    'Media',
    '--source',
    'imagekit',
    '--base-url',
    url,
    '--json',
  );
  expect(added.code).toBe(0);
  expect(documentOf(accountDocument, added).account?.name).toBe('Media');
});

it('tells usage without a plan, as ImageKit’s own client reads it, the last day included', async () => {
  const [from, to] = [`${lastMonth}-03`, `${lastMonth}-20`];
  const usage = await terminal.billfold('usage', '--account', 'media', '--from', from, '--to', to, '--json');
  expect(usage.code).toBe(0);
  const [account] = documentOf(usageDocument, usage).accounts;
  const client = new ImageKit({ privateKey: imagekitKey, baseURL: url, maxRetries: 0 });
  const official = await client.accounts.usage.get({ startDate: from, endDate: `${lastMonth}-21` });
  expect(account?.metrics.map(({ metric, used }) => [metric, used])).toEqual([
    ['bandwidth', official.bandwidthBytes],
    ['storage', official.mediaLibraryStorageBytes],
    ['video-processing-units', official.videoProcessingUnitsCount],
    ['extension-units', official.extensionUnitsCount],
    ['original-cache-storage', official.originalCacheStorageBytes],
  ]);
  expect(account).toMatchObject({ ok: true, estimate: null, period: { start: `${from}T00:00:00.000Z` } });
  expect((await terminal.billfold('usage', '--from', to, '--to', from)).code).toBe(2);
  expect((await terminal.billfold('usage', '--from', '2026-02-30')).code).toBe(2);
});

it('estimates with the plan of a file, warns at a threshold, and syncs nothing', async () => {
  const file = join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify(planPresets.find(({ name }) => name === 'Premium')));
  expect((await terminal.billfold('accounts', 'plan', 'Media', '--file', file)).stdout).toContain('Premium, 49.00 USD');
  const month = periodOfMonth(lastMonth);
  const days = ['--from', `${lastMonth}-01`, '--to', periodDays(month, 'UTC').last];
  const [past] = documentOf(usageDocument, await terminal.billfold('usage', ...days, '--json')).accounts;
  const bandwidth = past?.metrics.find(({ metric }) => metric === 'bandwidth');
  const steps = Math.ceil(((bandwidth?.used ?? 0) - 40e9) / 20e9);
  expect(past?.period).toEqual(month);
  expect(bandwidth).toMatchObject({ included: 40e9, overageUnits: steps, overageCost: { amount: steps * 900 } });
  expect(past?.estimate).toEqual({ amount: 4900 + steps * 900, currency: 'USD' });

  const alert = await terminal.billfold('alerts', 'add', '--account', 'Media', '--threshold', '1.00');
  expect(alert.stderr).toContain('The fixed fee of Premium alone is 49.00 USD');
  const checked = await terminal.billfold('check', '--json');
  expect(checked.code).toBe(10);
  const [media] = documentOf(checkDocument, checked).accounts;
  expect(media?.subscriptions).toMatchObject([{ plan: 'Premium', upcoming: { kind: 'estimate' } }]);
  const subscription = await terminal.billfold('subscription', '--json');
  expect(documentOf(subscriptionDocument, subscription).accounts[0]?.subscriptions).toMatchObject([
    {
      plan: 'Premium',
      price: { amount: 4900, currency: 'USD' },
      items: expect.arrayContaining([expect.objectContaining({ name: 'Bandwidth', included: 40e9 })]) as unknown,
    },
  ]);
  const synced = await terminal.billfold('sync', '--json');
  expect(synced.code).toBe(0);
  expect(documentOf(syncDocument, synced).accounts).toMatchObject([
    { ok: true, listsInvoices: false, invoices: { total: null }, documents: { stored: null } },
  ]);
  const told = await terminal.billfold('sync');
  expect(told.stdout).toContain('this vendor gives no list of invoices');
  expect(told.stdout).not.toContain('0 invoices');
});

it('adds usage to an account that Stripe bills', async () => {
  await terminal.billfold(
    'accounts',
    'add',
    '--name',
    'Both',
    '--source',
    'stripe',
    '--customer',
    customer,
    '--base-url',
    url,
  );
  const alone = await terminal.billfold('usage', '--account', 'Both', '--json');
  expect(documentOf(usageDocument, alone).accounts).toMatchObject([
    { ok: false, error: { code: 'source-not-supported' } },
  ]);
  const joined = await terminal.billfold('accounts', 'add-source', 'Both', '--source', 'imagekit', '--base-url', url);
  expect(joined.code).toBe(0);
  const again = await terminal.billfold('accounts', 'add-source', 'Both', '--source', 'imagekit', '--base-url', url);
  expect(again.code).toBe(1);
  const usage = await terminal.billfold('usage', '--json');
  expect(documentOf(usageDocument, usage).accounts.map(({ account, ok }) => [account, ok])).toEqual([
    ['Media', true],
    ['Both', true],
  ]);
});

it('adds no source to an account that may only be read', async () => {
  const to = ['--source', 'stripe', '--customer', customer, '--base-url', url];
  expect((await terminal.billfold('accounts', 'add', '--name', 'Seen', '--role', 'viewer', ...to)).code).toBe(0);
  const refused = await terminal.billfold('accounts', 'add-source', 'Seen', '--source', 'imagekit', '--base-url', url);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('“Viewer”') as string });
  expect((await terminal.billfold('accounts', 'remove', 'Seen')).code).toBe(0);
});

it('leaves the key nowhere', () => {
  expect(filesWith(folder, imagekitKey)).toEqual([]);
  expect(terminal.printed()).not.toContain(imagekitKey);
});

import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultExportOptions } from '#shared/export.ts';
import { instantFromMillis } from '#shared/time.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { createExportJobs } from '../../../electron/export/jobs.ts';
import {
  buildProgram,
  createTerminal,
  documentOf,
  ended,
  filesBelow,
  filesWith,
  firstLine,
  startBillfold,
  sumsHold,
  type Terminal,
} from '../../support/billfold.ts';
import {
  accountDocument,
  checkDocument,
  detailsDocument,
  exportDocument,
  subscriptionDocument,
  syncDocument,
} from '../../support/command-documents.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { practiceControl } from '../../support/practice-control.ts';
import { closed, ending, listening } from '../../support/waits.ts';

/*
 * What the README promises, in its order: each command a process of its own, a practice server as another, and an empty
 * folder in the beginning. Later steps build on earlier ones.
 */

const key = 'sk_test_canary4Xr9WholeWay';
const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'whole-way-'));
const out = join(folder, 'out');
let server: ChildProcess | null = null;
let line: string;
let url: string;
let customer: string;
let terminal: Terminal;

beforeAll(async () => {
  await buildProgram();
  terminal = createTerminal({ dataFolder: join(folder, 'data'), key });
  server = startBillfold(terminal, ['practice', '--seed', '7', '--invoices', '500']);
  line = await firstLine(server);
  [, url = '', customer = ''] = /(http:\S+) customer (\S+)/.exec(line) ?? [];
});

afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGKILL');
    await ending(server, 'the practice server');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function check() {
  const end = await terminal.billfold('check', '--json');
  const [account] = documentOf(checkDocument, end).accounts;
  const alert = account?.alerts[0];
  return { code: end.code, account, alert, upcoming: account?.subscriptions[0]?.upcoming };
}

/** Automatic exports of the newest months into these folders, as the window makes them. */
function repeatExports(folders: readonly string[]): void {
  const opened = openDatabase(join(terminal.dataFolder, 'billfold.db'), migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const jobs = createExportJobs(opened.value, fakeClock());
  const which = { accountId: null, invoiceKeys: null, from: '2026-09', to: null, pack: false } as const;
  for (const each of folders) jobs.automatic.add({ ...defaultExportOptions, ...which }, each);
  opened.value.close();
}

it('a practice server says in one line where it is', () => {
  expect(line).toMatch(
    /^practice server ready on http:\/\/127\.0\.0\.1:\d+ customer cus_[A-Za-z0-9]+ imagekit private_\S+$/,
  );
});

it('the customer is found, and an account added after its key was tried', async () => {
  const found = await terminal.billfold('accounts', 'find-customers', '--base-url', url);
  expect(found).toMatchObject({ code: 0, stdout: expect.stringContaining(`${customer}  `) as string });
  const end = await terminal.billfold(
    ...['accounts', 'add', '--source', 'stripe', '--name', 'Acme', '--base-url', url, '--customer', customer, '--json'],
  );
  expect(end.code).toBe(0);
  expect(documentOf(accountDocument, end)).toMatchObject({
    account: { name: 'Acme', role: 'finance', keyPlace: 'environment' },
    missingPermissions: [],
    error: null,
  });
  expect(end.stderr).toContain('BILLFOLD_STRIPE_KEY');
});

it('a threshold below the fixed fee is taken after a warning', async () => {
  const low = await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '20');
  expect(low).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\da-f]{8} /) as string });
  expect(low.stderr).toContain('49.00 USD: this alert will be triggered in every billing period');
  expect(await terminal.billfold('alerts', 'remove', low.stdout.slice(0, 8))).toMatchObject({ code: 0 });
});

it('the first check over the threshold fires, the second does not, both exit with 10', async () => {
  expect(await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('100.00') as string,
  });
  const first = await check();
  expect(first).toMatchObject({
    code: 10,
    account: { account: 'Acme', ok: true, error: null },
    alert: { threshold: { amount: 10_000, currency: 'USD' }, step: 100, exceeded: true, firedNow: true },
    upcoming: { kind: 'preview' },
  });
  expect(first.upcoming?.total?.amount).toBeGreaterThan(10_000);
  expect(first.alert?.firedAt).not.toBeNull();
  expect(await check()).toMatchObject({
    code: 10,
    alert: { exceeded: true, firedNow: false, firedAt: first.alert?.firedAt },
  });
});

it('the subscription is told with what was used, in JSON and for people', async () => {
  const end = await terminal.billfold('subscription', '--json');
  const [account] = documentOf(subscriptionDocument, end).accounts;
  const [subscription] = account?.subscriptions ?? [];
  expect({ code: end.code, ok: account?.ok, ...subscription }).toMatchObject({
    ...{ code: 0, ok: true, status: 'active', plan: 'Pro plan', cancelAtPeriodEnd: false },
    price: { amount: 4900, currency: 'USD' },
    interval: { unit: 'month', count: 1 },
    paymentMethod: { brand: 'visa', last4: '4242' },
  });
  const bandwidth = subscription?.items.find(({ name }) => name === 'Bandwidth');
  expect(bandwidth).toMatchObject({ quantity: null, included: 2, unit: '20 GB' });
  expect(bandwidth?.overage).toBe(Math.max(0, (bandwidth?.used ?? 0) - 2));
  const plain = await terminal.billfold('subscription', '--account', 'Acme');
  expect(plain.stdout).toMatch(/^Acme · Pro plan: active, 49\.00 USD per month, period to \d{4}-\d\d-\d\d, visa 4242/);
});

it('details are what the vendor prints on invoices', async () => {
  const end = await terminal.billfold('details', '--account', 'Acme', '--json');
  const [account] = documentOf(detailsDocument, end).accounts;
  expect({ code: end.code, ok: account?.ok, error: account?.error }).toEqual({ code: 0, ok: true, error: null });
  expect(account?.details?.companyName).toBeTruthy();
  expect(account?.details?.billingEmail).toContain('@');
  expect(account?.details?.address?.country).toMatch(/^[A-Z]{2}$/);
  expect(account?.details?.taxIds?.length).toBeGreaterThan(0);
});

it('a sync that is interrupted says so, keeps what came whole, and leaves nothing half', async () => {
  const documents = join(folder, 'data/documents');
  const child = startBillfold(terminal, ['sync', '--json']);
  const ending = ended(child);
  const stored = () => (existsSync(documents) ? filesBelow(documents) : []);
  await expect.poll(() => stored().some((file) => file.endsWith('.pdf')), { interval: 5, timeout: 20_000 }).toBe(true);
  child.kill('SIGINT');
  const end = await ending;
  expect(end).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Acme: Canceled\..*Start again/) as string });
  const { accounts, exports } = documentOf(syncDocument, end);
  expect(accounts).toMatchObject([{ account: 'Acme', ok: false, error: { code: 'cancelled' } }]);
  expect(exports).toEqual([]);
  // Beside the documents is nothing but the list of what they are, and the archive's marker.
  const own = ['index.jsonl', '.billfold-archive.json'];
  expect(stored().filter((file) => !file.endsWith('.pdf') && !own.includes(file))).toEqual([]);
  expect(stored().length).toBeLessThan(450);
});

it('a sync brings every invoice, and its PDF', async () => {
  const first = await terminal.billfold('sync', '--json');
  const [account] = documentOf(syncDocument, first).accounts;
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(account).toMatchObject({ ok: true, invoices: { total: 500, changed: 0 }, error: null });
  expect(account?.documents).toMatchObject({ missing: 0, failed: 0 });
  expect(account?.documents.stored).toBeGreaterThanOrEqual(450);
});

it('a sync runs automatic exports, and tells what came of each', async () => {
  const [automatic, away] = [join(folder, 'automatic'), join(folder, 'away')];
  mkdirSync(automatic);
  repeatExports([automatic, away]);
  const again = await terminal.billfold('sync', '--json');
  const { accounts, exports } = documentOf(syncDocument, again);
  expect(accounts).toMatchObject([{ ok: true, invoices: { total: 500, new: 0 } }]);
  expect(exports).toMatchObject([
    { folder: automatic, ok: true, ran: true, failed: 0, error: null },
    { folder: away, ok: false, ran: true, written: 0, error: { code: 'folder-not-found' } },
  ]);
  expect(exports[0]?.written).toBeGreaterThan(0);
  expect(sumsHold(automatic)).toBe((exports[0]?.written ?? 0) + 4);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining(`Automatic export to ${away}: `) as string });
});

it('an export is whole by its checksums, and done again writes nothing', async () => {
  const first = await terminal.billfold('export', '--json', '--out', out);
  const report = documentOf(exportDocument, first);
  expect(first.code).toBe(0);
  expect(report).toMatchObject({ folder: out, skipped: [], failed: [], dryRun: false, error: null });
  expect(report.files.length).toBeGreaterThanOrEqual(450);
  expect(sumsHold(out)).toBe(report.files.length + 4);

  const times = () => filesBelow(out).map((path) => [path, statSync(join(out, path)).mtimeMs]);
  const before = times();
  expect(before).toHaveLength(report.files.length + 5);
  const again = await terminal.billfold('export', '--json', '--out', out);
  expect(documentOf(exportDocument, again)).toMatchObject({ files: [], skipped: report.files, failed: [] });
  expect(times()).toEqual(before);
});

it('a month is closed with one command, and done again says that nothing is new', async () => {
  const pack = join(folder, 'pack');
  const close = ['export', '--month', '2026-10', '--pack', '--csv-preset', 'excel', '--out', pack];
  const planned = await terminal.billfold(...close, '--dry-run');
  expect(planned).toMatchObject({ code: 0, stdout: expect.stringMatching(/^new +voids-and-credits\.csv$/m) as string });
  expect(existsSync(pack)).toBe(false);
  const made = await terminal.billfold(...close, '--json');
  expect(made.code).toBe(0);
  expect(documentOf(exportDocument, made)).toMatchObject({ failed: [], ledger: { csv: 'ledger.csv' } });
  expect(filesBelow(pack).map((file) => basename(file))).toEqual(
    expect.arrayContaining(['voids-and-credits.csv', 'verification.json', 'verification.csv', 'SHA256SUMS']),
  );
  sumsHold(pack);
  expect((await terminal.billfold(...close)).stdout).toMatch(/nothing new: \d+ files? (was|were) already there/);
});

it('the next period begins under the threshold, and fires once when it exceeds it', async () => {
  const { moveTo } = practiceControl(url);
  const end = (await check()).upcoming?.period?.end ?? '';
  const after = (days: number) => instantFromMillis(Date.parse(end) + days * day);
  await moveTo(after(0.1));
  expect(await check()).toMatchObject({
    code: 0,
    upcoming: { period: { start: end } },
    alert: { exceeded: false, firedNow: false, firedAt: null },
  });
  await moveTo(after(26));
  expect(await check()).toMatchObject({ code: 10, alert: { exceeded: true, firedNow: true } });
  expect(await check()).toMatchObject({ code: 10, alert: { exceeded: true, firedNow: false } });
});

it('a port that is taken is said in words', async () => {
  const { port } = new URL(url);
  const end = await terminal.billfold('practice', '--port', port);
  expect(end).toMatchObject({ code: 1, stdout: '' });
  expect(end.stderr).toMatch(new RegExp(`port ${port}.*--port`, 's'));
});

it('a practice server that is told to end does so at once, and frees its port', async () => {
  // A client that keeps its connection open does not keep the server.
  await fetch(`${url}/_practice`);
  const closing = server && ended(server);
  const asked = performance.now();
  server?.kill('SIGTERM');
  expect(await closing).toMatchObject({ code: 0, stderr: '' });
  expect(performance.now() - asked).toBeLessThan(5000);
  const successor = createServer();
  await listening(successor, Number(new URL(url).port));
  await closed(successor);
});

it('the key is nowhere: in no file, and in nothing that was printed', () => {
  expect(filesBelow(join(folder, 'data')).length).toBeGreaterThan(400);
  expect(filesWith(folder, key)).toEqual([]);
  expect(terminal.printed()).not.toContain(key);
  // The search itself works: it finds what is there.
  expect(filesWith(folder, customer)).toContain('data/billfold.db');
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertEvent } from '#shared/alerts.ts';
import type { ArchivedInvoice, Invoice } from '#shared/invoices.ts';
import type { AppError } from '#shared/errors.ts';
import { errorSentence } from '#shared/messages/index.ts';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { pdfBytes } from '../archive/document-server.ts';
import { buildProgram, filesBelow } from '../billfold.ts';
import type { CheckedAccount } from '../program/requests.ts';
import { type ProgramProcess, startProgram } from '../program/start-program.ts';
import type { RawServer } from '../raw-server.ts';
import { preview, type Routes, startVendor } from './vendor.ts';

export interface Attempt {
  readonly what: string;
  /** What the vendor answers from now on. */
  readonly routes: (url: string) => Routes;
  /** What Billfold must say, each: codes of errors, reasons of alerts. Where it is empty the answer is odd, and right. */
  readonly says: readonly string[];
  /** What it must make of it. */
  readonly then?: (after: Aftermath) => void | Promise<void>;
}

export interface Aftermath {
  readonly accountId: string;
  readonly checked: CheckedAccount;
  readonly rows: readonly ArchivedInvoice[];
  readonly program: ProgramProcess;
  readonly vendor: RawServer;
}

export const attempt = (what: string, routes: Attempt['routes'], says: readonly string[], then?: Attempt['then']) => ({
  ...{ what, routes, says },
  ...(then && { then }),
});

/** The upcoming invoice is of so many cents all the same. */
export const reads =
  (amount: number, currency = 'USD'): NonNullable<Attempt['then']> =>
  ({ checked }) => {
    expect(checked.totals).toEqual([{ amount, currency }]);
    expect(checked.alerts).toMatchObject([{ outcome: 'not-exceeded' }]);
  };

interface WorldOptions {
  /** How much faster the program's time runs. */
  readonly haste?: number;
  /** MiB that the process may have held at most. */
  readonly maxMemory?: number;
}

/**
 * Each attempt connects a vendor to one and the same program, whose answers turn hostile once its invoices are in the
 * archive. In the same round the upcoming invoice of another vendor exceeds the next of its alerts. Whatever the first one
 * answers, the other one's alert fires, once; what is wrong is said in words; and what was archived is there, byte by byte.
 */
export function describeAttempts(
  groups: Readonly<Record<string, readonly Attempt[]>>,
  options: WorldOptions = {},
): void {
  const attempts = Object.values(groups).flat();
  // Hundreds of small files are flushed: in memory, where there is such a folder, that costs nothing.
  const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'billfold-hostile-'));
  let program: ProgramProcess;
  let other: OtherVendor;
  beforeAll(async () => {
    await buildProgram();
    program = await startProgram(place, options);
    other = await connectOther(program, attempts.length);
  });
  afterAll(async () => {
    await other.server.close();
    await program[Symbol.asyncDispose]();
    rmSync(place, { recursive: true, force: true });
  });

  describe.each(Object.entries(groups))('%s', (_about, group) => {
    it.each(group)('$what', async (given) => {
      await using vendor = await startVendor();
      await survives(program, vendor, other, given);
    });
  });

  describe('after all of them', () => {
    it('the program lives, nothing failed inside it, and it stayed small', async () => {
      expect(program.isAlive()).toBe(true);
      expect(await program.ask('faults', null)).toEqual([]);
      expect(program.peakMemory()).toBeLessThan(options.maxMemory ?? 600);
    });

    it('nothing lies outside of the archive’s folder, nor beside its documents', () => {
      expect(readdirSync(place)).toEqual(['data']);
      const strange = filesBelow(join(place, 'data', 'documents')).filter(
        (name) => !/^[0-9a-f]{2}\/[0-9a-f]{64}\.pdf$/.test(name),
      );
      expect(strange).toEqual(['.billfold-archive.json', 'index.jsonl']);
    });

    it('everything can be exported, and nothing lands outside of the chosen folder', async () => {
      const out = join(place, 'exported', 'here');
      expect(await program.ask('export', out, 50)).toEqual({ ok: true, value: null });
      expect(readdirSync(place).sort()).toEqual(['data', 'exported']);
      expect(readdirSync(join(place, 'exported'))).toEqual(['here']);
      expect(filesBelow(out).filter((name) => /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name))).toEqual([]);
    });
  });
}

export interface OtherVendor {
  readonly server: RawServer;
  readonly accountId: string;
  /** How many of its alerts are exceeded. */
  exceeded: number;
}

/** Minor units. The thresholds of the other vendor's alerts are a dollar apart. */
const threshold = (nth: number): number => 10_000 + 100 * nth;

export async function connectOther(program: ProgramProcess, alerts: number): Promise<OtherVendor> {
  const server = await startVendor();
  const accountId = await connected(program, server, 'Other vendor');
  for (let nth = 0; nth < alerts; nth++) await saveAlert(program, accountId, threshold(nth));
  return { server, accountId, exceeded: 0 };
}

async function connected(program: ProgramProcess, { url }: RawServer, name: string): Promise<string> {
  const key = `rk_live_${new URL(url).port}Vendor`;
  const added = await program.ask('connect', { name, source: 'stripe', key, baseUrl: url, customerId: 'cus_1' });
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  return added.value;
}

async function saveAlert(program: ProgramProcess, accountId: string, amount: number): Promise<void> {
  const rule = { measure: 'total', steps: [], scope: 'subscription', window: 'billing-period' };
  const request = { ...rule, accountId, threshold: { amount, currency: 'USD' } };
  expect(await program.ask('call', { name: 'alerts.save', request })).toMatchObject({ ok: true });
}

/** The next check of the other vendor finds its upcoming invoice above one more of its alerts. */
export function exceedNext(other: OtherVendor): void {
  other.server.routes['POST /v1/invoices/create_preview'] = preview(threshold(other.exceeded++) + 1);
}

/** Each of the other vendor's alerts once: those of this check, and those of all checks before. */
export async function expectTriggered(program: ProgramProcess, other: OtherVendor): Promise<void> {
  const triggered = await program.ask('call', { name: 'alerts.events', request: { accountId: other.accountId } });
  const alertEvents = triggered.ok ? (triggered.value as AlertEvent[]) : [];
  expect(
    alertEvents.map(({ threshold: passed }) => ('amount' in passed ? passed.amount : 0)).toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: other.exceeded }, (_, nth) => threshold(nth)));
}

async function survives(program: ProgramProcess, vendor: RawServer, other: OtherVendor, given: Attempt): Promise<void> {
  const accountId = await connected(program, vendor, `${String(other.exceeded)} ${given.what.slice(0, 60)}`);
  await saveAlert(program, accountId, 10_000);
  await program.ask('check', [accountId]);
  expect(await program.ask('sync', accountId)).toEqual({ ok: true, value: null });
  const before = await rowsOf(program, accountId);
  expect(before.map(({ id, document }) => [id, document])).toEqual([
    ['in_2', 'stored'],
    ['in_1', 'stored'],
  ]);

  Object.assign(vendor.routes, given.routes(vendor.url));
  exceedNext(other);
  const checks = await program.ask('check', [accountId, other.accountId], 50);
  const synced = await program.ask('sync', accountId, 50);
  await expectTriggered(program, other);

  // What is wrong is said.
  const checked = checks.find((each) => each.accountId === accountId);
  if (!checked) throw new Error('It was not checked');
  const rows = await rowsOf(program, accountId);
  const listed = await program.ask('call', { name: 'unread.list', request: { accountId } });
  const unread = listed.ok ? (listed.value as { unread: { reason: AppError }[] }).unread : [];
  const errors = [
    ...[checked.error, ...checked.unread.map(({ reason }) => reason)],
    ...[synced.ok ? null : synced.error, ...unread.map(({ reason }) => reason)],
    ...rows.map(({ documentError }) => documentError),
  ].filter((error) => error !== null);
  for (const error of errors) expectWords(error);
  const said = new Set([
    ...errors.map(({ code }) => code),
    ...checked.alerts.flatMap(({ reason }) => (reason === null ? [] : [`alert: ${reason}`])),
    ...rows.flatMap(({ version }) => (version > 1 ? ['another version'] : [])),
    ...rows.flatMap(({ withdrawnAt }) => (withdrawnAt === null ? [] : ['withdrawn'])),
  ]);
  expect([...said].sort()).toEqual([...given.says].sort());
  // "Not exceeded" is said of a comparison alone.
  if (checked.error) expect(checked.alerts.map(({ outcome }) => outcome)).not.toContain('not-exceeded');

  // What was archived is there.
  for (const row of before) await expectKept(program, vendor, row, rows);
  await given.then?.({ accountId, checked, rows, program, vendor });
}

/** Words in both languages, of a length that can be read, without anything unseen in them. */
export function expectWords(error: AppError): void {
  expect(error.code).not.toBe('internal');
  for (const language of ['en', 'de'] as const) {
    const sentence = errorSentence(error, language);
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence.length).toBeLessThan(3000);
    expect(sentence).not.toMatch(/undefined|\[object|\{\w+\}| [,;:]| \.( |$)|“”|„“|\(\)/);
  }
}

async function rowsOf(program: ProgramProcess, accountId: string): Promise<ArchivedInvoice[]> {
  const request = {
    accountId,
    text: '',
    statuses: [],
    sort: { by: 'issuedAt', descending: true },
    offset: 0,
    limit: 500,
  };
  const found = await program.ask('call', { name: 'invoices.query', request });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return (found.value as { rows: ArchivedInvoice[] }).rows;
}

/** The row, or its first version where the vendor answered otherwise, and a PDF in the archive with these very bytes. */
async function expectKept(
  program: ProgramProcess,
  { url }: RawServer,
  row: ArchivedInvoice,
  rows: readonly ArchivedInvoice[],
): Promise<void> {
  const now = rows.find(({ key }) => key === row.key);
  if (!now) throw new Error(`${row.id} is lost`);
  const kept = ({ number, total, issuedAt }: Pick<Invoice, 'number' | 'total' | 'issuedAt'>) => [
    number,
    total,
    issuedAt,
  ];
  const versions = await program.ask('call', { name: 'invoices.versions', request: { key: row.key } });
  const first = versions.ok ? (versions.value as InvoiceVersion[]).at(-1) : undefined;
  expect(kept(first ?? now)).toEqual(kept(row));
  if (!first) expect(now.version).toBe(row.version);
  const sha256 = sha256Of(pdfBytes(`${url} ${row.id.replace('in_', '')}`));
  const file = join(program.dataFolder, 'documents', sha256.slice(0, 2), `${sha256}.pdf`);
  expect(sha256Of(readFileSync(file))).toBe(sha256);
}

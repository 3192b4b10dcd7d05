import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { servicePeriodsOf } from '#shared/service-period.ts';
import type { PracticeServer } from '../../electron/practice/index.ts';
import { createStripeSource } from '../../electron/sources/index.ts';
import { firstPage, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { control, practiceServer } from '../support/practice.ts';

/* The archive as it will run: the Stripe source and the practice server, nothing faked. */

let temporary: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => {
  temporary[Symbol.dispose]();
});

const everything = { accountId: null, invoiceKeys: null, from: null, to: null };

async function setUp(invoices = 24) {
  const server = await practiceServer({ invoices });
  const source = createStripeSource({
    key: 'sk_test_practice',
    customerId: server.customerId,
    baseUrl: server.url,
    fetch: globalThis.fetch,
    clock: realClock,
    logger: memoryLogger(),
  });
  return { server, source, ...setUpArchive({ folder: temporary.path, source, clock: realClock }) };
}

const break_ = (server: PracticeServer, fault: unknown) => control(server, 'faults', { clear: true, faults: [fault] });

it('syncs, finds nothing new the second time, exports, and the checksums hold', async () => {
  const { archive, exports } = await setUp(80);
  const first = valueOf(await archive.sync.account('acc1', { full: false }));
  expect(first.invoices.total).toBeGreaterThanOrEqual(80);
  expect(first.invoices.new).toBe(first.invoices.total);
  expect(first.documents.failed).toBe(0);
  expect(first.documents.stored).toBeGreaterThanOrEqual(72);
  // What a row bills usage of is in its lines: the month before it was made, or nothing.
  const { rows } = archive.invoices.query(firstPage);
  for (const row of rows) {
    const service = servicePeriodsOf(valueOf(archive.invoices.lines(row.key)));
    expect(row.service).toEqual(service);
    expect(valueOf(archive.invoices.get(row.key)).service).toEqual(service);
  }
  expect(rows.filter(({ service }) => service.usage).length).toBeGreaterThan(10);
  const second = valueOf(await archive.sync.account('acc1', { full: true }));
  expect(second).toEqual({
    invoices: { ...first.invoices, new: 0 },
    creditNotes: { ...first.creditNotes, new: 0 },
    documents: first.documents,
    unread: [],
  });

  const out = join(temporary.path, 'out');
  const report = valueOf(await exports.run(everything, { folder: out }));
  expect(report.failed).toEqual([]);
  expect(report.files).toHaveLength(first.documents.stored);
  expect(new Set(report.files.map((path) => path.toLowerCase())).size).toBe(report.files.length);
  execFileSync('sha256sum', ['-c', '--quiet', '--strict', 'SHA256SUMS'], { cwd: out });
  for (const path of report.files) expect(readFileSync(join(out, path)).subarray(0, 5).toString()).toBe('%PDF-');
  expect(valueOf(await exports.run(everything, { folder: out })).files).toEqual([]);
});

it('sees what the vendor did as time passed', async () => {
  const { server, archive } = await setUp();
  const before = valueOf(await archive.sync.account('acc1', { full: false }));
  await control(server, 'clock', { now: '2027-02-10T12:00:00Z' });
  const after = valueOf(await archive.sync.account('acc1', { full: false }));
  expect(after.invoices.new).toBeGreaterThan(0);
  expect(after.invoices.total).toBe(before.invoices.total + after.invoices.new);
  expect(after.documents.failed).toBe(0);
  const open = archive.invoices.query({ ...firstPage, statuses: ['draft'] }).rows;
  for (const draft of open) expect(draft).toMatchObject({ number: null, document: 'none' });
});

it.each(['pdf-empty', 'pdf-html', 'pdf-truncated', 'pdf-missing', 'pdf-expired'])(
  '%s: nothing is lost, the reason is kept, and the next sync gets it',
  async (kind) => {
    const { server, archive } = await setUp();
    await break_(server, { kind, path: '/invoice/*' });
    const broken = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(broken.documents.stored).toBeLessThan(broken.invoices.total / 2);
    const row = archive.invoices
      .query(firstPage)
      .rows.find(({ document }) => document === 'failed' || document === 'missing');
    expect(row?.documentError).not.toBeNull();
    await control(server, 'faults', { clear: true });
    const mended = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(mended.documents.failed).toBe(0);
    expect(mended.documents.stored).toBeGreaterThan(broken.invoices.total / 2);
  },
);

it('asks for a fresh link when a listed one expired meanwhile', async () => {
  const { server, archive } = await setUp();
  await break_(server, { kind: 'pdf-expired', times: 1 });
  const report = valueOf(await archive.sync.account('acc1', { full: false }));
  expect(report.documents.failed).toBe(0);
  expect(report.documents.stored).toBeGreaterThanOrEqual(20);
});

it('gets a document whose connection broke in the middle', async () => {
  const { server, archive } = await setUp();
  await break_(server, { kind: 'reset-body', path: '/invoice/*', times: 3 });
  expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.failed).toBe(0);
});

it('gets through a storm of 429 and 500', async () => {
  const { server, archive } = await setUp();
  await control(server, 'faults', {
    clear: true,
    faults: [
      { kind: 'status', status: 429, retryAfter: 1, path: '/invoice/*', times: 5, after: 3 },
      { kind: 'status', status: 500, path: '/invoice/*', times: 3, after: 12 },
    ],
  });
  expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.failed).toBe(0);
});

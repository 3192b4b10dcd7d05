import { afterEach, beforeEach, expect, it } from 'vitest';
import { setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { answer, startDocumentServer } from '../support/archive/document-server.ts';
import { manyInvoices } from '../support/archive/many-invoices.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { type FakeClock, fakeClock } from '../support/fakes/fake-clock.ts';

/* Each request stays within its own limits of time; it is the whole sync that does not come to an end. */

const minute = 60_000;
let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
beforeEach(() => {
  folder = temporaryFolder();
  clock = fakeClock('2026-11-22T12:00:00.000Z');
});
afterEach(() => {
  folder[Symbol.dispose]();
});

/** What the work came to, and after how many minutes. */
async function timed<T>(work: Promise<T>, step: number): Promise<{ value: T; minutes: number }> {
  const startedAt = clock.now();
  const state = { settled: false };
  void work.finally(() => (state.settled = true));
  while (!state.settled) await clock.advance(step);
  return { value: await work, minutes: (clock.now() - startedAt) / minute };
}

it('a server that puts off every document for ever: what was listed stays, and the next sync fetches', async () => {
  await using server = await startDocumentServer();
  const count = 200;
  for (let n = 0; n < count; n++) server.on(`/${n}.pdf`, answer(429, '', { 'Retry-After': '290' }));
  const source = fakeBillingSource({ invoices: manyInvoices(server.url(''), count) }, clock);
  const { archive } = setUpArchive({ folder: folder.path, source, clock });
  const { value, minutes } = await timed(archive.sync.account('acc1', { full: false }), 1000);
  // Half an hour, and half a minute for each invoice that came.
  expect(value).toEqual({ ok: false, error: { code: 'job-out-of-time', minutes: 30 + count / 2 } });
  expect(minutes).toBeLessThan(30 + count / 2 + 1);
  expect(archive.totals.counts('acc1').invoices).toBe(count);

  for (let n = 0; n < count; n++) server.on(`/${n}.pdf`);
  const { value: again } = await timed(archive.sync.account('acc1', { full: false }), 10);
  expect(valueOf(again).documents).toEqual({ stored: count, missing: 0, failed: 0 });
}, 120_000);

it('a vendor that takes ten minutes for each invoice, for ever: the sync ends, and the account can be synced again', async () => {
  const invoices = manyInvoices('', 60).map((each) => ({ ...each, status: 'open' as const, documentUrl: null }));
  const source = fakeBillingSource({ invoices }, clock);
  const { archive } = setUpArchive({ folder: folder.path, source, clock });
  expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.total).toBe(60);
  const read = source.invoice.bind(source);
  let slow = true;
  // No listing tells of them: each is asked for by its id.
  source.state.invoices = [];
  Object.assign(source, {
    async invoice(id: string, signal?: AbortSignal) {
      if (slow) await clock.advance(10 * minute);
      source.state.invoices = invoices;
      const answered = await read(id, signal);
      source.state.invoices = [];
      return answered;
    },
  });
  const value = await archive.sync.account('acc1', { full: false });
  expect(value).toMatchObject({ ok: false, error: { code: 'job-out-of-time' } });
  slow = false;
  expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.total).toBe(60);
});

it('one that is slow and gets on is not ended', async () => {
  const source = fakeBillingSource(
    { invoices: manyInvoices('', 400).map((each) => ({ ...each, documentUrl: null })) },
    clock,
  );
  const list = source.invoices.bind(source);
  Object.assign(source, {
    async invoices(...request: Parameters<typeof list>) {
      await clock.advance(25 * minute);
      return list(...request);
    },
  });
  const { archive } = setUpArchive({ folder: folder.path, source, clock });
  const startedAt = clock.now();
  expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.total).toBe(400);
  expect((clock.now() - startedAt) / minute).toBeGreaterThan(90);
});

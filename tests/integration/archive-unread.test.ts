import { afterEach, beforeEach, expect, it } from 'vitest';
import { fail } from '#shared/result.ts';
import type { UnreadObject } from '../../electron/sources/billing-source.ts';
import { firstPage, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { anInvoice } from '../support/billing-objects.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder[Symbol.dispose]();
});

const reason = { code: 'value-unknown', object: 'invoice', id: 'in_odd', field: 'status', value: 'archived' } as const;
const oddInvoice = (changes: Partial<UnreadObject> = {}): UnreadObject => ({
  object: 'invoice',
  id: 'in_odd',
  reason,
  raw: '{"id":"in_odd","status":"archived"}',
  ...changes,
});
const named = [{ object: 'invoice', id: 'in_odd', reason }];

function setUp() {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const read = anInvoice({ id: 'in_1', documentUrl: null });
  const source = fakeBillingSource({ invoices: [read], unread: { invoices: [oddInvoice()] } }, clock);
  const { archive } = setUpArchive({ folder: folder.path, source, clock });
  const sync = async (full = false) => {
    await clock.advance(1000);
    return valueOf(await archive.sync.account('acc1', { full }));
  };
  return { clock, source, archive, sync };
}

it('archives what can be read, and names the rest at every sync until it can be', async () => {
  const { source, archive, sync } = setUp();
  expect(await sync()).toMatchObject({ invoices: { total: 1, new: 1 }, unread: named });
  // The next listing begins after it, and the vendor answers the same by its id.
  source.state.unread = {};
  expect(await sync()).toMatchObject({ unread: named });
  source.state.invoices.push(anInvoice({ id: 'in_odd', createdAt: '2020-01-01T00:00:00.000Z', documentUrl: null }));
  expect(await sync()).toMatchObject({ invoices: { total: 2 }, unread: [] });
  expect(archive.invoices.query(firstPage).rows.map(({ id }) => id)).toContain('in_odd');
});

it('is settled by a later Billfold that reads what was kept, though the vendor has it no longer', async () => {
  const { source, archive, sync } = setUp();
  const raw = JSON.stringify(anInvoice({ id: 'in_odd', documentUrl: null }));
  source.state.unread = { invoices: [oddInvoice({ raw })] };
  expect(await sync()).toMatchObject({ unread: named });
  source.state.unread = {};
  expect(await sync()).toMatchObject({ invoices: { total: 2 }, unread: [] });
  expect(valueOf(archive.invoices.get('acc1:in_odd')).total.amount).toBeGreaterThan(0);
});

it('an unpaid invoice that turns odd costs itself, not the sync', async () => {
  const { source, archive, sync } = setUp();
  const old = anInvoice({ id: 'in_open', status: 'open', createdAt: '2020-01-01T00:00:00.000Z', documentUrl: null });
  source.state.invoices.push(old);
  source.state.unread = {};
  await sync();
  const asked = source.invoice.bind(source);
  const turned = { ...reason, id: 'in_open' };
  source.invoice = (id, signal) => (id === 'in_open' ? Promise.resolve(fail(turned)) : asked(id, signal));
  expect(await sync()).toMatchObject({ unread: [{ object: 'invoice', id: 'in_open', reason: turned }] });
  expect(valueOf(archive.invoices.get('acc1:in_open')).status).toBe('open');
  source.invoice = asked;
  expect(await sync()).toMatchObject({ unread: [] });
});

it('what had no id is forgotten when a whole listing does not have it any more', async () => {
  const { source, sync } = setUp();
  source.state.unread = { invoices: [oddInvoice({ id: null, raw: '{"status":"archived"}' })] };
  expect((await sync()).unread).toHaveLength(1);
  source.state.unread = {};
  expect((await sync()).unread).toHaveLength(1);
  expect((await sync(true)).unread).toEqual([]);
});

it('credit notes that the vendor does not tell are not none', async () => {
  const { source, sync } = setUp();
  source.breakWith({ code: 'not-found-at-vendor', vendorName: 'credit_notes' }, 'creditNotes');
  expect(await sync()).toMatchObject({ creditNotes: null, invoices: { total: 1 } });
  source.breakWith({ code: 'listing-repeats', list: 'credit-note-list', id: 'cn_1' }, 'creditNotes');
  await expect(sync()).rejects.toThrow();
});

it('a listing that goes in circles ends at the first repetition', async () => {
  const { source, archive } = setUp();
  const listed = source.invoices.bind(source);
  source.invoices = async (page, signal) => {
    const answer = await listed({ ...page, after: null }, signal);
    return answer.ok ? { ok: true, value: { ...answer.value, next: 'in_1' } } : answer;
  };
  expect(await archive.sync.account('acc1', { full: false })).toMatchObject({
    ok: false,
    error: { code: 'listing-repeats' },
  });
  expect(source.calls.filter((call) => call === 'invoices')).toHaveLength(2);
});

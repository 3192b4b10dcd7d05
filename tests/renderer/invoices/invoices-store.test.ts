import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { everythingSelected, including, nothingSelected, toggled } from '../../../renderer/selection.ts';
import { useInvoices } from '../../../renderer/stores/invoices.ts';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge.ts';

let fake: FakeBridge;
const queries = () => fake.made.filter(({ name }) => name === 'invoices.query').map(({ request }) => request);

/** The store with the practice account's invoices loaded. */
async function loaded() {
  const invoices = useInvoices();
  invoices.list.want(0, 30);
  invoices.showAccount('acc_imagekit');
  await vi.waitFor(() => {
    expect(invoices.list.row(0)).toBeDefined();
  });
  return invoices;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  fake = createFakeBridge();
  Object.defineProperty(window, 'billfold', { value: fake, configurable: true });
  setActivePinia(createPinia());
});
afterEach(() => {
  vi.useRealTimers();
});

describe('list of invoices as the window knows it', () => {
  it('knows count and totals with the first page', async () => {
    const invoices = await loaded();
    expect(invoices.count).toBe(60);
    expect(invoices.totals).toHaveLength(1);
    expect(invoices.list.row(0)?.number).toBe('IK-1060');
  });

  it('asks once after a pause in typing, not at each letter', async () => {
    const invoices = await loaded();
    const before = queries().length;
    for (const typed of ['I', 'IK', 'IK-', 'IK-1055 ']) invoices.search(typed);
    await vi.advanceTimersByTimeAsync(500);
    expect(queries().slice(before)).toMatchObject([{ terms: [{ kind: 'word', text: 'IK-1055' }], offset: 0 }]);
    await vi.waitFor(() => {
      expect(invoices.count).toBe(1);
    });
    expect(invoices.filtered).toBe(true);
  });

  it('adds and takes away statuses, and clears them with the text', async () => {
    const invoices = await loaded();
    invoices.toggleStatus('void');
    invoices.toggleStatus('open');
    invoices.toggleStatus('void');
    expect(invoices.question.statuses).toEqual(['open']);
    invoices.clearFilters();
    expect(invoices.question).toMatchObject({ statuses: [], terms: [] });
  });

  it('turns the order round on the second press and begins amounts with the largest', async () => {
    const invoices = await loaded();
    invoices.sortBy('total');
    expect(invoices.question.sort).toEqual({ by: 'total', descending: true });
    invoices.sortBy('total');
    expect(invoices.question.sort).toEqual({ by: 'total', descending: false });
    invoices.sortBy('number');
    expect(invoices.question.sort).toEqual({ by: 'number', descending: false });
  });

  it('keeps the selection in another order and drops it for another question', async () => {
    const invoices = await loaded();
    invoices.selection = including(nothingSelected, ['acc_imagekit:in_1']);
    invoices.sortBy('total');
    expect(invoices.selectedCount).toBe(1);
    invoices.toggleStatus('paid');
    expect(invoices.selectedCount).toBe(0);
  });

  it('knows the keys of everything that is selected, less the exceptions', async () => {
    const invoices = await loaded();
    const [first] = fake.state.invoices.filter(({ accountId }) => accountId === 'acc_imagekit');
    invoices.selection = toggled(everythingSelected, first?.key ?? ':');
    expect(invoices.selectedCount).toBe(59);
    const keys = await invoices.selectedKeys();
    expect(keys.ok && keys.value).toHaveLength(59);
    expect(keys.ok && keys.value?.includes(first?.key ?? ':')).toBe(false);
  });

  it('needs no keys for a whole account, but does for a filtered one', async () => {
    const invoices = await loaded();
    invoices.selection = everythingSelected;
    expect(await invoices.selectedKeys()).toEqual({ ok: true, value: null });
    invoices.toggleStatus('void');
    await vi.waitFor(() => {
      expect(invoices.count).toBe(1);
    });
    invoices.selection = everythingSelected;
    const keys = await invoices.selectedKeys();
    expect(keys.ok && keys.value).toHaveLength(1);
  });

  it('passes on why keys could not be read', async () => {
    const invoices = await loaded();
    fake.break('invoices.query', { code: 'database-corrupt', reason: 'SQLITE_CORRUPT', backup: null, ways: [] });
    expect(await invoices.keysBetween(0, 10)).toEqual({
      ok: false,
      error: { code: 'database-corrupt', reason: 'SQLITE_CORRUPT', backup: null, ways: [] },
    });
  });

  it('asks again when its account changed, once for many changes, and not for another account', async () => {
    const invoices = await loaded();
    const before = queries().length;
    fake.emit('invoices.changed', { accountId: 'acc_datadog' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(queries()).toHaveLength(before);
    for (let change = 0; change < 20; change += 1) fake.emit('invoices.changed', { accountId: 'acc_imagekit' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(queries()).toHaveLength(before + 1);
    expect(invoices.list.row(0)?.number).toBe('IK-1060');
  });
});

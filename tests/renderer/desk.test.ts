import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/invoice-money.ts';
import { money } from '#shared/money.ts';
import { movedRow, sortedRows } from '../../renderer/pages/desk/account-rows.ts';
import { monthStacks } from '../../renderer/pages/desk/month-stacks.ts';
import { currencySums } from '../../renderer/pages/desk/sums.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleToDo } from '../support/sample/desk.ts';
import {
  click,
  findControl,
  lastRequest,
  openWindow,
  press,
  seeElement,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const rowsOf = () => [...document.querySelectorAll<HTMLElement>('[data-account]')];
const namesShown = () => rowsOf().map((row) => row.dataset['account']);

describe('All accounts', () => {
  withWindows();

  it('is the first screen of who has several accounts', async () => {
    const { router } = await openWindow({ path: '/' });
    await seeElement('[data-accounts]');
    expect(router.currentRoute.value.name).toBe('desk');
  });

  it('is not where one account is all there is', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.slice(0, 1);
    const { router } = await openWindow({ path: '/', fake });
    expect(router.currentRoute.value.name).toBe('overview');
  });

  it('looks again at every account by the one shortcut', async () => {
    const { fake } = await openWindow({ path: '/desk' });
    await seeElement('[data-accounts]');
    await findControl('Refresh');
    press('r', document.body, { ctrlKey: true });
    await until(() => {
      expect(lastRequest(fake, 'sync.start')).toEqual({ accountId: null, full: false });
    });
    const checked = fake.made.flatMap((each) =>
      each.name === 'watch.checkNow' ? [(each.request as { accountId: string }).accountId] : [],
    );
    const withKey = fake.state.accounts.filter(({ freshness: { state } }) => state !== 'refused').map(({ id }) => id);
    expect(checked.toSorted()).toEqual(withKey.toSorted());
  });

  it('has the searches that somebody saved, over all accounts', async () => {
    const fake = createFakeBridge();
    fake.state.savedFilters = [{ id: 'filter_1', name: 'Large and open', terms: [{ kind: 'word', text: 'acme' }] }];
    const { router } = await openWindow({ path: '/desk', fake });
    await click('Large and open');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('invoices');
      expect(lastRequest(fake, 'invoices.query')).toMatchObject({
        accountId: null,
        terms: [{ kind: 'word', text: 'acme' }],
      });
    });
  });

  it('says of an account that was never read that nothing is known of it', async () => {
    const fake = createFakeBridge();
    const [first, ...others] = fake.state.desk.rows;
    if (!first) throw new Error('The sample has no account');
    fake.state.desk.rows = [{ ...first, asOf: null, figures: [], nextInvoice: null }, ...others];
    await openWindow({ path: '/desk', fake });
    const row = await seeElement(`[data-account="${first.name}"]`);
    expect(visibleText(row)).toContain('Not read yet');
    expect(visibleText(row)).not.toContain('No invoice coming');
  });

  it('shows real accounts, and those of practice apart from every sum', async () => {
    const { fake } = await openWindow({ path: '/desk' });
    await seeText('All accounts together');
    const practice = fake.state.accounts.filter((account) => account.practice).map(({ name }) => name);
    const sums = (await seeElement('[data-sums]')).textContent;
    expect(practice.length).toBeGreaterThan(0);
    // The practice account is the only one in USD.
    expect(sums).not.toContain('USD');
    await seeText('They’re in no sum, and in no export of all accounts.');
  });

  it('opens an account by Enter, after J, and takes it out of sight by H', async () => {
    const { fake, router } = await openWindow({ path: '/desk' });
    await seeElement('[data-account]');
    const [first, second] = rowsOf();
    const press = (row: HTMLElement | undefined, key: string) =>
      row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    first?.focus();
    press(first, 'j');
    expect(document.activeElement).toBe(second);
    const hiddenName = first?.dataset['account'];
    press(first, 'h');
    await until(() => {
      expect(lastRequest(fake, 'desk.arrange')).toMatchObject({ places: [{ hidden: true }, { hidden: false }, {}] });
    });
    await seeText('Show 1 hidden account');
    await seeText('Includes 1 hidden account.');
    expect(namesShown()).not.toContain(hiddenName);
    press(rowsOf()[0], 'Enter');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('overview');
    });
  });
});

describe('amounts', () => {
  withWindows();

  it('all have one dress, and stay with their currency at the end of a line', async () => {
    await openWindow({ path: '/desk' });
    const table = await seeElement('[data-accounts]');
    await seeText('Alert at 2,000.00 EUR');
    expect(table.textContent).toContain('2,000.00\u00a0EUR');
    expect(table.textContent).not.toMatch(/[$€¥]/);
  });
});

describe('rows and sums', () => {
  const rows = createFakeBridge().state.desk.rows;

  it('sort by amount within a currency, and stay as they were by hand', () => {
    expect(sortedRows(rows, 'hand', false)).toEqual(rows);
    const names = rows.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
    expect(sortedRows(rows, 'name', false).map(({ name }) => name)).toEqual(names);
    expect(movedRow(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(movedRow(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });

  it('add up by currency, and say of how many accounts something is not in the sum', () => {
    const [row] = rows;
    if (!row) throw new Error('The sample has rows');
    const figures = (forecast: number | null) => [
      {
        ...{ currency: 'EUR', soFar: money(100, 'EUR'), usualNow: null, usualEnd: null },
        forecast: forecast === null ? null : money(forecast, 'EUR'),
      },
    ];
    const none = { totals: [], tooLarge: [] };
    expect(
      currencySums([
        { ...row, figures: figures(200), unpaid: none },
        { ...row, figures: figures(null), unpaid: { totals: [money(5, 'EUR')], tooLarge: [] } },
      ]),
    ).toEqual([
      {
        ...{ currency: 'EUR', soFar: money(200, 'EUR'), forecast: money(200, 'EUR'), unpaid: money(5, 'EUR') },
        ...{ withoutSoFar: 0, withoutForecast: 1 },
      },
    ]);
  });

  it('stack the largest accounts and put the others together', () => {
    const [row] = rows;
    if (!row) throw new Error('The sample has rows');
    const many = Array.from({ length: 8 }, (_, number) => ({
      ...row,
      name: `Account ${String(number)}`,
      months: [{ month: '2026-11' as const, totals: [money(100 + number, 'EUR')], tooLarge: [] }],
    }));
    const [stacks] = monthStacks(many);
    expect(stacks?.stacks.map(({ name }) => name)).toEqual([
      ...['Account 7', 'Account 6', 'Account 5', 'Account 4', 'Account 3'],
      null,
    ]);
    expect(stacks?.sums).toEqual([money(828, 'EUR')]);
  });
});

describe('To do', () => {
  withWindows();

  it('lists what there is to do with its next step, counted in rail and title', async () => {
    const fake = createFakeBridge();
    const unwatched = sampleToDo({ id: 'b', kind: 'not-watched', amount: null, about: null, reason: 'key-refused' });
    fake.state.toDo = {
      items: [unwatched, sampleToDo({ amount: unknown })],
      attention: { open: 2, unwatched: ['Datadog EU'], accounts: 12 },
    };
    const { router } = await openWindow({ path: '/to-do', fake });
    await seeText('Datadog EU isn’t being watched.');
    expect(visibleText()).toContain('Invoice DD-7 was due on Nov 20, 2026: amount not stated');
    expect(visibleText()).toContain('2 things to do');
    await until(() => {
      expect(document.title).toBe('(2) Billfold: 1 account not watched');
    });
    await click('Tomorrow');
    expect(lastRequest(fake, 'toDo.later')).toEqual({ id: 'b', days: 1 });
    await click('Open invoice');
    await until(() => {
      expect(router.currentRoute.value.query).toEqual({ invoice: 'acc_datadog:DD-7', find: 'DD-7' });
    });
  });

  it('says that there is nothing to do only while every account is watched', async () => {
    const fake = createFakeBridge();
    await openWindow({ path: '/to-do', fake });
    await seeText('Every account is being watched.');
    fake.state.toDo = { items: [], attention: { open: 0, unwatched: ['A', 'B'], accounts: 12 } };
    fake.emit('desk.changed', null);
    await seeText('2 of 12 accounts aren’t being watched: A, B');
    expect(visibleText()).not.toContain('Every account is being watched.');
  });

  it('says who put something off, and takes it back', async () => {
    const fake = createFakeBridge();
    const decision = {
      what: 'later',
      by: 'hanna',
      at: '2026-11-21T12:00:00.000Z',
      until: '2026-11-28T12:00:00.000Z',
    } as const;
    fake.state.toDo = { items: [sampleToDo({ decision })], attention: { open: 0, unwatched: [], accounts: 1 } };
    await openWindow({ path: '/to-do', fake });
    await seeText('by hanna on');
    await click('Put back');
    expect(lastRequest(fake, 'toDo.again')).toEqual({ id: 'a' });
  });
});

describe('Overview of an account without invoices', () => {
  withWindows();

  it('is full: what today’s plan makes of each month’s usage', async () => {
    const fake = createFakeBridge();
    const [first] = fake.state.accounts;
    if (!first) throw new Error('The sample has accounts');
    fake.state.accounts = [
      { ...first, sources: [{ kind: 'imagekit', baseUrl: null, customerId: null }] },
      ...fake.state.accounts.slice(1),
    ];
    fake.state.usage.plans[first.id] = {
      ...{ name: 'Pro', fee: money(4900, 'USD') },
      inclusions: [{ metric: 'bandwidth', unit: 'GB', included: 40, overage: { size: 20, price: money(900, 'USD') } }],
    };
    fake.state.usage.months[first.id] = [
      { month: '2026-10', amounts: { bandwidth: 65e9 }, asOf: '2026-11-01T00:00:00.000Z', final: true },
    ];
    await openWindow({ fake, account: first.id });
    await seeElement('[data-usage-only]');
    await click('Show as table');
    await seeText('$67.00');
    expect(visibleText()).toContain('Estimated from each month’s usage by the plan you entered');
  });
});

import { describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  lastRequest,
  openWindow,
  seeElement,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

/** The second of the sample's accounts is closed. */
function withClosed(): FakeBridge {
  const fake = createFakeBridge();
  const [first, datadog, ...rest] = fake.state.accounts;
  if (!first || !datadog) throw new Error('The sample has accounts');
  fake.state.accounts = [first, ...rest];
  fake.state.closed = [{ ...datadog, closedAt: '2026-10-01T08:00:00.000Z' }];
  return fake;
}

const within = async (group: string, button: string): Promise<void> => {
  const place = await seeElement(`[role=group][aria-label="${group}"]`);
  const found = [...place.querySelectorAll('button')].find((each) => each.textContent.trim() === button);
  if (!found) throw new Error(`No "${button}" for ${group}`);
  found.click();
};

describe('Closed accounts', () => {
  withWindows();

  it('have a section of their own in Settings, which leads to their invoices', async () => {
    const fake = withClosed();
    // The list's page is large, and comes before its link is clicked.
    const { router } = await openWindow({ path: '/invoices', fake });
    await seeText('Refresh');
    await router.push('/settings');
    const section = await seeElement('section[data-closed-accounts]');
    expect(section.textContent).toContain('Datadog EU');
    expect(section.textContent).toContain('Closed Oct 1, 2026');
    await within('Datadog EU', 'Show invoices');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('invoices');
      expect(lastRequest(fake, 'invoices.query')).toMatchObject({ accountId: 'acc_datadog' });
    });
    await seeText('Datadog EU · closed Oct 1, 2026');
    // It has no server to ask.
    expect(visibleText()).not.toContain('Refresh');
  });

  it('are renamed, and connected again with what is known of them', async () => {
    const fake = withClosed();
    const [account] = fake.state.accounts;
    if (!account) throw new Error('The sample has accounts');
    fake.answer('accounts.add', ({ name, role }) => {
      fake.state.closed = [];
      fake.state.accounts = [...fake.state.accounts, { ...account, id: 'acc_datadog', name, role }];
      fake.emit('accounts.changed', fake.state.accounts);
      return ok({ ...account, id: 'acc_datadog', name, role, reopened: true });
    });
    const { router } = await openWindow({ path: '/settings', fake });
    await within('Datadog EU', 'Connect again');
    await seeText('Connect Datadog EU again');
    const customer = [...document.querySelectorAll('input')].find(({ value }) => value === 'cus_NordlichtDD');
    expect(customer).toBeDefined();
    await click('Paste key from clipboard');
    await seeText('Key rk_live_…x7Qd');
    await click('Save');
    await seeText('Datadog EU is connected again, with its invoices, notes and alerts.');
    expect(lastRequest(fake, 'accounts.add')).toMatchObject({ name: 'Datadog EU', customerId: 'cus_NordlichtDD' });
    expect(router.currentRoute.value.name).toBe('overview');
  });

  it('are still in reach when no account is open', async () => {
    const fake = withClosed();
    fake.state.accounts = [];
    const { router } = await openWindow({ path: '/invoices', fake });
    await seeText('No open accounts');
    expect(router.currentRoute.value.name).toBe('invoices');
    await router.push('/alerts');
    await seeText('Welcome to Billfold');
  });
});

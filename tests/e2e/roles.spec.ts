import type { Page } from '@playwright/test';
import { type Role, roles } from '../../shared/accounts.ts';
import { expectNoFindings, loadAxe } from './axe.ts';
import { expect, goTo, test } from './connection.ts';

/* Each role with none, one and three subscriptions, in one window: what is shown, what is locked and why, and axe. */

const counts = [0, 1, 3] as const;
type Count = (typeof counts)[number];
/** Those that show each subscription. */
const countedScreens = ['Overview', 'Alerts', 'Subscription'] as const;
const nameOf = (role: Role, count: Count): string => `${role} of ${String(count)}`;

/** As a user chooses one, by the switcher. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Account.+/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(0);
}

/** What each screen says of so many subscriptions. */
async function expectContents(page: Page, screen: (typeof countedScreens)[number], count: Count): Promise<void> {
  if (screen === 'Overview') {
    await expect(page.locator('[data-upcoming-total]')).toHaveCount(count);
    await expect(page.getByText('The vendor lists no subscriptions')).toHaveCount(count === 0 ? 1 : 0);
  } else if (screen === 'Subscription') {
    await expect(page.getByText('Next invoice', { exact: true })).toHaveCount(count);
    await expect(page.getByText('The vendor lists no subscriptions')).toHaveCount(count === 0 ? 1 : 0);
  } else {
    await expect(page.getByText('Upcoming, so far')).toHaveCount(count);
    await expect(page.locator('[data-nothing-to-watch]')).toHaveCount(count === 0 ? 1 : 0);
  }
}

/** What changes something, and can be used unless the role forbids it; then the reason stands beside it. */
async function expectLocks(page: Page, role: Role, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const controls = await page.getByRole('button', { name, exact: true }).all();
    for (const control of controls) await expect(control).toBeEnabled({ enabled: role !== 'viewer' });
    const reasons = page.locator('[data-reason], [data-viewer-reason]');
    if (controls.length > 0) await expect(reasons.first()).toBeVisible({ visible: role === 'viewer' });
  }
}

test('every role sees what there is of none, one and three subscriptions, and axe finds nothing', async ({
  launch,
  vendor,
  desktop,
}) => {
  const { page } = await launch();
  const customers = { 0: 'cus_PracticeNoSubscription', 1: vendor.customerId, 3: 'cus_PracticeThree' };
  const wanted = roles.flatMap((role) =>
    counts.map((count) => ({
      ...{ name: nameOf(role, count), role, source: 'stripe' as const },
      ...{ customerId: customers[count], baseUrl: vendor.url },
    })),
  );
  for (const account of wanted) {
    // Pasting takes the key off the clipboard.
    await desktop.copyText('rk_test_everyrole');
    await page.evaluate(async (connection) => {
      const key = await window.billfold.call('accounts.pasteKey', { source: 'stripe' });
      if (!key.ok) throw new Error(key.error.code);
      const added = await window.billfold.call('accounts.add', { ...connection, keyId: key.value.keyId });
      if (!added.ok) throw new Error(added.error.code);
    }, account);
  }
  await page.reload();
  await loadAxe(page);
  for (const [place, role] of roles.entries()) {
    for (const [shift, count] of counts.entries()) {
      await choose(page, nameOf(role, count));
      // Every role on every screen, and every screen with every count.
      const screen = countedScreens[(place + shift) % countedScreens.length] ?? 'Overview';
      await goTo(page, screen);
      await expectContents(page, screen, count);
      await expectLocks(page, role, ['Save', 'Update payment method', 'Cancel subscription…']);
      await expectNoFindings(page, `${screen}, ${nameOf(role, count)}`);
    }
    // These know nothing of subscriptions.
    await goTo(page, 'Billing details');
    await expect(page.getByRole('heading', { name: 'Tax IDs' })).toBeVisible();
    await expectLocks(page, role, ['Edit', 'Add tax ID']);
    await expectNoFindings(page, `Billing details, ${role}`);
    await goTo(page, 'Invoices');
    await expect(page.getByRole('button', { name: 'Import…' })).toHaveCount(role === 'viewer' ? 0 : 1);
    await expectNoFindings(page, `Invoices, ${role}`);
  }
});

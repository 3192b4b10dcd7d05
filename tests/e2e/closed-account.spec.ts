import { expect, goTo, pasteKey, saveAlert, test } from './connection.ts';

test('a closed account keeps its invoices in reach, and goes on when it is connected again', async ({
  launch,
  connect,
  desktop,
  notifications,
}) => {
  const { page } = await launch();
  await connect(page);
  await goTo(page, 'Alerts');
  await saveAlert(page, '100.00');
  await notifications.expectCount(1);
  await goTo(page, 'Invoices');
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  const shownCount = page.locator('[data-result-count] > span').first();
  await expect(shownCount).toHaveText(/invoices/);
  const count = await shownCount.innerText();

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();

  // From the switcher, with no open account beside it.
  await page.getByRole('button', { name: 'No open accounts' }).click();
  await page.getByRole('menuitem', { name: 'Acme' }).click();
  await expect(page.locator('[data-closed-account]')).toContainText('Acme · closed');
  await expect(shownCount).toHaveText(count);
  await page.getByRole('row').nth(3).click();
  await expect(page.locator('.document-text span').first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify…' }).click();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText('Everything is there, complete and unchanged.')).toBeVisible();

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Connect again' }).click();
  await pasteKey(page, desktop, 'rk_test_acmeagain1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByText('Acme is connected again').last()).toBeVisible();
  await goTo(page, 'Alerts');
  await expect(page.locator('[data-alert]')).toHaveCount(1);
  await goTo(page, 'Invoices');
  await expect(shownCount).toHaveText(count);
  // Nothing is told twice.
  await notifications.expectCount(1);
});

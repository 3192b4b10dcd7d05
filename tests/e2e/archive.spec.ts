import type { Page } from '@playwright/test';
import type { LaunchedApp } from '../support/launched-app.ts';
import { cutNetwork, expect, goTo, invoiceRows, readInvoice, startPractice, syncedCount, test } from './fixture.ts';

/** No server answers any more, not even those of this machine, and the machine knows of no network; Billfold says so. */
async function cutOff(app: LaunchedApp): Promise<void> {
  await app.control.setOnline(false);
  await cutNetwork(app);
}

/** Tags the invoice that is open, finds it by its tag, and keeps that search. */
async function tagAndSaveSearch(page: Page): Promise<void> {
  await page.getByText('Tags and notes').click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('to check, 2026');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find invoices' }).fill('tag:"to check"');
  await expect(page.locator('[data-result-count]')).toContainText('1 invoice');
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByRole('textbox', { name: 'Search name' }).fill('To check');
  await page.getByRole('button', { name: 'Save search' }).click();
  await expect(page.getByText('Saved as “To check”.').first()).toBeVisible();
}

test('a synced archive is readable without a network, also after a restart, with tags and saved searches @packed', async ({
  launch,
}) => {
  const first = await launch();
  const { page } = first;
  await startPractice(first);
  const count = await syncedCount(page);

  // Every kind of document has come: statuses, invoices without a PDF yet, credit notes.
  const total = Number.parseInt(count, 10);
  expect(total).toBeGreaterThan(60);
  await expect(page.getByRole('grid', { name: 'Invoices' })).toHaveAttribute('aria-rowcount', String(total + 1));
  await page.getByRole('searchbox', { name: 'Find invoices' }).fill('-CN-');
  // What lowers the sum reads so.
  await expect(invoiceRows(page).filter({ hasText: 'Credit note' }).first()).toContainText(/-\d+\.\d\d USD/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(invoiceRows(page).filter({ hasText: /Missing|Fetch failed|Not fetched yet/ })).toHaveCount(0);

  await cutOff(first);
  await goTo(page, 'Invoices');
  const number = await readInvoice(page);

  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in document' }).fill(number);
  await expect(page.locator('[data-find-outcome]')).toHaveText(/^1 of \d+$/);
  await page.getByRole('searchbox', { name: 'Find in document' }).fill('no such words');
  await expect(page.locator('[data-find-outcome]')).toHaveText('No matches');
  await tagAndSaveSearch(page);
  expect(await first.quit()).toBe(0);

  const second = await launch();
  await cutOff(second);
  await goTo(second.page, 'Invoices');
  await expect(second.page.locator('[data-result-count]')).toContainText(count);
  expect(await readInvoice(second.page)).toBe(number);
  await second.page.getByRole('button', { name: 'Saved searches' }).click();
  await second.page.getByRole('button', { name: 'To check', exact: true }).click();
  await expect(second.page.locator('[data-result-count]')).toContainText('1 invoice');
  await expect(invoiceRows(second.page).filter({ hasText: number })).toBeVisible();
});

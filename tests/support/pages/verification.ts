import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';
import { goTo } from './navigation.ts';

/** Goes from Invoices to the verification of the whole archive, and waits for its end. */
export async function verifyArchive(page: Page): Promise<void> {
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Verify…' }).click();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText(/^Verified .*: [\d,]+ invoices and credit notes\.$/)).toBeVisible();
}

/** The rows of what was found and nobody has accepted. */
export const openFindings = (page: Page): Locator =>
  page.getByRole('group', { name: 'Verify the archive' }).locator('tbody tr');

/** What the vendor did to the invoice whose preview is open. */
export const findingsOfInvoice = (page: Page): Locator => page.locator('[data-findings] li');

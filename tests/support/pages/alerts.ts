import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

export const alertRows = (page: Page): Locator => page.locator('[data-alert]');
export const alertEventRows = (page: Page): Locator => page.locator('[data-alert-event]');

/** Rows of the history of checks with its head, folded away or not. */
export const checkRows = (page: Page): Locator =>
  page.locator('details').filter({ hasText: 'History of checks' }).locator('tr');

/** Saves an alert on the screen Alerts, as most people do: the amount, then Enter. */
export async function saveAlert(page: Page, amount: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Threshold amount' }).fill(amount);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Alert at $${amount}`).last()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Threshold amount' })).toHaveValue('');
}

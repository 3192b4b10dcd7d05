import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

export type Screen =
  | 'All accounts'
  | 'To do'
  | 'Overview'
  | 'Invoices'
  | 'Alerts'
  | 'Subscription'
  | 'Billing details'
  | 'Exports'
  | 'Hand-over'
  | 'Settings';

/** Goes to a screen by the rail. */
export async function goTo(page: Page, screen: Screen): Promise<void> {
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: screen }).click();
  await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
}

/** Beside the link to Alerts, on every screen but Alerts. */
export const unseenAlert = (page: Page): Locator =>
  page.getByRole('link', { name: 'Alerts' }).getByText('1 unseen alert');

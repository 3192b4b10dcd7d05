import type { Page } from '@playwright/test';
import { goTo } from './navigation.ts';

/** All that a notification service was given before now is on screen when this one is. */
export async function sendTestNotification(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Test notification' }).click();
}

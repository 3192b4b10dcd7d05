import type { Page } from '@playwright/test';

/** Takes a picture of the window, without the words of what was just done. */
export async function takePicture(page: Page, path: string): Promise<void> {
  for (const close of await page.getByRole('button', { name: 'Dismiss' }).all())
    await close.click({ timeout: 2_000 }).catch(() => undefined);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', timeout: 20_000 });
}

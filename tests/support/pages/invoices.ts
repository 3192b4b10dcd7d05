import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';
import { goTo } from './navigation.ts';

export const invoiceRows = (page: Page): Locator => page.getByRole('grid', { name: 'Invoices' }).getByRole('row');

/** Waits on the screen Invoices until no sync is under way; answers how many there are, as it is written there. */
export async function syncedCount(page: Page): Promise<string> {
  await goTo(page, 'Invoices');
  const count = page.locator('[data-result-count]').getByText(/^[\d,]+ invoices$/);
  await expect(count).toBeVisible();
  // The first ones are there while the others still come.
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  return count.innerText();
}

/** Syncs on the screen Invoices, and waits for its end. */
export async function syncNow(page: Page): Promise<void> {
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Everything here is up to date.', { exact: true }).first()).toBeVisible();
}

/** Opens the newest paid invoice and answers its number; its first page must be readable. */
export async function readInvoice(page: Page): Promise<string> {
  await invoiceRows(page).filter({ hasText: 'Paid' }).filter({ hasText: 'PDF' }).first().click();
  const preview = page.getByRole('region', { name: /^Preview of / });
  const number = await preview.getByRole('heading', { level: 2 }).innerText();
  const paper = preview.locator('[data-page="1"]');
  await expect(paper.locator('canvas')).toBeVisible();

  // The page is drawn, not blank.
  const colours = () => paper.locator('canvas').evaluate(differentColours);
  await expect.poll(colours).toBeGreaterThan(2);

  // Its text lies over it, can be selected, and is the text of this invoice.
  const line = paper.locator('.document-text').getByText(number).first();
  await expect(line).toBeVisible();
  await line.click({ clickCount: 3 });
  expect(await page.evaluate(() => getSelection()?.toString())).toContain(number);
  return number;
}

function differentColours(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const seen = new Set<number>();
  for (let at = 0; at < pixels.length; at += 4)
    seen.add((pixels[at] ?? 0) * 65_536 + (pixels[at + 1] ?? 0) * 256 + (pixels[at + 2] ?? 0));
  return seen.size;
}

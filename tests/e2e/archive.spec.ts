import type { Locator, Page } from '@playwright/test';
import type { LaunchedApp } from '../support/launched-app.ts';
import { expect, goTo, startPractice, syncedCount, test } from './fixture.ts';

const rows = (page: Page): Locator => page.getByRole('grid', { name: 'Invoices' }).getByRole('row');

/** Opens the newest paid invoice and answers its number; its first page must be readable. */
async function readInvoice(page: Page): Promise<string> {
  await rows(page).filter({ hasText: 'Paid' }).filter({ hasText: 'PDF' }).first().click();
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

/** No server answers any more, not even those of this machine; Billfold says so. */
async function cutOff({ page, control }: LaunchedApp): Promise<void> {
  await control.cutNetwork('everything');
  await control.setOnline(false);
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/cannot be reached/).first()).toBeVisible();
}

/** Tags the invoice that is open, finds it by its tag, and keeps that search. */
async function tagAndSaveSearch(page: Page): Promise<void> {
  await page.getByText('Facts and lines').click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('to check, 2026');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find invoices' }).fill('tag:"to check"');
  await expect(page.locator('[data-result-count]')).toContainText('1 invoice');
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByRole('textbox', { name: 'Name of this search' }).fill('To check');
  await page.getByRole('button', { name: 'Save search' }).click();
  await expect(page.getByText('Saved as “To check”.').first()).toBeVisible();
}

test('a synced archive is readable without a network, also after a restart, with tags and saved searches', async ({
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
  await expect(rows(page).filter({ hasText: 'Credit note' }).first()).toContainText(/-\d+\.\d\d USD/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page).filter({ hasText: /Missing|Fetch failed|Not fetched yet/ })).toHaveCount(0);

  await cutOff(first);
  await goTo(page, 'Invoices');
  const number = await readInvoice(page);

  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in document' }).fill(number);
  await expect(page.locator('[data-find-outcome]')).toHaveText(/^1 of \d+$/);
  await page.getByRole('searchbox', { name: 'Find in document' }).fill('no such words');
  await expect(page.locator('[data-find-outcome]')).toHaveText('Not found');
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
  await expect(rows(second.page).filter({ hasText: number })).toBeVisible();
});

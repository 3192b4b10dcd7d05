import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { LaunchedApp } from '../launched-app.ts';
import { expect } from './expect.ts';
import { goTo } from './navigation.ts';

/** How an export ended: `data-outcome` is `done`, `failed`, `stopped` or `cancelled`. */
export const exportOutcome = (page: Page): Locator => page.locator('[data-outcome]');

/** Goes to Exports and chooses every invoice of the account; answers how many have a PDF. */
export async function chooseEverything(page: Page): Promise<number> {
  await goTo(page, 'Exports');
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Everything' }).click();
  const held = page.locator('[data-export-count]');
  await expect(held).toHaveAttribute('aria-busy', 'false');
  await expect(held).toContainText(/\d+ with a document/);
  return Number(/(\d+) with a document/.exec(await held.innerText())?.[1]);
}

/** Answers the system's dialog for the folder. */
export async function chooseFolder(
  { page, control }: Pick<LaunchedApp, 'page' | 'control'>,
  folder: string,
): Promise<void> {
  await control.answerDialog({ filePaths: [folder] });
  await page.getByRole('button', { name: /^(Choose|Change) folder/ }).click();
  await expect(page.locator('[data-folder]')).toHaveText(basename(folder));
}

/** Starts an export of what is chosen, and waits until every file has been written; fails with Billfold's own words. */
export async function startExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start export' }).click();
  await expect(exportOutcome(page)).toBeVisible();
  if ((await exportOutcome(page).getAttribute('data-outcome')) === 'done') return;
  const problem = page.getByRole('main').getByRole('alert').locator('p');
  throw new Error([...(await exportOutcome(page).allInnerTexts()), ...(await problem.allInnerTexts())].join(' · '));
}

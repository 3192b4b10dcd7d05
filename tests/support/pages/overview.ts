import type { Locator, Page } from '@playwright/test';
import type { LaunchedApp } from '../launched-app.ts';
import { expect } from './expect.ts';
import { goTo, unseenAlert } from './navigation.ts';

/** Starts with practice data and waits until the first look at it is done. */
export async function startPractice({ page }: Pick<LaunchedApp, 'page'>): Promise<void> {
  await page.getByRole('button', { name: 'Start with practice data' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByText('Upcoming invoice so far', { exact: true })).toBeVisible();
}

/** Of the first subscription. */
export const billingPeriod = (page: Page): Locator => page.getByRole('main').getByText(/^Billing period \w+ \d+/);

/** What the Overview says of the upcoming invoice, in cents. */
export async function upcomingTotal(page: Page): Promise<number> {
  const text = await page.locator('[data-upcoming-total]').innerText();
  expect(text).toMatch(/^\$[\d,]+\.\d\d$/);
  return Number(text.replace(/\D/g, ''));
}

export const dollars = (cents: number): string =>
  `${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;

/** Moves the practice clock on the Overview, and waits until the account has been checked again. */
export async function moveClock(page: Page, by: 'Forward 1 hour' | 'Forward 1 day' | 'To next period'): Promise<void> {
  await page.getByRole('button', { name: by }).click();
  // All three buttons are out of use meanwhile.
  for (const button of ['Forward 1 hour', 'Forward 1 day', 'To next period'])
    await expect(page.getByRole('button', { name: button })).toBeEnabled();
}

/** Moves the clock to the beginning of the next period; answers an amount that is exceeded some days later. */
export async function beginPeriod(page: Page): Promise<string> {
  const before = await billingPeriod(page).innerText();
  await moveClock(page, 'To next period');
  await expect(billingPeriod(page)).not.toHaveText(before);
  return dollars((await upcomingTotal(page)) + 1);
}

/** Moves the clock on the Overview, where an alert event is not seen, until there is one; answers how many days. */
export async function moveUntilUnseen(page: Page): Promise<number> {
  for (let days = 0; days < 40; days += 1) {
    if (await unseenAlert(page).isVisible()) return days;
    await moveClock(page, 'Forward 1 day');
  }
  await expect(unseenAlert(page)).toBeVisible();
  return 40;
}

/** No server answers any more, not even those of this machine, and a check of the account says so. */
export async function cutNetwork({ page, control }: Pick<LaunchedApp, 'page' | 'control'>): Promise<void> {
  await control.cutNetwork('everything');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/can’t be reached/).first()).toBeVisible();
}

/** The servers answer again, and the next check finds them. */
export async function restoreNetwork({ page, control }: Pick<LaunchedApp, 'page' | 'control'>): Promise<void> {
  await control.cutNetwork('nothing');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startDesktop } from '../support/desktop.ts';
import type { Desktop, ShownNotification } from '../support/desktop.ts';
import { launchApp } from '../support/launch-app.ts';
import type { LaunchedApp, Launcher } from '../support/launched-app.ts';

export { expect } from '@playwright/test';

/** The notifications of one test. */
export interface Notifications {
  /** All that came on screen since the test began, oldest first. */
  all(): Promise<ShownNotification[]>;
  /** Resolves with all of them once there are exactly `count`. */
  expectCount(count: number): Promise<ShownNotification[]>;
}

interface Fixtures {
  /** A folder of this test, gone afterwards. */
  readonly folder: string;
  /** The data folder of every program that this test launches; empty at first. */
  readonly dataDir: string;
  /** Starts the program, also again after it has ended. */
  readonly launch: (on?: { readonly desktop?: Desktop }) => Promise<LaunchedApp>;
  readonly notifications: Notifications;
}

interface WorkerFixtures {
  readonly desktop: Desktop;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  desktop: [
    async ({}, use) => {
      const desktop = await startDesktop({ tray: true });
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  dataDir: async ({ folder }, use) => {
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    await use(dataDir);
  },
  launch: async ({ desktop, dataDir }, use, { project }) => {
    const launched: LaunchedApp[] = [];
    const killed = new Set<LaunchedApp>();
    await use(async (on) => {
      // The projects are named after their launchers.
      const app = await launchApp({ launcher: project.name as Launcher, desktop, dataDir, ...on });
      launched.push(app);
      return {
        ...app,
        async kill() {
          killed.add(app);
          await app.kill();
        },
      };
    });
    for (const app of launched) {
      if (!killed.has(app)) {
        const code = await Promise.race([app.exited, app.quit()]);
        expect.soft(code, `The program quits by itself:\n${app.output()}`).toBe(0);
      }
      expect.soft(app.problems, 'Errors of the page').toEqual([]);
    }
  },
  notifications: async ({ desktop }, use) => {
    const before = (await desktop.shownNotifications()).length;
    const all = async (): Promise<ShownNotification[]> => (await desktop.shownNotifications()).slice(before);
    await use({
      all,
      async expectCount(count) {
        await expect.poll(all).toHaveLength(count);
        return all();
      },
    });
    await desktop.closeNotifications();
  },
});

/** Starts with practice data and waits until the first look at it is done. */
export async function startPractice({ page }: { readonly page: Page }): Promise<void> {
  await page.getByRole('button', { name: 'Start with practice data' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(page.getByText('Upcoming invoice so far', { exact: true })).toBeVisible();
}

export type Screen = 'Overview' | 'Invoices' | 'Alerts' | 'Subscription' | 'Billing details' | 'Exports' | 'Settings';

/** Goes to a screen by the rail. */
export async function goTo(page: Page, screen: Screen): Promise<void> {
  await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: screen }).click();
  await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
}

/** Saves an alert on the screen Alerts, as most people do: the amount, then Enter. */
export async function saveAlert(page: Page, amount: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Threshold amount' }).fill(amount);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Alert at $${amount}`).last()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Threshold amount' })).toHaveValue('');
}

/** Moves the practice clock on the Overview, and waits until the account has been looked at again. */
export async function moveClock(page: Page, by: 'An hour on' | 'A day on' | 'To the next period'): Promise<void> {
  await page.getByRole('button', { name: by }).click();
  // All three buttons are out of use meanwhile.
  for (const button of ['An hour on', 'A day on', 'To the next period'])
    await expect(page.getByRole('button', { name: button })).toBeEnabled();
}

/** What the Overview says of the upcoming invoice, in cents. */
export async function upcomingTotal(page: Page): Promise<number> {
  const text = await page.locator('[data-upcoming-total]').innerText();
  expect(text).toMatch(/^\$[\d,]+\.\d\d$/);
  return Number(text.replace(/\D/g, ''));
}

export const dollars = (cents: number): string =>
  `${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;

/** Moves the clock to the beginning of a period; answers an amount that is exceeded some days later. */
export async function beginPeriod(page: Page): Promise<string> {
  const before = await upcomingTotal(page);
  await moveClock(page, 'To the next period');
  await expect.poll(() => upcomingTotal(page)).toBeLessThan(before);
  return dollars((await upcomingTotal(page)) + 1);
}

/** Beside the link to Alerts, on every screen but Alerts. */
export const unseenAlert = (page: Page): Locator =>
  page.getByRole('link', { name: 'Alerts' }).getByText('1 alert not seen yet');

/** Moves the clock on the Overview, where a firing is not seen, until there is one; answers how many days. */
export async function moveUntilUnseen(page: Page): Promise<number> {
  for (let days = 0; days < 40; days += 1) {
    if (await unseenAlert(page).isVisible()) return days;
    await moveClock(page, 'A day on');
  }
  await expect(unseenAlert(page)).toBeVisible();
  return 40;
}

/** All that a notification service was given before now is on screen when this one is. */
export async function sendTestNotification(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Test notification' }).click();
}

/** Waits on the screen Invoices until no sync is under way; answers how many there are, as it is written there. */
export async function syncedCount(page: Page): Promise<string> {
  await goTo(page, 'Invoices');
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeEnabled();
  const count = page.locator('[data-result-count]').getByText(/^[\d,]+ invoices$/);
  await expect(count).toBeVisible();
  return count.innerText();
}

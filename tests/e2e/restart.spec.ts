import type { Locator, Page } from '@playwright/test';
import { runSecond } from '../support/run-second.ts';
import type { LaunchedApp, Launcher } from '../support/launched-app.ts';
import { expect, goTo, saveAlert, sendTestNotification, startPractice, syncedCount, test } from './fixture.ts';

const checks = (page: Page): Locator =>
  page
    .getByRole('table')
    .filter({ has: page.getByRole('columnheader', { name: 'Result' }) })
    .locator('tbody tr');
const titles = ['ImageKit (practice): threshold exceeded (Practice data)', 'Billfold test notification'];

/** Practice data with its archive, an alert that has fired, and a setting changed: what must be there again later. */
async function fill(app: LaunchedApp): Promise<string> {
  const { page } = app;
  await startPractice(app);
  const invoices = await syncedCount(page);
  await goTo(page, 'Settings');
  await page.getByRole('combobox', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await goTo(page, 'Alerts');
  await expect(checks(page)).toHaveCount(1);
  await saveAlert(page, '100.00');
  await expect(page.locator('[data-firing]')).toContainText('by the system');
  await expect(checks(page)).toHaveCount(2);
  return invoices;
}

/** After a restart: everything is there, one more look has been taken, and it told nobody anything. */
async function expectEverything({ page }: LaunchedApp, invoices: string): Promise<void> {
  await expect(page.locator('[data-upcoming-total]')).toBeVisible();
  await goTo(page, 'Alerts');
  await expect(checks(page)).toHaveCount(3);
  await expect(page.locator('[data-alert]')).toHaveCount(1);
  await expect(page.locator('[data-alert]')).toContainText('exceeded');
  await expect(page.locator('[data-firing]')).toHaveCount(1);
  await expect(page.locator('[data-firing]')).toContainText('by the system');
  await expect(page.locator('[data-firing]')).not.toContainText('Not seen yet');
  expect(await syncedCount(page)).toBe(invoices);
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await sendTestNotification(page);
  await expect(page.getByRole('combobox', { name: 'Theme' })).toContainText('Dark');
}

for (const ending of ['quit', 'kill'] as const)
  test(`after ${ending === 'quit' ? 'quitting' : 'being killed'} everything is there, and nothing is told twice`, async ({
    launch,
    notifications,
  }) => {
    const first = await launch();
    const invoices = await fill(first);
    await notifications.expectCount(1);
    await first[ending]();

    await expectEverything(await launch(), invoices);
    expect((await notifications.expectCount(2)).map(({ title }) => title)).toEqual(titles);
  });

test('a second start shows the window of the first and ends', async ({ launch, desktop, dataDir }, { project }) => {
  const { control, page } = await launch();
  await control.closeWindow();
  await expect.poll(() => control.windows()).toMatchObject([{ visible: false }]);
  expect(await runSecond({ launcher: project.name as Launcher, desktop, dataDir })).toBe(0);
  await expect.poll(() => control.windows()).toMatchObject([{ visible: true, focused: true }]);
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
});

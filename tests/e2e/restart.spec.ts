import type { Locator, Page } from '@playwright/test';
import { runSecond } from '../support/run-second.ts';
import type { LaunchedApp, Launcher } from '../support/launched-app.ts';
import {
  beginPeriod,
  checkRows,
  expect,
  goTo,
  moveUntilUnseen,
  saveAlert,
  sendTestNotification,
  startPractice,
  syncedCount,
  test,
  unseenAlert,
} from './fixture.ts';

/** Without the row of headings. */
const checks = (page: Page): Locator => checkRows(page).filter({ has: page.locator('td') });

interface Filled {
  readonly invoices: number;
  readonly threshold: string;
  readonly checks: number;
}

/** Practice data with its archive, a setting changed, an alert that has fired and that nobody has seen yet. */
async function fill(app: LaunchedApp): Promise<Filled> {
  const { page } = app;
  await startPractice(app);
  const invoices = Number.parseInt(await syncedCount(page), 10);
  await goTo(page, 'Overview');
  const threshold = await beginPeriod(page);
  await goTo(page, 'Settings');
  await page.getByRole('combobox', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await goTo(page, 'Alerts');
  await expect(checks(page)).toHaveCount(2);
  await saveAlert(page, threshold);
  await expect(checks(page)).toHaveCount(3);
  await goTo(page, 'Overview');
  return { invoices, threshold, checks: 3 + (await moveUntilUnseen(page)) };
}

/** After a restart: everything is there, one more check was made, and it told nobody anything. */
async function expectEverything(
  { page }: LaunchedApp,
  before: Filled,
  goToAlerts: () => Promise<void> = () => goTo(page, 'Alerts'),
): Promise<void> {
  await expect(page.locator('[data-upcoming-total]')).toBeVisible();
  await expect(unseenAlert(page)).toBeVisible();
  await goToAlerts();
  await expect(checks(page)).toHaveCount(before.checks + 1);
  await expect(page.locator('[data-alert]')).toHaveCount(1);
  await expect(page.locator('[data-alert]')).toContainText(`$${before.threshold}`);
  await expect(page.locator('[data-alert]')).toContainText('exceeded');
  await expect(page.locator('[data-alert-event]')).toHaveCount(1);
  await expect(page.locator('[data-alert-event]')).toContainText('by the system');
  // The period that has ended meanwhile may have added some.
  expect(Number.parseInt(await syncedCount(page), 10)).toBeGreaterThanOrEqual(before.invoices);
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await sendTestNotification(page);
  await expect(page.getByRole('combobox', { name: 'Theme' })).toContainText('Dark');
}

/** Clicks the notification that the run before has shown, in the notification centre of Windows. */
async function clickEarlierNotification({ page, control }: LaunchedApp): Promise<void> {
  await control.blurWindow();
  await control.activateNotification('type=click&billfold=notification-1');
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  await expect(page.locator('[data-alert-event][aria-current]')).toHaveCount(1);
  await expect(page.locator('[data-alert-event-detail]')).toContainText('by clicking the notification');
  await expect(page.locator('[data-alert-event-detail] [data-changes]')).toBeVisible();
  await expect.poll(async () => (await control.windows())[0]).toMatchObject({ visible: true, focused: true });
}

for (const ending of ['quit', 'kill'] as const)
  test(`after ${ending === 'quit' ? 'quitting' : 'being killed'} everything is there, and nothing is told twice${ending === 'quit' ? ' @host' : ''}`, async ({
    launch,
    notifications,
  }) => {
    const first = await launch();
    const filled = await fill(first);
    await notifications.expectCount(1);
    await first[ending]();

    const again = await launch();
    if (ending === 'kill') await expectEverything(again, filled);
    else await expectEverything(again, filled, () => clickEarlierNotification(again));
    const shown = await notifications.expectCount(2);
    expect(shown.map(({ title }) => title)).toEqual([
      'Pixelstream (practice): threshold exceeded (Practice data)',
      'Billfold test notification',
    ]);
  });

test('a second start shows the window of the first and ends @packed', async ({ launch, desktop, dataDir }, {
  project,
}) => {
  const { control, page } = await launch();
  await control.closeWindow();
  await expect.poll(() => control.windows()).toMatchObject([{ visible: false }]);
  expect(await runSecond({ launcher: project.name as Launcher, desktop, dataDir })).toBe(0);
  await expect.poll(() => control.windows()).toMatchObject([{ visible: true, focused: true }]);
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
});

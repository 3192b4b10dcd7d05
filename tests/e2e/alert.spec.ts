import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  alertRows,
  checkRows,
  dollars,
  expect,
  alertEventRows,
  goTo,
  moveClock,
  moveUntilUnseen,
  saveAlert,
  sendTestNotification,
  startPractice,
  test,
  unseenAlert,
  upcomingTotal,
} from './fixture.ts';

test('an alert fires once in each billing period, and its notification leads to it @packed', async ({
  launch,
  desktop,
  folder,
  notifications,
}) => {
  const app = await launch();
  const { page, control } = app;
  await startPractice(app);
  const total = dollars(await upcomingTotal(page));

  await goTo(page, 'Alerts');
  await saveAlert(page, '100.00');
  await expect(alertRows(page)).toHaveCount(1);
  await expect(alertRows(page)).toContainText('$100.00');
  await expect(alertRows(page)).toContainText(`$${total}`);
  await expect(alertRows(page)).toContainText('exceeded');
  const [shown] = await notifications.expectCount(1);
  expect(shown).toMatchObject({
    appName: 'Billfold',
    title: 'Pixelstream (practice): threshold exceeded (Practice data)',
  });
  expect(shown?.body).toMatch(
    /^Pixelstream \(practice\): upcoming invoice [\d.]+ USD exceeds your 100\.00 USD alert \(period to \w+ \d+\)(\. .+)?$/,
  );
  expect(shown?.body).toContain(`${total} USD`);
  await desktop.closeNotifications();

  // Back under the threshold in the next period, and over it again some days later.
  await goTo(page, 'Overview');
  await moveClock(page, 'To next period');
  await expect.poll(() => upcomingTotal(page)).toBeLessThan(10_000);
  await goTo(page, 'Alerts');
  await expect(alertRows(page)).toContainText('not reached');
  await expect(alertEventRows(page)).toHaveCount(1);
  await goTo(page, 'Overview');
  await moveUntilUnseen(page);
  await moveClock(page, 'Forward 1 day');

  const [first, second] = await notifications.expectCount(2);
  expect(second?.title).toBe(first?.title);
  expect(second?.body).not.toBe(first?.body);
  await control.blurWindow();
  await desktop.clickNotification(second?.id ?? 0);

  await expect.poll(async () => (await control.windows())[0]).toMatchObject({ visible: true, focused: true });
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  await expect(alertEventRows(page)).toHaveCount(2);
  const clicked = alertEventRows(page).and(page.locator('[aria-current]'));
  await expect(clicked).toHaveCount(1);
  await expect(clicked).toBeInViewport();
  await expect(alertEventRows(page).first()).toHaveAttribute('aria-current', 'true');
  await expect(clicked).toContainText('Shown');
  await expect(clicked).toContainText('by the system');
  await expect(alertEventRows(page).filter({ hasText: 'Not seen yet' })).toHaveCount(0);
  await expect(unseenAlert(page)).toHaveCount(0);

  const file = join(folder, 'alerts.csv');
  await control.answerDialog({ filePath: file });
  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(page.getByText('The history was saved as alerts.csv').first()).toBeVisible();
  const [heading, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
  expect(heading).toMatch(/^\uFEFFfired_at,account,/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/,total,100\.00,USD,100,[\d.]+,USD,.*,electron,.*,click,yes$/);
});

test('the same amount again, or the same alert removed and brought back, does not notify again', async ({
  launch,
  notifications,
}) => {
  const app = await launch();
  const { page } = app;
  await startPractice(app);
  await goTo(page, 'Alerts');
  const checks = checkRows(page);
  await expect(checks).toHaveCount(2);
  await saveAlert(page, '100.00');
  await notifications.expectCount(1);
  await expect(checks).toHaveCount(3);

  await saveAlert(page, '100.00');
  await expect(checks).toHaveCount(4);
  await expect(alertRows(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Remove alert' }).click();
  await expect(alertRows(page)).toHaveCount(0);
  await expect(page.getByText('No alerts yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(alertRows(page)).toHaveCount(1);
  await expect(checks).toHaveCount(5);

  await expect(alertEventRows(page)).toHaveCount(1);
  await sendTestNotification(page);
  const all = await notifications.expectCount(2);
  expect(all[1]?.title).toBe('Billfold test notification');
});

test('early steps that one look jumps over make one notification, of the highest', async ({
  launch,
  notifications,
}) => {
  const app = await launch();
  const { page } = app;
  await startPractice(app);
  const threshold = dollars(Math.floor(((await upcomingTotal(page)) * 100) / 95));

  await goTo(page, 'Alerts');
  for (const step of ['50', '75', '90']) await page.getByRole('checkbox', { name: `${step}% of the amount` }).check();
  await saveAlert(page, threshold);
  await expect(alertRows(page)).toContainText('early at 50%, 75%, 90%');
  await expect(alertEventRows(page)).toHaveCount(3);
  for (const step of ['50', '75', '90'])
    await expect(alertEventRows(page).filter({ hasText: `${step}% of $${threshold}` })).toHaveCount(1);

  await sendTestNotification(page);
  const [first, ...others] = await notifications.expectCount(2);
  expect(first?.title).toBe('Pixelstream (practice): 90% of your threshold (Practice data)');
  expect(first?.body).toMatch(/is over 90% of your [\d.]+ USD alert \(period to/);
  expect(others.map(({ title }) => title)).toEqual(['Billfold test notification']);
});

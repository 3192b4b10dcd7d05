import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, goTo, saveAlert, startPractice, test } from './fixture.ts';

/* What nobody thought of, in the built program. Triggers in its database stand for it: what they refuse throws where it is written. */

const refusals = ['INSERT ON invoice_listings', 'INSERT ON last_seen', 'UPDATE ON alert_events'];

test('a loop that throws is logged and comes round again, and the watch goes on', async ({
  launch,
  dataDir,
  desktop,
  notifications,
}) => {
  const first = await launch();
  await startPractice(first);
  expect(await first.quit()).toBe(0);
  const db = new Database(join(dataDir, 'billfold.db'));
  for (const [place, refusal] of refusals.entries())
    db.exec(`CREATE TRIGGER bug_${place} BEFORE ${refusal} BEGIN SELECT RAISE(ABORT, 'a bug in ${refusal}'); END`);
  const log = () => readFileSync(join(dataDir, 'logs/billfold.log'), 'utf8');

  const { page } = await launch();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  // The background sync begins five seconds after the start.
  await expect.poll(log, { timeout: 20_000 }).toContain('A sync failed in an unexpected way');
  expect(log()).toContain('a bug in INSERT ON invoice_listings');
  expect(log()).toContain('Could not note that the window is visible');

  await goTo(page, 'Alerts');
  await saveAlert(page, '1.00');
  const [told] = await notifications.expectCount(1);
  expect(log()).not.toContain('Nobody caught what was thrown');
  await goTo(page, 'Overview');
  await desktop.clickNotification(told?.id ?? 0);
  // It leads there although it could not be noted, and says so.
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
  await expect(page.getByText(/Something went wrong inside Billfold/).first()).toBeVisible();
  expect(log()).toContain('What was asked for outside the window failed');
  expect(log()).toContain('a bug in UPDATE ON alert_events');
  expect(log()).not.toContain('Nobody caught what was thrown');

  await saveAlert(page, '2.00');
  await notifications.expectCount(2);
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();

  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/Something went wrong inside Billfold/).first()).toBeVisible();
  for (const place of refusals.keys()) db.exec(`DROP TRIGGER bug_${place}`);
  db.close();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Everything here is up to date.', { exact: true }).first()).toBeVisible();
});

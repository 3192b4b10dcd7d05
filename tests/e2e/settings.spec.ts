import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AccountSummary } from '../../shared/ipc/contract.ts';
import { timeOfDay } from '../../shared/period.ts';
import { instantFromMillis } from '../../shared/time.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, alertEventRows, goTo, saveAlert, startPractice, syncNow, test } from './fixture.ts';
import type { Screen } from './fixture.ts';

const minute = 60_000;

const accountsOf = (page: Page): Promise<readonly AccountSummary[]> =>
  page.evaluate(async () => {
    const accounts = await window.billfold.call('accounts.list', null);
    if (!accounts.ok) throw new Error(accounts.error.code);
    return accounts.value;
  });

/** Picks an option of a field on Settings, and waits until it is saved. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expect(page.getByRole('combobox', { name: field })).toContainText(option);
}

/** The time of day on this computer, so many minutes from now. */
const clockIn = (minutes: number): string =>
  timeOfDay(instantFromMillis(Date.now() + minutes * minute), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** An alert that fires at once, while nobody looks at the alerts: what was seen there needs no notification. */
async function triggerUnseen(page: Page): Promise<void> {
  await page.evaluate(
    async (accountId) => {
      const threshold = { amount: 100_00, currency: 'USD' };
      const alert = { accountId, measure: 'total' as const, threshold, steps: [] };
      const saved = await window.billfold.call('alerts.save', alert);
      if (!saved.ok) throw new Error(saved.error.code);
    },
    (await accountsOf(page))[0]?.id ?? '',
  );
  await expect(page.getByRole('navigation').getByText('1 unseen alert')).toBeAttached();
}

test('the interval moves the next check', async ({ launch }) => {
  const app = await launch();
  await startPractice(app);
  const { page } = app;
  const untilNext = async (): Promise<number> => {
    await page.evaluate(
      async (accountId) => window.billfold.call('watch.checkNow', { accountId }),
      (await accountsOf(page))[0]?.id ?? '',
    );
    const freshness = (await accountsOf(page))[0]?.freshness;
    return (Date.parse(freshness?.nextDueAt ?? '') - Date.parse(freshness?.lastAttemptAt ?? '')) / minute;
  };
  const hourly = await untilNext();
  expect(hourly).toBeGreaterThanOrEqual(54);
  expect(hourly).toBeLessThanOrEqual(66);
  await goTo(page, 'Settings');
  await choose(page, 'Check every', '5 minutes');
  const often = await untilNext();
  expect(often).toBeGreaterThanOrEqual(4.5);
  expect(often).toBeLessThanOrEqual(5.5);
});

test('theme and language change at once, follow the system, and outlive the program @host', async ({ launch }) => {
  const first = await launch();
  await startPractice(first);
  const { page, control } = first;
  const background = (of: Page): Promise<string> => of.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await goTo(page, 'Settings');
  await control.setSystemDark(false);
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(false);
  const light = await background(page);
  await control.setSystemDark(true);
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);
  await choose(page, 'Theme', 'Light');
  await expect.poll(() => background(page)).toBe(light);
  await choose(page, 'Theme', 'Dark');
  await expect.poll(() => background(page)).toBe(dark);
  await control.setSystemDark(false);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background(page)).toBe(dark);

  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  // Words follow the language; figures and dates follow the region.
  await page.getByRole('combobox', { name: 'Region' }).selectOption('de-DE');
  const menus = (await control.trays()).flatMap(({ items }) => items.map(({ label }) => label));
  expect(menus).toContain('Billfold öffnen');
  expect(await first.quit()).toBe(0);

  const again = await launch();
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText('Überblick');
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background(again.page)).toBe(dark);
  await expect(again.page.getByText(/^\d{1,3},\d\d\s\$$/).first()).toBeVisible();
});

test('within quiet hours an alert waits, visibly, and is shown when they end', async ({ launch, notifications }) => {
  const app = await launch();
  await startPractice(app);
  const { page } = app;
  await goTo(page, 'Settings');
  await page.getByRole('switch', { name: 'Quiet hours' }).click();
  await page.getByLabel('From').fill(clockIn(-60));
  await page.getByLabel('To', { exact: true }).fill(clockIn(60));
  await triggerUnseen(page);
  // Whatever was given to the notification service before the test notification is on screen before it.
  await page.getByRole('button', { name: 'Test notification' }).click();
  expect(await notifications.expectCount(1)).toMatchObject([{ title: 'Billfold test notification' }]);

  await page.getByLabel('To', { exact: true }).fill(clockIn(-30));
  const shown = await notifications.expectCount(2);
  expect(shown[1]?.title).toContain('threshold exceeded');
  await goTo(page, 'Alerts');
  await expect(alertEventRows(page)).toContainText('Shown');
});

test('with notifications off an alert is in the history only, and is shown when they are on again', async ({
  launch,
  notifications,
}) => {
  const app = await launch();
  await startPractice(app);
  const { page } = app;
  const notify = page.getByRole('switch', { name: 'Notify me when an alert is triggered' });
  await goTo(page, 'Settings');
  // Main asks for itself before nobody is told any more.
  await app.control.answerDialog({ response: 0 });
  await notify.click();
  await expect(notify).not.toBeChecked();
  await triggerUnseen(page);
  await page.getByRole('button', { name: 'Test notification' }).click();
  await expect(page.getByText('The notification was shown by the system.', { exact: true })).toBeVisible();
  expect(await notifications.expectCount(1)).toMatchObject([{ title: 'Billfold test notification' }]);
  await notify.click();
  await notifications.expectCount(2);
  await goTo(page, 'Alerts');
  await expect(alertEventRows(page)).toContainText('Shown');
});

test('without a notification service nothing hangs and nothing is lost @linux', async ({ launch }) => {
  const bare = await startDesktop({ notifications: 'none' });
  try {
    const app = await launch({ desktop: bare });
    await startPractice(app);
    const { page } = app;
    await goTo(page, 'Alerts');
    await saveAlert(page, '100.00');
    await expect(alertEventRows(page)).toContainText('Failed: there’s no notification service');
    await goTo(page, 'Settings');
    await expect(page.getByText('This desktop has no notification service.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Test notification' }).click();
    await expect(page.getByText(/This session has no notification service/)).toBeVisible();
    await goTo(page, 'Alerts');
    await expect(alertEventRows(page)).toHaveCount(1);
    expect(await app.quit()).toBe(0);
  } finally {
    await bare.stop();
  }
});

const withAmounts: readonly Screen[] = ['Overview', 'Invoices', 'Alerts', 'Subscription', 'Exports'];

/** Texts with an amount in them, of elements, charts and what screen readers are told. */
const amountsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const amount = /[$€£]\s?\d|\d[\d.,]*\s?(USD|EUR|GBP|€)/;
    const texts = [
      document.body.innerText,
      ...[...document.querySelectorAll('svg text')].map((each) => each.textContent),
    ];
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder'])
        texts.push(element.getAttribute(name) ?? '');
    const axes = [...document.querySelectorAll('svg text')].map((each) => each.textContent.trim());
    return [
      ...texts.flatMap((text) => text.split('\n')).filter((line) => amount.test(line)),
      // Years stay, and the zero of usage.
      ...axes.filter((text) => /^[\d.,]+[KM]?$/.test(text) && !/^(20[2-9]\d|0)$/.test(text)),
    ];
  });

test('hidden amounts are nowhere on screen', async ({ launch }) => {
  const app = await launch();
  await startPractice(app);
  const { page } = app;
  await goTo(page, 'Alerts');
  await saveAlert(page, '100.00');
  await expect(page.getByText('Alert at $100.00 saved').last()).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  for (const screen of withAmounts) {
    await goTo(page, screen);
    await expect.poll(() => amountsOn(page), { message: `${screen} shows amounts before` }).not.toEqual([]);
  }
  await goTo(page, 'Settings');
  await page.getByRole('switch', { name: 'Hide amounts' }).click();
  await expect(page.getByRole('switch', { name: 'Hide amounts' })).toBeChecked();
  for (const screen of withAmounts) {
    await goTo(page, screen);
    await expect(page.getByText('•••').first()).toBeVisible();
    await expect.poll(() => amountsOn(page), { message: screen }).toEqual([]);
  }
});

test('the archive moves to another folder with its files, and its documents still open @packed', async ({
  launch,
  dataDir,
  folder,
}) => {
  const app = await launch();
  await startPractice(app);
  const { page, control } = app;
  await syncNow(page);
  const filesIn = async (place: string): Promise<string[]> =>
    (await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  const before = await filesIn(join(dataDir, 'documents'));
  expect(before.length).toBeGreaterThan(50);

  const chosen = join(folder, 'archive');
  await goTo(page, 'Settings');
  await control.answerDialog({ filePaths: [chosen] });
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(page.getByText(/^The archive is now in /).first()).toBeVisible();
  await expect(page.getByRole('main').getByText(chosen)).toBeVisible();
  expect(await filesIn(chosen)).toEqual(before);
  expect(await filesIn(join(dataDir, 'documents'))).toEqual([]);

  await goTo(page, 'Invoices');
  await page.getByRole('row').filter({ hasText: 'PDF' }).first().click();
  await expect(page.getByRole('region', { name: /^Page 1 of/ })).toContainText('Invoice number');
});

test('settings that cannot be read are put aside, and that is said', async ({ launch, dataDir }) => {
  const broken = '{"version":1,"settings":{"theme":"dark"';
  const first = await launch();
  expect(await first.quit()).toBe(0);
  await writeFile(join(dataDir, 'settings.json'), broken);
  const { page } = await launch();
  await expect(page.getByText('The settings couldn’t be read.').last()).toBeVisible();
  await expect(page.getByText('settings.damaged.json').last()).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  expect(await readFile(join(dataDir, 'settings.damaged.json'), 'utf8')).toBe(broken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await choose(page, 'Theme', 'Light');
  const written = JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')) as unknown;
  expect(written).toMatchObject({ version: 2, settings: { theme: 'light' } });
});

test('a renamed account keeps everything under its new name; a removed one is gone @linux', async ({
  launch,
  desktop,
  dataDir,
}) => {
  const entry = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'app.billfold.desktop.desktop');
  const first = await launch();
  await startPractice(first);
  const { page } = first;
  await goTo(page, 'Alerts');
  await saveAlert(page, '5,000.00');
  await goTo(page, 'Settings');
  await page.getByRole('switch', { name: 'Start when I log in' }).click();
  await expect(page.getByText('Billfold will start when you log in').first()).toBeVisible();
  const written = await readFile(entry, 'utf8');
  expect(written).toContain(`"BILLFOLD_DATA_DIR=${dataDir}"`);
  // Of the switches with which a driver started it nothing stays.
  expect(written).not.toContain('--no-sandbox');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Media & Söhne');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await goTo(page, 'Alerts');
  await expect(page.getByRole('main').getByText('Media & Söhne')).toBeVisible();
  await expect(page.locator('[data-alert]')).toHaveCount(1);
  expect(await first.quit()).toBe(0);

  const again = await launch();
  await expect(again.page.getByRole('main').getByText('Media & Söhne')).toBeVisible();
  await goTo(again.page, 'Settings');
  const autostart = again.page.getByRole('switch', { name: 'Start when I log in' });
  await expect(autostart).toBeChecked();
  // Somebody removes it in the desktop's own settings meanwhile.
  await rm(entry);
  await goTo(again.page, 'Overview');
  await goTo(again.page, 'Settings');
  await expect(autostart).not.toBeChecked();
  // Main alone asks, once: the page removes nothing by itself.
  const remove = again.page.getByRole('button', { name: 'Remove' });
  await again.control.answerDialog({ response: 1 });
  await remove.click();
  await expect(remove).toBeEnabled();
  expect(await accountsOf(again.page)).toHaveLength(1);
  await again.control.answerDialog({ response: 0 });
  await remove.click();
  await expect(again.page.getByRole('navigation')).toHaveCount(0);
  expect(await accountsOf(again.page)).toEqual([]);
  await expect(again.page.getByRole('heading', { name: 'Welcome to Billfold', level: 1 })).toBeVisible();
});

test('diagnostics name what is wrong with this session, and the report names nobody', async ({
  launch,
  dataDir,
  folder,
}) => {
  const { page, control } = await launch();
  await startPractice({ page });
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Run diagnostics' }).click();
  const check = (id: string) => page.locator(`[data-check="${id}"]`);
  await expect(check('database')).toContainText('The database is whole. Accounts: 1');
  await expect(check('data-folder')).toContainText(dataDir);
  await expect(check('connection')).toContainText('not known');
  const file = join(folder, 'report.txt');
  await control.answerDialog({ filePath: file });
  await page.getByRole('button', { name: 'Save report…' }).click();
  await expect(page.getByText('Saved as report.txt.')).toBeVisible();
  const report = await readFile(file, 'utf8');
  expect(report).toContain('fine: Database (database-fine)');
  expect(report).not.toContain(dataDir);
  await choose(page, 'Log detail', 'Everything, to look into a problem');
  await expect.poll(() => readFile(join(dataDir, 'logs', 'billfold.log'), 'utf8')).toMatch(/ debug ipc: /);
});

import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { lockFolder } from '../support/small-mounts.ts';
import { expect, goTo, saveAlert, startPractice, syncedCount, test } from './fixture.ts';

const documentsIn = (dataDir: string): string[] =>
  readdirSync(join(dataDir, 'documents'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.pdf'))
    .sort();

const loseDatabase = (dataDir: string): void => {
  for (const name of readdirSync(dataDir)) if (name.startsWith('billfold.db')) rmSync(join(dataDir, name));
};

/** Practice data, all synced. */
async function begin(app: { readonly page: Page }): Promise<string> {
  await startPractice(app);
  return syncedCount(app.page);
}

test('a lost database is a question: the documents alone bring every invoice back', async ({ launch, dataDir }) => {
  const first = await launch();
  await begin(first);
  expect(await first.quit()).toBe(0);
  const documents = documentsIn(dataDir);
  loseDatabase(dataDir);

  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'The database is missing', level: 1 })).toBeVisible();
  await expect(page.getByText('Other Billfold files are in')).toContainText(dataDir);
  await expect(page.getByRole('button', { name: 'Put it back' })).toHaveCount(0);
  expect(existsSync(join(dataDir, 'billfold.db'))).toBe(false);
  await page.getByRole('button', { name: 'Recover documents' }).click();
  await expect(page.getByText(/^Restored: [\d,]+ invoices/).first()).toBeVisible();
  await expect(page.getByText('Backups don’t include keys').first()).toBeVisible();
  await goTo(page, 'Invoices');
  await expect(page.getByRole('row').filter({ hasText: 'PDF' }).first()).toBeVisible();
  expect(documentsIn(dataDir)).toEqual(documents);
});

test('a damaged database: starting fresh sets everything aside', async ({ launch, dataDir }) => {
  const first = await launch();
  await startPractice(first);
  expect(await first.quit()).toBe(0);
  loseDatabase(dataDir);
  writeFileSync(join(dataDir, 'billfold.db'), 'no database at all '.repeat(500));

  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'The database is damaged', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Run diagnostics' }).click();
  await expect(page.locator('[data-check="database"]')).toContainText('The database is damaged');
  await page.getByRole('button', { name: 'Start from scratch' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold', level: 1 })).toBeVisible();
  expect(readdirSync(join(dataDir, 'set-aside', '1'))).toContain('billfold.db');
});

test('Settings back up to a folder and restore from it; what came between is set aside @packed', async ({
  launch,
  dataDir,
  folder,
}) => {
  const app = await launch();
  const count = await begin(app);
  const { page, control } = app;
  const to = join(folder, 'backups');
  await goTo(page, 'Settings');
  await control.answerDialog({ filePaths: [to] });
  await page.getByRole('button', { name: 'Back up to folder…' }).click();
  await expect(page.locator('[data-backup-report]')).toContainText('Every file was read back and matches.');
  const [backup = ''] = readdirSync(to);

  await goTo(page, 'Alerts');
  await saveAlert(page, '5,000.00');
  await goTo(page, 'Settings');
  await control.answerDialog({ filePaths: [join(to, backup)] });
  await page.getByRole('button', { name: 'Restore from folder…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Backups don’t include keys');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText(/^Restored: /).first()).toContainText(join(dataDir, 'set-aside', '1'));
  expect(await syncedCount(page)).toBe(count);
  await goTo(page, 'Alerts');
  await expect(page.locator('[data-alert]')).toHaveCount(0);
  expect(existsSync(join(dataDir, 'set-aside', '1', 'billfold.db'))).toBe(true);

  // One that is no backup is refused with words, and nothing is touched.
  await goTo(page, 'Settings');
  await control.answerDialog({ filePaths: [folder] });
  await page.getByRole('button', { name: 'Restore from folder…' }).click();
  await expect(page.getByText('There’s no complete backup in')).toBeVisible();
});

test('a data folder that cannot be written to is looked at and says so @linux', async ({ launch, dataDir }) => {
  const first = await launch();
  await begin(first);
  expect(await first.quit()).toBe(0);
  writeFileSync(join(dataDir, 'settings.json'), '{"version":1,"settings":{');
  const lock = lockFolder(dataDir);
  try {
    const app = await launch();
    const { page } = app;
    await expect(page.locator('[data-read-only]')).toContainText('is read-only');
    // Settings that are damaged on top of it are no reason not to look.
    await expect(page.getByText('so Billfold is using the defaults').first()).toContainText('settings.json');
    await goTo(page, 'Invoices');
    await page.getByRole('row').filter({ hasText: 'PDF' }).first().click();
    await expect(page.getByRole('region', { name: /^Page 1 of/ })).toContainText('Invoice number');
    await goTo(page, 'Alerts');
    await page.getByRole('textbox', { name: 'Threshold amount' }).fill('100');
    await page.keyboard.press('Enter');
    await expect(page.getByText('is read-only, so Billfold can only show').first()).toBeVisible();
    expect(await app.quit()).toBe(0);
  } finally {
    lock.unlock();
  }
});

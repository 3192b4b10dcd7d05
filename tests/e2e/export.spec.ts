import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, goTo, test } from './connection.ts';
import { run } from '../support/waits.ts';
import {
  chooseEverything,
  chooseFolder,
  exportOutcome,
  invoiceRows,
  startExport,
  syncedCount,
  syncNow,
} from './fixture.ts';

/** Nothing but the vendor's server and the memory of the main process may ever hold it. */
const canary = 'rk_test_canary7f3b9d2e41c85a60';
const invoices = 100;

test.use({ vendorInvoices: invoices });

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Exports each new invoice from now on, and waits until those that there are have been written. */
async function exportByItself(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add automatic export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export each new invoice' });
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByRole('button', { name: 'Start exporting' }).click();
  await expect(page.locator('[data-automatic]')).toContainText('Up to date since');
}

/** What the progress bar says when it is first seen; to be asked for before the work begins. */
const progressSeen = (page: Page): Promise<{ label: string | null; most: number }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          const bar = document.querySelector('[data-job-progress] [role=progressbar]');
          const most = Number(bar?.getAttribute('aria-valuemax'));
          if (!bar || most <= 1) return;
          observer.disconnect();
          resolve({ label: bar.getAttribute('aria-label'), most });
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );

/** Files of the folder that hold the text, whatever else they are. */
async function findText(text: string, folder: string): Promise<string> {
  try {
    return (await run('grep', ['-rlaF', text, folder])).stdout;
  } catch (error) {
    // 1: nothing was found. Anything else is an error of grep.
    if (error instanceof Error && 'code' in error && error.code === 1) return '';
    throw error;
  }
}

test('a connected account is exported with proof, and its key is nowhere @packed', async ({
  launch,
  folder,
  dataDir,
  connect,
}) => {
  const app = await launch();
  const { page, control, output, quit } = app;
  await connect(page, { key: canary });
  await expect(page.locator('[data-practice-badge]')).toHaveCount(0);
  // The first sync goes on behind the list; after another one the list has all.
  await syncedCount(page);
  await syncNow(page);
  const withDocument = await chooseEverything(page);
  const held = page.locator('[data-export-count]');
  const total = Number.parseInt(await held.innerText(), 10);
  expect(total).toBeGreaterThanOrEqual(invoices);
  expect(withDocument).toBeGreaterThanOrEqual(invoices * 0.9);

  const target = join(folder, 'export');
  await mkdir(target);
  await chooseFolder(app, target);
  expect((await control.askedDialogs()).at(-1)?.title).toBe('Export invoices to');
  const progress = progressSeen(page);
  await startExport(page);
  expect(await progress).toEqual({ label: 'Writing files to export', most: withDocument });
  await expect(exportOutcome(page)).toContainText(`${String(withDocument)} files written`);

  const written = await filesIn(target);
  expect(written.filter((file) => file.endsWith('.pdf'))).toHaveLength(withDocument);
  expect(written.filter((file) => file.endsWith('.part'))).toEqual([]);
  const { stdout: checked } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: target });
  expect(checked.match(/: OK$/gm)?.length).toBeGreaterThanOrEqual(withDocument);
  const ledger = (await readFile(join(target, 'ledger.csv'), 'utf8')).trim().split(/\r?\n/);
  expect(ledger).toHaveLength(total + 1);

  await page.getByRole('button', { name: 'New export' }).click();
  await startExport(page);
  const outcome = exportOutcome(page);
  // With ledger, taxes, workbook, manifest and checksums.
  await expect(outcome).toContainText(`Nothing new: ${String(withDocument + 5)} files were already there.`);
  expect((await filesIn(target)).filter((file) => file.endsWith('.pdf'))).toEqual(
    written.filter((file) => file.endsWith('.pdf')),
  );

  await page.getByRole('button', { name: 'New export' }).click();
  await page.getByRole('textbox', { name: 'Template' }).fill('{nonsense}/{number}');
  await expect(page.getByText('This can’t be used: there’s no field {nonsense}.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Template' }).fill('{vendor}/{number}');
  await page.getByRole('button', { name: 'Preview files' }).click();
  const plan = page.getByRole('dialog', { name: `What would be written to ${target}` });
  await expect(plan.getByRole('row', { name: /^New Acme\// }).first()).toBeVisible();
  await plan.getByRole('button', { name: 'Close' }).first().click();
  expect(await filesIn(target)).toEqual(written);

  await page.getByRole('button', { name: 'Create month-close pack' }).click();
  await expect(outcome).toContainText('voids-and-credits.csv');
  const month = (await readdir(target)).filter((name) => /^\d{4}-\d{2}$/.test(name));
  expect(month).toHaveLength(1);
  await run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: join(target, month[0] ?? '') });

  await page.getByRole('button', { name: 'New export' }).click();
  const automatic = join(folder, 'automatic');
  await mkdir(automatic);
  await control.answerDialog({ filePaths: [automatic] });
  const seen = progressSeen(page);
  await exportByItself(page);
  expect(await seen).toEqual({ label: `Writing files to ${automatic}`, most: withDocument });
  expect((await filesIn(automatic)).filter((file) => file.endsWith('.pdf'))).toHaveLength(withDocument);
  await run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: automatic });

  await goTo(page, 'Invoices');
  const withPdf = invoiceRows(page).filter({ hasText: 'PDF' });
  for (const index of [0, 1, 2]) await withPdf.nth(index).getByRole('checkbox').click();
  await expect(page.locator('[data-selected-count]')).toHaveText('3 selected');
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('heading', { name: 'Exports', level: 1 })).toBeVisible();
  await expect(held).toContainText('3 invoices');
  const picked = join(folder, 'picked');
  await mkdir(picked);
  await chooseFolder(app, picked);
  await startExport(page);
  expect((await filesIn(picked)).filter((file) => file.endsWith('.pdf'))).toHaveLength(3);

  // The canary sings in no file and not in the window.
  const inWindow = await page.evaluate(async () =>
    JSON.stringify([
      document.documentElement.outerHTML,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      [...document.querySelectorAll('input')].map(({ value }) => value),
      await indexedDB.databases(),
      document.cookie,
    ]),
  );
  expect(inWindow).toContain('Acme');
  expect(inWindow).not.toContain(canary);
  expect((await run('ps', ['-eo', 'args'])).stdout).not.toContain(canary);
  expect(await quit()).toBe(0);
  expect(output()).not.toContain(canary);
  expect(await findText('Acme', dataDir)).toContain('billfold.db');
  expect(await findText(canary, folder)).toBe('');
});

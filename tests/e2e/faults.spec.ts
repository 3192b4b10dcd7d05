import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Connection, expect, type Fault, goTo, pasteKey, saveAlert, test, type Vendor } from './connection.ts';
import type { Screen } from './fixture.ts';

const withAmounts: readonly Screen[] = ['Overview', 'Invoices', 'Alerts', 'Subscription', 'Exports'];

interface FailedConnection {
  readonly when: string;
  readonly connection?: Connection;
  readonly vendor?: (vendor: Vendor) => Promise<void>;
  readonly message: string | RegExp;
  readonly nextStep: string;
}

const html: Fault = { kind: 'html', status: 200, after: 0 };
const status = (code: 401 | 429 | 500, retryAfter = 1): Fault => ({
  kind: 'status',
  status: code,
  retryAfter,
  after: 0,
});

const failedConnections: readonly FailedConnection[] = [
  {
    when: 'the key is wrong',
    connection: { key: 'rk_test_refusedbyvendor' },
    message: /^The server 127\.0\.0\.1 refused the key\.$/,
    nextStep: 'Check that you copied the whole key',
  },
  {
    when: 'there is no such customer',
    connection: { customer: 'cus_nobody' },
    message: 'The vendor has no customer cus_nobody for this key.',
    nextStep: 'Check the customer ID',
  },
  {
    when: 'the server is down',
    vendor: (vendor) => vendor.goesDown(),
    message: /^The server 127\.0\.0\.1 can’t be reached/,
    nextStep: 'Check the network connection, the proxy and the server address',
  },
  {
    when: 'the server wants fewer requests',
    vendor: (vendor) => vendor.breaks(status(429)),
    message: 'The vendor asked Billfold to slow down.',
    nextStep: 'Try again in a few minutes.',
  },
  {
    when: 'the server fails',
    vendor: (vendor) => vendor.breaks(status(500)),
    message: 'The vendor’s server had an error (status 500).',
    nextStep: 'Try again in a few minutes.',
  },
  {
    when: 'a sign-in page of the network answers',
    vendor: (vendor) => vendor.breaks(html),
    message: /^The server 127\.0\.0\.1 sent something other than billing data\.$/,
    nextStep: 'This is often a network sign-in page',
  },
];

test('connecting says what is wrong and saves nothing, and works once it is right', async ({
  launch,
  vendor,
  fillIn,
  dataDir,
}) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Connect an account' }).click();
  for (const { when, connection, vendor: prepare, message, nextStep } of failedConnections) {
    await test.step(when, async () => {
      await prepare?.(vendor);
      await fillIn(page, connection);
      await page.getByRole('button', { name: 'Save' }).click();
      const problem = page.getByRole('alert');
      await expect(problem.getByText(message)).toBeVisible();
      await expect(problem.getByText('Nothing was saved. What you entered is still here.')).toBeVisible();
      await expect(problem.getByText(nextStep)).toBeVisible();
      await expect(page.getByLabel('Name in Billfold')).toHaveValue('Acme');
      await expect(page.getByRole('navigation')).toHaveCount(0);
      if (when === 'the server is down') await vendor.comesBack();
      await vendor.breaks();
    });
  }
  expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();

  await page.getByRole('button', { name: 'Connect an account' }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('[data-upcoming-total]')).toHaveText(/^\$\d{3}\.\d\d$/);
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
});

interface FailedCheck {
  readonly when: string;
  readonly begins: (vendor: Vendor) => Promise<void>;
  readonly ends?: (vendor: Vendor) => Promise<void>;
  readonly message: string | RegExp;
}

const failedChecks: readonly FailedCheck[] = [
  {
    when: 'the server is down',
    begins: (vendor) => vendor.goesDown(),
    ends: (vendor) => vendor.comesBack(),
    message: /can’t be reached/,
  },
  {
    when: 'fewer requests are wanted',
    begins: (vendor) => vendor.breaks(status(429, 60)),
    message: /asked Billfold to slow down/,
  },
  {
    when: 'the server fails',
    begins: (vendor) => vendor.breaks(status(500)),
    message: /server had an error \(status 500\)/,
  },
  {
    when: 'a sign-in page answers',
    begins: (vendor) => vendor.breaks(html),
    message: /something other than billing data/,
  },
];

test('a check that fails leaves the amounts, marked as out of date, and the next one mends it', async ({
  launch,
  vendor,
  connect,
}) => {
  const { page } = await launch();
  await connect(page);
  const total = await page.locator('[data-upcoming-total]').innerText();
  await goTo(page, 'Alerts');
  await saveAlert(page, '5,000.00');

  const banner = page.locator('[data-banner]');
  for (const { when, begins, ends, message } of failedChecks) {
    await test.step(when, async () => {
      await goTo(page, 'Overview');
      await begins(vendor);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(banner).toContainText('The figures for Acme are out of date');
      await expect(banner).toContainText(message);
      for (const screen of withAmounts) {
        await goTo(page, screen);
        await expect(banner).toBeVisible();
        await expectNoClaim(page);
      }
      await goTo(page, 'Overview');
      await expect(page.locator('[data-upcoming-total]')).toHaveText(total);
      await ends?.(vendor);
      await vendor.breaks();
      await banner.getByRole('button', { name: 'Try again' }).click();
      await expect(banner).toHaveCount(0);
      await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
    });
  }
  await goTo(page, 'Alerts');
  await expect(page.locator('[data-alert]')).toHaveCount(1);
});

test('a key that the vendor refuses stops the watch, and a new one starts it again', async ({
  launch,
  vendor,
  connect,
  desktop,
  notifications,
}) => {
  const { page } = await launch();
  await connect(page);
  const total = await page.locator('[data-upcoming-total]').innerText();
  await vendor.breaks(status(401));
  await page.getByRole('button', { name: 'Refresh' }).click();
  const banner = page.locator('[data-banner]');
  await expect(banner).toContainText('The key for Acme was refused. Billfold can’t check this account.');
  await expectNoClaim(page);
  await expect(page.locator('[data-upcoming-total]')).toHaveText(total);
  const [told] = await notifications.expectCount(1);
  expect(told).toMatchObject({ title: 'Acme: Billfold can’t check this account' });

  await vendor.breaks();
  await banner.getByRole('button', { name: 'Replace key' }).click();
  const dialog = page.getByRole('dialog');
  await pasteKey(page, desktop, 'rk_test_anotherkey');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await goTo(page, 'Overview');
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
});

test('a file that is no PDF is not kept; its row says why, and fetching again gets it', async ({
  launch,
  vendor,
  connect,
}) => {
  const { page } = await launch();
  await vendor.breaks({ kind: 'pdf-empty', after: 0 });
  await connect(page);
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  const rows = page.getByRole('row');
  const failed = rows.filter({ hasText: 'Fetch failed' });
  await expect(failed.first()).toBeVisible();
  await expect(rows.filter({ hasText: 'PDF' })).toHaveCount(0);
  await expect(failed.first().getByText('Fetch failed')).toHaveAttribute('title', /isn’t a PDF/);

  const row = failed.first();
  const number = await row.getByRole('gridcell').nth(2).innerText();
  await row.click();
  const preview = page.getByRole('region', { name: `Preview of ${number}` });
  await expect(preview.getByText('The document couldn’t be fetched')).toBeVisible();
  await expect(preview.getByText(/isn’t a PDF: it contains nothing/)).toBeVisible();

  await vendor.breaks({ kind: 'pdf-html', after: 0 });
  await preview.getByRole('button', { name: 'Fetch again' }).click();
  await expect(preview.getByText(/isn’t a PDF: it contains a web page/)).toBeVisible();

  await vendor.breaks();
  await preview.getByRole('button', { name: 'Fetch again' }).click();
  await expect(preview.getByRole('region', { name: 'Page 1 of 1' })).toContainText(number);
  await preview.getByRole('button', { name: 'Close preview' }).click();
  await expect(rows.filter({ hasText: number }).getByText('PDF')).toBeVisible();

  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Everything here is up to date.', { exact: true }).first()).toBeVisible();
  await expect(failed).toHaveCount(0);
});

/** Nothing on screen says that all is well. */
async function expectNoClaim(page: Page): Promise<void> {
  await expect(page.getByText('Up to date', { exact: true })).toHaveCount(0);
  await expect(page.getByText('Everything here is up to date.', { exact: true })).toHaveCount(0);
}

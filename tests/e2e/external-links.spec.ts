import type { Page } from '@playwright/test';
import { expect, goTo, test } from './connection.ts';
import { startPractice } from './fixture.ts';

test.use({ vendorInvoices: 60 });

const post = (address: string, fields: Record<string, string>) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
/** As when the user comes back from the browser. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

test('a practice account’s pages open in the browser; what was done there is seen on the way back', async ({
  launch,
}) => {
  const app = await launch();
  await startPractice(app);
  const { page, control } = app;
  const lastOpened = async (count: number) => {
    await expect.poll(async () => (await control.shellCalls()).length).toBe(count);
    const opened = (await control.shellCalls()).at(-1);
    expect(opened).toMatchObject({ call: 'openExternal' });
    expect(opened?.target).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    return opened?.target ?? '';
  };

  await goTo(page, 'Subscription');
  await page.getByRole('button', { name: 'Update payment method' }).click();
  await expect(page.getByText('The vendor’s page is open in your browser.')).toBeVisible();
  await post(await lastOpened(1), { action: 'card', last4: '4444', month: '11', year: '2032' });
  await comeBack(page);
  await expect(page.getByText('Payment method updated: Visa 4242 → Mastercard 4444')).toBeVisible();

  await goTo(page, 'Invoices');
  const pay = page.getByRole('button', { name: 'Pay now' });
  await expect(pay.first()).toBeVisible();
  await goTo(page, 'Subscription');
  await page.getByRole('button', { name: 'Cancel subscription…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('The vendor only accepts a cancellation when all invoices are paid.')).toBeVisible();
  const payNow = dialog.getByRole('button', { name: 'Pay now' });
  const due = await payNow.count();
  for (let paid = 1; paid <= due; paid++) {
    await payNow.first().click();
    await post(await lastOpened(1 + paid), { action: 'pay' });
    await comeBack(page);
    await expect(payNow).toHaveCount(due - paid);
  }
  await expect(dialog.getByText('Checking with the vendor for newer invoices…')).toHaveCount(0);
  for (const point of await dialog.getByRole('checkbox').all()) await point.click();
  await dialog.getByRole('textbox').fill('pro plan');
  // This vendor cancels only what fits into its free plan.
  await expect(dialog.locator('[data-missing]')).toContainText('bring the usage below the free plan’s limits');
  await expect(dialog.getByRole('button', { name: 'Cancel at the end of the period' })).toBeDisabled();
});

test('an address of a real account that is on no list is not opened', async ({ launch, connect }) => {
  const { page, control } = await launch();
  await connect(page);
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: 'Pay now' }).first().click();
  await expect(page.getByText('Billfold doesn’t open links to 127.0.0.1.', { exact: true })).toBeVisible();
  expect(await control.shellCalls()).toEqual([]);
});

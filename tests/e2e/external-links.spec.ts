import { expect, goTo, test } from './connection.ts';
import { startPractice } from './fixture.ts';

test.use({ vendorInvoices: 60 });

test('a practice account’s payment page opens in the browser', async ({ launch }) => {
  const app = await launch();
  await startPractice(app);
  const { page, control } = app;
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Pay now' }).first().click();
  await expect.poll(() => control.shellCalls()).toMatchObject([{ call: 'openExternal' }]);
  const [opened] = await control.shellCalls();
  expect(opened?.target).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  await expect(page.getByRole('heading', { name: 'Invoices', level: 1 })).toBeVisible();
});

test('an address of a real account that is on no list is not opened', async ({ launch, connect }) => {
  const { page, control } = await launch();
  await connect(page);
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByRole('button', { name: 'Pay now' }).first().click();
  await expect(page.getByText('Billfold does not open addresses of 127.0.0.1.', { exact: true })).toBeVisible();
  expect(await control.shellCalls()).toEqual([]);
});

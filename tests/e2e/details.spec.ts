import Stripe from 'stripe';
import { expect, goTo, test } from './connection.ts';

/* The billing details of a customer, changed here and elsewhere; the official client says what the vendor has. */

test('details are saved at the vendor; what changes elsewhere is told once, shown and approved', async ({
  launch,
  connect,
  vendor,
  notifications,
}) => {
  const { page } = await launch();
  await connect(page);
  const { hostname: host, port } = new URL(vendor.url);
  const stripe = new Stripe('sk_test_elsewhere', { protocol: 'http', host, port, telemetry: false });
  const company = page.getByLabel('Company name');
  // The form closes only when the vendor has answered; a toast is also announced, and may be there twice or gone.
  const isSaved = () => expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();

  await goTo(page, 'Billing details');
  await page.getByRole('button', { name: 'Edit' }).click();
  await company.fill('Nordlicht AG');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Billing details saved.').first()).toBeVisible();
  await isSaved();
  expect(await stripe.customers.retrieve(vendor.customerId)).toMatchObject({ name: 'Nordlicht AG' });
  await expect(page.locator('tr').filter({ hasText: 'Billing details changed' })).toContainText('Nordlicht AG');

  await page.getByRole('button', { name: 'Edit' }).click();
  await stripe.customers.update(vendor.customerId, { name: 'Theirs AG', email: 'invoices@elsewhere.example' });
  await company.fill('Mine AG');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Nothing was saved or overwritten.')).toBeVisible();
  await page.getByLabel('Company name: use yours').check();
  await page.getByRole('button', { name: 'Save choice' }).click();
  await isSaved();
  expect(await stripe.customers.retrieve(vendor.customerId)).toMatchObject({
    name: 'Mine AG',
    email: 'invoices@elsewhere.example',
  });

  // The check after the change finds the email that somebody else set, and nothing of what was set here.
  const [shown] = await notifications.expectCount(1);
  expect(shown).toMatchObject({ title: 'Acme: billing details changed elsewhere' });
  expect(shown?.body).toContain('billing email');
  const change = page.getByRole('region', { name: 'Changed elsewhere' });
  await expect(change.getByRole('row')).toHaveCount(2);
  await expect(change).toContainText('invoices@elsewhere.example');
  await change.getByRole('button', { name: 'Approve' }).click();
  await expect(change).toHaveCount(0);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  await notifications.expectCount(1);

  await page.getByRole('button', { name: 'Add tax ID' }).click();
  await page.getByLabel('Type').selectOption('gb_vat');
  await page.getByLabel('Number').fill('GB980780684');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'GB980780684', exact: true })).toBeVisible();
  expect((await stripe.customers.listTaxIds(vendor.customerId)).data[0]).toMatchObject({ value: 'GB980780684' });
});

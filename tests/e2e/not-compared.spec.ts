import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, type Fault, goTo, saveAlert, test, type Vendor } from './connection.ts';
import { alertRows, checkRows, type Notifications, sendTestNotification } from './fixture.ts';

const noSubscription: Fault = {
  kind: 'body',
  path: '/v1/subscriptions',
  body: JSON.stringify({ object: 'list', url: '/v1/subscriptions', has_more: false, data: [] }),
  after: 0,
};
const preview = '/v1/invoices/create_preview';

/** The upcoming invoice that the vendor tells now, as if it were in euros. */
async function inEuros({ url, customerId }: Vendor): Promise<Fault> {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { Authorization: 'Bearer rk_test_acmefinance' } });
  const list: unknown = await (await ask(`/v1/subscriptions?customer=${customerId}`)).json();
  const [subscription] = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(list).data;
  const body = new URLSearchParams({ customer: customerId, subscription: subscription?.id ?? '' });
  const told = await (await ask(preview, { method: 'POST', body })).text();
  expect(told).toContain('"usd"');
  return { kind: 'body', path: preview, body: told.replaceAll('"usd"', '"eur"'), after: 0 };
}

/** Checks the account once more, and comes back to Alerts when that is done. */
async function checkNow(page: Page): Promise<void> {
  await goTo(page, 'Alerts');
  const checks = checkRows(page);
  await expect(checks).not.toHaveCount(0);
  const before = await checks.count();
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await goTo(page, 'Alerts');
  await expect(checks).toHaveCount(before + 1);
}

/** All that was given to the notification service before is on screen when the test notification is. */
async function expectNothingFurther(page: Page, notifications: Notifications, told: number): Promise<void> {
  await sendTestNotification(page);
  const all = await notifications.expectCount(told + 1);
  expect(all[told]?.title).toBe('Billfold test notification');
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a subscription that the vendor no longer lists is told once, and shown until it is back @host', async ({
  launch,
  vendor,
  connect,
  notifications,
}) => {
  const { page, control } = await launch();
  await connect(page);
  await goTo(page, 'Alerts');
  await saveAlert(page, '999.00');
  await expect(alertRows(page)).toContainText('not reached');

  await vendor.breaks(noSubscription);
  await checkNow(page);
  await checkNow(page);
  await expect(alertRows(page)).toContainText('not compared');
  await expect(alertRows(page)).toContainText('The vendor no longer lists the subscription.');
  const [told] = await notifications.expectCount(1);
  expect(told?.title).toBe('Acme: an alert can’t be compared');
  expect(told?.body).toContain(
    'The alert at 999.00 USD isn’t working right now. The vendor no longer lists the subscription.',
  );
  await goTo(page, 'Overview');
  await expect(page.locator('[data-gone]')).toContainText('not listed since');
  await expect(page.locator('[data-other-alerts]')).toContainText('The vendor no longer lists the subscription.');
  await expect.poll(async () => (await control.trays())[0]?.toolTip).toBe('Billfold: 1 thing to do');

  await vendor.breaks();
  await checkNow(page);
  await expect(alertRows(page)).toContainText('not reached');
  await goTo(page, 'Overview');
  await expect(page.locator('[data-gone]')).toHaveCount(0);
  await expectNothingFurther(page, notifications, 1);
});

test('a bill in another currency is told once, and no further alert in the old one is saved', async ({
  launch,
  vendor,
  connect,
  notifications,
}) => {
  const { page } = await launch();
  await connect(page);
  await goTo(page, 'Alerts');
  await saveAlert(page, '999.00');

  await vendor.breaks(await inEuros(vendor));
  await checkNow(page);
  await checkNow(page);
  await expect(alertRows(page)).toContainText('The bill is in a different currency than the alert.');
  const [told] = await notifications.expectCount(1);
  expect(told?.body).toContain('The bill is in a different currency than the alert.');

  const field = page.getByRole('textbox', { name: 'Threshold amount' });
  await choose(page, 'Currency', 'USD');
  await field.fill('500.00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    page.getByText('This alert could never be compared. The bill is in a different currency than the alert.'),
  ).toBeVisible();
  await expect(field).toHaveValue('500.00');
  await expect(alertRows(page)).toHaveCount(1);

  await expectNothingFurther(page, notifications, 1);
});

test('an alert on all of an account in a calendar month is saved, compared and named as such', async ({
  launch,
  connect,
  notifications,
}) => {
  const { page } = await launch();
  await connect(page);
  await goTo(page, 'Alerts');
  await choose(page, 'Covers', 'This whole account');
  await expect(page.getByRole('combobox', { name: 'Per:' })).toHaveText('Calendar month');
  await expect(page.locator('[data-month-hint]')).toBeVisible();
  await saveAlert(page, '1.00');
  await expect(alertRows(page)).toContainText('this whole account, by calendar month');
  await expect(alertRows(page)).toContainText('exceeded');
  // Near the end of a month the next one exceeds too: each month is told once.
  await expect.poll(async () => (await notifications.all()).length).toBeGreaterThan(0);
  await sendTestNotification(page);
  const titles = async () => (await notifications.all()).map(({ title }) => title);
  await expect.poll(titles).toContain('Billfold test notification');
  const told = (await notifications.all()).filter(({ title }) => title !== 'Billfold test notification');
  expect(new Set(told.map(({ title }) => title))).toEqual(new Set(['Acme: threshold exceeded']));
  const months = told.map(({ body }) => /invoices for (\w+ \d{4})/.exec(body)?.[1]);
  expect(months).toEqual([...new Set(months)]);
  await goTo(page, 'Overview');
  await expect(page.locator('[data-other-alerts]')).toContainText('this whole account, by calendar month');
});

import { startReceiver } from '../support/channels/receiver.ts';
import { expect, goTo, startPractice, test } from './fixture.ts';

test('a webhook is confirmed by main, tried, kept and chosen for', async ({ launch }) => {
  await using receiver = await startReceiver();
  const app = await launch();
  const { page, control } = app;
  await startPractice(app);
  await goTo(page, 'Settings');
  const panel = page.locator('[data-channels]');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Notify somebody else' });
  await dialog.getByRole('combobox').first().click();
  await page.getByRole('option', { name: /^Webhook/ }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('ERP');
  await dialog.getByLabel('Address', { exact: true }).fill(receiver.url);

  // Nothing leaves before a person has said yes to where it goes.
  await control.answerMessageBoxes(1);
  await dialog.getByRole('button', { name: 'Send a test and add' }).click();
  await expect(async () => {
    expect((await control.askedDialogs()).at(-1)?.message).toContain(new URL(receiver.url).host);
  }).toPass();
  await expect(dialog.getByRole('button', { name: 'Send a test and add' })).toBeEnabled();
  expect(receiver.posts).toEqual([]);

  await control.answerMessageBoxes(0);
  await dialog.getByRole('button', { name: 'Send a test and add' }).click();
  await expect(dialog).toBeHidden();
  expect(receiver.posts).toHaveLength(1);
  await expect(panel.locator('[data-channel]')).toContainText('ERP');
  await panel.getByRole('checkbox', { name: 'ERP: New invoice' }).click();
  await expect(panel.getByRole('checkbox', { name: 'ERP: New invoice' })).not.toBeChecked();
  await panel.getByRole('button', { name: 'Send a test' }).click();
  await expect.poll(() => receiver.posts.length).toBe(2);
});

import { expect, test } from './fixture.ts';

test('Settings shows the licenses of all that is in the program, without a network', async ({ launch }) => {
  const app = await launch();
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible();
  await app.control.cutNetwork('everything');
  await app.page.evaluate(() => {
    location.hash = '#/settings';
  });
  await app.page.getByRole('button', { name: 'Licenses' }).click();
  const licenses = app.page.getByRole('dialog', { name: 'Licenses' });
  await expect(licenses).toContainText('Permission is hereby granted, free of charge');
  for (const part of [
    '@vue/runtime-core 3.',
    'echarts 6.',
    'better-sqlite3 13.',
    'Apache License',
    'LICENSE_LIBERATION',
  ])
    await expect(licenses).toContainText(part);
  await app.page.keyboard.press('Escape');
  await expect(licenses).toBeHidden();
});

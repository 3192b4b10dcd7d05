import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueAuthority } from '../support/network/certificates.ts';
import { startProxy } from '../support/network/proxy.ts';
import { startSecureVendor } from '../support/network/secure-vendor.ts';
import { expect, goTo, startPractice, test } from './fixture.ts';

test('a proxy with a password that reads along: set, asked, tested, trusted', async ({ launch, folder, dataDir }) => {
  const authority = await issueAuthority('Office interception');
  await using vendor = await startSecureVendor(authority);
  // Whatever is asked for is answered by one server, with a certificate for its name by the office's authority.
  await using proxy = await startProxy({
    login: { user: 'anna', password: 'canary-right' },
    interceptWith: authority,
    portOf: () => vendor.port,
  });
  const app = await launch();
  const { page, control } = app;
  await startPractice(app);
  await goTo(page, 'Settings');
  await control.answerMessageBoxes(0);

  await page.getByRole('combobox', { name: 'Proxy' }).click();
  await page.getByRole('option', { name: 'Enter it here' }).click();
  await page.getByRole('textbox', { name: 'Address of the proxy' }).fill(proxy.place);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden();
  expect((await control.askedDialogs()).at(-1)?.message).toBe('Change how Billfold reaches the internet?');

  await page.getByRole('button', { name: 'Test proxy' }).click();
  const dialog = page.getByRole('dialog', { name: `Sign in to the proxy ${proxy.place}` });
  await dialog.getByLabel('User name').fill('anna');
  await dialog.getByLabel('Password', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('didn’t accept the user name anna');
  expect(proxy.tries('anna:wrong')).toBe(1);
  await dialog.getByLabel('Password', { exact: true }).fill('canary-right');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Test connections' }).click();
  const findings = page.locator('[data-findings]');
  await expect(findings).toContainText('was issued by “Office interception”');

  const file = join(folder, 'office.pem');
  await writeFile(file, authority.cert);
  await control.answerDialog({ filePaths: [file] });
  await page.locator('[data-authority]').getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.locator('[data-authority]')).toContainText('Office interception, valid until');
  await page.getByRole('button', { name: 'Test connections' }).click();
  await expect(findings).toContainText(
    `api.stripe.com: reached through the proxy ${proxy.place}; its certificate is vouched for by Office interception, the authority set here.`,
  );

  await page.locator('[data-authority]').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Test connections' }).click();
  await expect(findings).toContainText('was issued by “Office interception”');
  expect(proxy.tries('anna:wrong')).toBe(1);
  for (const kept of ['settings.json', 'logs/billfold.log'])
    expect(await readFile(join(dataDir, kept), 'utf8')).not.toContain('canary-right');
});

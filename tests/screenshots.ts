// `npm run screenshots`: makes the README's pictures from practice data, in the Chromium host on a display of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktop } from './support/desktop.ts';
import { launchApp } from './support/launch-app.ts';
import { takePicture } from './support/pages/picture.ts';

const target = join(import.meta.dirname, '../docs/screenshots');
mkdirSync(target, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'billfold-screenshots-'));
const desktop = await startDesktop();
const app = await launchApp({ launcher: 'chromium-host', desktop, dataDir });
const { page } = app;
const screen = (name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
const picture = (name: string) => takePicture(page, join(target, `${name}.png`));

await page.getByRole('button', { name: 'Start with practice data' }).click();
await page.getByText('Upcoming invoice so far').waitFor();
await screen('Alerts');
await page.getByLabel('Threshold amount').fill('150');
await page.getByLabel('Threshold amount').press('Enter');
await desktop.waitForNotifications(1);
await page.getByRole('cell', { name: 'Shown' }).waitFor();
await picture('alerts');
await screen('Overview');
await page.locator('svg').getByText('Nov').first().waitFor();
await picture('overview');
await screen('Invoices');
// Behind the header, the draft and the open one.
await page.getByRole('row').nth(3).click();
await page.locator('.document-text span').first().waitFor();
await picture('invoices');

await app.quit();
await desktop.stop();
rmSync(dataDir, { recursive: true, force: true });

import type { Page } from '@playwright/test';
import { type PracticeServer, startPracticeServer } from '../../electron/practice/index.ts';
import type { Fault } from '../../electron/practice/control/faults.ts';
import type { Desktop } from '../support/desktop.ts';
import { test as base, expect } from './fixture.ts';

export { expect, goTo, saveAlert } from './fixture.ts';

export type { Fault };

export interface Vendor extends Pick<PracticeServer, 'url' | 'customerId'> {
  /** What goes wrong from now on, in place of what did before. */
  breaks(...faults: readonly Fault[]): Promise<void>;
  goesDown(): Promise<void>;
  /** At the same address as before. */
  comesBack(): Promise<void>;
}

export interface Connection {
  readonly name?: string;
  readonly customer?: string;
  readonly address?: string;
  readonly key?: string;
}

/** A vendor's server of its own for each test, and an account there as a user connects it. */
export const test = base.extend<{
  /** How many invoices the vendor's customer has. */
  vendorInvoices: number;
  vendor: Vendor;
  /** Fills in the form; what is not given is right. */
  fillIn: (page: Page, connection?: Connection) => Promise<void>;
  /** From the first start to an Overview with figures. */
  connect: (page: Page, connection?: Connection) => Promise<void>;
}>({
  // The vendor of these specs is no vendor's own server: main asks before a key goes there, and a user says yes.
  launch: async ({ launch }, use) => {
    await use(async (on) => {
      const app = await launch(on);
      await app.control.answerMessageBoxes(0);
      // Keys are pasted into a window in front only, and the desktop says that it is in front after it is shown.
      await expect.poll(async () => (await app.control.windows())[0]?.focused).toBe(true);
      return app;
    });
  },
  vendorInvoices: [8, { option: true }],
  vendor: async ({ vendorInvoices: invoices }, use) => {
    const start = (port: number) => startPracticeServer({ port, seed: 7, invoices, now: null, speed: 0, anchor: null });
    let server = await start(0);
    const { url, customerId } = server;
    await use({
      url,
      customerId,
      async breaks(...faults) {
        const response = await fetch(`${url}/_practice/faults`, {
          method: 'POST',
          body: JSON.stringify({ clear: true, faults }),
        });
        expect(response.ok, await response.text()).toBe(true);
      },
      goesDown: () => server.close(),
      async comesBack() {
        server = await start(Number(new URL(url).port));
      },
    });
    await server.close();
  },
  fillIn: async ({ vendor, desktop }, use) => {
    await use(
      async (
        page,
        { name = 'Acme', customer = vendor.customerId, address = vendor.url, key = 'rk_test_acmefinance' } = {},
      ) => {
        await page.getByLabel('Name in Billfold').fill(name);
        await page.getByLabel('Customer ID').fill(customer);
        const addressField = page.getByLabel('Server address');
        if (!(await addressField.isVisible())) await page.getByText('Advanced').click();
        await addressField.fill(address);
        await pasteKey(page, desktop, key);
      },
    );
  },
  connect: async ({ fillIn }, use) => {
    await use(async (page, connection) => {
      await page.getByRole('button', { name: 'Connect an account' }).click();
      await fillIn(page, connection);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
      await expect(page.locator('[data-upcoming-total]')).toBeVisible();
    });
  },
});

/** Copies a key and pastes it where a key is asked for. */
export async function pasteKey(page: Page, desktop: Pick<Desktop, 'copyText'>, key: string): Promise<void> {
  await desktop.copyText(key);
  await page.getByRole('button', { name: /^Paste (key|another)/ }).click();
  await expect(page.getByText(`Key rk_test_…${key.slice(-4)}`)).toBeVisible();
}

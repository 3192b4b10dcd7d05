import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow, sumsHold } from '../support/billfold.ts';
import type { Desktop } from '../support/desktop.ts';
import type { LaunchedApp } from '../support/launched-app.ts';
import { alertRows, alertEventRows, saveAlert } from '../support/pages/alerts.ts';
import { expect } from '../support/pages/expect.ts';
import { chooseEverything, chooseFolder, startExport } from '../support/pages/exports.ts';
import { readInvoice, syncNow, syncedCount } from '../support/pages/invoices.ts';
import { goTo } from '../support/pages/navigation.ts';
import {
  beginPeriod,
  billingPeriod,
  cutNetwork,
  dollars,
  moveUntilUnseen,
  restoreNetwork,
  startPractice,
  upcomingTotal,
} from '../support/pages/overview.ts';
import type { Step } from './steps.ts';

interface Stage {
  readonly app: LaunchedApp;
  readonly desktop: Desktop;
  readonly dataDir: string;
  /** Where the invoices are exported to. */
  readonly exportFolder: string;
}

/** The main job in the window, with the page objects of the end-to-end specs. */
export function mainJobInWindow({ app, desktop, dataDir, exportFolder }: Stage): Step[] {
  const { page } = app;
  return [
    {
      name: 'Upcoming invoice read',
      async run() {
        await startPractice(app);
        const total = dollars(await upcomingTotal(page));
        return [`$${total} so far, ${await billingPeriod(page).innerText()}`];
      },
    },
    {
      name: 'Alert set',
      needs: ['Upcoming invoice read'],
      async run() {
        await beginPeriod(page);
        const beginning = await upcomingTotal(page);
        const threshold = dollars((Math.floor(beginning / 2_000) + 1) * 2_000);
        await goTo(page, 'Alerts');
        await saveAlert(page, threshold);
        await expect(alertRows(page)).toContainText('not reached');
        return [`a new billing period begins at $${dollars(beginning)}; the alert at $${threshold} is not reached`];
      },
    },
    {
      name: 'Threshold exceeded',
      needs: ['Alert set'],
      async run() {
        await goTo(page, 'Overview');
        const days = await moveUntilUnseen(page);
        const total = dollars(await upcomingTotal(page));
        await goTo(page, 'Alerts');
        await expect(alertRows(page)).toContainText('exceeded');
        return [`${String(days)} practice days later the upcoming invoice is $${total}`];
      },
    },
    {
      name: 'Notification shown',
      needs: ['Threshold exceeded'],
      async run() {
        await expect(alertEventRows(page)).toContainText(/by the system|Failed: /);
        const row = await alertEventRows(page).innerText();
        const failure = /Failed: ([^\t\n]+)/.exec(row)?.[1];
        if (failure !== undefined) throw new Error(`${failure} (the alert's history keeps it)`);
        const [shown] = await desktop.waitForNotifications(1);
        if (shown === undefined) throw new Error('the notification service received nothing');
        return [`the notification service received from ${shown.appName}:`, shown.title, shown.body];
      },
    },
    {
      name: 'Invoices synced',
      needs: ['Upcoming invoice read'],
      async run() {
        await syncNow(page);
        await goTo(page, 'Overview');
        const count = await syncedCount(page);
        const pdfs = filesBelow(join(dataDir, 'documents')).filter((file) => file.endsWith('.pdf'));
        return [`${count} in the archive, ${String(pdfs.length)} PDFs on this disk`];
      },
    },
    {
      name: 'PDF read offline',
      needs: ['Invoices synced'],
      async run() {
        await cutNetwork(app);
        await goTo(page, 'Invoices');
        const number = await readInvoice(page);
        return [`with the network cut, invoice ${number} is drawn, and its number can be selected in its text`];
      },
    },
    {
      name: 'Invoices exported',
      needs: ['Invoices synced'],
      async run() {
        await restoreNetwork(app);
        await chooseEverything(page);
        await mkdir(exportFolder, { recursive: true }).catch(() => undefined);
        await chooseFolder(app, exportFolder);
        await startExport(page);
        const files = filesBelow(exportFolder);
        const pdfs = files.filter((file) => file.endsWith('.pdf')).length;
        return [
          `${String(pdfs)} PDFs, with ledger, manifest and checksums ${String(files.length)} files in ${exportFolder}`,
        ];
      },
    },
    {
      name: 'Checksums verified',
      needs: ['Invoices exported'],
      run: () =>
        Promise.resolve([`sha256sum finds all ${String(sumsHold(exportFolder))} files as Billfold wrote them`]),
    },
  ];
}

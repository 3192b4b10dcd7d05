import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { startDesktop } from '../support/desktop.ts';
import type { Desktop, ShownNotification } from '../support/desktop.ts';
import { launchApp } from '../support/launch-app.ts';
import { startRecordedDesktop } from '../support/recorded-desktop.ts';
import type { LaunchedApp, LaunchOptions, Launcher } from '../support/launched-app.ts';

export { expect } from '@playwright/test';
export * from '../support/pages/alerts.ts';
export * from '../support/pages/exports.ts';
export * from '../support/pages/invoices.ts';
export * from '../support/pages/navigation.ts';
export * from '../support/pages/overview.ts';
export * from '../support/pages/settings.ts';
export * from '../support/pages/verification.ts';

/** The notifications of one test. */
export interface Notifications {
  /** All that came on screen since the test began, oldest first. */
  all(): Promise<ShownNotification[]>;
  /** Resolves with all of them once there are exactly `count`. */
  expectCount(count: number): Promise<ShownNotification[]>;
}

interface Fixtures {
  /** A folder of this test, gone afterwards. */
  readonly folder: string;
  /** The data folder of every program that this test launches; empty at first. */
  readonly dataDir: string;
  /** Starts the program, also again after it has ended. */
  readonly launch: (on?: Partial<Pick<LaunchOptions, 'desktop' | 'args' | 'env'>>) => Promise<LaunchedApp>;
  readonly notifications: Notifications;
}

interface WorkerFixtures {
  readonly desktop: Desktop;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  desktop: [
    async ({}, use) => {
      // Windows and macOS have no desktop to be had for a test alone.
      const desktop = process.platform === 'linux' ? await startDesktop({ tray: true }) : await startRecordedDesktop();
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  dataDir: async ({ folder }, use) => {
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    await use(dataDir);
  },
  launch: async ({ desktop, dataDir }, use, { project }) => {
    const launched: LaunchedApp[] = [];
    const killed = new Set<LaunchedApp>();
    await use(async (on) => {
      // The projects are named after their launchers.
      const app = await launchApp({ launcher: project.name as Launcher, desktop, dataDir, ...on });
      launched.push(app);
      return {
        ...app,
        async kill() {
          killed.add(app);
          await app.kill();
        },
      };
    });
    for (const app of launched) {
      if (!killed.has(app)) {
        const code = await Promise.race([app.exited, app.quit()]);
        expect.soft(code, `The program quits by itself:\n${app.output()}`).toBe(0);
      }
      expect.soft(app.problems, 'Errors of the page').toEqual([]);
    }
  },
  notifications: async ({ desktop }, use) => {
    // Tests that look at no notification leave theirs on screen, and dunst 1.9 can click the oldest only.
    await desktop.closeNotifications();
    const before = (await desktop.shownNotifications()).length;
    const all = async (): Promise<ShownNotification[]> => (await desktop.shownNotifications()).slice(before);
    await use({
      all,
      async expectCount(count) {
        await expect.poll(all).toHaveLength(count);
        return all();
      },
    });
    await desktop.closeNotifications();
  },
});

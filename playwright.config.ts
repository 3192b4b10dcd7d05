import { defineConfig } from '@playwright/test';
import { availableLaunchers } from './tests/support/electron-start.ts';
import { specsFor } from './tests/support/spec-tags.ts';

// One set of specs, run by each launcher that there is here: on Linux the Chromium host, and Electron where its binary is.
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  // Each with a desktop of its own; much of the time goes by waiting.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 20_000, navigationTimeout: 20_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  projects: availableLaunchers().map((name) => ({ name, ...specsFor(name, process.platform) })),
});

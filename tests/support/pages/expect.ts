import { expect as base } from '@playwright/test';

/** With a limit of its own, because outside a test Playwright knows none of `playwright.config.ts`. */
export const expect = base.configure({ timeout: 10_000 });

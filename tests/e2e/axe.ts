import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    /** In the page once `loadAxe` was called. */
    readonly axe: typeof axe;
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Once for each page that is loaded, before the first check. */
export const loadAxe = (page: Page): Promise<unknown> => page.evaluate(axe.source);

/** Fails with everything that axe finds, once nothing on screen moves or waits any more. */
export async function expectNoFindings(page: Page, what: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length))
    .toBe(0);
  // What is shown of the question before is dimmed until the answer has come.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const found = await page.evaluate(async (wanted) => {
    const { violations } = await window.axe.run(document, { runOnly: wanted, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, rules);
  expect(found, what).toEqual([]);
}

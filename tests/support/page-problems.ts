import type { Page } from '@playwright/test';

/**
 * The errors of a page as a list that grows: uncaught exceptions, console errors and what Chromium reports itself, such
 * as violations of the content security policy. Also those from before the test was attached.
 */
export async function watchPage(page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    problems.push(`exception: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error' || type === 'assert') {
      problems.push(`console: ${args.map((arg) => String(arg.value ?? arg.description)).join(' ')}`);
    }
  });
  session.on('Log.entryAdded', ({ entry }) => {
    if (entry.level === 'error')
      problems.push(`${entry.source}: ${entry.text}${entry.url === undefined ? '' : ` (${entry.url})`}`);
  });
  await session.send('Runtime.enable');
  await session.send('Log.enable');
  return problems;
}

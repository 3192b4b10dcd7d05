import { describe, expect, it } from 'vitest';
import type { CallName } from '#shared/ipc/contract.ts';
import { useAccounts } from '../../renderer/stores/accounts.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleUsage } from '../support/sample/usage.ts';
import { sampleNow } from '../support/sample-data.ts';
import { openWindow, until, visibleText, withWindows } from '../support/open-window.ts';

const main = () => visibleText(document.querySelector('main') ?? document.body);
/** Amounts, dates and larger numbers on the screen, not the steps and terms that stand on it for every account. */
const figures = () => new Set(main().match(/[$€¥]?\d[\d.,/-]{2,}/g) ?? []);

/** What each screen reads for the account that is shown. */
const screens: readonly (readonly [path: string, reads: readonly CallName[]])[] = [
  ['/overview', ['overview.get']],
  ['/subscription', ['overview.get', 'usage.plan', 'usage.history']],
  ['/details', ['overview.get', 'details.change', 'actions.list']],
  ['/alerts', ['overview.get', 'alerts.list', 'alerts.events', 'watch.checks', 'invoices.query']],
];

describe('While another account is read', () => {
  withWindows();

  it.each(screens)('%s shows no figure of the account before', async (path, reads) => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow);
    await openWindow({ path, fake, account: 'acc_imagekit' });
    await until(() => {
      expect(figures().size).toBeGreaterThan(1);
    });
    const before = figures();
    for (const name of reads) fake.hold(name);
    useAccounts().select('acc_datadog');
    await until(() => {
      const left = [...figures()].filter((figure) => before.has(figure));
      expect(left).toEqual([]);
    });
  });
});

import { describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import { sampleNow } from '../../support/sample-data.ts';
import { openWindow, press, seeElement, seeText, until, withWindows } from '../../support/open-window.ts';

const row = (index: number) => seeElement(`[data-index="${index}"]`);
const isOpen = () => document.querySelector('[data-facts]') !== null;

describe('The preview that follows the keyboard', () => {
  withWindows();

  /** The list with its first invoice open, and a clock that stands still. */
  async function opened() {
    const fake = createFakeBridge({ invoiceMonths: 3 });
    // Without documents: there is no PDF reader here.
    fake.state.invoices = fake.state.invoices.map((each) => ({ ...each, document: 'missing', documentError: null }));
    await openWindow({ path: '/invoices', fake });
    await seeText('IK-1003');
    (await row(0)).click();
    await seeElement('[data-facts]');
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date(sampleNow) });
  }
  async function aWhileLater(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(sampleNow) });
    await nextTick();
  }

  it('shows the row that the keys came to', async () => {
    await opened();
    press('ArrowDown', await row(0));
    await aWhileLater();
    await until(() => {
      expect(document.querySelector('section h2')?.textContent).toBe('IK-1002');
    });
  });

  it('stays closed when Escape follows the arrow at once', async () => {
    await opened();
    const first = await row(0);
    press('ArrowDown', first);
    press('Escape', first);
    await nextTick();
    expect(isOpen()).toBe(false);
    await aWhileLater();
    expect(isOpen()).toBe(false);
  });
});

import { createPinia } from 'pinia';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Component, createApp, defineComponent, h, shallowRef } from 'vue';
import type { CallName } from '#shared/ipc/contract.ts';
import { createLanguage } from '../../renderer/i18n/language.ts';
import AlertEventDetail from '../../renderer/pages/alerts/alert-event-detail.vue';
import UsageHistory from '../../renderer/pages/usage/history-panel.vue';
import UsageSection from '../../renderer/pages/usage/usage-section.vue';
import { useAccounts } from '../../renderer/stores/accounts.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { sampleUsage } from '../support/sample/usage.ts';
import { sampleVerification } from '../support/sample/verification.ts';
import { sampleNow } from '../support/sample-data.ts';
import {
  click,
  findControl,
  findField,
  openWindow,
  press,
  seeElement,
  seeNoText,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

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
    const { pinia } = await openWindow({ path, fake, account: 'acc_imagekit' });
    await until(() => {
      expect(figures().size).toBeGreaterThan(1);
    });
    const before = figures();
    for (const name of reads) fake.hold(name);
    useAccounts(pinia).select('acc_datadog');
    await until(() => {
      const left = [...figures()].filter((figure) => before.has(figure));
      expect(left).toEqual([]);
    });
  });

  it('the log of actions has nothing of the account before, though the rest is there', async () => {
    const fake = createFakeBridge();
    fake.state.actions = [
      {
        ...{ id: '1', at: '2026-11-20T09:00:00.000Z', actor: 'hanna', accountId: 'acc_imagekit', outcome: 'done' },
        ...{ what: 'account.renamed', before: { name: 'Acme' }, after: { name: 'Acme EU' } },
      },
    ];
    const { pinia } = await openWindow({ path: '/details', fake, account: 'acc_imagekit' });
    await seeText('Acme EU');
    fake.hold('actions.list');
    useAccounts(pinia).select('acc_datadog');
    await seeText('it-rechnungen@nordlicht.example');
    expect(visibleText()).not.toContain('Acme');
  });

  it('the verification says nothing of the archive before', async () => {
    const fake = createFakeBridge();
    fake.state.verification = sampleVerification;
    await openWindow({ path: '/verification', fake });
    await seeText('4 findings');
    const release = fake.hold('verification.last');
    press('Enter', await findField('What to verify'));
    press('Enter', await findControl('Datadog EU', '[role=option]'));
    await seeNoText('4 findings');
    expect(visibleText()).not.toContain('IK-1041');
    fake.state.verification = null;
    release();
    await seeText('Not verified yet.');
  });
});

describe('While another selection is added up', () => {
  withWindows();

  const pick = (row: number) => {
    document.querySelector<HTMLElement>(`[data-index="${row}"] [role=checkbox]`)?.click();
  };
  const isOld = () => document.querySelector('[data-selected-totals]')?.getAttribute('aria-busy') === 'true';

  it('its sum is that of the one before, and marked as such', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    await seeElement('[data-index="1"] [role=checkbox]');
    pick(0);
    const sums = await seeElement('[data-selected-totals]');
    await seeText('310.00 USD', () => sums);
    expect(isOld()).toBe(false);
    const release = fake.hold('exports.preview');
    fake.state.exportPreview = { ...fake.state.exportPreview, totals: [{ amount: 78_809, currency: 'USD' }] };
    pick(1);
    await until(() => {
      expect(isOld()).toBe(true);
    });
    release();
    await seeText('788.09 USD', () => sums);
    expect(isOld()).toBe(false);
  });
});

describe('A part that is given something else to show', () => {
  withWindows();

  /** Mounts a component without a window around it; answers with a way to give it other properties. */
  async function mount(component: Component, fake: FakeBridge, first: object): Promise<(next: object) => void> {
    Object.defineProperty(window, 'billfold', { value: fake, configurable: true });
    const properties = shallowRef(first);
    const language = createLanguage();
    await language.choose('en-US');
    const host = document.createElement('div');
    document.body.append(host);
    const app = createApp(defineComponent(() => () => h(component, { ...properties.value })));
    app.use(createPinia()).use(language).mount(host);
    onTestFinished(() => {
      app.unmount();
    });
    return (next) => {
      properties.value = next;
    };
  }

  it('shows no change of the alert event before', async () => {
    const fake = createFakeBridge();
    const [alertEvent, other] = fake.state.alertEvents;
    const give = await mount(AlertEventDetail, fake, { alertEvent });
    await seeElement('[data-changes]');
    fake.hold('alerts.changes');
    give({ alertEvent: other });
    await until(() => {
      expect(document.querySelector('[data-changes]')).toBeNull();
    });
  });

  it('shows no price of the usage plan before', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    const snapshot = fake.state.overviews['acc_imagekit']?.snapshot;
    const give = await mount(UsageSection, fake, { snapshot });
    await seeText('Monthly fee');
    fake.hold('usage.plan');
    give({ snapshot: { ...snapshot, accountId: 'acc_datadog' } });
    await seeNoText('Monthly fee');
  });

  it('shows no month of the usage before', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow);
    const common = { asOf: sampleNow, plan: null };
    const give = await mount(UsageHistory, fake, { ...common, accountId: 'acc_imagekit' });
    await click('Show as table');
    await seeText('63 GB');
    fake.hold('usage.history');
    give({ ...common, accountId: 'acc_datadog' });
    await seeNoText('63 GB');
  });
});

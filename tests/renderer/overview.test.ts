import { describe, expect, it } from 'vitest';
import type { AlertEvent } from '#shared/alerts.ts';
import { money } from '#shared/money.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  cellsOf,
  click,
  findControl,
  findField,
  lastRequest,
  openWindow,
  press,
  seeElement,
  seeNoText,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

describe('Overview', () => {
  withWindows();

  it('shows the upcoming invoice, what is to be paid after credit, the period and the forecast with its method', async () => {
    await openWindow();
    await seeText('$512.40');
    const text = visibleText();
    expect(text).toContain('Amount due $487.40, after $25.00 credit');
    expect(text).toContain('Billing period Nov 1 – 30, 2026');
    expect(text).toContain('$668.35');
    expect(text).toContain('Assumes that fixed charges stay the same and usage continues at its current rate.');
  });

  it('measures the amount against every alert', async () => {
    await openWindow();
    const meter = await seeElement('[role=meter]');
    expect(meter.getAttribute('aria-valuenow')).toBe('51240');
    expect(meter.getAttribute('aria-valuetext')).toBe(
      '$512.40 so far. Forecast: $668.35. Alerts: $500.00, exceeded; $800.00, not reached.',
    );
  });

  it('begins with the figures; what happened meanwhile and what explains them stand below', async () => {
    await openWindow();
    await seeText('Compared with earlier periods');
    await seeText('Practice controls');
    const text = visibleText();
    const places = ['$512.40', '$668.35', 'more than usual', 'Next alert at', 'While you were away', 'Last 12 months'];
    const found = places.map((each) => text.indexOf(each));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it('names what the bars show beside the bills: the year before, the forecast, the next alert', async () => {
    await openWindow();
    await seeText('Last 12 months');
    expect(visibleText(await seeElement('[data-legend]'))).toBe(
      'Invoice totals in USD A year earlierForecast $668.35Alert $800.00',
    );
    await click('Show as table');
    await seeText('A year earlier');
    const [first] = document.querySelectorAll('[data-legend] + table tbody tr');
    expect(first && cellsOf(first)).toHaveLength(3);
  });

  it('says what a practice account’s clock showed', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview?.snapshot) throw new Error('The sample has it');
    const snapshot = { ...overview.snapshot, asOf: '2027-01-01T08:00:00.000Z' } as const;
    fake.state.overviews['acc_imagekit'] = { ...overview, snapshot };
    await openWindow({ fake });
    expect(visibleText(await seeElement('[data-practice-clock]'))).toContain('Jan 1, 2027');
  });

  it('says between what the bill is to be expected, and how forecasts did', async () => {
    await openWindow();
    await seeText('Likely between $643.20 and $691.80, based on the last 3 forecasts.');
    const rows = [...(await seeElement('[data-forecasts] tbody')).children].map(cellsOf);
    expect(rows).toHaveLength(3);
    expect(rows[0]?.slice(1)).toEqual(['$464.59', '$478.09', '+$13.50+2.9%']);
    expect(rows[1]?.[3]).toMatch(/^-\$16\.50/);
  });

  it('lets one say that an alert was seen, and leads to all that is known of it', async () => {
    const { fake, router } = await openWindow();
    await click('Mark as seen');
    await until(() => {
      expect(fake.state.alertEvents.find(({ id }) => id === 'fir_now')?.seenAt).not.toBeNull();
    });
    await click('Alert: $503.10 over $500.00');
    await seeElement('[data-alert-event-detail]');
    expect(router.currentRoute.value.query).toEqual({ 'alert-event': 'fir_now' });
  });

  it('says of an alert event whether it was a forecast, a step or of a period that is over', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    const [alertEvent] = fake.state.alertEvents;
    if (!overview || !alertEvent || !('currency' in alertEvent.threshold)) throw new Error('The sample has them');
    const forecast = { ...alertEvent, measure: 'forecast', step: 90, late: true } as const;
    fake.state.overviews['acc_imagekit'] = {
      ...overview,
      activity: [{ kind: 'alert-event', at: alertEvent.triggeredAt, alertEvent: forecast as AlertEvent }],
    };
    await openWindow({ fake });
    await seeText('Alert: $503.10 over 90% of $500.00 · forecast · ');
  });

  it('has neither before periods have closed', async () => {
    await openWindow({ account: 'acc_notion' });
    await seeText('¥48,600');
    expect(visibleText()).not.toContain('Forecast accuracy');
    expect(document.querySelector('[data-forecast-band]')).toBeNull();
  });

  it('keeps the place of the figures while they load', async () => {
    const fake = createFakeBridge();
    const release = fake.hold('overview.get');
    await openWindow({ fake });
    await seeText('Loading…');
    release();
    await seeText('$512.40');
    await seeNoText('Loading…');
  });

  it('says what failed and tries again on request', async () => {
    const fake = createFakeBridge();
    const damage = { code: 'database-corrupt', reason: 'SQLITE_CORRUPT', backup: 'b.db', ways: ['backup'] } as const;
    fake.break('overview.get', { ...damage, ways: [...damage.ways] });
    await openWindow({ fake });
    await seeText('The database is damaged (SQLITE_CORRUPT).');
    expect(visibleText()).toContain('You can put back the daily backup b.db.');
    await click('Copy');
    await seeText('Copied');
    const { text } = lastRequest(fake, 'app.copyText') as { text: string };
    expect(JSON.parse(text)).toEqual(damage);
    fake.mend('overview.get');
    await click('Try again');
    await seeText('$512.40');
    await seeNoText('The database is damaged');
  });

  it('keeps the last figures on screen when a refresh fails', async () => {
    const { fake } = await openWindow();
    await seeText('$512.40');
    fake.break('overview.get', { code: 'internal', reference: 'r-1' });
    fake.emit('snapshot.changed', { accountId: 'acc_imagekit' });
    await seeText('reference r-1');
    expect(visibleText()).toContain('$512.40');
  });

  it('tells the age of figures older than two check intervals', async () => {
    await openWindow({ account: 'acc_datadog' });
    await seeText('updated 3 hours ago');
  });

  it('names the reason when no invoice is coming, without inventing an amount', async () => {
    await openWindow({ account: 'acc_datadog' });
    await seeText('This subscription is canceled: there are no more invoices coming.');
    expect(document.querySelectorAll('[data-upcoming-total]')).toHaveLength(1);
  });

  it('offers to replace the key of an account that could never be read', async () => {
    const { router } = await openWindow({ account: 'acc_vercel' });
    await seeText('No figures yet');
    (await findControl('Replace key', 'main button')).click();
    await seeText('Replace the key of Vercel');
    expect(router.currentRoute.value.name).toBe('settings');
  });

  it('says that there is no subscription', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview?.snapshot) throw new Error('The sample has a snapshot');
    fake.state.overviews['acc_imagekit'] = { ...overview, snapshot: { ...overview.snapshot, subscriptions: [] } };
    await openWindow({ fake });
    await seeText('The vendor lists no subscriptions for this customer');
  });

  it('has no forecast in the first hours of a period', async () => {
    const fake = createFakeBridge();
    const view = fake.state.overviews['acc_imagekit']?.snapshot?.subscriptions[0];
    if (!view) throw new Error('The sample has a subscription');
    view.forecast = null;
    await openWindow({ fake });
    await seeText('No forecast in the first 12 hours of a period.');
  });

  it('lists line by line what changed against the period before', async () => {
    await openWindow();
    await seeText('Compared with earlier periods');
    const rows = [...document.querySelectorAll('[data-changes] tbody tr')].map(cellsOf);
    expect(rows).toEqual([
      ['Bandwidth over 225 GB 469 → 807 at $0.45 each', '$211.05', '$363.15', '+$152.10'],
      ['Storage over 225 GB 669 at $0.09 each', 'New', '$60.25', '+$60.25'],
      ['Extension units over 5,000 2 at $6.20 each', '$12.40', 'Removed', '-$12.40'],
      ['Pro plan 1 at $89.00 each', '$89.00', '$89.00', '$0.00'],
      ['Total', '$312.45', '$512.40', '+$199.95'],
    ]);
    expect(visibleText(document.querySelector('[data-same-point]') ?? undefined)).toContain(
      'the check of Oct 22, 2026',
    );
  });

  it('says what discounts and taxes are of the change', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    const [compared] = overview?.comparisons ?? [];
    if (!overview || !compared?.comparison.before) throw new Error('The sample has it');
    const changes = { ...compared.comparison.before.changes, now: money(52_240, 'USD') };
    const comparison = { ...compared.comparison, before: { ...compared.comparison.before, changes } };
    fake.state.overviews['acc_imagekit'] = { ...overview, comparisons: [{ ...compared, comparison }] };
    await openWindow({ fake });
    const rest = await seeElement('[data-changes] [data-rest]');
    expect(cellsOf(rest)).toEqual(['Discounts and taxes', '$0.00', '$10.00', '+$10.00']);
  });

  it('sets the expected end against the bill before, and both against the usual', async () => {
    await openWindow();
    const facts = visibleText(await seeElement('[data-comparison]'));
    expect(facts).toContain('$668.35');
    expect(facts).toContain('previous bill $394.80');
    expect(facts).toContain('$301.00 by now');
    expect(facts).toContain('$382.00 in the end');
  });

  it('says what made an exceeded amount rise', async () => {
    await openWindow();
    expect(visibleText(await seeElement('[data-like-for-like]'))).toContain(
      '+$199.95 compared with the same point of the previous period (Oct 22): 338 × Bandwidth over 225 GB more, 669 × Storage over 225 GB more.',
    );
  });

  it('says in a sentence whether it is more than usual, and when the next alert is reached', async () => {
    await openWindow();
    const sentence = visibleText(await seeElement('[data-like-for-like]'));
    expect(sentence).toContain('$211.40 more than usual by now (+70.2%), usually $301.00.');
    expect(sentence).toContain('It will probably end $286.35 above the usual $382.00 (+75.0%).');
    expect(visibleText(await seeElement('[data-next-alert]'))).toContain('Next alert at $800.00: $');
  });

  it('says that invoices are still being fetched, and not that there are none', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview) throw new Error('The sample has it');
    fake.state.overviews['acc_imagekit'] = { ...overview, synced: false, months: [], comparisons: [] };
    await openWindow({ fake });
    await seeElement('[data-still-fetching]');
    expect(visibleText()).not.toContain('No invoices in the last 12 months');
    expect(visibleText()).not.toContain('There is no invoice for the previous period');
    fake.state.overviews['acc_imagekit'] = { ...overview, months: [], comparisons: [] };
    fake.emit('invoices.changed', { accountId: 'acc_imagekit' });
    await seeText('No invoices in the last 12 months');
    await seeText('There is no invoice for the previous period');
  });

  it('tells a month whose sum cannot be shown from one without invoices', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview) throw new Error('The sample has it');
    const months = overview.months.map((each, nth) => ({
      ...each,
      ...(nth === 3 && { totals: [], tooLarge: ['USD'] }),
      ...(nth === 4 && { totals: [] }),
    }));
    fake.state.overviews['acc_imagekit'] = { ...overview, months };
    await openWindow({ fake });
    await seeText('$512.40');
    await click('Show as table');
    await seeText('Too large to show');
    expect(visibleText()).toContain('No invoice');
  });

  it('shows the last twelve months as a table too', async () => {
    await openWindow();
    await click('Show as table');
    await seeText('October 2026');
    expect(document.querySelectorAll('section:has(h2) table')[0]?.querySelectorAll('tbody tr')).toHaveLength(12);
  });

  it('lists what happened meanwhile until it is dismissed', async () => {
    const { fake } = await openWindow();
    fake.after('overview.dismissActivity', ({ accountId }) => {
      const overview = fake.state.overviews[accountId];
      if (overview) fake.state.overviews[accountId] = { ...overview, activity: [] };
    });
    await seeText('Alert: $503.10 over $500.00');
    expect(visibleText()).toContain('1 new invoice');
    expect(visibleText()).toContain('3 checks failed');
    await click('Dismiss');
    await seeNoText('While you were away');
    expect(fake.made.map(({ name }) => name)).toContain('overview.dismissActivity');
  });

  it('looks again at everything on request, and says when it is done', async () => {
    const { fake } = await openWindow();
    const release = fake.hold('watch.checkNow');
    await click('Refresh');
    await seeText('Refreshing…');
    release();
    await until(() => {
      expect(lastRequest(fake, 'sync.start')).toEqual({ accountId: 'acc_imagekit', full: false });
    });
    await seeText('Refreshing…');
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, state: 'done' });
    await seeText('Everything here is up to date.');
    await findControl('Refresh');
  });

  it('claims nothing where the check failed and the sync did not', async () => {
    const { fake } = await openWindow();
    await findControl('Refresh');
    fake.break('watch.checkNow', { code: 'server-failed', status: 500, requestId: null });
    press('F5', document.body);
    await seeText('500');
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, state: 'done' });
    await findControl('Refresh');
    expect(visibleText()).not.toContain('Everything here is up to date.');
  });

  it('moves the clock of a practice account only', async () => {
    const { fake } = await openWindow();
    await click('To next period');
    await seeText('The practice clock now shows');
    expect(fake.made).toContainEqual({
      name: 'practice.advance',
      request: { accountId: 'acc_imagekit', by: 'period' },
    });
  });

  it('has no practice controls on a real account', async () => {
    await openWindow({ account: 'acc_datadog' });
    await seeText('Infrastructure Pro');
    expect(visibleText()).not.toContain('Practice controls');
    expect(visibleText()).not.toContain('Practice data');
  });

  it.each([
    ['en', /1 of 3 subscriptions couldn’t be read\. Billfold doesn’t know what “odd” means/, 'tries again later'],
    ['de', /1 von 3 Abonnements konnte nicht gelesen werden\. Billfold weiß nicht, was „odd“/, 'später erneut gelesen'],
  ] as const)('names and counts what could not be read (%s)', async (language, sentence, kept) => {
    const fake = createFakeBridge();
    fake.state.settings = { ...fake.state.settings, language };
    const [account] = fake.state.accounts;
    fake.state.unread[account?.id ?? ''] = {
      unread: [
        {
          object: 'subscription',
          id: 'sub_odd',
          reason: { code: 'value-unknown', object: 'subscription', id: 'sub_odd', field: 'cancel_at', value: 'odd' },
        },
      ],
      totals: { subscription: 3 },
    };
    await openWindow({ fake });
    const notice = await seeElement('[data-unread]');
    await until(() => {
      expect(notice.textContent).toMatch(sentence);
    });
    expect(notice.textContent).toContain(kept);
  });
});

describe('Next steps', () => {
  withWindows();
  const withoutAlerts = () => {
    const fake = createFakeBridge();
    const known = fake.state.overviews['acc_imagekit'];
    if (!known) throw new Error('The sample has no such account');
    fake.state.overviews['acc_imagekit'] = { ...known, alerts: [], standings: [] };
    return fake;
  };

  it('proposes a first alert from what the bill usually is, and fills it in', async () => {
    const { router } = await openWindow({ fake: withoutAlerts() });
    const proposal = await seeElement('[data-first-alert]');
    expect(proposal.textContent).toMatch(/Your bill is usually \$\d+.*more than 20% above that/);
    const [, threshold = ''] = /An alert at \$([\d.]+)/.exec(proposal.textContent) ?? [];
    await click(`Set an alert at $${threshold}…`);
    await seeText('New alert');
    expect(router.currentRoute.value.name).toBe('alerts');
    expect((await findField('Threshold amount')).value).toContain(threshold);
  });

  it('proposes none where there is an alert', async () => {
    await openWindow();
    await seeText('$512.40');
    await seeElement('[data-ask-autostart]');
    expect(document.querySelector('[data-first-alert]')).toBeNull();
  });

  it('asks once whether to start at login', async () => {
    const { fake } = await openWindow();
    await seeElement('[data-ask-autostart]');
    await click('Start when I log in');
    await until(() => {
      expect(document.querySelector('[data-ask-autostart]')).toBeNull();
    });
    expect(lastRequest(fake, 'app.setAutostart')).toEqual({ on: true });
    expect(localStorage.getItem('billfold.autostart-asked')).toBe('yes');
  });

  it('does not ask whom it asked before', async () => {
    localStorage.setItem('billfold.autostart-asked', 'yes');
    const { fake } = await openWindow({ fake: withoutAlerts() });
    await seeElement('[data-first-alert]');
    expect(fake.made.some(({ name }) => name === 'app.autostart')).toBe(false);
  });

  it('does not ask for made-up invoices alone', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, practice: true }));
    await openWindow({ fake });
    await seeText('$512.40');
    expect(document.querySelector('[data-ask-autostart]')).toBeNull();
  });
});

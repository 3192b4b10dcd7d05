import { describe, expect, it, onTestFinished } from 'vitest';
import type { Alert, MoneyAlert } from '#shared/alerts.ts';
import { money } from '#shared/money.ts';
import { timeOfDay } from '#shared/period.ts';
import { ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { alertEventId } from '../support/alert-ids.ts';
import { savedAlert } from '../support/fake-bridge/answers.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { sampleNow } from '../support/sample-data.ts';
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
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const savedAlerts = (fake: FakeBridge) =>
  fake.made.filter(({ name }) => name === 'alerts.save').map(({ request }) => request);
/** Behind another window, until it is turned to. */
function leaveWindow(): () => void {
  const tell = (has: boolean) => {
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => has });
    window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
  };
  const turnTo = () => {
    tell(true);
  };
  tell(false);
  onTestFinished(turnTo);
  return turnTo;
}
/** In the tray, or on screen until the test ends. */
function setVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
  if (state === 'hidden')
    onTestFinished(() => {
      setVisibility('visible');
    });
}
/** Picks an option of a list, by keyboard. */
async function choose(field: string, option: string): Promise<void> {
  press('Enter', await findField(field));
  press('Enter', await findControl(option, '[role=option]'));
  await until(async () => {
    expect(visibleText(await findField(field))).toBe(option);
  });
}
/** From now on main lists these alerts of the first account. */
function list(fake: FakeBridge, alerts: (known: Alert[]) => Alert[]): void {
  const overview = fake.state.overviews['acc_imagekit'];
  if (!overview) throw new Error('The sample has it');
  fake.state.overviews['acc_imagekit'] = { ...overview, alerts: alerts(overview.alerts) };
  fake.emit('alerts.changed', { accountId: 'acc_imagekit' });
}
/** Main lists what is saved. */
function keepSaved(fake: FakeBridge): void {
  fake.after('alerts.save', (alert) => {
    list(fake, (known) => [...known, savedAlert(alert, sampleNow)]);
  });
}
const alertRows = () => [...document.querySelectorAll('[data-alert]')].map((row) => cellsOf(row)[0]);

describe('Alerts', () => {
  withWindows();

  it('saves a threshold with the button', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    keepSaved(fake);
    await seeText('Upcoming, so far');
    await type('Threshold amount', '1,250.50');
    await click('Save');
    await seeText('Alert at $1,250.50 saved');
    expect(savedAlerts(fake)).toEqual([
      { accountId: 'acc_imagekit', measure: 'total', threshold: money(125_050, 'USD'), steps: [] },
    ]);
    await until(() => {
      expect(alertRows()).toContain('$1,250.50');
    });
    expect((await findField('Threshold amount')).value).toBe('');
  });

  it('offers no forecast where invoices come as documents alone, and says what is compared', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, sources: [], keyPlace: 'not-needed' }));
    await openWindow({ path: '/alerts', fake });
    await seeText('Notifies you when an invoice that comes in, or the next expected one, is over this.');
    await seeNoText('Notifies you earlier');
  });

  it('says of each alert that is not compared why, on Alerts and on Overview', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    const [alert] = overview?.alerts ?? [];
    if (!overview || !alert) throw new Error('The sample has them');
    const euros: MoneyAlert = { ...alert, measure: 'total', threshold: money(40_000, 'EUR') };
    fake.state.overviews['acc_imagekit'] = { ...overview, alerts: [euros] };
    const { router } = await openWindow({ path: '/alerts', fake });
    await seeText('not compared');
    await seeText('The bill is in a different currency than the alert.');
    await router.push('/overview');
    await seeText('The bill is in a different currency than the alert.');
  });

  it('watches all of an account in calendar months only, and says what counts', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    keepSaved(fake);
    await seeText('Upcoming, so far');
    expect(document.querySelector('[data-month-hint]')).toBeNull();
    await choose('Covers', 'This whole account');
    await seeText('Counts invoices issued in the month');
    expect(visibleText(await findField('Per'))).toBe('Calendar month');
    press('Enter', await findField('Per'));
    await seeElement('[role=option]');
    expect([...document.querySelectorAll('[role=option]')].map((each) => visibleText(each))).toEqual([
      'Calendar month',
    ]);
    press('Enter', await findControl('Calendar month', '[role=option]'));
    press('Enter', await type('Threshold amount', '900'));
    await seeText('Alert at $900.00 saved');
    expect(savedAlerts(fake)).toEqual([
      {
        accountId: 'acc_imagekit',
        measure: 'total',
        threshold: money(90_000, 'USD'),
        steps: [],
        scope: 'account',
        window: 'calendar-month',
      },
    ]);
    const row = await until(() => {
      const found = [...document.querySelectorAll('[data-alert]')].find((each) => cellsOf(each)[0] === '$900.00');
      if (!found) throw new Error('Not listed yet');
      return found;
    });
    expect(visibleText(row)).toContain('this whole account, by calendar month');
  });

  it('watches a subscription by calendar month, and goes back to its billing period', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    await choose('Per', 'Calendar month');
    press('Enter', await type('Threshold amount', '900'));
    await seeText('Alert at $900.00 saved');
    await choose('Per', 'Billing period');
    press('Enter', await type('Threshold amount', '901'));
    await seeText('Alert at $901.00 saved');
    expect(savedAlerts(fake)).toMatchObject([{ scope: 'subscription', window: 'calendar-month' }, {}]);
    expect(savedAlerts(fake)[1]).not.toHaveProperty('window');
  });

  it('offers no scope for usage, and starts over with another account', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    await choose('Per', 'Calendar month');
    await choose('Covers', 'This whole account');
    (await findField('Usage')).click();
    await seeNoText('Covers');
    (await findField('Upcoming invoice so far')).click();
    await seeText('This whole account');
    fake.emit('navigate', { accountId: 'acc_datadog', screen: 'alerts' });
    await seeText('Each subscription separately');
    expect(visibleText(await findField('Per'))).toBe('Billing period');
  });

  it('says in words why an alert could never be compared, until something else is chosen', async () => {
    const fake = createFakeBridge();
    fake.break('alerts.save', { code: 'alert-not-comparable', reason: 'other-currency' });
    await openWindow({ path: '/alerts', fake });
    await seeText('Upcoming, so far');
    const field = await type('Threshold amount', '700');
    press('Enter', field);
    await seeText('This alert could never be compared. The bill is in a different currency than the alert.');
    expect(field.value).toBe('700');
    await choose('Covers', 'This whole account');
    await seeNoText('could never be compared');
  });

  it('saves with Enter, with the chosen measure and early steps', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    (await findField('Forecast for the whole period')).click();
    (await findField('50% of the amount')).click();
    (await findField('90% of the amount')).click();
    press('Enter', await type('Threshold amount', '900'));
    await seeText('Alert at $900.00 saved');
    expect(savedAlerts(fake)).toEqual([
      { accountId: 'acc_imagekit', measure: 'forecast', threshold: money(90_000, 'USD'), steps: [50, 90] },
    ]);
  });

  it.each([
    ['12,34', '“12,34” isn’t clear: your region writes amounts differently. Write it like 12.34.'],
    ['many', '“many” isn’t an amount.'],
    ['1.005', '“1.005” has too many decimals: USD has 2.'],
    ['0', 'Enter an amount above zero.'],
    ['', 'Enter an amount above zero.'],
  ])('refuses %j with words and keeps what was typed', async (typed, words) => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    const field = await type('Threshold amount', typed);
    press('Enter', field);
    await seeText(words);
    expect(field.value).toBe(typed);
    expect(savedAlerts(fake)).toEqual([]);
  });

  it('reads amounts as the user’s locale writes them', async () => {
    const fake = createFakeBridge();
    fake.state.info = { ...fake.state.info, system: { language: 'de', region: 'de-DE' } };
    await openWindow({ path: '/alerts', fake });
    await seeText('Kommende, bisher');
    press('Enter', await type('Schwellenbetrag', '1.250,50'));
    await seeText('Warnung bei 1.250,50 $ gespeichert');
    expect(savedAlerts(fake)).toMatchObject([{ threshold: money(125_050, 'USD') }]);
  });

  it('says what main refuses and keeps the amount', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    fake.break('alerts.save', { code: 'alert-exists', alert: 'alr_500' });
    await seeText('Upcoming, so far');
    const field = await type('Threshold amount', '500');
    press('Enter', field);
    await seeText('This account already has exactly this alert.');
    expect(field.value).toBe('500');
  });

  it('fills the field with a recent total or the upcoming one', async () => {
    await openWindow({ path: '/alerts' });
    await click('Nov 1, 2026$310.00');
    const field = await findField('Threshold amount');
    await until(() => {
      expect(field.value).toBe('310.00');
    });
    await click('Upcoming, so far$512.40');
    await until(() => {
      expect(field.value).toBe('512.40');
    });
  });

  it('tells while one types how often it would have alerted', async () => {
    await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    await type('Threshold amount', '310');
    // 478.09, 391.48 and 343.03 exceed it; 310.00 is not greater than itself.
    await seeText('Would have been triggered in 3 of the last 6 months.');
    await type('Threshold amount', '5000');
    await seeText('Would not have been triggered in the last 6 months.');
  });

  it('warns of a threshold below the fixed price, and saves it all the same', async () => {
    await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    await type('Threshold amount', '89');
    await seeText('Would have been triggered in 6');
    expect(document.querySelector('[data-below-fixed]')).toBeNull();
    press('Enter', await type('Threshold amount', '88.99'));
    await seeText('Alert at $88.99 saved');
  });

  it('removes an alert and takes the removal back', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeElement('[data-alert]');
    expect(alertRows()).toEqual(['$500.00', '$800.00']);
    const removed = fake.state.overviews['acc_imagekit']?.alerts[0];
    if (!removed) throw new Error('The sample has alerts');
    fake.after('alerts.remove', () => {
      list(fake, (known) => known.slice(1));
    });
    fake.answer('alerts.restore', () => {
      list(fake, (known) => [...known, removed]);
      return ok(removed);
    });
    await click('Remove alert');
    await seeText('Alert at $500.00 removed');
    await until(() => {
      expect(alertRows()).toEqual(['$800.00']);
    });
    await click('Undo');
    await seeText('Alert at $500.00 restored');
    await until(() => {
      expect(alertRows()).toEqual(['$800.00', '$500.00']);
    });
    expect(lastRequest(fake, 'alerts.restore')).toEqual({ alertId: removed.id });
  });

  it('says how each alert stands now', async () => {
    await openWindow({ path: '/alerts' });
    await seeElement('[data-alert] svg');
    const rows = [...document.querySelectorAll('[data-alert]')].map((row) => cellsOf(row)[2]);
    expect(rows).toEqual(['$512.40exceededWhat changed?', '$668.35not reachedWhat changed?']);
  });

  it('lets a viewer look but not change, and says why', async () => {
    await openWindow({ path: '/alerts', account: 'acc_notion' });
    await seeText('As a viewer you can see alerts but not set or remove them.');
    expect((await findField('Threshold amount')).disabled).toBe(true);
    expect((await findControl('Save')).hasAttribute('disabled')).toBe(true);
    await seeText('¥60,000');
    await seeText('Only administrators and finance users can remove it.');
    await seeText('You won’t be notified about this account on this computer');
    expect(visibleText()).not.toContain('Remove alert');
    expect(visibleText()).not.toContain('nobody on this computer is notified');
  });

  it('tells a viewer whose account exceeds an alert that nobody here is told, on Alerts and on Overview', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_notion'];
    const [alert] = overview?.alerts ?? [];
    const [alertEvent] = fake.state.alertEvents;
    if (!overview || !alert || !alertEvent) throw new Error('The sample has them');
    const lower: MoneyAlert = { ...alert, measure: 'total', threshold: money(40_000, 'JPY') };
    fake.state.overviews['acc_notion'] = { ...overview, alerts: [lower] };
    fake.state.alertEvents = [
      { ...alertEvent, accountId: 'acc_notion', delivery: 'pending', shownAt: null, attempts: 0 },
    ];
    const { router } = await openWindow({ path: '/alerts', fake, account: 'acc_notion' });
    await seeText('An alert was triggered, but nobody on this computer is notified.');
    await seeText('Nobody notified: your role is Viewer');
    await router.push('/overview');
    await seeText('An alert was triggered, but nobody on this computer is notified.');
  });

  it('offers the currencies that the account is billed in', async () => {
    await openWindow({ path: '/alerts', account: 'acc_notion' });
    await seeText('JPY');
    expect(visibleText()).not.toContain('Currency');
  });

  it('shows alert events with the proof of delivery and marks them as seen', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeElement('[data-alert-event]');
    const rows = [...document.querySelectorAll('[data-alert-event]')].map(cellsOf);
    expect(rows).toHaveLength(4);
    expect(rows[0]?.[1]).toBe('$503.10');
    expect(rows[0]?.[4]).toBe('Shownby the system');
    expect(rows[2]?.[4]).toBe('Failed: no notification service');
    expect(rows[3]?.[2]).toBe('90% of $500.00');
    await until(() => {
      expect(fake.state.alertEvents[0]?.seenAt).not.toBeNull();
    });
    await seeText('New');
    await seeNoText('Not seen yet');
  });

  it('leaves what fires while the window is in the tray unseen until it is back', async () => {
    setVisibility('hidden');
    const { fake } = await openWindow({ path: '/alerts' });
    await seeElement('[data-alert-event]');
    await seeText('Not seen yet');
    expect(fake.state.alertEvents[0]?.seenAt).toBeNull();
    setVisibility('visible');
    await seeNoText('Not seen yet');
    expect(fake.state.alertEvents[0]?.seenAt).not.toBeNull();
  });

  it('leaves it unseen while somebody works in another window beside it', async () => {
    const turnTo = leaveWindow();
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Not seen yet');
    expect(fake.made.filter(({ name }) => name === 'alerts.markSeen')).toEqual([]);
    turnTo();
    await seeNoText('Not seen yet');
  });

  it('marks as seen what is listed and was notified; what waits for its notification only by a press', async () => {
    const turnTo = leaveWindow();
    const fake = createFakeBridge();
    const [shown] = fake.state.alertEvents;
    if (!shown) throw new Error('The sample has it');
    fake.state.alertEvents = [
      { ...shown, id: alertEventId('fir_waiting'), delivery: 'pending', shownAt: null, notifier: null },
      shown,
    ];
    await openWindow({ path: '/alerts', fake });
    const unseen = () => fake.state.alertEvents.filter(({ seenAt }) => seenAt === null).map(({ id }) => id);
    await type('Search', 'Waiting');
    await seeText('1 of 2');
    turnTo();
    await seeText('1 of 2');
    expect(unseen()).toEqual(['fir_waiting', 'fir_now']);
    await type('Search', '');
    await until(() => {
      expect(unseen()).toEqual(['fir_waiting']);
    });
    await click('Mark as seen');
    await until(() => {
      expect(unseen()).toEqual([]);
    });
  });

  it('says that an alert event waits for the end of the quiet hours only while they last', async () => {
    const fake = createFakeBridge();
    const [shown] = fake.state.alertEvents;
    if (!shown) throw new Error('The sample has it');
    fake.state.alertEvents = [{ ...shown, delivery: 'pending', shownAt: null, notifier: null }];
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const clock = (hours: number) => timeOfDay(instantFromMillis(Date.now() + hours * 3_600_000), timeZone);
    const settings = fake.state.settings;
    fake.state.settings = { ...settings, quietHours: { enabled: true, from: clock(3), to: clock(5) } };
    await openWindow({ path: '/alerts', fake });
    await seeText('Waiting');
    expect(visibleText()).not.toContain('quiet hours to end');
    fake.emit('settings.changed', { ...settings, quietHours: { enabled: true, from: clock(-3), to: clock(5) } });
    await seeText('Waiting for quiet hours to end');
  });

  it('marks the alert event that a notification led to', async () => {
    const { fake } = await openWindow({ path: '/overview', account: 'acc_datadog' });
    await seeText('Infrastructure Pro');
    fake.emit('navigate', { accountId: 'acc_imagekit', screen: 'alerts', alertEventId: alertEventId('fir_2') });
    const row = await seeElement('#alert-event-fir_2');
    await until(() => {
      expect(row.getAttribute('aria-current')).toBe('true');
    });
    expect(document.querySelectorAll('[aria-current=true]')).toHaveLength(1);
  });

  it('opens all that is known of the alert event that a notification led to', async () => {
    const { fake } = await openWindow({ path: '/overview' });
    await seeText('$512.40');
    fake.emit('navigate', { accountId: 'acc_imagekit', screen: 'alerts', alertEventId: alertEventId('fir_1') });
    const detail = await seeElement('[data-alert-event-detail]');
    await seeText('1 attempt,', () => detail);
    const text = visibleText(detail);
    expect(text).toMatch(/Shown Oct 25, 2026, .* by the system/);
    expect(text).toMatch(/Oct 26, 2026, .*, in Billfold/);
    await seeElement('[data-alert-event-detail] [data-changes]');
    expect(visibleText(detail)).toContain('What changed?');
    document.querySelector<HTMLElement>('#alert-event-fir_1 button')?.click();
    await until(() => {
      expect(document.querySelector('[data-alert-event-detail]')).toBeNull();
    });
  });

  it('opens it also when the notification was clicked before there was a window', async () => {
    const fake = createFakeBridge();
    fake.state.destination = { accountId: 'acc_imagekit', screen: 'alerts', alertEventId: alertEventId('fir_2') };
    await openWindow({ path: '/overview', fake, account: 'acc_datadog' });
    await until(() => {
      expect(document.querySelector('#alert-event-fir_2')?.getAttribute('aria-current')).toBe('true');
    });
  });

  it('filters the history and saves what is left as CSV', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('4 of 4');
    await type('Search', 'failed');
    await seeText('1 of 4');
    await click('Save as CSV…');
    await seeText('The history was saved as Billfold alerts 2026-11-22.csv');
    expect(lastRequest(fake, 'alerts.saveHistory')).toEqual({ accountId: 'acc_imagekit', alertEventIds: ['fir_2'] });
    await type('Search', '90 % 553.48');
    await seeText('1 of 4');
    await type('Search', 'nothing like it');
    await seeText('No alerts match this filter.');
    expect(visibleText()).not.toContain('Save as CSV…');
  });

  it.each([
    [{ notifications: false }, 'Waiting: notifications are turned off'],
    [{ quietHours: { enabled: true, from: '00:00', to: '23:59' } }, 'Waiting for quiet hours to end'],
    [{}, 'Waiting'],
  ])('says what a notification waits for: %j', async (settings, words) => {
    setVisibility('hidden');
    const fake = createFakeBridge();
    fake.state.settings = { ...fake.state.settings, ...settings };
    fake.state.alertEvents = fake.state.alertEvents
      .slice(0, 1)
      .map((alertEvent) => ({ ...alertEvent, delivery: 'pending', shownAt: null, notifier: null }));
    await openWindow({ path: '/alerts', fake });
    const row = await seeElement('[data-alert-event]');
    expect(cellsOf(row)[4]).toBe(words);
  });

  it('explains in the alert’s own row why the amount moved', async () => {
    await openWindow({ path: '/alerts' });
    await click('What changed?');
    await seeElement('[data-changes]');
    await seeText('Difference');
  });

  it('watches usage where the account has some, in percent of what is included or in bytes', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    keepSaved(fake);
    await seeText('Upcoming, so far');
    (await findField('Usage')).click();
    await seeText('512.4 GB of 600 GB used so far.');
    press('Enter', await type('Threshold amount', '0'));
    await seeText('0');
    await type('Threshold amount', '80');
    await click('Save');
    await seeText('Alert at 80% of Bandwidth saved');
    expect(savedAlerts(fake)).toEqual([
      { accountId: 'acc_imagekit', measure: 'bandwidth', threshold: { quantity: 80, unit: 'percent' }, steps: [] },
    ]);
    await until(() => {
      expect(alertRows()).toContain('80%');
    });
    const row = [...document.querySelectorAll('[data-alert]')].find((each) => cellsOf(each)[0] === '80%');
    expect(row && cellsOf(row).slice(1, 3)).toEqual(['Bandwidth', '512.4 GBexceeded']);
  });

  it('shows a threshold exactly as it is compared, and an amount rounded up', async () => {
    const fake = createFakeBridge();
    const { overviews } = fake.state;
    const overview = overviews['acc_imagekit'];
    const [alert] = overview?.alerts ?? [];
    if (!overview || !alert) throw new Error('The sample has them');
    const threshold = { quantity: 512_399_999_999, unit: 'byte' as const };
    overviews['acc_imagekit'] = { ...overview, alerts: [{ ...alert, measure: 'bandwidth', threshold, steps: [] }] };
    await openWindow({ path: '/alerts', fake });
    await until(() => {
      expect(alertRows()).toEqual(['512.399999999 GB']);
    });
    await click('Remove alert');
    await seeText('Alert at 512.399999999 GB removed');
  });

  it('says that there is nothing to watch, and names no amount to choose', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview?.snapshot) throw new Error('The sample has a snapshot');
    fake.state.overviews['acc_imagekit'] = {
      ...overview,
      alerts: [],
      snapshot: { ...overview.snapshot, subscriptions: [] },
    };
    fake.state.invoices = [];
    await openWindow({ path: '/alerts', fake });
    await seeText('There’s no upcoming invoice right now.');
    await seeText('No invoices yet.');
    expect(visibleText()).not.toContain('Choose an amount');
  });

  it('names the subscription of each amount where there are several', async () => {
    const fake = createFakeBridge();
    const snapshot = fake.state.overviews['acc_imagekit']?.snapshot;
    const [view] = snapshot?.subscriptions ?? [];
    const [check] = fake.state.checkRecords;
    if (!snapshot || !view || !check) throw new Error('The sample has them');
    snapshot.subscriptions.push({
      ...view,
      subscription: { ...view.subscription, id: 'sub_seats', plan: 'Team seats' },
    });
    const [amount] = check.amounts;
    if (!amount) throw new Error('The sample has an amount');
    check.amounts.push({ ...amount, subscriptionId: 'sub_seats' });
    await openWindow({ path: '/alerts', fake });
    await seeText('Upcoming, so farTeam seats');
    await seeText('Nov 1 – 30, 2026Team seats');
  });

  it('says what it cannot read as an amount of usage, and offers usage only where there is some', async () => {
    const { fake } = await openWindow({ path: '/alerts' });
    await seeText('Upcoming, so far');
    (await findField('Usage')).click();
    await seeText('Metric');
    await type('Threshold amount', 'much');
    await click('Save');
    await seeText('“much”');
    expect(savedAlerts(fake)).toEqual([]);
    fake.emit('navigate', { accountId: 'acc_datadog', screen: 'alerts' });
    await seeText('3 hours ago');
    expect(visibleText()).not.toContain('Metric');
  });

  it('shows the log of checks and more of it on request', async () => {
    await openWindow({ path: '/alerts' });
    await seeText('History of checks');
    // Nobody comes for the log.
    expect((await seeElement('[data-checks]')).closest('details')?.open).toBe(false);
    await click('Show more');
    await seeText('The server 127.0.0.1:41877 didn’t respond within 30 seconds.');
  });

  it('says what could not be read, with a way on', async () => {
    const fake = createFakeBridge();
    fake.break('alerts.list', { code: 'internal', reference: 'r-7' });
    await openWindow({ path: '/alerts', fake });
    await seeText('reference r-7');
    fake.mend('alerts.list');
    await click('Try again');
    await seeNoText('reference r-7');
    await until(() => {
      expect(alertRows()).toEqual(['$500.00', '$800.00']);
    });
  });

  it('says what to do when there is no alert yet', async () => {
    await openWindow({ path: '/alerts', account: 'acc_vercel' });
    await seeText('No alerts yet');
    await seeText('No alerts triggered so far.');
    await seeText('No invoices yet.');
  });
});

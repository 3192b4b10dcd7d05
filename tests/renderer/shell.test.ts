import { describe, expect, it } from 'vitest';
import { matching, type PaletteEntry } from '../../renderer/shell/palette-entries.ts';
import { shellCommandOf } from '../../renderer/shell/shortcuts.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { sampleExport } from '../support/sample/exports.ts';
import {
  click,
  findControl,
  openWindow,
  press,
  seeElement,
  seeNoText,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const accountScreens = ['/overview', '/alerts', '/subscription', '/details'];

describe('Shell', () => {
  withWindows();

  it('tells what went wrong outside the window', async () => {
    const { fake } = await openWindow();
    await seeText('Overview');
    fake.emit('trouble', { code: 'internal', reference: 'a1b2c3d4' });
    await seeText('Something went wrong inside Billfold');
  });

  it.each([...accountScreens, '/invoices', '/exports', '/settings'])('marks practice data on %s', async (path) => {
    await openWindow({ path });
    await seeElement('[data-practice-badge]');
  });

  it.each(accountScreens)('warns on %s that figures are out of date, with a way to check again', async (path) => {
    const { fake } = await openWindow({ path, account: 'acc_datadog' });
    await seeText('The figures for Datadog EU are out of date: the last successful check was 3 hours ago.');
    await seeText('The server api.stripe.com can’t be reached');
    (await findControl('Try again', '[data-banner] button')).click();
    await seeNoText('are out of date');
    expect(fake.made).toContainEqual({ name: 'watch.checkNow', request: { accountId: 'acc_datadog' } });
  });

  it.each(accountScreens)('says on %s that a refused key stops the watch', async (path) => {
    await openWindow({ path, account: 'acc_vercel' });
    await seeText('The key for Vercel was refused. Billfold can’t check this account.');
    (await findControl('Replace key', '[data-banner] button')).click();
    await seeText('Replace the key of Vercel');
  });

  it('says that an account has no key any more', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, keyPlace: 'none' as const }));
    await openWindow({ fake });
    await seeText('Billfold no longer has a key for ImageKit (practice) and can’t check it.');
  });

  it('offers a restart where the secret store was not ready for the key', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, keyPlace: 'unreachable' as const }));
    await openWindow({ fake });
    await seeText(
      'secret store wasn’t ready when Billfold started, so Billfold can’t read the key for ImageKit (practice)',
    );
    (await findControl('Restart Billfold', '[data-banner] button')).click();
    await until(() => {
      expect(fake.made).toContainEqual({ name: 'app.restart', request: null });
    });
  });

  it.each(['/overview', '/desk', '/exports'])('says on %s when this computer is offline', async (path) => {
    await openWindow({ path });
    await seeElement('[data-refresh]');
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    await seeText('This computer is offline.');
    Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
    window.dispatchEvent(new Event('online'));
    await seeNoText('This computer is offline.');
  });

  it('switches accounts and remembers the choice', async () => {
    await openWindow();
    await seeText('$512.40');
    press('k', document.body, { ctrlKey: true });
    await click('Notion (Tokyo office)Up to date', '[role=option]');
    await seeText('¥48,600');
    await seeNoText('$512.40');
    expect(localStorage.getItem('billfold.account')).toBe('acc_notion');
  });

  it('shows how many alerts were not seen yet', async () => {
    const { fake } = await openWindow();
    await seeText('1 unseen alert');
    const [first, ...others] = fake.state.accounts;
    if (!first) throw new Error('The sample has accounts');
    fake.emit('accounts.changed', [{ ...first, unseenAlertEvents: 3 }, ...others]);
    await seeText('3 unseen alerts');
  });

  it('shows how many automatic exports failed, until they are well again', async () => {
    const fake = createFakeBridge();
    fake.state.exports = [
      sampleExport({ automatic: true, state: 'failed' }),
      sampleExport({ jobId: 'job_2', automatic: true, failed: 2 }),
      sampleExport({ jobId: 'job_3', automatic: true, failed: 2, state: 'cancelled' }),
      sampleExport({ jobId: 'job_4', failed: 1 }),
    ];
    await openWindow({ fake });
    await seeText('2 automatic exports need attention');
    fake.state.exports = [sampleExport({ automatic: true })];
    fake.emit('exports.changed', null);
    await seeNoText('need attention');
  });

  it('marks on the rail where a screen belongs that is reached from another', async () => {
    const { router } = await openWindow({ path: '/verification' });
    await seeText('Verify the archive');
    const marked = () => [...document.querySelectorAll('nav a.text-accent')].map((each) => each.textContent.trim());
    expect(marked()).toEqual(['Invoices']);
    await click('Back');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('invoices');
    });
    expect(marked()).toEqual(['Invoices']);
  });

  it('hides and shows every amount with one shortcut', async () => {
    await openWindow({ path: '/alerts' });
    await seeText('$512.40');
    press('P', document.body, { ctrlKey: true, shiftKey: true, code: 'KeyP' });
    await seeText('Amounts are hidden');
    await until(() => {
      expect(visibleText()).not.toMatch(/\$\d/);
    });
    press('P', document.body, { ctrlKey: true, shiftKey: true, code: 'KeyP' });
    await seeText('$512.40');
  });

  it('hides amounts on Overview and Subscription too, in sentences and meters', async () => {
    const fake = createFakeBridge();
    fake.state.settings = { ...fake.state.settings, hideAmounts: true };
    const { router } = await openWindow({ fake });
    const meter = await seeElement('[role=meter]');
    await seeText('Compared with earlier periods');
    expect(visibleText()).not.toMatch(/\d\.\d\d/);
    expect(meter.outerHTML).not.toMatch(/51240|512\.40/);
    await router.push('/subscription');
    await seeText('Bandwidth');
    expect(visibleText()).not.toMatch(/\$\s?\d/);
    // It says so on every screen, and ends it there.
    await click('Amounts hidden');
    await until(() => {
      expect(document.querySelector('[data-amounts-hidden]')).toBeNull();
    });
  });

  it('opens the screen that a notification asks for', async () => {
    const { fake, router } = await openWindow();
    await seeText('$512.40');
    fake.emit('navigate', { accountId: 'acc_notion', screen: 'alerts' });
    await seeText('¥60,000');
    expect(router.currentRoute.value.name).toBe('alerts');
  });

  it('finds screens, actions and invoices in the palette', async () => {
    const { fake, router } = await openWindow();
    fake.break('invoices.document', { code: 'document-missing', invoice: 'IK-1058' });
    await seeText('$512.40');
    press('k', document.body, { metaKey: true });
    const filter = (await seeElement('[role=dialog] input')) as HTMLInputElement;
    filter.value = 'IK-1058';
    filter.dispatchEvent(new Event('input', { bubbles: true }));
    await click('IK-1058ImageKit (practice) · Sep 1, 2026', '[role=option]');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('invoices');
    });
    expect(router.currentRoute.value.query).toEqual({ invoice: 'acc_imagekit:in_3', find: 'IK-1058' });
    expect(fake.made.some(({ name }) => name === 'invoices.query')).toBe(true);
  });

  it('shows no former hits in the palette while it looks for others', async () => {
    const { fake } = await openWindow();
    await seeText('$512.40');
    press('k', document.body, { metaKey: true });
    const filter = (await seeElement('[role=dialog] input')) as HTMLInputElement;
    const look = (text: string) => {
      filter.value = text;
      filter.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const palette = () => document.querySelector('[role=dialog]');
    look('IK-1058');
    await seeText('IK-1058ImageKit', palette);
    const release = fake.hold('invoices.query');
    look('IK-1057');
    await until(() => {
      expect(visibleText(palette() ?? document.body)).not.toContain('IK-1058');
    });
    // Nor does it claim that there is none before it knows.
    expect(visibleText(palette() ?? document.body)).not.toContain('Nothing found');
    release();
    await seeText('IK-1057ImageKit', palette);
  });

  it('lists the shortcuts that are valid on the screen', async () => {
    await openWindow({ path: '/alerts' });
    await seeText('$512.40');
    press('?');
    await seeText('Keyboard shortcuts');
    await seeText('Save the alert');
    expect(visibleText()).not.toContain('Export the selection');
  });

  it('begins a screen at its title', async () => {
    const { router } = await openWindow();
    await seeText('$512.40');
    await router.push('/settings');
    await until(() => {
      expect(document.activeElement?.textContent).toBe('Settings');
    });
  });

  it('says when the accounts cannot be read, instead of claiming there are none', async () => {
    const fake = createFakeBridge();
    fake.break('accounts.list', { code: 'database-corrupt', reason: 'SQLITE_CORRUPT', backup: null, ways: [] });
    await openWindow({ fake });
    await seeText('The database is damaged (SQLITE_CORRUPT).');
    expect(visibleText()).not.toContain('Try with a practice account');
    fake.mend('accounts.list');
    await click('Try again');
    await seeText('$512.40');
  });
});

describe('Shell commands', () => {
  const keys = (values: Partial<KeyboardEvent>) => ({
    key: '',
    code: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...values,
  });

  it.each([
    [{ key: 'k', ctrlKey: true }, false, { kind: 'palette' }],
    [{ key: 'k', metaKey: true }, true, { kind: 'palette' }],
    [{ key: 'k' }, false, null],
    [{ key: 'P', ctrlKey: true, shiftKey: true }, true, { kind: 'hide-amounts' }],
    [{ key: 'p', ctrlKey: true }, false, null],
    [{ key: '?', shiftKey: true }, false, { kind: 'help' }],
    [{ key: '?', shiftKey: true }, true, null],
    [{ key: '5', code: 'Digit5', ctrlKey: true }, false, { kind: 'screen', name: 'alerts' }],
    [{ key: '9', code: 'Digit9', ctrlKey: true }, false, { kind: 'screen', name: 'handover' }],
  ])('%j while typing %s means %j', (pressed, typing, command) => {
    expect(shellCommandOf(keys(pressed), typing)).toEqual(command);
  });
});

describe('Palette', () => {
  const entry = (label: string, hint = ''): PaletteEntry => ({
    id: label,
    group: 'screens',
    label,
    hint,
    icon: {},
    run: () => undefined,
  });

  it('finds every typed word, whatever its case, accents and order', () => {
    const entries = [entry('Überblick'), entry('Rechnungen'), entry('Café du Nord', 'Up to date')];
    const labels = (typed: string) => matching(entries, typed).map(({ label }) => label);
    expect(labels('uber')).toEqual(['Überblick']);
    expect(labels('NORD cafe')).toEqual(['Café du Nord']);
    expect(labels('date nord')).toEqual(['Café du Nord']);
    expect(labels('')).toHaveLength(3);
    expect(labels('nothing')).toEqual([]);
    expect(labels('rehcnungen')).toEqual(['Rechnungen']);
    expect(labels('ubreblick')).toEqual(['Überblick']);
  });
});

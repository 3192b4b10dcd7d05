import { describe, expect, it } from 'vitest';
import { settingNames } from '#shared/error-reasons.ts';
import { defaultExportOptions } from '#shared/export.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import { fail, ok } from '#shared/result.ts';
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
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const inGroup = async (account: string, button: string) => {
  const group = await seeElement(`[role=group][aria-label="${account}"]`);
  const found = [...group.querySelectorAll('button')].find((each) => each.textContent.trim() === button);
  if (!found) throw new Error(`No "${button}" for ${account}`);
  found.click();
};

/** A list of the system's own. */
async function findList(label: string): Promise<HTMLSelectElement> {
  const list: HTMLElement = await findField(label);
  if (!(list instanceof HTMLSelectElement)) throw new Error(`${label} is no list`);
  return list;
}

async function pick(label: string, value: string): Promise<void> {
  const list = await findList(label);
  list.value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('Settings', () => {
  withWindows();

  it('saves a switch at once and says so', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    (await findField('Notify me when an alert is triggered')).click();
    await seeText('Saved');
    expect(fake.state.settings.notifications).toBe(false);
  });

  it('saves quiet hours, and not while a time is half typed', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    (await findField('Quiet hours')).click();
    await type('From', '');
    await type('To', '06:30');
    await until(() => {
      expect(fake.state.settings.quietHours).toEqual({ enabled: true, from: '20:00', to: '06:30' });
    });
  });

  it('suggests the support address of a vendor that it knows, and keeps the one that is entered', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, practice: false }));
    await openWindow({ path: '/settings', fake });
    await inGroup('ImageKit (practice)', 'Support address');
    expect((await findField('Support address')).value).toBe('support@imagekit.io');
    await type('Support address', 'nobody');
    fake.break('accounts.setSupportEmail', { code: 'email-malformed', input: 'nobody' });
    await click('Save', '[role=dialog] button');
    await seeText('“nobody” isn’t an email address.');
    fake.mend('accounts.setSupportEmail');
    await type('Support address', ' billing@imagekit.example ');
    await click('Save', '[role=dialog] button');
    await seeText('The support address for ImageKit (practice) was saved');
    expect(fake.state.accounts[0]?.supportEmail).toBe('billing@imagekit.example');
  });

  it('keeps both times when the second is entered before the first is saved', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    (await findField('Quiet hours')).click();
    const times = [await findField('From'), await findField('To')];
    for (const [place, time] of ['21:15', '06:30'].entries()) {
      const field = times[place];
      if (field) field.value = time;
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await until(() => {
      expect(fake.state.settings.quietHours).toEqual({ enabled: true, from: '21:15', to: '06:30' });
    });
  });

  it('names what each key lacks, and why a viewer cannot change an account', async () => {
    const fake = createFakeBridge();
    fake.state.permissions['acc_datadog'] = ['rak_subscription_write'];
    await openWindow({ path: '/settings', fake });
    await seeText('Missing permissions: rak_subscription_write');
    await seeText('As a viewer you can’t rename the account, add a source or change the support address');
    const group = await seeElement('[role=group][aria-label="Notion (Tokyo office)"]');
    const disabled = [...group.querySelectorAll('button:disabled')].map((each) => each.textContent.trim());
    expect(disabled).toEqual(['Rename', 'Support address']);
    const reason = group.querySelector('button:disabled')?.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(reason)?.textContent).toContain('As a viewer you can’t');
    // A key that is refused is not tried.
    const tried = fake.made.flatMap(({ name, request }) => (name === 'accounts.permissions' ? [request] : []));
    expect(tried).toEqual([{ accountId: 'acc_datadog' }, { accountId: 'acc_notion' }]);
  });

  it('takes the registrations with which people sign in to mailboxes', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    await type('Google: client ID', 'billfold.apps.example');
    const save = () =>
      [...document.querySelectorAll<HTMLButtonElement>('form button[type=submit]')].find((each) =>
        each.closest('section')?.textContent.includes('Sign-in to mailboxes'),
      );
    await until(() => {
      expect(save()?.disabled).toBe(true);
    });
    await type('Google: client secret', 'secret');
    await type('Microsoft: application (client) ID', '11111111-2222-3333-4444-555555555555');
    await until(() => {
      expect(save()?.disabled).toBe(false);
    });
    save()?.click();
    await until(() => {
      expect(lastRequest(fake, 'settings.set')).toMatchObject({
        mailSignIn: [
          { provider: 'microsoft', clientId: '11111111-2222-3333-4444-555555555555' },
          { provider: 'google', clientId: 'billfold.apps.example', clientSecret: 'secret' },
        ],
      });
    });
  });

  it('says what main refused and keeps the old value', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    fake.break('settings.set', { code: 'file-failed', file: 'settings.json', reason: 'EACCES' });
    const field = await findField('Hide amounts');
    field.click();
    await seeText('The file settings.json couldn’t be written or read (EACCES).');
    expect(field.getAttribute('aria-checked')).toBe('false');
    await seeNoText('Saved');
  });

  it('follows settings that changed elsewhere', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    const field = await findField('Hide amounts');
    fake.emit('settings.changed', { ...fake.state.settings, hideAmounts: true, theme: 'dark', language: 'de' });
    await until(() => {
      expect(field.getAttribute('aria-checked')).toBe('true');
    });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await seeText('Darstellung');
    expect(document.documentElement.lang).toBe('de');
  });

  it('writes figures and dates as in the region that is chosen, with the words of the language', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    await seeText('Figures and dates look like 1,234.50 EUR · Nov 30, 2026');
    await pick('Region', 'fr-CH');
    await seeText('Saved');
    expect(fake.state.settings.region).toBe('fr-CH');
    await seeText('· 30 Nov 2026');
    expect(visibleText()).toContain('Appearance');
    await pick('Region', 'system');
    await seeText('Figures and dates look like 1,234.50 EUR · Nov 30, 2026');
    expect((await findList('Region')).options[0]?.text).toBe('Same as system (United States (English))');
  });

  it('keeps the books by the time zone that is chosen, and shows their days', async () => {
    const fake = createFakeBridge();
    fake.state.invoices = fake.state.invoices.map((each) => ({ ...each, issuedAt: '2026-05-31T23:30:00.000Z' }));
    await openWindow({ path: '/settings', fake });
    expect((await findList('Accounting time zone')).value).toBe('UTC');
    await pick('Accounting time zone', 'Europe/Berlin');
    await until(() => {
      expect(fake.state.settings.timeZone).toBe('Europe/Berlin');
    });
    await click('Invoices');
    await seeText('Jun 1, 2026');
  });

  it('shows a command as what is typed, without the marks around it', async () => {
    await openWindow({ path: '/settings' });
    await seeText('billfold doctor does the same in a terminal.');
    const codes = [...document.querySelectorAll('[data-diagnostics] code')].map((code) => code.textContent);
    expect(codes).toContain('billfold doctor');
    expect(document.querySelector('[data-diagnostics]')?.textContent).not.toContain('`');
  });

  const outcomes = [
    ['shown', 'electron', null, 'The notification was shown by the system.'],
    ['failed', 'electron', 'timed out', 'The notification couldn’t be shown: timed out.'],
    ['denied', 'electron', 'Not allowed.', 'Billfold’s notifications aren’t allowed on this computer: Not allowed.'],
    ['unsupported', null, 'no-notification-service', 'This desktop has no notification service.'],
  ] as const;
  const fixes = [
    ['windows', 'shown', 'Do not disturb or Focus assist may be on'],
    ['windows', 'failed', 'AppUserModelID app.billfold.desktop'],
    ['macos', 'failed', 'it isn’t signed'],
    ['macos', 'denied', 'System Settings → Notifications → Billfold'],
    ['linux', 'unsupported', 'sudo apt install dunst'],
    ['linux', 'shown', 'Do Not Disturb may be on'],
  ] as const;

  it.each(outcomes)('reports a test notification that was %s', async (outcome, notifier, reason, words) => {
    const { fake } = await openWindow({ path: '/settings' });
    fake.state.notificationTest = { outcome, notifier, reason };
    await click('Test notification');
    await seeText(words);
    expect(visibleText().includes('Nothing is lost')).toBe(outcome !== 'shown');
  });

  it.each(fixes)('says what helps on %s when it was %s', async (platform, outcome, words) => {
    const fake = createFakeBridge();
    fake.state.info = { ...fake.state.info, platform };
    fake.state.notificationTest = { outcome, notifier: null, reason: null };
    await openWindow({ path: '/settings', fake });
    await click('Test notification');
    await seeText(words);
  });

  it('tests from the palette and shows the result where it can be helped', async () => {
    const { fake, router } = await openWindow({ path: '/overview' });
    press('k', document.body, { ctrlKey: true });
    await click('Send a test notification');
    await seeText('The notification was shown by the system.');
    expect(router.currentRoute.value.fullPath).toBe('/settings');
    expect(fake.made.filter(({ name }) => name === 'notifications.test')).toHaveLength(1);
  });

  it('switches start at login, and shows what the system made of it', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    const field = await findField('Start when I log in');
    const isOn = (on: boolean) =>
      until(() => {
        expect(field.getAttribute('aria-checked')).toBe(String(on));
      });
    await until(() => {
      expect(field.disabled).toBe(false);
    });
    await isOn(false);
    field.click();
    await seeText('Billfold will start when you log in');
    await isOn(true);
    fake.state.autostart = 'blocked';
    window.dispatchEvent(new Event('focus'));
    await seeText('turned off in your desktop’s settings');
    await isOn(false);
    fake.break('app.setAutostart', { code: 'folder-read-only', folder: '/home/maria/.config/autostart' });
    field.click();
    await seeText('/home/maria/.config/autostart');
    await isOn(false);
  });

  it('says why a copy cannot start at login', async () => {
    const fake = createFakeBridge();
    fake.state.autostart = 'unavailable';
    await openWindow({ path: '/settings', fake });
    await seeText('runs from source');
    expect((await findField('Start when I log in')).disabled).toBe(true);
  });

  it('goes to the beginning when the last account is gone, whoever removed it', async () => {
    const { fake, router } = await openWindow({ path: '/settings' });
    fake.emit('accounts.changed', []);
    await seeText('Welcome to Billfold');
    expect(router.currentRoute.value.name).toBe('welcome');
    await router.push('/settings');
    await seeText('No accounts yet.');
  });

  it('keeps how exports are written, and no template that cannot be used', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    const examples = ['ImageKit (practice)/IK-1059.pdf'];
    fake.answer('exports.preview', ({ template = '' }) =>
      template.startsWith('..')
        ? fail({ code: 'template-invalid', template, reason: 'dots', field: null })
        : ok({ ...fake.state.exportPreview, examples }),
    );
    await type('Template', '{vendor}/{number}.pdf');
    await seeText('ImageKit (practice)/IK-');
    await until(() => {
      expect(fake.state.settings.exports.template).toBe('{vendor}/{number}.pdf');
    });
    await type('Template', '../{number}.pdf');
    await seeText('This can’t be used: . and .. cannot be used as folder names.');
    await click('Reset to default');
    await until(() => {
      expect(lastRequest(fake, 'settings.set')).toEqual({ exports: defaultExportOptions });
    });
    expect(fake.made.filter(({ name }) => name === 'settings.set')).toHaveLength(2);
  });

  it('chooses where the archive is kept', async () => {
    await openWindow({ path: '/settings' });
    await seeText('/home/maria/.config/Billfold/documents');
    await click('Choose folder…');
    await seeText('The archive is now in /mnt/finance/billfold');
  });

  it('renames an account, and says when the name is taken', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    await inGroup('Vercel', 'Rename');
    await type('Name', 'Datadog EU');
    fake.break('accounts.rename', { code: 'account-name-taken', name: 'Datadog EU' });
    await click('Save', '[role=dialog] button');
    await seeText('There’s already an account named “Datadog EU”.');
    fake.mend('accounts.rename');
    await type('Name', 'Vercel Pro');
    await click('Save', '[role=dialog] button');
    await seeText('Renamed to Vercel Pro');
    expect(fake.state.accounts.map(({ name }) => name)).toContain('Vercel Pro');
  });

  it('shows who did what in all accounts, removed ones among them', async () => {
    const fake = createFakeBridge();
    const entry = {
      at: '2026-11-20T09:00:00.000Z' as const,
      actor: 'hanna',
      before: null,
      after: null,
      outcome: 'done' as const,
    };
    fake.state.actions = [
      { ...entry, id: '2', what: 'account.removed', accountId: 'acc_gone', before: { name: 'Figma', role: 'finance' } },
      { ...entry, id: '1', what: 'account.renamed', accountId: 'acc_datadog', after: { name: 'Datadog EU' } },
    ];
    await openWindow({ path: '/settings', fake });
    await click('Show log');
    await seeElement('[data-action-log] tbody tr');
    const rows = [...document.querySelectorAll('[data-action-log] tbody tr')].map((row) => cellsOf(row).slice(1));
    expect(rows).toEqual([
      ['hanna', 'Removed account', 'Account closed', 'FigmaRole: Finance', ''],
      ['hanna', 'Datadog EU', 'Account renamed', '', 'Datadog EU'],
    ]);
    fake.state.actions = [
      { ...entry, id: '3', what: 'account.added', accountId: 'acc_datadog', after: { name: 'Datadog EU' } },
      ...fake.state.actions,
    ];
    fake.emit('accounts.changed', fake.state.accounts);
    await seeText('Account added');
  });

  it('offers a second source only to accounts of ImageKit that lack one', async () => {
    const fake = createFakeBridge();
    const imagekit = { kind: 'imagekit' as const, baseUrl: null, customerId: null };
    const offers: Record<string, Partial<AccountSummary>> = {
      acc_imagekit: { practice: false, role: 'finance' },
      acc_vercel: { sources: [imagekit], role: 'viewer' },
    };
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, ...offers[each.id] }));
    const { router } = await openWindow({ path: '/settings', fake });
    await findControl('Add Stripe invoices');
    const offered = [...document.querySelectorAll<HTMLButtonElement>('main button')]
      .filter((button) => /^Add (Stripe|ImageKit)/.test(button.textContent.trim()))
      .map((button) => [button.textContent.trim(), button.disabled]);
    expect(offered).toEqual([
      ['Add ImageKit usage', false],
      ['Add Stripe invoices', true],
    ]);
    await inGroup('Datadog EU', 'Rename');
    await seeText('If the account’s name contains ImageKit, you can add ImageKit usage to it.');
    await click('Cancel');
    await click('Add ImageKit usage');
    await until(() => {
      expect(router.currentRoute.value.query).toEqual({ account: 'acc_imagekit' });
    });
  });

  it('asks again what a key may do that takes another’s place, whatever came of the last question', async () => {
    const fake = createFakeBridge();
    fake.state.permissions['acc_datadog'] = ['rak_subscription_write'];
    await openWindow({ path: '/settings', fake });
    await seeText('Missing permissions: rak_subscription_write');
    fake.break('accounts.permissions', { code: 'server-unreachable', host: 'api.stripe.com', reason: 'ENOTFOUND' });
    await inGroup('Datadog EU', 'Replace key');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_…x7Qd');
    await click('Save', '[role=dialog] button');
    await seeText('The key of Datadog EU was replaced');
    await seeNoText('Missing permissions');
    fake.mend('accounts.permissions');
    fake.state.permissions['acc_datadog'] = ['rak_customer_write'];
    await inGroup('Datadog EU', 'Replace key');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_…x7Qd');
    await click('Save', '[role=dialog] button');
    await seeText('Missing permissions: rak_customer_write');
  });

  it('replaces a key without seeing it', async () => {
    const { fake } = await openWindow({ path: '/settings?replaceKey=acc_vercel' });
    await seeText('Replace the key of Vercel');
    await click('Save', '[role=dialog] button');
    await seeText('Paste a key first.');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_…x7Qd');
    await click('Save', '[role=dialog] button');
    await seeText('The key of Vercel was replaced');
    expect(lastRequest(fake, 'accounts.replaceKey')).toEqual({ accountId: 'acc_vercel', keyId: 'key_new1' });
    await until(() => {
      expect(document.querySelector('[role=dialog]')).toBeNull();
    });
  });

  it('leaves it to main to ask whether an account is closed, and says nothing to whoever said no', async () => {
    const { fake } = await openWindow({ path: '/settings' });
    fake.break('accounts.remove', { code: 'not-confirmed' });
    await inGroup('Datadog EU', 'Close');
    expect(fake.made.at(-1)).toEqual({ name: 'accounts.remove', request: { accountId: 'acc_datadog' } });
    expect(document.querySelector('[role=dialog]')).toBeNull();
    const group = await seeElement('[aria-label="Datadog EU"]');
    await until(() => {
      expect(group.querySelectorAll(':disabled')).toHaveLength(0);
    });
    expect(visibleText()).not.toContain('You didn’t confirm it.');
    fake.mend('accounts.remove');
    await inGroup('Datadog EU', 'Close');
    await seeText('Datadog EU was closed. Its invoices stay in the archive.');
  });

  it('begins again when the last account is gone', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.slice(0, 1);
    fake.after('accounts.remove', () => {
      fake.state.accounts = [];
      fake.emit('accounts.changed', []);
    });
    const { router } = await openWindow({ path: '/settings', fake });
    await inGroup('ImageKit (practice)', 'Remove');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('welcome');
    });
  });

  it('shows the state of this program, and copies it without secrets', async () => {
    const fake = createFakeBridge();
    fake.state.info = { ...fake.state.info, secretStore: 'session-only' };
    fake.state.notificationService = 'missing';
    await openWindow({ path: '/settings', fake });
    await seeText('keys are kept until you quit Billfold and are never written to disk');
    await seeText('This desktop has no notification service.');
  });

  it('says what is wrong and how to fix it, what needs somebody first, and copies that without paths', async () => {
    const fake = createFakeBridge();
    await openWindow({ path: '/settings', fake });
    await click('Run diagnostics');
    await seeText('The database is damaged (SQLITE_CORRUPT).');
    const found = [...document.querySelectorAll('[data-check]')].map((row) => row.getAttribute('data-check'));
    expect(found).toEqual(['database', 'data-folder']);
    await seeText('/home/maria/.config/Billfold can be read and written.');
    await click('Copy report');
    await seeText('Report copied.');
    const { text } = lastRequest(fake, 'app.copyText') as { text: string };
    expect(text).toContain('broken: Database (database-damaged)');
    expect(text).not.toContain('maria');
    await click('Save report…');
    await seeText('Saved as Billfold report 2026-11-22.txt.');
    await click('Open log folder');
    expect(lastRequest(fake, 'diagnostics.showLog')).toBeNull();
  });

  it('disables what the organization set, and says so', async () => {
    const fake = createFakeBridge();
    const { policy } = fake.state.info;
    const locked = settingNames.filter((name) => name !== 'hideAmounts');
    fake.state.info = {
      ...fake.state.info,
      policy: { ...policy, state: 'applied', locked: [...locked], updates: 'off' },
    };
    await openWindow({ path: '/settings', fake });
    await seeText('Turned off by your organization');
    for (const name of ['Theme: Same as system', 'Check every: 1 hour', 'Log detail: Normal'])
      expect((await seeElement(`[aria-label="${name}"]`)).hasAttribute('disabled')).toBe(true);
    expect((await findField('Notify me when an alert is triggered')).disabled).toBe(true);
    expect((await findField('Hide amounts')).disabled).toBe(false);
    expect((await findField('Quiet hours')).disabled).toBe(true);
    expect((await findField('Look for new versions once a day')).disabled).toBe(true);
    expect((await findControl('Choose folder…')).hasAttribute('disabled')).toBe(true);
    // Exports, the proxy and the certificate authority.
    const fields = [...document.querySelectorAll('fieldset:disabled')].map(({ textContent }) => textContent);
    expect(fields).toHaveLength(3);
    for (const text of fields) expect(text).toContain('Set by your organization.');
    expect(document.body.textContent.split('Set by your organization.').length - 1).toBe(locked.length);
  });

  it('says on every screen that the policy is broken', async () => {
    const fake = createFakeBridge();
    const problem = { code: 'policy-broken', file: '/etc/billfold/policy.json', field: 'settings.theme' } as const;
    fake.state.info = { ...fake.state.info, policy: { ...fake.state.info.policy, state: 'broken', problem } };
    await openWindow({ path: '/overview', fake });
    await seeElement('[data-policy-problem]');
    await seeText('/etc/billfold/policy.json can’t be understood (at: settings.theme)');
  });

  it('has no key to replace on a practice account', async () => {
    await openWindow({ path: '/settings' });
    await seeText('Vercel');
    const group = await seeElement('[aria-label="ImageKit (practice)"]');
    expect(visibleText(group)).not.toContain('Replace key');
    await findControl('Add account');
  });
});

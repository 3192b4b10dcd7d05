import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findControl,
  findField,
  openWindow,
  press,
  seeElement,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

describe('First start', () => {
  withWindows();

  it('shows three choices and nothing else to learn', async () => {
    const { router } = await openWindow({ path: '/overview', fake: createFakeBridge({ empty: true }) });
    await seeText('Try with a practice account');
    await seeText('Connect an account');
    await seeText('Collect invoices from mail or files');
    expect(router.currentRoute.value.name).toBe('welcome');
    expect(document.querySelector('nav')).toBeNull();
  });

  it('goes on with a practice account', async () => {
    const { router } = await openWindow({ fake: createFakeBridge({ empty: true }) });
    await click('Start with practice data');
    await seeText('$512.40');
    expect(router.currentRoute.value.name).toBe('overview');
    await seeText('Practice data');
  });

  it('collects invoices without any key: a mailbox, a folder or files are one step away', async () => {
    const { router } = await openWindow({ fake: createFakeBridge({ empty: true }) });
    await click('Collect invoices');
    await findControl('Read a mailbox…');
    expect(router.currentRoute.value.name).toBe('import');
    await seeText('Incoming invoices');
  });

  it('says why the practice account could not be made', async () => {
    const fake = createFakeBridge({ empty: true });
    fake.break('accounts.createPractice', { code: 'disk-full', folder: '/data' });
    await openWindow({ fake });
    await click('Start with practice data');
    await seeText('There’s no space left in /data.');
  });
});

describe('Connect an account', () => {
  withWindows();
  const open = async () => openWindow({ path: '/connect', fake: createFakeBridge({ empty: true }) });

  it('takes the key through main: the window sees a hint only', async () => {
    const { fake } = await open();
    await click('Paste key from clipboard');
    await seeText('Key rk_live_…x7Qd');
    expect(visibleText()).toContain('Restricted');
    expect(fake.made.filter(({ name }) => name === 'accounts.pasteKey')).toEqual([
      { name: 'accounts.pasteKey', request: { source: 'stripe' } },
    ]);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])(
    'takes it with the usual keys for pasting too %j',
    async (modifier) => {
      await open();
      const button = await findControl('Paste key from clipboard');
      expect(press('v', button, modifier)).toBe(false);
      await seeText('Key rk_live_…x7Qd');
    },
  );

  it('says what is wrong with something that is no key', async () => {
    const { fake } = await open();
    fake.break('accounts.pasteKey', { code: 'key-malformed', expected: 'rk_live_…' });
    await click('Paste key from clipboard');
    await seeText('That doesn’t look like a key.');
    expect(visibleText()).toContain('No key yet');
  });

  it('warns of a key with full access', async () => {
    const { fake } = await open();
    fake.state.pastedKey = { keyId: 'key_new1', hint: 'sk_live_…1234', live: true, restricted: false };
    await click('Paste key from clipboard');
    await seeText('Full access: a restricted key is safer');
  });

  it('says plainly when the key cannot be kept', async () => {
    const fake = createFakeBridge({ empty: true });
    fake.state.info = { ...fake.state.info, secretStore: 'session-only' };
    await openWindow({ path: '/connect', fake });
    await seeText('The key stays in memory until you quit Billfold and is never written to disk');
  });

  it('tests the connection and names the missing permissions', async () => {
    const { fake } = await open();
    fake.state.keyReport = { ...fake.state.keyReport, missing: ['rak_invoice_read', 'rak_new_thing'] };
    await type('Customer ID', 'cus_Nord');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_');
    await click('Test connection');
    await seeText('Customer: Nordlicht Logistik GmbH');
    const report = await seeElement('[data-key-report]');
    const stateOf = (permission: string) =>
      report.querySelector<HTMLElement>(`[data-permission="${permission}"]`)?.dataset['state'];
    expect(stateOf('rak_invoice_read')).toBe('lacking');
    expect(stateOf('rak_new_thing')).toBe('lacking');
    expect(stateOf('rak_customer_read')).toBe('granted');
    // Nothing could be previewed, or nobody asked: not the same as having it.
    expect(stateOf('rak_invoice_write')).toBe('untried');
    expect(report.textContent).toContain('Your invoices can’t be collected.');
    await type('Customer ID', 'cus_Other');
    await until(() => {
      expect(document.querySelector('[data-key-report]')).toBeNull();
    });
  });

  it('says before anything is entered what is needed, and has Stripe’s form filled in', async () => {
    const { fake } = await open();
    await seeText('What you need');
    expect(document.querySelector('[data-permission="rak_customer_write"]')).toBeNull();
    await click('Open Stripe’s form, filled in (opens in your browser)');
    const label = 'I also want to change things from here: billing details, tax IDs, subscription, payment method';
    (await findField(label)).click();
    await seeElement('[data-permission="rak_customer_write"]');
    await click('Open Stripe’s form, filled in (opens in your browser)');
    await until(() => {
      const opened = fake.made.filter(({ name }) => name === 'app.openHelp').map(({ request }) => request);
      expect(opened).toEqual([{ page: 'stripe-new-key' }, { page: 'stripe-new-key-with-changes' }]);
    });
  });

  it('finds the customer by name or mail once there is a key', async () => {
    const { fake } = await open();
    await click('Find by name or mail…');
    await seeText('with it Billfold asks the vendor');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_');
    await click('Find by name or mail…');
    await seeText('ap@sued.example');
    await type('Part of a name, or a mail address', 'nordlicht');
    await click('Find');
    await until(() => {
      expect(visibleText()).not.toContain('ap@sued.example');
    });
    await click('Choose: Nordlicht Logistik GmbH');
    expect((await findField('Customer ID')).value).toBe('cus_Nord');
    expect(fake.made.findLast(({ name }) => name === 'accounts.findCustomers')?.request).toEqual({
      keyId: 'key_new1',
      baseUrl: null,
      text: 'nordlicht',
    });
  });

  it('asks for what is missing before it bothers the vendor', async () => {
    const { fake } = await open();
    await click('Save');
    await seeText('Enter a name.');
    await seeText('Enter the customer ID.');
    await seeText('Paste a key first.');
    expect(fake.made.some(({ name }) => name === 'accounts.add')).toBe(false);
  });

  it('saves the account with its role and address, and opens it', async () => {
    const { fake, router } = await open();
    await type('Name in Billfold', 'Sentry');
    await type('Customer ID', ' cus_Sentry1 ');
    await type('Server address', 'https://billing.example:8443');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_');
    (await findControl('Viewer', 'label')).click();
    await click('Save');
    await seeText('Sentry was added. Checking it now.');
    expect(router.currentRoute.value.name).toBe('overview');
    expect(fake.made.find(({ name }) => name === 'accounts.add')?.request).toEqual({
      source: 'stripe',
      keyId: 'key_new1',
      customerId: 'cus_Sentry1',
      baseUrl: 'https://billing.example:8443',
      name: 'Sentry',
      role: 'viewer',
    });
  });

  it('keeps the form when main refuses', async () => {
    const { fake } = await open();
    fake.break('accounts.add', { code: 'base-url-not-allowed', url: 'http://x', reason: 'scheme' });
    await type('Name in Billfold', 'Sentry');
    const customer = await type('Customer ID', 'cus_Sentry1');
    await click('Paste key from clipboard');
    await seeText('Key rk_live_');
    await click('Save');
    await seeText('The address http://x can’t be used');
    expect(customer.value).toBe('cus_Sentry1');
    expect(visibleText()).toContain('Key rk_live_');
  });

  it('opens help pages by name only', async () => {
    const { fake } = await open();
    await click('How to create a restricted key (opens in your browser)');
    await click('Where to find it (opens in your browser)');
    await until(() => {
      const opened = fake.made.filter(({ name }) => name === 'app.openHelp').map(({ request }) => request);
      expect(opened).toEqual([{ page: 'stripe-restricted-keys' }, { page: 'stripe-customers' }]);
    });
  });
});

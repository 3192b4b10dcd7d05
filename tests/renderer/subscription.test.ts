import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/accounts.ts';
import type { Renewal } from '#shared/desk/contracts.ts';
import type { Job } from '#shared/jobs.ts';
import type { Subscription } from '#shared/subscription.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  cellsOf,
  click,
  findControl,
  lastRequest,
  openWindow,
  seeElement,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const path = '/subscription';
const account = 'acc_imagekit';
const itemRows = () => [...document.querySelectorAll('main tr[data-item]')].map(cellsOf);
const sentences = () => [...document.querySelectorAll('main tr[data-item-words]')].map((row) => visibleText(row));
const buttons = (name: string) =>
  [...document.querySelectorAll('button')].filter((button) => button.textContent.trim() === name);

function snapshotOf(fake: FakeBridge, accountId = account) {
  const snapshot = fake.state.overviews[accountId]?.snapshot;
  if (!snapshot) throw new Error('The sample has a snapshot');
  return snapshot;
}

/** What is known of the sample's subscription from now on. */
function change(fake: FakeBridge, changes: Partial<Subscription>): void {
  const snapshot = snapshotOf(fake);
  snapshot.subscriptions = snapshot.subscriptions.map((view) => ({
    ...view,
    subscription: { ...view.subscription, ...changes },
  }));
}

/** The sample's subscription with other facts; more of it where a count is given. */
function withSubscription(changes: Partial<Subscription> = {}, count = 1, role: Role = 'administrator'): FakeBridge {
  const fake = createFakeBridge();
  const snapshot = snapshotOf(fake);
  const [first] = snapshot.subscriptions;
  if (!first) throw new Error('The sample has a subscription');
  snapshot.subscriptions = Array.from({ length: count }, (_, index) => ({
    ...first,
    subscription: {
      ...first.subscription,
      ...changes,
      id: `sub_${index + 1}`,
      plan: index === 0 ? first.subscription.plan : `Plan ${index + 1}`,
    },
  }));
  fake.state.accounts = fake.state.accounts.map((each) => (each.id === account ? { ...each, role } : each));
  return fake;
}

const withItem = (changes: Partial<Subscription['items'][number]>) => {
  const item = snapshotOf(createFakeBridge()).subscriptions[0]?.subscription.items[1];
  if (!item) throw new Error('The sample has items');
  return withSubscription({ items: [{ ...item, ...changes }] });
};

describe('plan and items', () => {
  withWindows();

  it.each([
    [{}, 'The vendor has no payment method on file.'],
    [{ paymentMethodUnknown: { missing: [] } }, 'Not known: the vendor’s server doesn’t report it.'],
    [
      { paymentMethodUnknown: { missing: ['rak_payment_method_read'] } },
      'Not known: the key doesn’t have the permission rak_payment_method_read.',
    ],
  ])('tells none from not known: %j', async (changes, words) => {
    await openWindow({ path, fake: withSubscription({ paymentMethod: null, ...changes }) });
    expect(visibleText(await seeElement('[data-no-payment]'))).toBe(words);
  });

  it('tells what is paid at different intervals apart, and a status in the vendor’s own word', async () => {
    const dollars = (amount: number) => ({ amount, currency: 'USD' });
    const prices = [
      { price: dollars(6000), interval: { unit: 'month' as const, count: 1 } },
      { price: dollars(120_000), interval: { unit: 'year' as const, count: 1 } },
    ];
    await openWindow({ path, fake: withSubscription({ price: null, interval: null, prices, status: 'sleeping' }) });
    await seeText('sleeping (the vendor’s term)');
    const shown = [...document.querySelectorAll('[data-price]')].map((row) => visibleText(row));
    expect(shown).toHaveLength(2);
    expect(shown[0]).toContain('$60.00');
    expect(shown[1]).toContain('$1,200.00');
  });

  it('shows plan, price, cycle, and what is used of what is included', async () => {
    await openWindow({ path });
    await seeText('ImageKit Pro');
    const text = visibleText();
    expect(text).toContain('$89.00per month');
    expect(text).toContain('Nov 1 – 30, 2026');
    expect(text).toContain('Dec 1, 2026');
    expect(itemRows()).toEqual([
      ['Pro plan', '1', '', '', '', '$89.00'],
      ['Bandwidth', '1,032 GB', '225 GB', '807 GB', '', '$0.45'],
      ['Storage', '466 GB', '225 GB', '241 GB', '', '$0.25'],
      ['Extension units', '2,310 units', '5,000 units', '0 units', '', '$0.004'],
    ]);
    expect(sentences()).toEqual([
      'A fixed quantity, billed in advance for each billing period.',
      'Usage in the billing period, billed in arrears: 225 GB included, then $0.45 per GB. Each additional GB costs $0.45.',
      'Usage in the billing period, billed in arrears: 225 GB included, then $0.25 per GB. Each additional GB costs $0.25.',
      'Usage in the billing period, billed in arrears: 5,000 units included, then $0.004 per unit. 2,690 units left before the next tier, then $0.004 per additional unit.',
    ]);
    const meter = await seeElement('[role=meter]');
    expect(meter.getAttribute('aria-valuetext')).toBe('1,032 GB used, 807 GB over the included 225 GB');
  });

  const tiers = [
    { upTo: 1000, unitAmountDecimal: '45', flatAmountDecimal: '0' },
    { upTo: null, unitAmountDecimal: '12.5', flatAmountDecimal: '500' },
  ];
  it.each([
    [
      'graduated',
      { tiers, tiersMode: 'graduated' as const, unitAmountDecimal: null, included: null, used: 900 },
      'each unit is charged at its own tier’s price (graduated). Each additional GB costs $0.45.',
    ],
    [
      'volume',
      { tiers, tiersMode: 'volume' as const, unitAmountDecimal: null, included: null, used: 900 },
      'all units are charged at the price of the tier that the total reaches (volume). 100 GB left before the next tier; then every GB costs $0.125 plus $5.00.',
    ],
    [
      'in packages',
      { packages: { size: 1000, round: 'up' as const }, unitAmountDecimal: '500', included: null, used: 250 },
      '$5.00 per 1,000 GB; a package you’ve started is charged in full. 750 GB left of what you’ve paid for; the next package costs $5.00.',
    ],
    [
      'by blocks',
      {
        ...{ unit: '20 GB', included: 2, used: 1, unitAmountDecimal: null, tiersMode: 'graduated' as const },
        tiers: [
          { upTo: 2, unitAmountDecimal: '0', flatAmountDecimal: null },
          { upTo: null, unitAmountDecimal: '900', flatAmountDecimal: null },
        ],
      },
      '2 × 20 GB included, then $9.00 per 20 GB. 1 × 20 GB left before the next tier, then $9.00 per additional 20 GB.',
    ],
    ['in single units with a size', { unit: '1 GB', included: null, used: null }, 'billed in arrears: $0.45 per GB.'],
    ['without a readable price', { unitAmountDecimal: null, included: null }, 'The price couldn’t be read.'],
    [
      'that may not be read',
      {
        ...{ unitAmountDecimal: null, included: null },
        priceError: { code: 'permission-missing' as const, permission: 'rak_plan_read' },
      },
      'The price couldn’t be read. The key doesn’t have this permission: Prices, Read (rak_plan_read).',
    ],
  ])('explains usage that is priced %s', async (_, item, sentence) => {
    await openWindow({ path, fake: withItem(item) });
    await until(() => {
      expect(sentences()[0]).toContain(sentence);
    });
  });

  it('says that a fixed price could not be read, and that there is none where all is billed by usage', async () => {
    const [fixed] = snapshotOf(createFakeBridge()).subscriptions[0]?.subscription.items ?? [];
    if (!fixed) throw new Error('The sample has items');
    const unreadable = {
      ...fixed,
      ...{ quantity: 5, unit: 'seat', unitAmountDecimal: null, tiersMode: 'volume' as const },
      priceError: { code: 'permission-missing' as const, permission: 'rak_plan_read' },
    };
    await openWindow({ path, fake: withSubscription({ price: null, items: [unreadable] }) });
    await until(() => {
      expect(visibleText()).toContain(
        'Fixed priceThe price couldn’t be read. The key doesn’t have this permission: Prices, Read (rak_plan_read).',
      );
    });
    expect(visibleText()).not.toContain('Usage only');
    expect(itemRows()[0]?.slice(0, 2)).toEqual(['Pro plan', '5 seats']);
    expect(sentences()[0]).toContain('billed in advance for each billing period. The price couldn’t be read.');
  });

  it('says that a subscription is billed by usage only where nothing else is in it', async () => {
    const [, usage] = snapshotOf(createFakeBridge()).subscriptions[0]?.subscription.items ?? [];
    await openWindow({ path, fake: withSubscription({ price: null, items: usage ? [usage] : [] }) });
    await seeText('Usage only');
    expect(visibleText()).not.toContain('couldn’t be read');
  });

  it('lists tiers where a price has steps', async () => {
    await openWindow({ path, fake: withItem({ tiers, unitAmountDecimal: null }) });
    await seeText('up to 1,000');
    expect(itemRows()[0]?.[5]).toBe('up to 1,000 GB $0.45above $0.125 plus $5.00');
  });

  it('says the vendor’s own words about an item', async () => {
    await openWindow({ path, fake: withItem({ description: 'Images and video sent to visitors.' }) });
    await seeText('Images and video sent to visitors.');
  });
});

describe('where a subscription stands', () => {
  withWindows();

  it.each<[string, Partial<Subscription>, string]>([
    ['a trial', { status: 'trialing', trialEndsAt: '2026-12-05T00:00:00.000Z' }, 'Trial until Dec 5, 2026'],
    ['a failed payment', { status: 'past_due' }, 'The last payment failed.'],
    ['unpaid', { status: 'unpaid' }, 'the vendor has stopped trying'],
    ['paused', { status: 'paused' }, 'Paused after its trial because there’s no payment method.'],
    [
      'paused collection',
      { collectionPaused: true, resumesAt: '2027-01-01T00:00:00.000Z' },
      'Collection is paused until Jan 1, 2027',
    ],
    ['paused without an end', { collectionPaused: true }, 'until the vendor resumes it'],
    ['cancelled', { cancelAtPeriodEnd: true, endsAt: '2026-12-01T00:00:00.000Z' }, 'Canceled. It ends on Dec 1, 2026'],
    ['ending on a day set at the vendor', { endsAt: '2026-12-24T00:00:00.000Z' }, 'It ends on Dec 24, 2026'],
    ['ended', { status: 'canceled', endsAt: '2026-10-01T00:00:00.000Z' }, 'Ended on Oct 1, 2026'],
  ])('says so plainly: %s', async (_, changes, words) => {
    await openWindow({ path, fake: withSubscription(changes) });
    await seeText(words);
  });

  it.each([
    ['2026-10', 'Expired October 2026'],
    ['2026-11', 'Expires soon: November 2026'],
    ['2026-12', 'Expires soon: December 2026'],
    ['2027-01', 'Expires January 2027'],
    [null, 'Doesn’t expire'],
  ] as const)('reads an expiry of %s', async (expires, words) => {
    await openWindow({ path, fake: withSubscription({ paymentMethod: { brand: 'visa', last4: '4242', expires } }) });
    await seeText(words);
  });

  it('offers no change of one that has ended', async () => {
    await openWindow({ path, fake: withSubscription({ status: 'canceled', endsAt: '2026-10-01T00:00:00.000Z' }) });
    await seeText('Ended on Oct 1, 2026');
    expect(visibleText()).not.toContain('Cancel subscription');
    expect(visibleText()).not.toContain('Update payment method');
  });
});

describe.each<[Role, boolean]>([
  ['administrator', true],
  ['finance', true],
  ['viewer', false],
])('as %s', (role, may) => {
  withWindows();

  it.each([0, 1, 3])('with %i subscriptions', async (count) => {
    await openWindow({ path, fake: withSubscription({}, count, role) });
    if (count === 0) {
      await seeText('The vendor lists no subscriptions for this customer.');
      expect(buttons('Cancel subscription…')).toEqual([]);
      return;
    }
    await until(() => {
      expect(buttons('Cancel subscription…')).toHaveLength(count);
    });
    const changes = [...buttons('Cancel subscription…'), ...buttons('Update payment method')];
    expect(changes.map((button) => button.disabled)).toEqual(changes.map(() => !may));
    const reasons = [...document.querySelectorAll('[data-reason]')].map((each) => visibleText(each));
    expect(reasons).toEqual(
      may ? [] : changes.map(() => 'Your role is Viewer: you can view but not change this account.'),
    );
  });
});

describe('a restricted key', () => {
  withWindows();

  it('names what it cannot do beside each control, and leaves the rest', async () => {
    const fake = withSubscription();
    fake.state.permissions[account] = ['rak_subscription_write', 'rak_invoice_read'];
    await openWindow({ path, fake });
    await seeText('The key doesn’t have the permission rak_subscription_write.');
    await seeText('Anything that needs rak_subscription_write isn’t available here; everything else works.');
    expect(buttons('Cancel subscription…')[0]?.disabled).toBe(true);
    expect(buttons('Update payment method')[0]?.disabled).toBe(false);
  });

  it('is asked again by a check', async () => {
    const fake = withSubscription();
    fake.state.permissions[account] = ['rak_subscription_write'];
    await openWindow({ path, fake });
    await seeText('The key doesn’t have the permission rak_subscription_write.');
    fake.state.permissions[account] = [];
    await click('Refresh');
    await until(() => {
      expect(visibleText()).not.toContain('rak_subscription_write');
    });
    expect(buttons('Cancel subscription…')[0]?.disabled).toBe(false);
  });

  it('names permissions that it lacks for reading', async () => {
    await openWindow({ path, account: 'acc_notion' });
    await seeText('Missing permissions: tax_ids_read.');
  });
});

describe('updating the payment method', () => {
  withWindows();

  it('opens the vendor’s page, and says what changed when the user comes back', async () => {
    const { fake } = await openWindow({ path });
    (await findControl('Update payment method')).click();
    await seeText('The vendor’s page is open in your browser.');
    expect(lastRequest(fake, 'subscriptions.openPaymentPage')).toEqual({ accountId: account });

    window.dispatchEvent(new Event('focus'));
    await seeText('No changes yet: still Visa 4242.');
    change(fake, { paymentMethod: { brand: 'mastercard', last4: '4444', expires: '2030-11' } });
    (await findControl('Check again')).click();
    await seeText('Payment method updated: Visa 4242 → Mastercard 4444');
    const looks = fake.made.filter(({ name }) => name === 'watch.checkNow').length;
    window.dispatchEvent(new Event('focus'));
    expect(fake.made.filter(({ name }) => name === 'watch.checkNow')).toHaveLength(looks);
  });

  it('says when the page cannot be opened, and that nothing changed', async () => {
    const fake = createFakeBridge();
    fake.break('subscriptions.openPaymentPage', {
      code: 'permission-missing',
      permission: 'rak_customer_portal_write',
    });
    await openWindow({ path, fake });
    (await findControl('Update payment method')).click();
    await seeText('The key doesn’t have this permission: Customer portal, Write (rak_customer_portal_write).');
  });
});

describe('cancelling', () => {
  withWindows();

  const confirm = 'Cancel at the end of the period';
  const tick = async (words: string) => {
    const label = await until(() => {
      const found = [...document.querySelectorAll('label')].find((each) => each.textContent.includes(words));
      if (!found) throw new Error(`No checkbox ${words}`);
      return found;
    });
    document.getElementById(label.htmlFor)?.click();
  };
  const type = (text: string) => {
    const field = [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input')].find(
      ({ type: kind }) => kind === 'text',
    );
    if (!field) throw new Error('There is no field');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const missing = () => visibleText(document.querySelector('[data-missing]') ?? document.createElement('p'));

  /** The vendor has told what came since the archive last looked. */
  const syncEnds = async (fake: FakeBridge, end: Partial<Job> = { state: 'done' }) => {
    await seeText('Checking with the vendor for newer invoices…');
    const started = fake.state.jobs.find(({ kind }) => kind === 'sync');
    if (!started) throw new Error('No sync was started');
    fake.emit('job.progress', { ...started, ...end });
  };

  it('wants every invoice paid where the vendor does, each point confirmed, and the name typed', async () => {
    const fake = withSubscription();
    fake.state.invoices = fake.state.invoices.map((each, index) =>
      each.accountId === account && index === 0
        ? { ...each, status: 'open', payable: true, remaining: each.total }
        : { ...each, status: each.status === 'open' ? 'paid' : each.status },
    );
    const due = fake.state.invoices.find(({ status }) => status === 'open');
    if (!due) throw new Error('The sample has invoices');
    await openWindow({ path, fake });
    (await findControl('Cancel subscription…')).click();
    await seeText('The vendor only accepts a cancellation when all invoices are paid.');
    await syncEnds(fake);
    await until(() => {
      expect(missing()).toBe('Still to do: pay the open invoices, confirm each point, and type the name.');
    });
    await tick('free plan');
    await tick('URLs');
    await tick('custom domain');
    await tick('exported');
    type('imagekit pro');
    await until(() => {
      expect(missing()).toBe('Still to do: pay the open invoices.');
    });

    (await findControl('Pay now')).click();
    await until(() => {
      expect(fake.made.some(({ name }) => name === 'invoices.pay')).toBe(true);
    });
    fake.state.invoices = fake.state.invoices.map((each) => (each === due ? { ...each, status: 'paid' } : each));
    window.dispatchEvent(new Event('focus'));
    await seeText('No open invoices.');

    fake.after('subscriptions.cancel', () => {
      change(fake, { cancelAtPeriodEnd: true, endsAt: '2026-12-01T00:00:00.000Z' });
      fake.emit('snapshot.changed', { accountId: account });
    });
    fake.after('subscriptions.keep', () => {
      change(fake, { cancelAtPeriodEnd: false, endsAt: null });
      fake.emit('snapshot.changed', { accountId: account });
    });
    (await findControl(confirm)).click();
    await seeText('ImageKit Pro ends on Dec 1, 2026. You can undo this until then.');
    expect(fake.made.find(({ name }) => name === 'subscriptions.cancel')?.request).toEqual({
      accountId: account,
      subscriptionId: 'sub_1',
    });
    await seeText('Canceled. It ends on Dec 1, 2026');
    (await findControl('Keep subscription')).click();
    await seeText('Cancellation undone.');
    await until(() => {
      expect(visibleText()).not.toContain('It ends on Dec 1, 2026; you won’t');
    });
  });

  it('takes an end back that was set to a day at the vendor', async () => {
    const fake = withSubscription({ endsAt: '2026-12-24T00:00:00.000Z' });
    fake.after('subscriptions.keep', () => {
      change(fake, { endsAt: null });
      fake.emit('snapshot.changed', { accountId: account });
    });
    await openWindow({ path, fake });
    await seeText('It ends on Dec 24, 2026');
    expect(visibleText(await seeElement('[data-ending]'))).toBe('Ends on Dec 24, 2026');
    (await findControl('Keep subscription')).click();
    await seeText('ImageKit Pro will continue.');
    await findControl('Cancel subscription…');
    expect(document.querySelector('[data-ending]')).toBeNull();
  });

  it.each([
    [3, 'within the limits of the free plan', false],
    [65, 'Bandwidth: 65 GB of 20 GB used', true],
  ])(
    'compares %i GB of usage with the free plan where the vendor tells it, and goes no further above it',
    async (gigabytes, words, blocks) => {
      const fake = withSubscription();
      const metrics = ['bandwidth', 'storage', 'video-processing-units', 'extension-units'] as const;
      const { asOf } = snapshotOf(fake);
      snapshotOf(fake).usage = {
        period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
        asOf,
        readings: metrics.map((metric) => ({
          metric,
          used: metric === 'bandwidth' ? gigabytes * 10 ** 9 : 1,
          included: null,
        })),
      };
      await openWindow({ path, fake });
      (await findControl('Cancel subscription…')).click();
      await seeText(words);
      expect(missing().includes('bring the usage below the free plan’s limits')).toBe(blocks);
      if (!blocks) return;
      (await findControl('Open the media library')).click();
      expect(lastRequest(fake, 'app.openHelp')).toEqual({ page: 'imagekit-media' });
    },
  );

  it('of another vendor leaves open invoices due, once that is confirmed; the account’s name will do', async () => {
    const fake = createFakeBridge();
    await openWindow({ path, fake, account: 'acc_datadog' });
    (await findControl('Cancel subscription…')).click();
    await syncEnds(fake);
    await tick('notice period');
    await tick('exported');
    type('Datadog EU');
    await seeText('are still due after the cancellation');
    await until(() => {
      expect(missing()).toBe('Still to do: confirm each point.');
    });
    await tick('are still due');
    await until(() => {
      expect(missing()).toBe('');
    });
    (await findControl(confirm)).click();
    await until(() => {
      expect(fake.made.some(({ name }) => name === 'subscriptions.cancel')).toBe(true);
    });
  });

  it('is not confirmable while nobody knows which invoices are open, and looks for new ones', async () => {
    const fake = createFakeBridge();
    fake.break('invoices.query', { code: 'answer-incomplete', object: 'invoice', id: null, field: 'total' });
    await openWindow({ path, fake, account: 'acc_datadog' });
    (await findControl('Cancel subscription…')).click();
    await seeText('Couldn’t check for open invoices.');
    expect(fake.made.some(({ name }) => name === 'sync.start')).toBe(true);
    await syncEnds(fake);
    await tick('notice period');
    await tick('exported');
    type('Datadog EU');
    await until(() => {
      expect(missing()).toBe('Still to do: find out which invoices are open.');
    });
    expect(visibleText()).not.toContain('No open invoices.');
    fake.mend('invoices.query');
    await click('Try again', '[role=dialog] button');
    await seeText('are still due after the cancellation');
    await until(() => {
      expect(missing()).toBe('Still to do: confirm each point.');
    });
  });

  it.each<[Partial<Job>, string]>([
    [
      { state: 'failed', error: { code: 'permission-missing', permission: 'rak_invoice_read' } },
      'The key doesn’t have this permission: Invoices, Read (rak_invoice_read).',
    ],
    [{ state: 'cancelled' }, 'Newer invoices couldn’t be read from the vendor'],
  ])('does not take what it knew before for all there is before the vendor was asked: %o', async (end, words) => {
    const fake = withSubscription();
    fake.state.invoices = [];
    await openWindow({ path, fake });
    (await findControl('Cancel subscription…')).click();
    await seeText('We checked with the vendor: no other invoices are open.');
    expect(visibleText()).not.toContain('No open invoices.');
    await syncEnds(fake, end);
    await seeText('Newer invoices couldn’t be read from the vendor');
    await seeText(words);
    expect(visibleText()).not.toContain('No open invoices.');
    for (const words of ['free plan', 'URLs', 'custom domain', 'exported']) await tick(words);
    type('ImageKit Pro');
    await until(() => {
      expect(missing()).toBe('Still to do: confirm each point.');
    });
    await tick('no other invoices are open');
    await until(() => {
      expect(missing()).toBe('');
    });
  });

  it('keeps the dialog and what was entered when the outcome is not known', async () => {
    const fake = withSubscription();
    fake.state.invoices = [];
    fake.break('subscriptions.cancel', { code: 'change-unknown', host: 'api.stripe.com' });
    await openWindow({ path, fake });
    (await findControl('Cancel subscription…')).click();
    await syncEnds(fake);
    for (const words of ['free plan', 'URLs', 'custom domain', 'exported']) await tick(words);
    type('ImageKit Pro');
    (await findControl(confirm)).click();
    await until(() => {
      expect(visibleText(document.querySelector('[role=dialog]') ?? document.body)).toContain('api.stripe.com');
    });
    expect(document.querySelector<HTMLInputElement>('[role=dialog] input')?.value).toBe('ImageKit Pro');
  });
});

describe('The contract of an account', () => {
  withWindows();
  const renewalOf = (accountId: string, accountName: string, plan: string): Renewal => ({
    ...{ accountId, accountName, practice: false, subscriptionId: `sub of ${accountId}`, plan, price: null },
    ...{ contract: null, term: null, proposal: null },
  });

  it('is entered where its subscription is shown, and those of others are not', async () => {
    const fake = createFakeBridge();
    fake.state.renewals = [
      renewalOf(account, 'ImageKit', 'Pro plan'),
      renewalOf('acc_datadog', 'Datadog', 'Host plan'),
    ];
    await openWindow({ path, fake });
    const list = await seeElement('[data-contracts]');
    expect(visibleText(list)).toContain('Pro plan');
    expect(visibleText(list)).not.toContain('Host plan');
    await click('Enter contract');
    await type('Last day of the term', '2027-06-30');
    await click('Save');
    await until(() => {
      expect(lastRequest(fake, 'contracts.save')).toMatchObject({
        accountId: account,
        subscriptionId: `sub of ${account}`,
        endsOn: '2027-06-30',
      });
    });
  });

  it('asks for no account where there is one', async () => {
    const fake = createFakeBridge();
    await openWindow({ path, fake });
    await click('Add a contract');
    await type('Last day of the term', '2027-06-30');
    await click('Save');
    await until(() => {
      expect(lastRequest(fake, 'contracts.save')).toMatchObject({ accountId: account, subscriptionId: null });
    });
  });
});

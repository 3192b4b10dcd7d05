import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import { planPresets, usagePlanSchema } from '#shared/usage-plan.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import { draftOf, planOf, wholeNumberOf } from '../../renderer/stores/plan-draft.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findControl,
  lastRequest,
  openWindow,
  press,
  seeElement,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';
import { sampleUsage } from '../support/sample/usage.ts';
import { sampleNow } from '../support/sample-data.ts';

type Options = Parameters<typeof sampleUsage>[2];

async function open(options: Options = { alone: true }, path = '/subscription') {
  const fake = createFakeBridge();
  sampleUsage(fake.state, sampleNow, options);
  const opened = await openWindow({ path, fake });
  return { ...opened, fake };
}

const rowOf = (metric: string) => document.querySelector(`li[data-metric="${metric}"]`)?.textContent ?? '';

describe('Usage on the Subscription screen', () => {
  withWindows();

  it('shows the estimate with its working line by line, and the forecast', async () => {
    await open();
    await seeText('Estimated bill');
    const rows = [...document.querySelectorAll('[data-estimate] tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()),
    );
    expect(rows).toEqual([
      ['Monthly fee', '$49.00'],
      ['Bandwidth', '65 GB', '40 GB', '25 GB', '2 × $9.00', '$18.00'],
      ['Video processing units', '1,686', '5,000', '', '', '$0.00'],
      ['Extension units', '627', '650', '', '', '$0.00'],
      ['Tax', 'not stated'],
      ['Estimate so far', '$67.00'],
    ]);
    expect(document.querySelector('[data-estimate-forecast]')?.textContent).toMatch(/^\$\d+\.00$/);
    await seeText('The likely range appears after three closed months with a forecast.');
  });

  it('says how far off the forecast may be once three closed months tell', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    const overview = fake.state.overviews['acc_imagekit'];
    if (!overview) throw new Error('The sample has an overview');
    const band = { low: money(6700, 'USD'), high: money(8500, 'USD'), periods: 3 };
    overview.forecastBand = [{ subscriptionId: usageSubscriptionId, band }];
    await openWindow({ path: '/subscription', fake });
    await seeText('Likely between $67.00 and $85.00, based on the last 3 forecasts.');
    expect(visibleText()).not.toContain('The likely range appears');
  });

  it('says for each inclusion how much is used, what the next step costs, and what it measures', async () => {
    const { fake } = await open();
    await seeText('Usage at ImageKit');
    expect(rowOf('bandwidth')).toContain('65 GB used, 25 GB over the included 40 GB');
    expect(rowOf('bandwidth')).toContain('15 GB left of what you’ve paid for, then $9.00 per 20 GB.');
    expect(rowOf('video-processing-units')).toContain('3,314 of your allowance left, then $1.50 per 100.');
    expect(rowOf('extension-units')).toContain('The plan doesn’t charge for extra usage.');
    expect(rowOf('storage')).toContain('Not in the plan');
    await click('ImageKit’s page about Bandwidth (opens in your browser)');
    expect(lastRequest(fake, 'app.openHelp')).toEqual({ page: 'imagekit-bandwidth' });
  });

  it('shows the months as a table, with those that may still change marked', async () => {
    await open();
    await click('Show as table');
    const rows = [...document.querySelectorAll('[data-usage-history] tbody tr')].map((row) => row.textContent.trim());
    expect(rows).toHaveLength(13);
    expect(rows.at(-1)).toMatch(/^November 2026 \(not final yet\)\s*65 GB$/);
    expect(rows.at(-2)).toMatch(/^October 2026\s+63 GB$/);
  });

  it('says why some months are missing', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    fake.state.usage.error = { code: 'rate-limited', retryAfterSeconds: 60 };
    await openWindow({ path: '/subscription', fake });
    await seeText('Some months couldn’t be read.');
  });

  it('claims no total where the vendor does not tell what the plan has a price for', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    const usage = fake.state.overviews['acc_imagekit']?.snapshot?.usage;
    if (!usage) throw new Error('The sample has usage');
    usage.readings = usage.readings.filter(({ metric }) => metric !== 'bandwidth');
    await openWindow({ path: '/subscription', fake });
    await seeText('ImageKit gave no usable figure for Bandwidth, which the plan charges for.');
    expect(document.querySelector('[data-estimate-total]')).toBeNull();
    expect(visibleText()).not.toContain('Estimate so far');
  });

  it('stands beside the vendor’s own subscription where invoices come from Stripe', async () => {
    await open({});
    await seeText('ImageKit Pro');
    await seeText('Overview and alerts use the vendor’s own upcoming invoice.');
  });

  it('is not there for accounts that tell no usage', async () => {
    await openWindow({ path: '/subscription', account: 'acc_datadog' });
    await seeText('Subscription');
    expect(visibleText()).not.toContain('Usage at ImageKit');
  });

  it('lets a viewer read and says why nothing can be changed', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, role: 'viewer' as const }));
    await openWindow({ path: '/subscription', fake });
    await seeText('Your role is Viewer');
    const edit = [...document.querySelectorAll('button')].find((each) => each.textContent.includes('Edit plan'));
    expect(edit?.disabled).toBe(true);
  });
});

describe('The plan form', () => {
  withWindows();

  it('leads from the Overview of a new account to a saved plan', async () => {
    const { fake } = await open({ alone: true, plan: null }, '/overview');
    await seeText('its cost isn’t');
    await click('Enter plan');
    await seeText('What does the usage cost?');
    await click('Enter plan');
    await seeElement('[data-plan-form]');
    await click('Save plan');
    await seeText('Enter a name.');
    await seeText('Enter the monthly fee, or 0 for none.');
    expect(fake.made.filter(({ name }) => name === 'usage.savePlan')).toEqual([]);
    await type('Plan name', 'Our contract');
    await type('Monthly fee', '1,049.50');
    await type('Included', '40');
    await type('Overage unit', '20');
    await click('Save plan');
    await seeText('Enter both the overage unit and its price, or leave both empty.');
    await type('Price per unit', '9');
    await click('Save plan');
    await seeText('The plan was saved.');
    expect(fake.state.usage.plans['acc_imagekit']).toEqual({
      name: 'Our contract',
      fee: money(104_950, 'USD'),
      inclusions: [{ metric: 'bandwidth', unit: 'GB', included: 40, overage: { size: 20, price: money(900, 'USD') } }],
    });
    await seeText('Estimated bill');
  });

  it('takes charges, discount and tax, and shows what they come to', async () => {
    const { fake } = await open();
    await click('Edit plan');
    await click('Add charge');
    await type('Name', 'Further users');
    await click('Save plan');
    await seeText('Enter both a name and an amount');
    await type('Amount per month', '12');
    await type('Discount in percent', '10');
    await type('or as an amount', '5');
    await type('Tax on top, in percent', '190');
    await click('Save plan');
    await seeText('Enter the discount in percent or as an amount, not both.');
    await seeText('Enter a percentage from 0 to 100');
    await type('or as an amount', '');
    await type('Tax on top, in percent', '19,0 %');
    await click('Save plan');
    await seeText('The plan was saved.');
    expect(fake.state.usage.plans['acc_imagekit']).toMatchObject({
      charges: [{ name: 'Further users', amount: money(1200, 'USD') }],
      discount: { percent: '10' },
      taxRate: '19',
    });
    await until(() => {
      const rows = [...document.querySelectorAll('[data-estimate] tbody tr')].map((row) => visibleText(row));
      expect(rows.slice(-3)).toEqual(['Discount-$7.90', 'Tax, 19%$13.51', 'Estimate so far$84.61']);
    });
  });

  it('keeps what was typed when it cannot be saved', async () => {
    const { fake } = await open();
    fake.break('usage.savePlan', { code: 'disk-full', folder: '/data' });
    await click('Edit plan');
    await type('Plan name', 'Other');
    await click('Save plan');
    await seeText('There’s no space left in /data.');
    await until(() => {
      expect(document.querySelector<HTMLInputElement>('[data-plan-form] input')?.value).toBe('Other');
    });
  });

  it('a plan is the same after it was put into the form', () => {
    for (const plan of planPresets) {
      expect(planOf(draftOf(plan))).toEqual({ plan });
      const overage = { size: 10, price: money(300, plan.fee.currency) };
      const cache = { metric: 'original-cache-storage' as const, unit: 'GB' as const, included: 5, overage };
      const more = { ...plan, inclusions: [...plan.inclusions, cache] };
      expect(planOf(draftOf(more))).toEqual({ plan: more });
      const amount = money(300, plan.fee.currency);
      for (const rest of [
        { charges: [{ name: 'Users', amount }], taxRate: '8.875' },
        { discount: { percent: '12.5' }, taxRate: null },
        { discount: { amount } },
      ])
        expect(planOf(draftOf({ ...plan, ...rest }))).toEqual({ plan: { ...plan, ...rest } });
    }
  });

  it('whatever is typed is a valid plan or a error', () => {
    const typed = fc.oneof(fc.string({ maxLength: 8 }), fc.integer().map(String), fc.constant(''));
    fc.assert(
      fc.property(typed, typed, typed, fc.option(fc.integer({ min: -5, max: 1e6 })), (name, included, size, price) => {
        const draft = draftOf(null);
        draft.name = name;
        draft.fee = money(100, 'USD');
        draft.inclusions.bandwidth = {
          included,
          unit: 'GiB',
          size,
          price: price === null ? null : money(price, 'USD'),
        };
        const read = planOf(draft);
        if ('plan' in read) expect(usagePlanSchema.safeParse(read.plan).success).toBe(true);
        else expect(read.errors.name ?? read.errors.inclusions.bandwidth).toBeTruthy();
      }),
    );
  });

  it('reads whole numbers with spaces between thousands, and nothing else', () => {
    expect(['40', ' 5 000 ', '8000000', '0'].map((text) => wholeNumberOf(text))).toEqual([40, 5000, 8_000_000, 0]);
    for (const text of ['', '1.5', '1,5', '-3', '8000001', '1e3', '4 0', 'x']) expect(wholeNumberOf(text)).toBeNull();
    expect(wholeNumberOf('0', 1)).toBeNull();
  });
});

describe('Connecting ImageKit', () => {
  withWindows();

  it('asks for a private key and no customer, and goes on to the plan', async () => {
    const fake = createFakeBridge();
    fake.state.pastedKey = { keyId: 'key_new1', hint: 'private_…x7Qd', live: true, restricted: false };
    const { router } = await openWindow({ path: '/connect', fake });
    press('Enter', await findControl('Billing source: Stripe'));
    press('Enter', await findControl('ImageKit usage'));
    await seeText('Private key');
    expect(visibleText()).not.toContain('Customer ID');
    await click('Paste key from clipboard');
    await seeText('Key private_…x7Qd');
    expect(visibleText()).not.toContain('a restricted key is safer');
    await click('Test connection');
    await seeText('Usage can be read.');
    await type('Name in Billfold', 'Media CDN');
    await click('Save');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('subscription');
    });
    expect(fake.made.find(({ name }) => name === 'accounts.add')?.request).toMatchObject({
      source: 'imagekit',
      customerId: null,
      name: 'Media CDN',
    });
  });

  it('adds the other source to an account from Settings', async () => {
    const fake = createFakeBridge();
    fake.state.pastedKey = { keyId: 'key_new1', hint: 'private_…x7Qd', live: true, restricted: false };
    await openWindow({ path: '/connect?account=acc_datadog', fake });
    await seeText('Add a source to Datadog EU');
    expect(visibleText()).not.toContain('Your role');
    await click('Paste key from clipboard');
    await seeText('Key private_…x7Qd');
    await click('Save');
    await seeText('Source added to Datadog EU.');
    expect(lastRequest(fake, 'accounts.addSource')).toEqual({
      ...{ accountId: 'acc_datadog', source: 'imagekit', keyId: 'key_new1', customerId: null, baseUrl: null },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { CustomerDetails } from '#shared/billing-details.ts';
import { ok } from '#shared/result.ts';
import { planPresets } from '#shared/usage-plan.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  cellsOf,
  click,
  findControl,
  findField,
  lastRequest,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

withWindows();

const accountId = 'acc_imagekit';
const detailsOf = (fake: FakeBridge) => {
  const details = fake.state.overviews[accountId]?.snapshot?.details;
  if (!details) throw new Error('No details');
  return details;
};
/** The vendor has something else than the window knows, until the window begins with that. */
function changeElsewhere(fake: FakeBridge, change: Partial<CustomerDetails>): void {
  const { companyName, billingEmail, address } = detailsOf(fake);
  const theirs = { companyName, billingEmail, address, ...change };
  fake.answer('details.save', ({ base, mine }) =>
    ok(base.companyName === theirs.companyName ? { outcome: 'saved', details: mine } : { outcome: 'conflict', theirs }),
  );
}
const open = (fake = createFakeBridge()) => openWindow({ path: '/details', fake, account: accountId });
const fieldText = (name: string) => document.querySelector<HTMLElement>(`[data-field="${name}"]`);

describe('Billing details', () => {
  it('are the seller’s where invoices come as documents, and nowhere at ImageKit', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, sources: [] }));
    await openWindow({ path: '/details', fake, account: 'acc_notion' });
    await seeText('The seller has the billing details');
    expect(visibleText()).not.toContain('ImageKit’s own pages');
  });
});

describe('Editing billing details', () => {
  it('sends what was begun with and what was entered, and shows what the vendor answered', async () => {
    const { fake } = await open();
    const { companyName, billingEmail, address } = detailsOf(fake);
    const base = { companyName, billingEmail, address };
    fake.answer('details.save', () => ({
      ok: true,
      value: { outcome: 'saved', details: { ...base, companyName: 'NORDLICHT AG' } },
    }));
    await click('Edit');
    expect((await findField('Company name')).value).toBe(companyName);
    await type('Company name', '  Nordlicht AG ');
    await click('Save');
    await seeText('Billing details saved. They apply to future invoices.');
    expect(lastRequest(fake, 'details.save')).toEqual({
      accountId,
      base,
      mine: { ...base, companyName: 'Nordlicht AG' },
    });
    await seeText('NORDLICHT AG');
    expect(document.querySelector('form[novalidate]')).toBeNull();
  });

  it('saves nothing where nothing was changed', async () => {
    const { fake } = await open();
    await click('Edit');
    await click('Save');
    await findControl('Edit');
    expect(lastRequest(fake, 'details.save')).toBeUndefined();
  });

  it('names what is missing beside the field, and keeps what was entered', async () => {
    const { fake } = await open();
    await click('Edit');
    await type('Billing email', 'nobody');
    await type('City', '');
    await click('Save');
    await seeText('Enter a valid email address.');
    await seeText('Required on invoices.');
    expect((await findField('Billing email')).value).toBe('nobody');
    expect(lastRequest(fake, 'details.save')).toBeUndefined();
  });

  it('keeps what was entered while another screen or account is looked at, until it is given up', async () => {
    const { fake, router } = await open();
    await click('Edit');
    await type('Company name', 'Nordlicht AG');
    await router.push('/alerts');
    await seeText('New alert');
    await router.push('/details');
    expect((await findField('Company name')).value).toBe('Nordlicht AG');
    await click('Cancel');
    await findControl('Edit');
    await router.push('/alerts');
    await seeText('New alert');
    await router.push('/details');
    await click('Edit');
    expect((await findField('Company name')).value).toBe(detailsOf(fake).companyName);
  });

  it('does not ask for what the vendor’s address lacked before', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews[accountId];
    if (!overview?.snapshot) throw new Error('No snapshot');
    const address = { line1: 'Hauptstr. 1', line2: null, city: null, state: null, postalCode: null, country: 'DE' };
    const details = { ...detailsOf(fake), address };
    fake.state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, details } };
    await open(fake);
    await click('Edit');
    await type('Company name', 'Nordlicht AG');
    await click('Save');
    await seeText('Billing details saved.');
    expect(lastRequest(fake, 'details.save')).toMatchObject({ mine: { companyName: 'Nordlicht AG', address } });
  });

  it('says what the vendor did not accept, and keeps what was entered', async () => {
    const fake = createFakeBridge();
    fake.break('details.save', { code: 'change-not-applied', host: 'api.stripe.com' });
    await open(fake);
    await click('Edit');
    await type('Company name', 'Nordlicht AG');
    await click('Save');
    await seeText('api.stripe.com did not respond and the change was not made.');
    expect((await findField('Company name')).value).toBe('Nordlicht AG');
    fake.mend('details.save');
    await click('Save');
    await seeText('Billing details saved.');
    expect(lastRequest(fake, 'details.save')).toMatchObject({ mine: { companyName: 'Nordlicht AG' } });
  });

  it('shows a conflict side by side and saves what was chosen for each field', async () => {
    const { fake } = await open();
    const { companyName, billingEmail } = detailsOf(fake);
    const theirs = { companyName: 'Vendor’s name', billingEmail: 'theirs@vendor.example' };
    changeElsewhere(fake, theirs);
    await click('Edit');
    await type('Company name', 'My name');
    await click('Save');
    await seeText('These details were changed elsewhere');
    await seeElement('[data-conflict] tbody');
    expect([...document.querySelectorAll('[data-conflict] tbody tr')].map(cellsOf)).toEqual([
      ['Company name', companyName, 'Vendor’s name', 'My name'],
      ['Billing email', billingEmail, 'theirs@vendor.example', billingEmail],
    ]);
    expect((await findControl('Save choice')).hasAttribute('disabled')).toBe(true);
    (await seeElement('[aria-label="Company name: use yours"]')).click();
    await until(() => {
      expect(document.querySelector<HTMLButtonElement>('[data-conflict] button')?.disabled).toBe(false);
    });
    await click('Save choice');
    await seeText('Billing details saved.');
    expect(lastRequest(fake, 'details.save')).toMatchObject({
      base: { companyName: 'Vendor’s name', billingEmail: 'theirs@vendor.example' },
      mine: { companyName: 'My name', billingEmail: 'theirs@vendor.example' },
    });
  });

  it('gives way to the form again with what was entered', async () => {
    const { fake } = await open();
    changeElsewhere(fake, { companyName: 'Vendor’s name' });
    await click('Edit');
    await type('Company name', 'My name');
    await click('Save');
    await click('Back to the form');
    expect((await findField('Company name')).value).toBe('My name');
  });

  it('has the fields of the country', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews[accountId];
    if (!overview?.snapshot) throw new Error('No snapshot');
    const address = {
      line1: '1 Main St',
      line2: null,
      city: 'Springfield',
      state: 'IL',
      postalCode: '62701',
      country: 'US',
    };
    fake.state.overviews[accountId] = {
      ...overview,
      snapshot: { ...overview.snapshot, details: { ...detailsOf(fake), address } },
    };
    await open(fake);
    await seeText('Springfield, IL 62701');
    await click('Edit');
    expect((await findField('ZIP code')).value).toBe('62701');
    expect((await findField('State')).value).toBe('IL');
  });
});

describe('Tax IDs', () => {
  it('are added with their kind by country, and refused here when they cannot be right', async () => {
    const { fake } = await open();
    await click('Add tax ID');
    await seeText('EU VAT – European Union');
    await type('Number', 'DE12');
    await click('Add');
    await seeText('The format doesn’t match this type');
    await findControl('Add anyway');
    await type('Number', 'DE136695977');
    await click('Add');
    await seeText('The check digits don’t match');
    expect(lastRequest(fake, 'details.addTaxId')).toBeUndefined();
    await type('Number', 'DE 136 695 976');
    await click('Add');
    await seeText('Tax ID DE 136 695 976 added.');
    expect(lastRequest(fake, 'details.addTaxId')).toEqual({
      accountId,
      taxId: { type: 'eu_vat', value: 'DE 136 695 976' },
    });
    expect(fieldText('tax-id')).toBeNull();
  });

  it('with odd check digits are added when the user insists; the vendor’s refusal is shown', async () => {
    const fake = createFakeBridge();
    fake.break('details.addTaxId', { code: 'tax-id-refused', vendorWords: 'Invalid value for eu_vat.' });
    await open(fake);
    await click('Add tax ID');
    await type('Number', 'DE136695977');
    await click('Add');
    await click('Add anyway');
    await seeText('The vendor didn’t accept the tax ID. Invalid value for eu_vat.');
    expect((await findField('Number')).value).toBe('DE136695977');
  });

  it('are removed after a question', async () => {
    const { fake } = await open();
    await click('Remove DE813495425');
    await seeText('Invoices that have already been issued keep it.');
    await click('Remove');
    await seeText('Tax ID DE813495425 removed.');
    expect(lastRequest(fake, 'details.removeTaxId')).toEqual({ accountId, taxIdId: 'txi_1' });
  });

  it('that the key may not read are named with the permission; the rest is there', async () => {
    const fake = createFakeBridge();
    const overview = fake.state.overviews[accountId];
    if (!overview?.snapshot) throw new Error('No snapshot');
    const details = { ...detailsOf(fake), taxIds: null, missing: ['rak_tax_id_read'] };
    fake.state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, details } };
    fake.state.permissions = { [accountId]: ['rak_tax_id_write'] };
    await open(fake);
    await seeText('The key can’t read tax IDs: it doesn’t have the permission rak_tax_id_read.');
    await seeText('The key doesn’t have the permission rak_tax_id_write.');
    expect((await findControl('Add tax ID')).hasAttribute('disabled')).toBe(true);
    expect((await findControl('Edit')).hasAttribute('disabled')).toBe(false);
  });
});

describe('What changed elsewhere', () => {
  const change = {
    id: '3',
    noticedAt: '2026-11-20T09:00:00.000Z' as const,
    differences: [
      { field: 'billingEmail' as const, was: 'rechnungen@nordlicht.example', is: 'fraud@elsewhere.example' },
      { field: 'taxId' as const, was: null, is: { type: 'gb_vat', value: 'GB980780684' } },
    ],
  };

  it('is shown with what was and is, until it is approved', async () => {
    const fake = createFakeBridge();
    fake.state.changes = { [accountId]: change };
    fake.after('details.approve', () => {
      fake.state.changes = {};
    });
    await open(fake);
    await seeElement('[data-details-change] tbody');
    expect([...document.querySelectorAll('[data-details-change] tbody tr')].map(cellsOf)).toEqual([
      ['Billing email', 'rechnungen@nordlicht.example', 'fraud@elsewhere.example'],
      ['Tax ID', 'Not provided', 'GB VAT GB980780684'],
    ]);
    await click('Approve');
    await seeNoText('Changed elsewhere');
    expect(lastRequest(fake, 'details.approve')).toEqual({ accountId, changeId: '3' });
  });

  it('is shown to a viewer, who changes and approves nothing', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((each) =>
      each.id === accountId ? { ...each, role: 'viewer' } : each,
    );
    fake.state.changes = { [accountId]: change };
    await open(fake);
    for (const name of ['Approve', 'Edit', 'Add tax ID', 'Remove DE813495425'])
      expect([name, (await findControl(name)).hasAttribute('disabled')]).toEqual([name, true]);
    expect(document.querySelectorAll('[data-reason]')).toHaveLength(3);
    await seeText('Your role is Viewer');
  });
});

describe('The log of actions', () => {
  const plan = planPresets.find(({ name }) => name === 'Premium');
  const imagekit = { kind: 'imagekit' as const, baseUrl: null, customerId: null };
  const stripe = { kind: 'stripe' as const, baseUrl: 'https://billing.example', customerId: 'cus_1' };
  const added = {
    ...{ id: 'acc_1', name: 'Acme', role: 'finance' as const, practice: false, sources: [stripe] },
    ...{ supportEmail: null, createdAt: '2026-11-20T09:00:00.000Z' },
  };
  const going = { subscriptionId: 'sub_1', plan: 'Pro', cancelAtPeriodEnd: false };

  /** What is written down by `recordAction`, wherever that is called. */
  const entries: [what: string, before: unknown, after: unknown, words: string[][]][] = [
    [
      'account.added',
      null,
      added,
      [
        ['Account added'],
        [],
        ['Acme', 'Role: Finance', 'Stripe', 'Customer ID: cus_1', 'Server: https://billing.example'],
      ],
    ],
    [
      'account.removed',
      { ...added, practice: true },
      null,
      [['Account closed'], ['Acme', 'Role: Finance', 'Practice data'], []],
    ],
    ['account.renamed', { name: 'Acme' }, { name: 'Acme EU' }, [['Account renamed'], ['Acme'], ['Acme EU']]],
    ['account.key-replaced', null, { kind: 'imagekit' }, [['Key replaced'], [], ['ImageKit usage']]],
    ['account.source-added', null, imagekit, [['Source added'], [], ['ImageKit usage']]],
    [
      'account.support-changed',
      { supportEmail: null },
      { supportEmail: 'help@vendor.example' },
      [['Support address changed'], ['Not provided'], ['help@vendor.example']],
    ],
    [
      'details.approved',
      { billingEmail: 'a@b.example' },
      { billingEmail: null },
      [['Outside change approved'], ['Billing email: a@b.example'], ['Billing email: Not provided']],
    ],
    [
      'tax-id.removed',
      { taxIds: [{ type: 'gb_vat', value: 'GB980780684' }] },
      { taxIds: [] },
      [['Tax ID removed'], ['GB VAT GB980780684'], []],
    ],
    [
      'subscription.cancelled',
      { ...going, endsAt: null },
      { ...going, cancelAtPeriodEnd: true, endsAt: '2026-12-01T00:00:00.000Z' },
      [['Subscription canceled'], ['Pro: continues'], ['Pro: ends on Dec 1, 2026']],
    ],
    [
      'subscription.kept',
      { ...going, cancelAtPeriodEnd: true },
      going,
      [['Cancellation undone'], ['Pro: ends with its billing period'], ['Pro: continues']],
    ],
    [
      'usage-plan.saved',
      null,
      plan,
      [['Usage plan saved'], [], ['Premium: $49.00 per month', 'Bandwidth: 40 GB included, then $9.00 per 20 GB']],
    ],
    [
      'alert.saved',
      null,
      { measure: 'total', threshold: { amount: 50000, currency: 'USD' }, steps: [50, 90] },
      [['Alert saved'], [], ['Upcoming invoice so far: $500.00', 'Early warnings: 50%, 90%']],
    ],
    [
      'alert.removed',
      { measure: 'bandwidth', threshold: { quantity: 80, unit: 'percent' }, steps: [] },
      null,
      [['Alert removed'], ['Bandwidth: 80%'], []],
    ],
    ['newer.thing', null, { a: 1 }, [['newer.thing'], [], ['{"a":1}']]],
  ];

  it.each(entries)('says %s in words', async (what, before, after, words) => {
    const fake = createFakeBridge();
    fake.state.actions = [
      { id: '1', at: '2026-11-20T09:00:00.000Z', actor: 'hanna', what, accountId, before, after, outcome: 'done' },
    ];
    await open(fake);
    await until(() => {
      const cells = [...document.querySelectorAll('[data-action-log] tbody td')].slice(2);
      expect(cells.map((cell) => [...cell.querySelectorAll('span.block')].map(visibleText))).toEqual(words);
    });
  });

  it('shows what was done on other screens meanwhile', async () => {
    const fake = createFakeBridge();
    const { router } = await open(fake);
    await seeText('No changes have been made through Billfold yet.');
    await router.push('/alerts');
    fake.state.actions = [
      {
        ...{ id: '1', at: '2026-11-20T09:00:00.000Z', actor: 'hanna', accountId, before: null, after: null },
        ...{ what: 'alert.removed', outcome: 'done' as const },
      },
    ];
    await router.push('/details');
    await seeText('Alert removed');
  });

  it('is in German, too', async () => {
    const fake = createFakeBridge();
    fake.state.info = { ...fake.state.info, system: { language: 'de', region: 'de-DE' } };
    fake.state.actions = entries.slice(-10, -1).map(([what, before, after], index) => ({
      ...{ id: String(index), at: '2026-11-20T09:00:00.000Z', actor: 'hanna', accountId },
      ...{ what, before, after, outcome: 'done' as const },
    }));
    await open(fake);
    await seeText('Pro: endet am 01.12.2026');
    const text = [...document.querySelectorAll('[data-action-log] tbody td')].map(visibleText).join(' ');
    expect(text).toContain('Bandbreite: 40 GB enthalten, darüber 9,00');
    expect(text).toContain('Kommende Rechnung bisher: 500,00');
    expect(text).not.toMatch(/kind|Customer|Role|continues|added|changed|saved|[{}"]/);
  });

  it('says who did what, before and after, and how it ended', async () => {
    const fake = createFakeBridge();
    const entry = {
      id: '1',
      at: '2026-11-20T09:00:00.000Z',
      actor: 'hanna',
      accountId,
      before: null,
      after: null,
    } as const;
    fake.state.actions = [
      {
        ...entry,
        id: '2',
        what: 'details.changed',
        before: { companyName: 'Old GmbH', address: null },
        after: { companyName: 'New GmbH', address: detailsOf(fake).address },
        outcome: 'unknown',
      },
      {
        ...entry,
        what: 'tax-id.added',
        after: { taxIds: [{ type: 'gb_vat', value: 'GB980780684' }] },
        outcome: 'done',
      },
    ];
    await open(fake);
    await seeText('Billing details changed');
    const rows = [...document.querySelectorAll('[data-action-log] tbody tr')].map((row) => cellsOf(row).slice(1));
    expect(rows).toEqual([
      [
        'hanna',
        'Billing details changedOutcome unknown',
        'Company name: Old GmbHAddress: Not provided',
        'Company name: New GmbHAddress: Am Sandtorkai 41, 20457 Hamburg, Germany',
      ],
      ['hanna', 'Tax ID added', '', 'GB VAT GB980780684'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { cellsOf, openWindow, seeElement, seeText, until, visibleText, withWindows } from '../support/open-window.ts';

const tableRows = () => [...document.querySelectorAll('main tbody tr')].map(cellsOf);

describe('Subscription', () => {
  withWindows();

  it('shows plan, price, cycle, and what is used of what is included', async () => {
    await openWindow({ path: '/subscription' });
    await seeText('ImageKit Pro');
    const text = visibleText();
    expect(text).toContain('$89.00per month');
    expect(text).toContain('Nov 1 – 30, 2026');
    expect(text).toContain('Dec 1, 2026');
    expect(tableRows()).toEqual([
      ['Pro plan', '1', '', '', '', '$89.00'],
      ['Bandwidth', '1,032 GB', '225 GB', '807 GB', '', '$0.45'],
      ['Storage', '466 GB', '225 GB', '241 GB', '', '$0.25'],
      ['Extension units', '2,310 units', '5,000 units', '0 units', '', '$0.004'],
    ]);
    const meter = await seeElement('[role=meter]');
    expect(meter.getAttribute('aria-valuetext')).toBe('1,032 GB used, 807 GB over the included 225 GB');
  });

  it('says when a subscription ends and a card is about to expire', async () => {
    await openWindow({ path: '/subscription', account: 'acc_notion' });
    await seeText('Cancelled: ends on Dec 1, 2026');
    await seeText('Expires soon: December 2026');
    expect(visibleText()).not.toContain('Next invoice');
  });

  it.each([
    ['2026-10', 'Expired October 2026'],
    ['2026-11', 'Expires soon: November 2026'],
    ['2027-01', 'Expires January 2027'],
    [null, 'Does not expire'],
  ])('reads an expiry of %s', async (expires, words) => {
    const fake = createFakeBridge();
    const view = fake.state.overviews['acc_imagekit']?.snapshot?.subscriptions[0];
    if (!view) throw new Error('The sample has a subscription');
    view.subscription.paymentMethod = { brand: 'visa', last4: '4242', expires };
    await openWindow({ path: '/subscription', fake });
    await seeText(words);
  });

  it('shows tiers where a price has steps', async () => {
    const fake = createFakeBridge();
    const item = fake.state.overviews['acc_imagekit']?.snapshot?.subscriptions[0]?.subscription.items[1];
    if (!item) throw new Error('The sample has items');
    item.unitAmountDecimal = null;
    item.tiers = [
      { upTo: 1000, unitAmountDecimal: '45', flatAmountDecimal: '0' },
      { upTo: null, unitAmountDecimal: '12.5', flatAmountDecimal: '500' },
    ];
    await openWindow({ path: '/subscription', fake });
    await seeText('up to 1,000');
    expect(tableRows()[1]?.[5]).toBe('up to 1,000 GB $0.45above $0.125 plus $5.00');
  });

  it('names permissions that the key lacks', async () => {
    await openWindow({ path: '/subscription', account: 'acc_notion' });
    await seeText('Missing permissions: tax_ids_read.');
  });
});

describe('Billing details', () => {
  withWindows();

  it('shows what is printed on invoices and whether tax IDs are verified', async () => {
    await openWindow({ path: '/details' });
    await seeText('Nordlicht Logistik GmbH');
    const text = visibleText();
    expect(text).toContain('rechnungen@nordlicht.example');
    expect(text).toContain('Am Sandtorkai 4120457 HamburgGermany');
    expect(text).toContain('Changes apply to future invoices only.');
    expect(tableRows()).toEqual([
      ['EU VAT', 'DE813495425', 'Verified'],
      ['GB VAT', 'GB980780684', 'Not checked yet'],
    ]);
  });

  it('says why there are none', async () => {
    await openWindow({ path: '/details', account: 'acc_notion' });
    await seeText('No billing details yet');
  });

  it('says what was not given instead of leaving a gap', async () => {
    const fake = createFakeBridge();
    const snapshot = fake.state.overviews['acc_imagekit']?.snapshot;
    if (!snapshot) throw new Error('The sample has a snapshot');
    snapshot.details = { companyName: null, billingEmail: null, address: null, taxIds: [], missing: [] };
    await openWindow({ path: '/details', fake });
    await seeText('No tax ID on file.');
    await until(() => {
      expect(visibleText().match(/Not given/g)).toHaveLength(3);
    });
  });
});

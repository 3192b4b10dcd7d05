import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import {
  cellsOf,
  click,
  lastRequest,
  openWindow,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';
import { sampleUsage } from '../support/sample/usage.ts';
import { sampleNow } from '../support/sample-data.ts';

const tableRows = () => [...document.querySelectorAll('main tbody tr')].map((row) => cellsOf(row).slice(0, 3));

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

  it('sends who has a usage key alone to ImageKit for details, and to the import for invoices', async () => {
    const fake = createFakeBridge();
    sampleUsage(fake.state, sampleNow, { alone: true });
    fake.state.invoices = [];
    const { router } = await openWindow({ path: '/details', fake });
    await seeText('This account’s key only gives access to usage.');
    await click('Billing center of the vendor');
    expect(lastRequest(fake, 'app.openHelp')).toEqual({ page: 'imagekit-billing-center' });
    await router.push('/invoices');
    await seeText('ImageKit’s key gives access to usage, not invoices.');
    expect(visibleText().match(/Import…/g)).toHaveLength(2);
  });

  it('says what was not given instead of leaving a gap', async () => {
    const fake = createFakeBridge();
    const snapshot = fake.state.overviews['acc_imagekit']?.snapshot;
    if (!snapshot) throw new Error('The sample has a snapshot');
    snapshot.details = { companyName: null, billingEmail: null, address: null, taxIds: [], missing: [], credit: null };
    await openWindow({ path: '/details', fake });
    await seeText('No tax ID on file.');
    await until(() => {
      expect(visibleText().match(/Not provided/g)).toHaveLength(3);
    });
  });
});

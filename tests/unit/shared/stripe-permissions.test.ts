import { expect, test } from 'vitest';
import { errorSentence } from '#shared/messages/index.ts';
import { newKeyAddress, permissionsInForm, rowInForm } from '#shared/stripe-permissions.ts';

test.each([
  ['rak_invoice_read', 'Invoices, Read (rak_invoice_read)'],
  ['rak_plan_read', 'Prices, Read (rak_plan_read)'],
  ['rak_customer_portal_write', 'Customer portal, Write (rak_customer_portal_write)'],
  ['rak_tax_id_read, rak_tax_id_write', 'Tax IDs, Read (rak_tax_id_read); Tax IDs, Write (rak_tax_id_write)'],
  ['rak_constructor_read', 'rak_constructor_read'],
  ['rak_accounts_kyc_id_numbers_read', 'rak_accounts_kyc_id_numbers_read'],
  ['GET /v1/invoices', 'GET /v1/invoices'],
])('%s is found as %s', (permission, said) => {
  expect(permissionsInForm(permission)).toBe(said);
  expect(errorSentence({ code: 'permission-missing', permission }, 'de')).toContain(`: ${said}. `);
});

test('Stripe’s form is filled in with one right a row, and every permission has a row', () => {
  const askedBy = (changes: boolean) => new URL(newKeyAddress(changes)).searchParams.getAll('permissions[]');
  const [watching, changing] = [askedBy(false), askedBy(true)];
  for (const asked of [watching, changing]) {
    const rows = asked.map((each) => rowInForm(each)?.resource);
    expect(rows).not.toContain(undefined);
    expect(new Set(rows).size).toBe(rows.length);
  }
  // Without the preview nothing can be watched; what only reads asks for no other change.
  expect(watching.filter((each) => each.endsWith('_write'))).toEqual(['rak_invoice_write']);
  expect(changing).toEqual(expect.arrayContaining(['rak_customer_write', 'rak_subscription_write']));
  expect(changing).not.toContain('rak_customer_read');
});

import { expect, test } from 'vitest';
import { errorSentence } from '#shared/messages/index.ts';
import { permissionsInForm } from '#shared/stripe-permissions.ts';

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

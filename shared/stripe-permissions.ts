/** What Stripe's form for restricted keys calls the resources that Billfold asks for; in its own English. */
const rows: Readonly<Record<string, string>> = {
  charge: 'Charges and Refunds',
  coupon: 'Coupons',
  credit_note: 'Credit notes',
  customer: 'Customers',
  customer_portal: 'Customer portal',
  invoice: 'Invoices',
  payment_method: 'Payment Methods',
  plan: 'Prices',
  product: 'Products',
  subscription: 'Subscriptions',
  tax_id: 'Tax IDs',
  tax_rate: 'Tax Rates',
};

const rights: Readonly<Record<string, string>> = { read: 'Read', write: 'Write' };

/**
 * The permissions that an error names, separated by commas, as somebody finds them in Stripe's form:
 * `Invoices, Read (rak_invoice_read)`. One that is not known is left as the vendor calls it.
 */
export function permissionsInForm(permissions: string): string {
  const found = permissions.split(', ').map((permission) => {
    const [, resource = '', right = ''] = /^rak_(\w+)_(read|write)$/.exec(permission) ?? [];
    const row = Object.hasOwn(rows, resource) ? rows[resource] : undefined;
    return row === undefined ? permission : `${row}, ${rights[right] ?? right} (${permission})`;
  });
  return found.join('; ');
}

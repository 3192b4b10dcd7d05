/** What Stripe's form for restricted keys calls the resources that Billfold asks for; in its own English. */
const rows: Readonly<Record<string, string>> = {
  charge: 'Charges and Refunds',
  coupon: 'Coupons',
  credit_note: 'Credit notes',
  customer: 'Customers',
  customer_portal: 'Customer portal',
  invoice: 'Invoices',
  payment_intent: 'PaymentIntents',
  payment_method: 'Payment Methods',
  plan: 'Prices',
  product: 'Products',
  subscription: 'Subscriptions',
  tax_id: 'Tax IDs',
  tax_rate: 'Tax Rates',
};

const rights: Readonly<Record<string, string>> = { read: 'Read', write: 'Write' };

/** What watching and keeping invoices asks for. Stripe counts the preview of an upcoming invoice as writing. */
export const watchingPermissions = [
  'rak_customer_read',
  'rak_subscription_read',
  'rak_invoice_read',
  'rak_invoice_write',
  'rak_product_read',
  'rak_plan_read',
  'rak_credit_note_read',
  'rak_tax_id_read',
  'rak_tax_rate_read',
  'rak_coupon_read',
  'rak_payment_method_read',
  'rak_payment_intent_read',
  'rak_charge_read',
] as const;

/** What the changes that Billfold offers ask for besides. */
export const changingPermissions = [
  'rak_customer_write',
  'rak_tax_id_write',
  'rak_subscription_write',
  'rak_customer_portal_write',
] as const;

export type StripePermission = (typeof watchingPermissions)[number] | (typeof changingPermissions)[number];

const known: ReadonlySet<string> = new Set([...watchingPermissions, ...changingPermissions]);
export const isStripePermission = (name: string): name is StripePermission => known.has(name);

/** Where a permission stands in Stripe's form; null for one that is not known. */
export function rowInForm(permission: string): { readonly resource: string; readonly right: string } | null {
  const [, name = '', right = ''] = /^rak_(\w+)_(read|write)$/.exec(permission) ?? [];
  const resource = Object.hasOwn(rows, name) ? rows[name] : undefined;
  return resource === undefined ? null : { resource, right: rights[right] ?? right };
}

/**
 * The permissions that an error names, separated by commas, as somebody finds them in Stripe's form:
 * `Invoices, Read (rak_invoice_read)`. One that is not known is left as the vendor calls it.
 */
export function permissionsInForm(permissions: string): string {
  const found = permissions.split(', ').map((permission) => {
    const row = rowInForm(permission);
    return row ? `${row.resource}, ${row.right} (${permission})` : permission;
  });
  return found.join('; ');
}

/** Stripe's form for a new restricted key, filled in. One row has one right: writing includes reading. */
export function newKeyAddress(changes: boolean): string {
  const asked: readonly string[] = changes ? [...watchingPermissions, ...changingPermissions] : watchingPermissions;
  const isImplied = (each: string): boolean =>
    each.endsWith('_read') && asked.includes(each.replace(/_read$/, '_write'));
  const query = asked.filter((each) => !isImplied(each)).map((each) => `permissions%5B%5D=${each}`);
  return `https://dashboard.stripe.com/apikeys/create?${['name=Billfold', ...query].join('&')}`;
}

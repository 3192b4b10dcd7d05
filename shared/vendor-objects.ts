/* What vendors send, as errors name it; `shared/messages` has the words. */

export const vendorLists = [
  'invoice-list',
  'invoice-line-list',
  'invoice-payment-list',
  'credit-note-list',
  'credit-note-line-list',
  'subscription-list',
  'subscription-item-list',
  'tax-id-list',
  'customer-list',
] as const;
export type VendorList = (typeof vendorLists)[number];

export const vendorObjects = [
  'customer',
  'tax-id',
  'subscription',
  'subscription-item',
  'price',
  'product',
  'preview',
  'invoice',
  'invoice-line',
  'invoice-payment',
  'credit-note',
  'credit-note-line',
  'portal-session',
  'usage',
  ...vendorLists,
] as const;
export type VendorObject = (typeof vendorObjects)[number];

import type { JsonObject } from '../../http/answer.ts';

/** The company whose bills these are. */
export const accountName = 'Pixelstream Media Cloud (practice)';
export const accountTaxId = 'txi_practice_account';
export const accountTaxIdObject: JsonObject = {
  id: accountTaxId,
  object: 'tax_id',
  country: 'IE',
  created: 1_420_070_400,
  customer: null,
  customer_account: null,
  livemode: false,
  owner: { type: 'self' },
  type: 'eu_vat',
  value: 'IE9999999AA',
  verification: null,
};

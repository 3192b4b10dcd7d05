import type { CustomerDetails, TaxId } from '#shared/billing-details.ts';
import type { CustomerWire, TaxIdWire } from './wire.ts';

export const customerName = (customer: CustomerWire): string | null => customer.name ?? customer.business_name;

export const toCustomerDetails = (customer: CustomerWire): CustomerDetails => ({
  companyName: customerName(customer),
  billingEmail: customer.email,
  address: toAddress(customer.address),
});

/** An address whose every line is empty is none. */
function toAddress(wire: CustomerWire['address']): CustomerDetails['address'] {
  if (!wire || Object.values(wire).every((line) => line === null || line === '')) return null;
  const { postal_code: postalCode, ...rest } = wire;
  return { ...rest, postalCode };
}

export const toTaxId = ({ id, type, value, verification }: TaxIdWire): TaxId => ({
  id,
  type,
  value: value ?? '',
  verified: verification?.status === 'verified' ? true : verification?.status === 'unverified' ? false : null,
});

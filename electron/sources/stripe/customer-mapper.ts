import type { CreditBalance, CustomerDetails, TaxId } from '#shared/billing-details.ts';
import { money } from '#shared/money.ts';
import type { Instant } from '#shared/time.ts';
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

/** Negative at Stripe when the customer has credit: docs.stripe.com/billing/customer/balance. */
export const toCredit = ({ balance, currency }: CustomerWire, asOf: Instant): CreditBalance | null =>
  balance === null || balance === 0 || currency === null ? null : { amount: money(-balance, currency), asOf };

export const toTaxId = ({ id, type, value, verification }: TaxIdWire): TaxId => ({
  id,
  type,
  value: value ?? '',
  verified: verification?.status === 'verified' ? true : verification?.status === 'unverified' ? false : null,
});

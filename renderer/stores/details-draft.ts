import { addressForm, type AddressField } from '#shared/address-form.ts';
import type { Address, CustomerDetails } from '#shared/billing-details.ts';

/** What stands in the form's fields. */
export interface DetailsDraft {
  companyName: string;
  billingEmail: string;
  /** Empty while none is chosen. */
  country: string;
  address: Record<AddressField, string>;
}

export type DraftField = 'companyName' | 'billingEmail' | 'country' | AddressField;
export type DraftProblem = 'missing' | 'notAnEmail';

export const draftOf = ({ companyName, billingEmail, address }: CustomerDetails): DetailsDraft => ({
  companyName: companyName ?? '',
  billingEmail: billingEmail ?? '',
  country: address?.country ?? '',
  address: {
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postalCode: address?.postalCode ?? '',
  },
});

const textOf = (text: string): string | null => text.trim() || null;

/** The draft as details; an address without any line is none. */
export function detailsOf({ companyName, billingEmail, country, address }: DetailsDraft): CustomerDetails {
  const written: Address = {
    line1: textOf(address.line1),
    line2: textOf(address.line2),
    city: textOf(address.city),
    state: textOf(address.state),
    postalCode: textOf(address.postalCode),
    country: textOf(country),
  };
  const isEmpty = Object.values(written).every((line) => line === null);
  return { companyName: textOf(companyName), billingEmail: textOf(billingEmail), address: isEmpty ? null : written };
}

const isSameAddress = (address: Address, other: Address | null): boolean =>
  other !== null && Object.entries(address).every(([field, line]) => other[field as keyof Address] === line);

/** What keeps a draft from being saved. What was not given before may stay so. */
export function problemsOf(draft: DetailsDraft, base: CustomerDetails): Partial<Record<DraftField, DraftProblem>> {
  const { companyName, billingEmail, address } = detailsOf(draft);
  const problems: Partial<Record<DraftField, DraftProblem>> = {};
  if (companyName === null && base.companyName !== null) problems.companyName = 'missing';
  if (billingEmail === null && base.billingEmail !== null) problems.billingEmail = 'missing';
  if (billingEmail !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(billingEmail)) problems.billingEmail = 'notAnEmail';
  if (address === null) return problems;
  const before = base.address?.country === address.country ? base.address : null;
  if (address.country === null && !isSameAddress(address, base.address)) problems.country = 'missing';
  for (const field of addressForm(address.country, address).required) {
    if (address[field] === null && (before === null || before[field] !== null)) problems[field] = 'missing';
  }
  return problems;
}

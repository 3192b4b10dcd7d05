import type { Seconds } from './calendar.ts';
import type { CustomerProfile } from './profiles.ts';
import { tokenOf } from './random.ts';
import type { Card, CustomerDetails, TaxIdRecord } from './state.ts';
import type { World } from './world.ts';

export function detailsAt(world: World, customer: CustomerProfile, at: Seconds): CustomerDetails {
  const original: CustomerDetails = {
    name: customer.name,
    email: customer.email,
    phone: null,
    description: null,
    address: customer.address.line1 === null ? null : customer.address,
    metadata: {},
    taxExempt: customer.taxExempt,
    locales: [],
  };
  const changes = world.state.customers.get(customer.id) ?? [];
  return changes
    .filter((each) => each.at <= at)
    .reduce<CustomerDetails>((details, { change }) => ({ ...details, ...change }), original);
}

/** Newest first, as Stripe lists them; as they were at one moment. */
export function taxIdsOf(world: World, customer: CustomerProfile, at: Seconds = Infinity): readonly TaxIdRecord[] {
  const changed = world.state.taxIds.get(customer.id)?.findLast((each) => each.at <= at);
  if (changed) return changed.taxIds;
  return customer.taxIds.map((taxId, index) => ({
    ...taxId,
    id: `txi_1P${tokenOf(22, world.seed, 'tax-id', customer.id, index)}`,
    created: world.calendar.start(-60),
  }));
}

export function changeTaxIds(
  world: World,
  customer: CustomerProfile,
  at: Seconds,
  taxIds: readonly TaxIdRecord[],
): void {
  const { taxIds: known } = world.state;
  known.set(customer.id, [...(known.get(customer.id) ?? []), { at, taxIds }]);
}

/** The card that invoices are charged to; null where there is none. */
export function cardOf(world: World, customer: CustomerProfile): Card | null {
  const changed = world.state.cards.get(customer.id);
  if (changed) return changed;
  if (!customer.card) return null;
  const { brand, last4, month, years } = customer.card;
  return { brand, last4, month, year: new Date(world.calendar.start(0) * 1000).getUTCFullYear() + years };
}

/** A new card is a new payment method. */
export const paymentMethodIdOf = (world: World, customer: CustomerProfile): string | null => {
  const card = cardOf(world, customer);
  return card && `pm_1P${tokenOf(22, world.seed, 'card', customer.id, card.last4, card.year, card.month)}`;
};

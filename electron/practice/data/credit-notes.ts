import { day, type Seconds } from './calendar.ts';
import { type LineTax, rateOfCustomer, taxed } from './charges.ts';
import type { InvoiceFacts, InvoiceRef, Invoices } from './invoices.ts';
import type { CustomerProfile } from './profiles.ts';
import { tokenOf } from './random.ts';
import type { World } from './world.ts';

export interface CreditNoteFacts {
  readonly id: string;
  readonly number: string;
  readonly customer: CustomerProfile;
  readonly invoice: InvoiceFacts;
  readonly created: Seconds;
  readonly voidedAt: Seconds | null;
  readonly reason: 'order_change' | 'product_unsatisfactory';
  readonly subtotal: number;
  readonly taxes: readonly LineTax[];
  readonly tax: number;
  readonly total: number;
}

// Counted in periods before the anchor. The last one was a mistake and is void.
const creditedPeriods = [-4, -15, -22] as const;
const voidPeriod = -22;

/** Newest first. */
function creditNotesOf(world: World, invoices: Invoices, customer: CustomerProfile, now: Seconds): CreditNoteFacts[] {
  if (!customer.creditNotes) return [];
  return creditedPeriods.flatMap((period): CreditNoteFacts[] => {
    const timeline = world.timelinesOf(customer).find(({ subscription }) => subscription !== null);
    const index = period - (timeline?.subscription?.firstPeriod ?? 0);
    if (!timeline || index < 1) return [];
    const invoice = invoices.facts({ timeline, index }, now);
    const created = invoice.created + 6 * day + 10 * 3600;
    if (created > now) return [];
    const subtotal = Math.floor(invoice.subtotal / 50) * 10;
    const rate = rateOfCustomer(customer);
    const taxes = rate ? [taxed(subtotal, rate, false)] : [];
    const tax = taxes.reduce((sum, { amount }) => sum + amount, 0);
    return [
      {
        id: `cn_1P${tokenOf(22, world.seed, 'credit-note', invoice.id)}`,
        number: `${invoice.number ?? invoice.id}-CN-01`,
        customer,
        invoice,
        created,
        voidedAt: period === voidPeriod ? created + day : null,
        reason: period === creditedPeriods[0] ? 'product_unsatisfactory' : 'order_change',
        subtotal,
        taxes,
        tax,
        total: subtotal + tax,
      },
    ];
  });
}

/** Of all customers, newest first. */
export const allCreditNotes = (world: World, invoices: Invoices, now: Seconds): CreditNoteFacts[] =>
  [...world.customers.values()]
    .flatMap((customer) => creditNotesOf(world, invoices, customer, now))
    .toSorted((a, b) => b.created - a.created);

/** What credit notes gave back of an invoice, in minor units. */
export function creditedAmount(world: World, invoices: Invoices, ref: InvoiceRef, now: Seconds): number {
  const { customer, subscription } = ref.timeline;
  if (!customer.creditNotes || !subscription) return 0;
  const period = subscription.firstPeriod + ref.index;
  if (!creditedPeriods.some((each) => each === period)) return 0;
  return creditNotesOf(world, invoices, customer, now)
    .filter((note) => note.voidedAt === null && note.invoice.id === invoices.idOf(ref))
    .reduce((sum, note) => sum + note.total, 0);
}

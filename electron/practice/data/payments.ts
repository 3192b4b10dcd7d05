import type { Seconds } from './calendar.ts';
import { cardOf } from './details.ts';
import type { InvoiceFacts } from './invoices.ts';
import type { World } from './world.ts';

/** Why a card was declined, in the words that Stripe uses: docs.stripe.com/declines/codes. */
interface Decline {
  readonly code: 'card_declined' | 'expired_card';
  readonly declineCode: 'insufficient_funds' | 'expired_card';
  readonly message: string;
}

const noFunds: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};
const expired: Decline = { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' };

/** Whether anything is, or was, to be collected: not for drafts, nor for what credit paid. */
export const isCollected = ({ lifecycle, amountDue }: InvoiceFacts): boolean =>
  lifecycle.finalizedAt !== null && amountDue > 0;

/** Why the last attempt failed; null where it succeeded or there was none. */
export function declineOf(world: World, facts: InvoiceFacts, now: Seconds): Decline | null {
  const { status, attempts } = facts.lifecycle;
  if (status !== 'open' || attempts === 0) return null;
  const card = cardOf(world, facts.customer);
  const today = new Date(now * 1000);
  const isOver = card && Date.UTC(card.year, card.month) <= today.getTime();
  return isOver ? expired : noFunds;
}

// One payment an invoice; its ids come from the invoice's, so that nothing needs to be kept.
const idOf = (prefix: string, { id }: InvoiceFacts): string => prefix + id.slice('in_1P'.length);
export const invoicePaymentIdOf = (facts: InvoiceFacts): string => idOf('inpay_1P', facts);
export const paymentIntentIdOf = (facts: InvoiceFacts): string => idOf('pi_3P', facts);
export const chargeIdOf = (facts: InvoiceFacts): string => idOf('ch_3P', facts);

/** The invoice that a payment intent or charge belongs to. */
export const invoiceIdOfPayment = (id: string): string => `in_1P${id.replace(/^(?:pi|ch)_3P/, '')}`;

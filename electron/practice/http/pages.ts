import { dayOf } from '#shared/period.ts';
import { instantFromSeconds } from '#shared/time.ts';
import type { Seconds } from '../data/calendar.ts';
import { cardOf } from '../data/details.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import type { CustomerProfile } from '../data/profiles.ts';
import { amountText } from '../data/words.ts';
import type { SubscriptionEntry, World } from '../data/world.ts';
import { escapeMarkup } from './answer.ts';

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #1c2430; background: #f4f6f9; margin: 0; }
main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: #fff; border: 1px solid #d8dde5; border-radius: 8px; }
h1 { font-size: 1.4rem; margin-top: 0; } label { display: block; margin: 0.8rem 0; }
input { font: inherit; padding: 0.4rem; width: 12rem; } button { font: inherit; padding: 0.5rem 1rem; }
p.practice { color: #566; font-size: 0.9rem; border-top: 1px solid #d8dde5; margin-top: 2rem; padding-top: 1rem; }
</style></head><body><main><h1>${escapeMarkup(title)}</h1>
${body}
<p class="practice">This is a practice account: nothing here is real and no card is charged.</p></main></body></html>
`;

export const expiredPage = (): string =>
  page('This link has expired', '<p>Ask for the invoice again to get a new link, or contact the sender.</p>');

export const missingPage = (): string => page('Page not found', '<p>There is nothing at this address.</p>');

export const brokenPage = (): string => page('Something went wrong', '<p>We will be back shortly.</p>');

const total = (facts: InvoiceFacts): string => amountText(facts.amountDue, facts.customer.currency);

/** The invoice as its receiver sees it, with what is left to do. */
export function invoicePage(facts: InvoiceFacts, pdfUrl: string): string {
  const payable = facts.lifecycle.status === 'open' || facts.lifecycle.status === 'uncollectible';
  const lines = facts.lines.map((line) => `<li>${escapeMarkup(line.description)}</li>`).join('');
  return page(
    `Invoice ${facts.number ?? facts.id}`,
    `<p>${escapeMarkup(total(facts))}, ${facts.lifecycle.status}</p><ul>${lines}</ul>
<p><a href="${escapeMarkup(pdfUrl)}">Download the invoice</a></p>
${payable ? '<form method="post"><button name="action" value="pay">Pay now</button></form>' : ''}`,
  );
}

/** What was paid, when, and for what. */
export const receiptPage = (facts: InvoiceFacts, paidAt: Seconds): string =>
  page(
    `Receipt for invoice ${facts.number ?? facts.id}`,
    `<p>${escapeMarkup(total(facts))} paid on ${dayOf(instantFromSeconds(paidAt))} by ${escapeMarkup(facts.customer.name)}.</p>`,
  );

export function cardPage(world: World, customer: CustomerProfile): string {
  const card = cardOf(world, customer);
  return page(
    'Update payment method',
    `<p>${card ? `On file: ${escapeMarkup(card.brand)} ending in ${card.last4}, expires ${card.month}/${card.year}.` : 'No card on file.'}</p>
<form method="post">
<label>Last four digits <input name="last4" value="4444" pattern="[0-9]{4}" required></label>
<label>Month <input name="month" type="number" min="1" max="12" value="11" required></label>
<label>Year <input name="year" type="number" min="2024" max="2099" value="${(card?.year ?? 2030) + 2}" required></label>
<button name="action" value="card">Use this card</button></form>`,
  );
}

export const cancelPage = (entry: SubscriptionEntry, cancelled: boolean): string =>
  page(
    'Cancel subscription',
    cancelled
      ? '<p>The subscription ends with its current period.</p><form method="post"><button name="action" value="keep">Keep it</button></form>'
      : `<p>${escapeMarkup(entry.customer.name)}: the subscription would end with its current period.</p><form method="post"><button name="action" value="cancel">Cancel subscription</button></form>`,
  );

export const donePage = (returnUrl: string): string =>
  page(
    'Done',
    returnUrl === '' ? '<p>You can close this window.</p>' : `<p><a href="${escapeMarkup(returnUrl)}">Back</a></p>`,
  );

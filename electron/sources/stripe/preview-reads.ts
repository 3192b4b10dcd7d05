import type { Stripe } from 'stripe';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { StripeClient } from './client.ts';

/** They say whether a discount is a share or an amount. */
const discountObjects = ['total_discount_amounts.discount'];

/** The upcoming invoice as sent; null where the vendor says that there is none. */
type SentPreview = Result<unknown>;

/**
 * Asks for upcoming invoices. Servers from before 2024-09 have no `create_preview` but `GET /v1/invoices/upcoming`, which
 * Stripe itself took away in 2025-03: the one that a server has is found once.
 */
export function createPreviewReads(client: Pick<StripeClient, 'request'>, customerId: string, host: string) {
  let older = false;
  let expands = true;

  async function request(call: (stripe: Stripe) => Promise<unknown>, signal?: AbortSignal): Promise<SentPreview> {
    const answer = await client.request(call, signal);
    if (answer.ok) return ok(answer.value);
    return answer.error.upcomingNone ? ok(null) : fail(answer.error.error);
  }

  return async function preview(subscription: string, signal?: AbortSignal): Promise<SentPreview> {
    const parameters = { customer: customerId, subscription };
    const query = new URLSearchParams(parameters).toString();
    const today = () =>
      request(
        (stripe) => stripe.invoices.createPreview({ ...parameters, ...(expands && { expand: discountObjects }) }),
        signal,
      );
    const before = () => request((stripe) => stripe.rawRequest('GET', `/v1/invoices/upcoming?${query}`), signal);
    const [first, second] = older ? [before, today] : [today, before];

    const answer = await first();
    if (answer.ok || !mayLackIt(answer.error)) return answer;
    const other = await second();
    if (other.ok) older = !older;
    if (other.ok || !mayLackIt(other.error)) return other;
    // It may have refused the expansion alone.
    if (expands && !older && !isAbsent(answer.error)) {
      expands = false;
      return preview(subscription, signal);
    }
    if (!isAbsent(answer.error)) return answer;
    return isAbsent(other.error) ? fail({ code: 'previews-not-offered', host }) : other;
  };
}

/** Whether the server may not know the request at all. */
const mayLackIt = (error: AppError): boolean =>
  isAbsent(error) || (error.code === 'request-refused' && error.status === 400);

/** Whether that is all that the answer says. */
const isAbsent = (error: AppError): boolean =>
  (error.code === 'not-found-at-vendor' && ['create_preview', 'upcoming'].includes(error.vendorName)) ||
  (error.code === 'request-refused' && error.status === 405) ||
  (error.code === 'server-failed' && error.status === 501);

import type { SourceKind, SourceSettings } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Whether a customer of this id may be asked for; fails with `customer-id-missing` or `customer-not-found`. */
export function checkCustomer(kind: SourceKind, customerId: string | null): Result<null> {
  if (kind !== 'stripe') return ok(null);
  if (!customerId) return fail({ code: 'customer-id-missing' });
  // As in every id of Stripe's; anything else could change the path of a request.
  return /^[A-Za-z0-9_-]{1,255}$/.test(customerId)
    ? ok(null)
    : fail({ code: 'customer-not-found', customer: customerId });
}

/** The source with its address in one form; fails with `base-url-not-allowed` or as `checkCustomer`. */
export function checkSource(source: SourceSettings): Result<SourceSettings> {
  const customerId = source.customerId?.trim() || null;
  const customer = checkCustomer(source.kind, customerId);
  if (!customer.ok) return customer;
  if (source.baseUrl === null) return ok({ ...source, customerId });
  const parsed = parseBaseUrl(source.baseUrl);
  return parsed.ok ? ok({ ...source, customerId, baseUrl: parsed.value.origin }) : parsed;
}

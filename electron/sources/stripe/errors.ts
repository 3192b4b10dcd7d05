import type { AppError } from '#shared/errors.ts';
import { oneLine } from '#shared/visible-text.ts';
import { vendorWords } from '../vendor-words.ts';
import type { Exchange } from './exchange.ts';

export interface ErrorContext {
  readonly host: string;
  readonly key: string;
  readonly customerId: string;
}

/** The fields that the SDK's errors may have; each is checked before use. */
type ErrorFields = Readonly<Partial<Record<'code' | 'param' | 'statusCode' | 'requestId' | 'message', unknown>>>;

// Any object may be asked for properties that it might not have.
const fieldsOf = (value: unknown): ErrorFields => (typeof value === 'object' && value !== null ? value : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A page that blocks, or asks to sign in to a network. */
const proxies: readonly number[] = [403, 511];

/** What the SDK threw, as a code with data; free of keys. */
export function toAppError(thrown: unknown, exchange: Exchange, context: ErrorContext): AppError {
  const { host } = context;
  if (exchange.signal?.aborted) return { code: 'cancelled' };
  const error = fieldsOf(thrown);
  if (exchange.failure) return exchange.failure;
  // The SDK refuses some requests itself, such as ids that would change the path.
  if (exchange.status === null) return { code: 'request-not-sent', vendorWords: wordsOf(error, context) };
  if (typeof error.statusCode === 'number') return answeredError(error, error.statusCode, exchange, context);
  // Without JSON below it the status still says what it says, but for those that a proxy on the way answers with.
  if (exchange.status >= 400 && !proxies.includes(exchange.status))
    return answeredError({ requestId: error.requestId }, exchange.status, exchange, context);
  return { code: 'answer-not-json', host, contentType: exchange.contentType };
}

/** The SDK found a decimal number that is none. */
export const isCoercion = (thrown: unknown): boolean =>
  textOf(fieldsOf(thrown).message)?.startsWith('Failed to coerce') ?? false;

/** The vendor has nothing to bill: a state, not a failure. */
export const isUpcomingNone = (thrown: unknown): boolean => fieldsOf(thrown).code === 'invoice_upcoming_none';

function answeredError(error: ErrorFields, status: number, exchange: Exchange, context: ErrorContext): AppError {
  const message = textOf(error.message);
  if (status === 401) return { code: 'key-refused', host: context.host };
  if (status === 429 || error.code === 'rate_limit') {
    return { code: 'rate-limited', retryAfterSeconds: exchange.retryAfterSeconds };
  }
  if (status >= 500) return { code: 'server-failed', status, requestId: textOf(error.requestId) };
  if (status === 409) return { code: 'vendor-busy' };
  if (error.code === 'tax_id_invalid') return { code: 'tax-id-refused', vendorWords: wordsOf(error, context) };
  if (error.code === 'email_invalid') return { code: 'email-refused', vendorWords: wordsOf(error, context) };
  if (status === 403) {
    const permission = permissionIn(message ?? '');
    if (permission !== null || error.code === 'more_permissions_required' || /permission/i.test(message ?? '')) {
      return { code: 'permission-missing', permission: permission ?? `${exchange.method} ${exchange.path}` };
    }
  }
  if (isNoCustomer(error, exchange, context)) return { code: 'customer-not-found', customer: context.customerId };
  if (status === 404) return { code: 'not-found-at-vendor', vendorName: whatIsMissing(error, exchange) };
  return { code: 'request-refused', status, vendorWords: wordsOf(error, context) };
}

function wordsOf(error: ErrorFields, { key }: ErrorContext): string | null {
  const message = textOf(error.message);
  return message && vendorWords(message, key);
}

/** `…Having the 'rak_subscription_read' permission would allow this request to continue.` */
function permissionIn(message: string): string | null {
  const named = message.match(/\brak_\w+/g) ?? message.match(/\b[a-z]+(?:_[a-z]+)*_(?:read|write)\b/g) ?? [];
  return named.length === 0 ? null : oneLine([...new Set(named)].join(', '));
}

/** The parameter that names what is not there, else the end of the path. */
function whatIsMissing({ code, param }: ErrorFields, { path }: Exchange): string {
  const named = code === 'resource_missing' && param !== 'id' && param !== 'invoice' ? textOf(param) : null;
  return oneLine(named ?? decodeURIComponent(path.replace(/^.*\//, '')));
}

function isNoCustomer(error: ErrorFields, exchange: Exchange, { customerId }: ErrorContext): boolean {
  if (error.code === 'resource_missing' && error.param === 'customer') return true;
  if (/\bno such customer\b/i.test(textOf(error.message) ?? '')) return true;
  return error.statusCode === 404 && exchange.path.endsWith(`/customers/${encodeURIComponent(customerId)}`);
}

import { randomUUID } from 'node:crypto';
import type { Stripe } from 'stripe';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { StripeClient } from './client.ts';

export interface Write<Wire, Value> {
  /** What is asked for, in one text: the same again keeps its idempotency key while its fate is not known. */
  readonly intent: string;
  call(stripe: Stripe, idempotencyKey: string): Promise<Wire>;
  /** The server's answer as a value. */
  read(wire: Wire): Result<Value>;
  /** What the server says now: the value where the change is there, null where it is not. */
  readBack(): Promise<Result<Value | null>>;
}

/** Makes one change, and finds out what became of it where the answer got lost. See `BillingWriter`. */
export type WriteOnce = <Wire, Value>(write: Write<Wire, Value>) => Promise<Result<Value>>;

export function createWriteOnce(client: Pick<StripeClient, 'change'>, host: string): WriteOnce {
  /** Keys of changes whose request may still be on its way: docs.stripe.com/api/idempotent_requests. */
  const open = new Map<string, string>();

  return async ({ intent, call, read, readBack }) => {
    const kept = open.get(intent);
    const key = kept ?? randomUUID();
    open.set(intent, key);
    const answer = await client.change((stripe) => call(stripe, key));
    const value = answer.ok ? read(answer.value) : answer;
    if (value.ok || !isLost(value.error)) open.delete(intent);
    // With a key sent before, the answer may be an old one.
    if (value.ok && kept === undefined) return value;
    if (!value.ok && isNothingDone(value.error)) return fail(refused(value.error));
    const found = await readBack();
    if (!found.ok) return fail({ code: 'change-unknown', host });
    if (found.value === null) {
      return fail({ code: open.has(intent) ? 'change-not-there-yet' : 'change-not-applied', host });
    }
    open.delete(intent);
    return ok(found.value);
  };
}

/** No answer came; one of a failed server is an answer, and Stripe would repeat it for the same key. */
const isLost = ({ code }: AppError): boolean =>
  ['server-timeout', 'server-unreachable', 'answer-not-json', 'answer-too-large', 'answer-too-complex'].includes(code);

const connectionNeverMade =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|(ERR_)?CERT_|ERR_(SSL|TLS|PROXY|TUNNEL|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|ADDRESS_UNREACHABLE)|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

function isNothingDone(error: AppError): boolean {
  if (error.code === 'server-unreachable') return connectionNeverMade.test(error.reason);
  return !isLost(error) && error.code !== 'server-failed' && error.code !== 'answer-incomplete';
}

/** In the words of a change: it is what was entered that was refused. */
const refused = (error: AppError): AppError =>
  error.code === 'request-refused' || error.code === 'request-not-sent'
    ? { code: 'change-refused', vendorWords: error.vendorWords }
    : error;

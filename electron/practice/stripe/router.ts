import { fail, ok, type Result } from '#shared/result.ts';
import { type Alter, type Answer, answerJson, type ApiRequest } from '../http/answer.ts';
import { parseForm } from '../http/form.ts';
import type { Endpoint, ReadyCall } from './endpoint.ts';
import { catalogEndpoints } from './endpoints/catalog.ts';
import { creditNoteEndpoints } from './endpoints/credit-notes.ts';
import { customerEndpoints } from './endpoints/customers.ts';
import { invoicePaymentEndpoints } from './endpoints/invoice-payments.ts';
import { invoiceEndpoints } from './endpoints/invoices.ts';
import { paymentEndpoints } from './endpoints/payment.ts';
import { subscriptionEndpoints } from './endpoints/subscriptions.ts';
import { expand } from './expand.ts';
import { createIdempotencyKeys } from './idempotency.ts';
import { allowed, authenticate } from './keys.ts';
import { createLoader } from './loader.ts';
import { answerRefusal, type Refusal, refusals } from './refusals.ts';
import type { Wire } from './wire.ts';

const endpoints: readonly Endpoint[] = [
  ...customerEndpoints,
  ...subscriptionEndpoints,
  ...catalogEndpoints,
  ...invoiceEndpoints,
  ...invoicePaymentEndpoints,
  ...creditNoteEndpoints,
  ...paymentEndpoints,
];

const apiVersion = '2026-10-28.endive';
/** Where fields stand as they do today since this version; older ones are refused rather than answered wrongly. */
const oldestVersion = '2025-03-31';

function match(path: string, pattern: string): string[] | null {
  const steps = path.split('/');
  const wanted = pattern.split('/');
  if (steps.length !== wanted.length) return null;
  const ids: string[] = [];
  for (const [index, want] of wanted.entries()) {
    const step = steps[index] ?? '';
    if (want.startsWith(':') && step !== '') ids.push(decodeURIComponent(step));
    else if (want !== step) return null;
  }
  return ids;
}

function route(method: string, path: string): Result<{ endpoint: Endpoint; ids: string[] }, Refusal> {
  for (const endpoint of endpoints) {
    const ids = endpoint.method === method ? match(path, endpoint.path) : null;
    if (ids) return ok({ endpoint, ids });
  }
  return fail(refusals.unknownUrl(method, path));
}

function versionOf(request: ApiRequest): Result<string, Refusal> {
  const version = request.headers['stripe-version'] ?? apiVersion;
  const date = /^(\d{4}-\d{2}-\d{2})(\.[a-z]+)?$/.exec(version)?.[1];
  const known = date !== undefined && date >= oldestVersion && date <= apiVersion && !Number.isNaN(Date.parse(date));
  return known ? ok(version) : fail(refusals.wrongVersion(version));
}

function fieldsOf(request: ApiRequest): Result<ReturnType<typeof parseForm>, Refusal> {
  if (request.method !== 'POST') return ok(parseForm(request.query));
  const type = request.headers['content-type'] ?? '';
  if (request.body !== '' && !type.startsWith('application/x-www-form-urlencoded'))
    return fail(refusals.wrongContentType());
  return ok({ ...parseForm(request.query), ...parseForm(request.body) });
}

interface Prepared {
  readonly endpoint: Endpoint;
  readonly call: ReadyCall;
  readonly version: string;
}

function prepare(wire: Wire, request: ApiRequest): Result<Prepared, Refusal> {
  const key = authenticate(request.headers['authorization']);
  if (!key.ok) return key;
  const version = versionOf(request);
  if (!version.ok) return version;
  const routed = route(request.method, request.path);
  if (!routed.ok) return routed;
  const { endpoint, ids } = routed.value;
  const permitted = allowed(key.value, endpoint.permission);
  if (!permitted.ok) return permitted;
  const fields = fieldsOf(request);
  if (!fields.ok) return fields;
  const call = endpoint.prepare(wire, fields.value, ids);
  return call.ok ? ok({ endpoint, call: call.value, version: version.value }) : call;
}

/**
 * Stripe's API as far as a buyer of subscriptions needs it. A request is looked at when it comes; what is returned carries it
 * out where it was neither refused nor answered from memory.
 */
export function createStripeApi(wire: Wire, alter: Alter): (request: ApiRequest, requestId: string) => () => Answer {
  const attemptOf = createIdempotencyKeys(() => wire.now());
  const loader = createLoader(wire);

  const answerOf = (request: ApiRequest, { endpoint, call, version }: Prepared, requestId: string): Answer => {
    const outcome = call.run();
    if (!outcome.ok) return answerRefusal(outcome.error, requestId);
    const expanded = expand(endpoint.kind, outcome.value, call.properties, loader);
    return answerJson(200, alter(request, expanded), { 'Stripe-Version': version });
  };

  const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({
    ...answer,
    headers: { ...answer.headers, ...headers },
  });

  return (request, requestId) => {
    const refused = (refusal: Refusal) => () => answerRefusal(refusal, requestId);
    const prepared = prepare(wire, request);
    if (!prepared.ok) return refused(prepared.error);
    const key = request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
    const attempt = key === undefined ? null : attemptOf(key, request);
    if (attempt?.kind === 'refused') return refused(attempt.refusal);
    if (attempt?.kind === 'replay') return () => withHeaders(attempt.answer, { 'Idempotent-Replayed': 'true' });
    return () => {
      const answer = answerOf(request, prepared.value, requestId);
      if (key === undefined) return answer;
      attempt?.save(withHeaders(answer, { 'Original-Request': requestId }));
      return withHeaders(answer, { 'Idempotency-Key': key, 'Original-Request': requestId });
    };
  };
}

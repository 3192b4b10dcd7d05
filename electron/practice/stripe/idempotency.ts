import { hash } from 'node:crypto';
import type { Seconds } from '../data/calendar.ts';
import type { Answer, ApiRequest } from '../http/answer.ts';
import { type Refusal, refusals } from './refusals.ts';

interface Saved {
  readonly fingerprint: string;
  readonly at: Seconds;
  readonly answer: Answer | null;
}

type Attempt =
  | { readonly kind: 'first'; save(answer: Answer): void }
  | { readonly kind: 'replay'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const most = 10_000;
const keptFor = 24 * 3600;

/** Stripe's rules for repeated writes: docs.stripe.com/api/idempotent_requests. */
export function createIdempotencyKeys(now: () => Seconds): (key: string, request: ApiRequest) => Attempt {
  const saved = new Map<string, Saved>();
  return (key, request) => {
    if (key.length > 255) return { kind: 'refused', refusal: refusals.keyTooLong(key.length) };
    const fingerprint = hash('sha256', `${request.method} ${request.path}\n${request.body}`);
    const known = saved.get(key);
    if (known && Math.abs(now() - known.at) <= keptFor) {
      if (known.fingerprint !== fingerprint) return { kind: 'refused', refusal: refusals.keyReused(key) };
      if (known.answer === null) return { kind: 'refused', refusal: refusals.keyInUse(key) };
      return { kind: 'replay', answer: known.answer };
    }
    saved.set(key, { fingerprint, at: now(), answer: null });
    const [oldest] = saved.keys();
    if (saved.size > most && oldest !== undefined) saved.delete(oldest);
    return { kind: 'first', save: (answer) => void saved.set(key, { fingerprint, at: now(), answer }) };
  };
}

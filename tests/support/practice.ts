import Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { type PracticeOptions, type PracticeServer, startPracticeServer } from '../../electron/practice/index.ts';
import { within } from './waits.ts';

/** Noon of a day late enough in its month for periods to begin on the 1st. */
const practiceNow = Date.parse('2026-11-22T12:00:00Z');

export const practiceOptions = (change: Partial<PracticeOptions> = {}): PracticeOptions => ({
  ...{ port: 0, seed: 7, invoices: 60, now: practiceNow, speed: 0, anchor: null },
  ...change,
});

/** A practice server with a standing clock, closed when the test ends. */
export async function practiceServer(change: Partial<PracticeOptions> = {}): Promise<PracticeServer> {
  const server = await startPracticeServer(practiceOptions(change));
  onTestFinished(() => server.close());
  return server;
}

/** The official client, as it comes, pointed at the practice server. */
export function stripeClient(server: Pick<PracticeServer, 'url'>, key = 'sk_test_practice'): Stripe {
  const { hostname, port } = new URL(server.url);
  return new Stripe(key, {
    protocol: 'http',
    host: hostname,
    port,
    maxNetworkRetries: 0,
    timeout: 30_000,
    telemetry: false,
  });
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body read as JSON; fails where it is none. */
  json(): unknown;
}

interface RawRequest {
  readonly method?: string;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** One request by nothing but HTTP. */
export async function raw(
  server: Pick<PracticeServer, 'url'>,
  path: string,
  request: RawRequest = {},
): Promise<RawAnswer> {
  const { method = 'GET', key = 'sk_test_practice', headers = {}, body } = request;
  const asked = fetch(new URL(path, server.url), {
    method,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const response = await within(30, `the practice server's answer to ${method} ${path}`, asked);
  const text = await within(30, `all of the practice server's answer to ${method} ${path}`, response.text());
  return { status: response.status, headers: response.headers, text, json: (): unknown => JSON.parse(text) };
}

/** Moves the clock or sets faults: `POST /_practice/…`. */
export async function control(server: PracticeServer, what: 'clock' | 'faults', body: unknown): Promise<RawAnswer> {
  return raw(server, `/_practice/${what}`, { method: 'POST', key: null, body: JSON.stringify(body) });
}

import type { Stripe } from 'stripe';
import type { BaseUrl } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { describeKey } from '#shared/keys.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { notReached } from '#shared/way-failures.ts';
import { pauseBeforeRetry, retry, wait } from '../../http/index.ts';
import type { Clock } from '../../platform/ports.ts';
import type { SourceOptions } from '../source-access.ts';
import { type ErrorContext, isCoercion, isUpcomingNone, toAppError } from './errors.ts';
import { createExchangeClient, type Exchange, newExchange } from './exchange.ts';
import { createRequestLimit, type RequestLimit } from './request-limit.ts';

export interface StripeSourceOptions extends SourceOptions {
  /** `cus_…` */
  readonly customerId: string;
  /** Shared by all sources with this key; without it the source has its own. */
  readonly limit?: RequestLimit;
}

export interface StripeClient {
  /** One call of the SDK, within the rate limit, tried again where that may help. A low-priority one gives way to others. */
  request<T>(
    call: (stripe: Stripe) => Promise<T>,
    signal?: AbortSignal,
    lowPriority?: boolean,
  ): Promise<Result<T, StripeFailure>>;
  /** A call that changes something: tried again only where the server said that it did nothing. */
  change<T>(call: (stripe: Stripe) => Promise<T>): Promise<Result<T>>;
}

export interface StripeFailure {
  readonly error: AppError;
  /** Stripe said that this subscription has no upcoming invoice. */
  readonly upcomingNone: boolean;
}

export const stripeHost = 'api.stripe.com';

// docs.stripe.com/rate-limits: 100 a second live, 25 in test mode; others may use the same account.
const perSecond = { live: 90, test: 24 };

/** The longest pause that is waited out here, in milliseconds; a longer one is the caller's to plan. */
const longestPause = 5_000;

/** A limit for requests with this key. The practice server is the program's own, and no test mode of the vendor's. */
export function limitFor(key: string, clock: Clock, isPractice = false): RequestLimit {
  const described = describeKey(key, 'stripe');
  const isLive = isPractice || (described.ok && described.value.live);
  return createRequestLimit(isLive ? perSecond.live : perSecond.test, clock);
}

/** @param server null for Stripe's own */
export function createStripeClient(options: StripeSourceOptions, server: BaseUrl | null): StripeClient {
  const { key, customerId, fetch, clock, logger, retries = 2, timeoutSeconds = 30 } = options;
  const limit = options.limit ?? limitFor(key, clock);
  const context: ErrorContext = { key, customerId, host: server?.host ?? stripeHost };
  const { httpClient, run } = createExchangeClient({ fetch, clock, timeoutSeconds });
  let loading: Promise<Stripe> | undefined;

  async function load(): Promise<Stripe> {
    const { Stripe } = await import('stripe');
    return new Stripe(key, {
      apiVersion: '2026-10-28.endive',
      httpClient,
      // The SDK's own retries ignore Retry-After and would escape the rate limit.
      maxNetworkRetries: 0,
      telemetry: false,
      appInfo: { name: 'Billfold' },
      ...(server && { protocol: server.protocol, host: server.host, port: server.port }),
    });
  }

  async function attempt<T>(
    call: (stripe: Stripe) => Promise<T>,
    exchange: Exchange,
    lowPriority: boolean,
  ): Promise<Result<T, StripeFailure>> {
    const started = clock.now();
    const stripe = await (loading ??= load());
    let ended: (() => void) | undefined;
    try {
      ended = await limit.turn(exchange.signal, lowPriority);
      const value = await run(exchange, () => call(stripe));
      // The SDK takes an error of another shape than Stripe's for an answer.
      if (exchange.status !== null && exchange.status >= 400) throw new Error('The server refused');
      logger.debug('Stripe answered', { ...trace(exchange), millis: clock.now() - started });
      return ok(value);
    } catch (thrown) {
      // One decimal that is none makes the SDK drop a whole list: what reads it finds the object that it is in.
      if (isCoercion(thrown) && exchange.body) return ok(exchange.body as T);
      const error = toAppError(thrown, exchange, context);
      logger.debug('Stripe call failed', { ...trace(exchange), millis: clock.now() - started, error });
      return fail({ error, upcomingNone: isUpcomingNone(thrown) });
    } finally {
      ended?.();
    }
  }

  async function request<T>(
    call: (stripe: Stripe) => Promise<T>,
    signal: AbortSignal | undefined,
    lowPriority: boolean,
    mayRepeat: (exchange: Exchange) => boolean,
  ): Promise<Result<T, StripeFailure>> {
    let exchange = newExchange(signal);
    const pauseAfter = ({ error }: StripeFailure, tried: number) =>
      mayRepeat(exchange) ? pauseBefore(error, exchange, tried, retries) : null;
    return retry(
      () => attempt(call, (exchange = newExchange(signal)), lowPriority),
      pauseAfter,
      async (pause) => {
        // All requests of this key are held back, and their next turn comes when the pause is over.
        if (exchange.status === 429) limit.pause(pause);
        else await wait(clock, pause, signal);
      },
    );
  }

  return {
    request: (call, signal, lowPriority = false) => request(call, signal, lowPriority, () => true),
    async change(call) {
      const result = await request(call, undefined, false, ({ status }) => status === 429 || status === 409);
      return result.ok ? result : fail(result.error.error);
    },
  };
}

const trace = ({ method, path, status }: Exchange) => ({ method, path, status });

/** Milliseconds to wait before trying again; null where trying again cannot help or takes too long. */
function pauseBefore(error: AppError, exchange: Exchange, tried: number, retries: number): number | null {
  if (exchange.shouldRetry === 'false') return null;
  const isAdvised = exchange.status === 409 || exchange.shouldRetry === 'true';
  const transient = [...notReached, 'server-failed', ...(isAdvised ? [error.code] : [])] as const;
  return pauseBeforeRetry(error, tried, { retries, longestPause, transient });
}

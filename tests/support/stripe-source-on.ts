import { onTestFinished } from 'vitest';
import { createClock } from '../../electron/platform/clock.ts';
import type { BillingSource } from '../../electron/sources/billing-source.ts';
import { createStripeSource } from '../../electron/sources/index.ts';
import { memoryLogger } from './fakes/memory-logger.ts';
import { nodeFetch } from './node-fetch.ts';
import { type RawAnswer, type RawServer, startRawServer } from './raw-server.ts';

type StripeOptions = Parameters<typeof createStripeSource>[0];

/** The Stripe source of the customer cus_1 at a server; what fails is not tried again unless that is wanted. */
export const stripeSourceAt = (baseUrl: string, options: Partial<StripeOptions> = {}): BillingSource =>
  createStripeSource({
    key: 'rk_test_51Practice4242',
    customerId: 'cus_1',
    baseUrl,
    fetch: nodeFetch,
    clock: createClock(),
    logger: memoryLogger(),
    retries: 0,
    ...options,
  });

/** The same at a server of these answers, which is there as long as the test. */
export async function stripeSourceOn(
  routes: Record<string, RawAnswer>,
  options?: Partial<StripeOptions>,
): Promise<{ source: BillingSource; server: RawServer }> {
  const server = await startRawServer(routes);
  onTestFinished(() => server.close());
  return { source: stripeSourceAt(server.url, options), server };
}

import { createClock } from '../../electron/platform/clock.ts';
import { createStripeSource } from '../../electron/sources/index.ts';
import { memoryLogger } from './fakes/memory-logger.ts';
import { nodeFetch } from './node-fetch.ts';

/* Reads invoices from the servers named in its arguments, one after the other; prints each outcome and the memory that it took at most, in MB. */

const clock = createClock();
const maxMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

async function read(baseUrl: string): Promise<string> {
  const options = { key: 'rk_live_4242424242', customerId: 'cus_1', clock, logger: memoryLogger(), retries: 0 };
  const result = await createStripeSource({ ...options, baseUrl, fetch: nodeFetch }).invoices({
    after: null,
    createdFrom: null,
  });
  return result.ok ? 'ok' : result.error.code;
}

for (const baseUrl of process.argv.slice(2)) {
  const before = maxMegabytes();
  const outcome = await read(baseUrl);
  process.stdout.write(`${JSON.stringify({ outcome, megabytes: Math.round(maxMegabytes() - before) })}\n`);
}

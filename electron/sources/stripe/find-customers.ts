import { z } from 'zod';
import type { FoundCustomers } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { describeKey } from '#shared/keys.ts';
import { isRefusal } from '#shared/refusal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SourceOptions } from '../source-access.ts';
import { createStripeClient } from './client.ts';
import { customerName } from './customer-mapper.ts';
import { readPage } from './pages.ts';
import { read } from './read.ts';
import { customerSchema } from './wire.ts';

/** As many as somebody looks through. */
const shown = 20;

/**
 * The customers that a key may see whose name or mail address holds a text; without one the newest. Stripe searches names in
 * most countries only: where it does not, or the address is given whole, the list is asked.
 */
export async function findStripeCustomers(
  options: SourceOptions,
  text: string,
  signal?: AbortSignal,
): Promise<Result<FoundCustomers>> {
  const described = describeKey(options.key, 'stripe');
  if (!described.ok) return described;
  const server = options.baseUrl === null ? ok(null) : parseBaseUrl(options.baseUrl);
  if (!server.ok) return server;
  const client = createStripeClient({ ...options, customerId: '' }, server.value);
  const wanted = text.trim();

  async function ask(parameters: { email?: string; query?: string; limit: number }): Promise<Result<FoundCustomers>> {
    const { query, ...listed } = parameters;
    const answer = await client.request<unknown>(
      (stripe) =>
        query === undefined
          ? stripe.customers.list(listed)
          : stripe.customers.search({ query, limit: parameters.limit }),
      signal,
    );
    if (!answer.ok) return fail(answer.error.error);
    const page = readPage(answer.value, 'customer-list');
    if (!page.ok) return page;
    const customers = page.value.sent.flatMap((raw) => {
      const wire = read(customerSchema, raw, 'customer');
      // One that cannot be read cannot be chosen either.
      if (!wire.ok || wire.value.deleted === true) return [];
      return [{ id: wire.value.id, name: customerName(wire.value), email: wire.value.email }];
    });
    return ok({ customers, more: page.value.next !== null });
  }

  if (wanted === '') return ask({ limit: shown });
  if (z.email().safeParse(wanted).success) {
    const exact = await ask({ email: wanted, limit: shown });
    if (!exact.ok || exact.value.customers.length > 0) return exact;
  }
  const quoted = `"${wanted.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const searched = await ask({ query: `name~${quoted} OR email~${quoted}`, limit: shown });
  if (searched.ok || searched.error.code === 'permission-missing' || !isRefusal(searched.error)) return searched;
  const newest = await ask({ limit: 100 });
  if (!newest.ok) return newest;
  const holds = (value: string | null) => value?.toLowerCase().includes(wanted.toLowerCase()) ?? false;
  const fitting = newest.value.customers.filter(({ name, email }) => holds(name) || holds(email));
  return ok({ customers: fitting.slice(0, shown), more: newest.value.more || fitting.length > shown });
}

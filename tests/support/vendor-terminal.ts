import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { addAccount, createTerminal, type Terminal } from './billfold.ts';
import { type RawAnswer, type RawServer, startRawServer } from './raw-server.ts';
import { listOf, stripeCustomer, stripeInvoice, stripeSubscription } from './stripe-objects.ts';

/** An upcoming invoice. */
export const previewOf = (total: number, currency = 'usd') =>
  stripeInvoice({ id: 'upcoming_1', status: 'draft', number: null, total, amount_due: total, currency });

/**
 * A terminal with the account Acme, of a vendor whose answers the test makes: one subscription that comes to 50.00 USD, no
 * invoices. Gone when the test has finished.
 */
export async function vendorTerminal(
  routes: Record<string, RawAnswer> = {},
): Promise<{ terminal: Terminal; server: RawServer }> {
  const server = await startRawServer({
    'GET /v1/customers/cus_1': stripeCustomer(),
    'GET /v1/customers/cus_1/tax_ids': listOf([]),
    'GET /v1/subscriptions': listOf([stripeSubscription()]),
    'GET /v1/invoices': listOf([]),
    'GET /v1/credit_notes': listOf([]),
    'POST /v1/invoices/create_preview': previewOf(5000),
    ...routes,
  });
  const folder = mkdtempSync(join(tmpdir(), 'billfold-vendor-'));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const terminal = createTerminal({ dataFolder: folder, key: 'sk_test_vendorterminal' });
  const added = await addAccount(terminal, 'Acme', { url: server.url, customerId: 'cus_1' });
  if (added.code !== 0) throw new Error(added.stderr);
  return { terminal, server };
}

/** Watches an amount of the account's subscriptions. */
export async function watchAmount({ billfold }: Terminal, threshold: string, account = 'Acme'): Promise<void> {
  const saved = await billfold('alerts', 'add', '--account', account, '--threshold', threshold);
  if (saved.code !== 0) throw new Error(saved.stderr);
}

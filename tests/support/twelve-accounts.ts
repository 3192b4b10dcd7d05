import type { Result } from '#shared/result.ts';
import { type ProgramProcess, startProgram } from './program/start-program.ts';

/** The key that all accounts are connected with, but for those whose key is to be missing afterwards. */
export const sharedKey = 'rk_test_twelveaccounts000000000001';
const otherKey = 'rk_test_twelveaccounts000000000002';

/** Customers of the practice server under names that an office would give them: four currencies, taxes, credit, trouble. */
const twelveAccounts = [
  ['ImageKit', null],
  ['Vercel', 'cus_PracticeThree'],
  ['Datadog', 'cus_PracticeSlashes'],
  ['Notion', 'cus_PracticeYen'],
  ['Figma', 'cus_PracticeCredit'],
  ['Slack', 'cus_PracticePastDue'],
  ['GitHub', 'cus_PracticeTrial'],
  ['Linear', 'cus_PracticePaused'],
  ['Zendesk', 'cus_PracticeCanceled'],
  ['Hetzner', 'cus_PracticeNoSubscription'],
  ['Gulf Cloud', 'cus_PracticeDinar'],
  ['Sentry', 'cus_PracticeNoNumbers'],
] as const;

interface Seed {
  /** How many of them, from the first on. */
  readonly count?: number;
  /** Names of those whose key is in no environment. */
  readonly withoutKey?: readonly string[];
}

/**
 * Fills the data folder `data` of a folder with accounts of a practice server, as real ones of a vendor on this computer:
 * checked, with their invoices, an alert, a budget and a contract. The keys stay in no file; start Billfold with
 * `BILLFOLD_STRIPE_KEY`.
 */
export async function seedAccounts(
  folder: string,
  server: { readonly url: string; readonly customerId: string },
  { count = twelveAccounts.length, withoutKey = [] }: Seed = {},
): Promise<void> {
  await using program = await startProgram(folder);
  const ids: string[] = [];
  for (const [name, customer] of twelveAccounts.slice(0, count)) {
    const connected = await program.ask('connect', {
      ...{ name, source: 'stripe', baseUrl: server.url, customerId: customer ?? server.customerId },
      key: withoutKey.includes(name) ? otherKey : sharedKey,
    });
    ids.push(valueOf(connected));
  }
  await program.ask('check', ids);
  for (const id of ids) valueOf(await program.ask('sync', id, 60));
  const [accountId = ''] = ids;
  await call(program, 'alerts.save', {
    ...{ accountId, measure: 'total', steps: [] },
    threshold: { amount: 100_000, currency: 'USD' },
  });
  await call(program, 'budgets.save', {
    ...{ budgetId: null, name: 'Tools', accountIds: ids, every: 'year' },
    amount: { amount: 1_000_000, currency: 'USD' },
  });
  await call(program, 'contracts.save', {
    ...{ accountId, subscriptionId: null, endsOn: '2031-12-31', notice: { count: 3, unit: 'months' } },
    ...{ renewsForMonths: 12, owner: 'Mara', remindDays: 30, note: 'Three-year price lock' },
  });
}

const call = async (program: ProgramProcess, name: string, request: unknown): Promise<unknown> =>
  valueOf(await program.ask('call', { name, request }));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

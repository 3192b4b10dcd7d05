import {
  type Account,
  accountNotFound,
  type FoundCustomers,
  type KeyReport,
  type Role,
  type SourceKind,
} from '#shared/accounts.ts';
import { money } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { describeKey } from '#shared/keys.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';
import { type Accounts, checkCustomer } from '../accounts/index.ts';
import type { Archive } from '../archive/index.ts';
import type { Imports } from '../imports/index.ts';
import type { Mailboxes } from '../mailboxes/index.ts';
import type { Clock, Fetch, Logger } from '../platform/ports.ts';
import type { EmbeddedPractice } from '../practice/index.ts';
import { createImagekitSource, createStripeSource, findStripeCustomers } from '../sources/index.ts';
import type { UsageCache } from '../sources/usage-source.ts';
import type { Usage } from '../usage/index.ts';
import type { Watch } from '../watch/index.ts';

export interface Connection {
  readonly source: SourceKind;
  readonly key: string;
  readonly customerId: string | null;
  readonly baseUrl: string | null;
}

interface ConnectionParts {
  readonly accounts: Accounts;
  readonly archive: Pick<Archive, 'forget'>;
  readonly imports: Pick<Imports, 'forget'>;
  readonly mailboxes: Pick<Mailboxes, 'forget'>;
  readonly watch: Watch;
  readonly practice: EmbeddedPractice;
  readonly usage: Usage;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly logger: Logger;
}

// Five years of monthly invoices, and eight that were written by hand.
const practiceInvoices = 68;
const practiceName = 'Pixelstream (practice)';
const firstSeed = 7;

/** What the practice server charges its main customer for, as far as usage goes. */
const practicePlan: UsagePlan = {
  name: 'Pro plan',
  fee: money(4900, 'USD'),
  inclusions: [
    { metric: 'bandwidth', unit: 'GB', included: 40, overage: { size: 20, price: money(900, 'USD') } },
    {
      metric: 'video-processing-units',
      unit: 'count',
      included: 500,
      overage: { size: 100, price: money(150, 'USD') },
    },
  ],
};

/** A key that is tried keeps nothing. */
const noCache: UsageCache = { get: () => null, put: () => undefined };

/** Connecting accounts and letting go of them: what takes the accounts, their source, the watch and the archive together. */
export function createConnections(parts: ConnectionParts) {
  const { accounts, archive, imports, mailboxes, watch, practice, usage, fetch, clock, logger } = parts;

  async function test(connection: Connection): Promise<Result<KeyReport>> {
    const { source, key, customerId, baseUrl } = connection;
    const described = describeKey(key, source);
    if (!described.ok) return described;
    const customer = checkCustomer(source, customerId);
    if (!customer.ok) return customer;
    const server = baseUrl === null ? ok(null) : parseBaseUrl(baseUrl);
    if (!server.ok) return server;
    const shared = { key, baseUrl, fetch, clock, logger };
    return source === 'stripe'
      ? createStripeSource({ ...shared, customerId: customerId ?? '' }).testKey()
      : createImagekitSource({ ...shared, cache: noCache }).testKey();
  }

  function freePracticeName(): string {
    let name = practiceName;
    for (let count = 2; accounts.find(name); count++) name = `${practiceName} ${count}`;
    return name;
  }

  let forgetting: Promise<unknown> = Promise.resolve();

  async function forget(accountId: string, isPractice: boolean): Promise<void> {
    try {
      // Before the files that wait: nothing more comes in.
      mailboxes.forget(accountId);
      await imports.forget(accountId);
      if (!isPractice) return;
      await practice.stop(accountId);
      await archive.forget(accountId);
    } catch (cause) {
      logger.warn('What belonged to an account could not be removed', { account: accountId, reason: String(cause) });
    }
  }

  return {
    /** Tries every read that Billfold uses; sends nothing when the connection cannot be right. */
    test,

    /** The vendor's customers by name or mail address, for whoever does not know the id. */
    findCustomers: (key: string, baseUrl: string | null, text: string): Promise<Result<FoundCustomers>> =>
      findStripeCustomers({ key, baseUrl, fetch, clock, logger }, text),

    /** Resolves when nothing is being removed; to be awaited before the database is closed. */
    idle: () => forgetting,

    /** Saves the account only after its key was found to work. A closed account of the same customer goes on. */
    async add(
      name: string,
      role: Role,
      connection: Connection,
    ): Promise<Result<{ account: Account; report: KeyReport; reopened: boolean }>> {
      const report = await test(connection);
      if (!report.ok) return report;
      const { source: kind, key, customerId, baseUrl } = connection;
      // Closing removes what waited to be imported: it must not come after the account is open again.
      await forgetting;
      const closed = new Set(accounts.all().flatMap(({ id, closedAt }) => (closedAt === null ? [] : [id])));
      const added = await accounts.add({ name, role, source: { kind, customerId, baseUrl }, key });
      if (!added.ok) return added;
      const reopened = closed.has(added.value.id);
      // What kept it from being checked before it was closed is over.
      if (reopened) watch.allow(added.value.id);
      return ok({ account: added.value, report: report.value, reopened });
    },

    async addPractice(): Promise<Result<Account>> {
      const seed = firstSeed + accounts.list().filter((account) => account.practice).length;
      const parameters = { seed, invoices: practiceInvoices, anchor: clock.now(), clockOffset: 0 };
      const customerId = await practice.customerOf(parameters);
      const added = await accounts.add({
        name: freePracticeName(),
        role: 'administrator',
        source: { kind: 'stripe', customerId, baseUrl: null },
        key: '',
        practice: parameters,
      });
      if (!added.ok) return added;
      const joined = await accounts.addSource(
        added.value.id,
        { kind: 'imagekit', customerId: null, baseUrl: null },
        '',
      );
      if (joined.ok) usage.savePlan(joined.value.id, practicePlan);
      return joined;
    },

    /** Saves a second source of an account after its key was found to work. */
    async addSource(accountId: string, connection: Connection): Promise<Result<KeyReport>> {
      const account = accounts.get(accountId);
      if (!account) return fail(accountNotFound(accountId));
      const { source: kind, key, customerId, baseUrl } = connection;
      if (account.sources.some((each) => each.kind === kind)) return fail({ code: 'source-exists', source: kind });
      const report = await test(connection);
      if (!report.ok) return report;
      const added = await accounts.addSource(accountId, { kind, customerId, baseUrl }, key);
      return added.ok ? report : added;
    },

    /**
     * Tries the new key with the account's own customer first; a key that does not work changes nothing. Of two sources
     * it is that one's whose keys look like it.
     */
    async replaceKey(accountId: string, key: string): Promise<Result<null>> {
      const account = accounts.get(accountId);
      const fitting = account?.sources.find(({ kind }) => describeKey(key, kind).ok);
      const source = fitting ?? account?.sources[0];
      if (!source) return fail(accountNotFound(accountId));
      const { kind, customerId, baseUrl } = source;
      const report = await test({ source: kind, key, customerId, baseUrl });
      if (!report.ok) return report;
      const replaced = await accounts.replaceKey(accountId, kind, key);
      if (!replaced.ok) return replaced;
      if (kind === 'imagekit') usage.keyReplaced(accountId);
      void watch.resume(accountId);
      return ok(null);
    },

    /** The invoices of a real account stay in the archive, not what waits to be imported; made-up ones go with their practice account. */
    remove(accountId: string): Result<null> {
      const practiceAccount = accounts.get(accountId)?.practice ?? false;
      const removed = accounts.remove(accountId);
      if (!removed.ok) return removed;
      // A sync under way is waited for, which nobody needs to watch.
      forgetting = Promise.all([forgetting, forget(accountId, practiceAccount)]);
      return removed;
    },
  };
}

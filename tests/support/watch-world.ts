import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, Role, SourceKind } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Destination } from '#shared/ipc/contract.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { plainTextOf, unitOf } from '#shared/alerts.ts';
import { fail, ok } from '#shared/result.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';
import { createActions } from '../../electron/accounts/actions.ts';
import type { Database } from '../../electron/database/open.ts';
import { createEventChannel } from '../../electron/events/index.ts';
import { createWatch, type NotificationTexts, type PastBill, type Watch } from '../../electron/watch/index.ts';
import type { FiledBill } from '../../electron/watch/read-documents.ts';
import { fakeBillingSource, type FakeBillingSource } from './fakes/fake-billing-source.ts';
import { type FakeUsageSource, fakeUsageSource } from './fakes/fake-usage-source.ts';
import { type FakeClock, fakeClock } from './fakes/fake-clock.ts';
import { type FakeConnectivity, fakeConnectivity } from './fakes/fake-connectivity.ts';
import { type FakeNotifier, fakeNotifier } from './fakes/fake-notifier.ts';
import { type FakePower, fakePower } from './fakes/fake-power.ts';
import { type MemoryLogger, memoryLogger } from './fakes/memory-logger.ts';
import { openMigrated } from './migrated-database.ts';

/** A running watch on a real database file, with everything around it in the test's hands. */
export interface WatchWorld {
  readonly clock: FakeClock;
  readonly notifier: FakeNotifier;
  readonly power: FakePower;
  readonly connectivity: FakeConnectivity;
  readonly logger: MemoryLogger;
  readonly accounts: Account[];
  readonly events: { name: 'snapshot.changed' | 'alerts.changed'; accountId: string }[];
  /** What was to be told in the window; the reference is the message of what was thrown. */
  readonly troubles: AppError[];
  /** Where clicks led. */
  readonly clicked: Destination[];
  settings: Settings;
  timeZone: string;
  /** What the archive has of every subscription, newest first. */
  pastBills: PastBill[];
  /** Invoices of accounts without a source. */
  filed: FiledBill[];
  /** Accounts whose period was found to have turned, before anything was compared. */
  readonly turned: string[];
  /** How far the vendors' clocks are ahead, as a practice account's may be. */
  ahead: number;
  source(accountId?: string): FakeBillingSource;
  /** Makes the account's sources those given; one of usage begins with nothing used. */
  usesSources(id: string, ...kinds: readonly SourceKind[]): FakeUsageSource;
  /** Plans by account. */
  readonly plans: Map<string, UsagePlan>;
  addAccount(id: string, role?: Role): Account;
  /** From now on the account's key is nowhere. */
  losesKey(id: string): void;
  /** Another watch on the same file, as a restart or a command would open it. */
  open(): { watch: Watch; db: Database };
  readonly watch: Watch;
  readonly db: Database;
  remove(): void;
}

/** Short words, so that a test can see which facts reached the screen. */
const describeBriefly: NotificationTexts = {
  alertEvent: ({ accountName, amount, threshold, step, measure, plan, late, period, practice }, namePlan) => ({
    title: `${accountName}${practice ? ' (practice)' : ''}`,
    body: [
      `${measure} ${plainTextOf(amount)} over ${step} % of ${plainTextOf(threshold)} ${unitOf(threshold)}`,
      ...(namePlan ? [plan] : []),
      ...(late ? [`late, from ${period.start}`] : []),
    ].join(', '),
  }),
  outage: ({ accountName, since }) => ({ title: `${accountName} outage`, body: since ?? 'refused' }),
  notCompared: ({ accountName, told }) => ({
    title: `${accountName} not compared`,
    body: told
      .map(({ alert, plan, reason }) =>
        [plainTextOf(alert.threshold), ...(plan === '' ? [] : [plan]), reason].join(' '),
      )
      .join(', '),
  }),
  detailsChanged: ({ accountName, differences }) => ({
    title: `${accountName} details`,
    body: differences.map(({ field }) => field).join(', '),
  }),
  notices: ({ accountName, kind, told }) => ({
    title: `${accountName} ${kind}`,
    body: told.map(({ facts }) => String(facts.what)).join(', '),
  }),
  test: () => ({ title: 'test', body: 'test' }),
};

export function watchWorld(
  start: number | string = '2026-11-10T09:00:00.000Z',
  folder = mkdtempSync(join(tmpdir(), 'billfold-watch-')),
): WatchWorld {
  const clock = fakeClock(start);
  const sources = new Map<string, FakeBillingSource>();
  const usageSources = new Map<string, FakeUsageSource>();
  const opened: Database[] = [];
  const notifier = fakeNotifier();
  const power = fakePower();
  const connectivity = fakeConnectivity();
  const logger = memoryLogger();
  const { emit, on } = createEventChannel(logger);
  for (const name of ['snapshot.changed', 'alerts.changed'] as const)
    on(name, ({ accountId }) => world.events.push({ name, accountId }));
  on('navigate', (destination) => world.clicked.push(destination));
  on('trouble', (error) => world.troubles.push(error));

  function open(): { watch: Watch; db: Database } {
    const db = openMigrated(join(folder, 'billfold.db'));
    // Nothing here cuts the power, and months of flushing would take minutes.
    db.pragma('synchronous = OFF');
    opened.push(db);
    const watch = createWatch({
      documents: () => world.filed,
      db,
      accounts: () => world.accounts,
      watches: () => true,
      recordAction: createActions(db, clock, () => 'hanna').record,
      openSource: (accountId) => {
        const source = sources.get(accountId);
        return Promise.resolve(source ? ok(source) : fail({ code: 'key-missing', account: accountId } as const));
      },
      usage: {
        open: (accountId) => {
          const source = usageSources.get(accountId);
          return Promise.resolve(source ? ok(source) : fail({ code: 'key-missing', account: accountId } as const));
        },
        planOf: (accountId) => world.plans.get(accountId) ?? null,
        nameOf: (metric) => metric,
      },
      clock,
      pastBills: (_accountId, _subscriptionId, until, count) =>
        world.pastBills.filter(({ period }) => period.end <= until).slice(0, count),
      periodTurned: (accountId) => Promise.resolve(world.turned.push(accountId)),
      timeOf: () => clock.now() + world.ahead,
      random: () => 0.5,
      notifier,
      settings: () => world.settings,
      timeZone: () => world.timeZone,
      accountingTimeZone: () => world.timeZone,
      describe: describeBriefly,
      power,
      connectivity,
      logger,
      emit,
      errorOf: (cause) => ({ code: 'internal', reference: cause instanceof Error ? cause.message : String(cause) }),
    });
    return { watch, db };
  }

  const world = {
    clock,
    notifier,
    power,
    connectivity,
    logger,
    accounts: [] as Account[],
    events: [] as WatchWorld['events'],
    troubles: [] as WatchWorld['troubles'],
    clicked: [] as WatchWorld['clicked'],
    settings: defaultSettings,
    timeZone: 'UTC',
    pastBills: [] as PastBill[],
    filed: [] as FiledBill[],
    turned: [] as string[],
    ahead: 0,
    source(accountId = 'acme') {
      const source = sources.get(accountId);
      if (!source) throw new Error(`No account ${accountId}`);
      return source;
    },
    plans: new Map<string, UsagePlan>(),
    usesSources(id: string, ...kinds: readonly SourceKind[]) {
      const index = world.accounts.findIndex((account) => account.id === id);
      const account = world.accounts[index];
      if (!account) throw new Error(`No account ${id}`);
      const settings = kinds.map((kind) => ({ kind, baseUrl: null, customerId: kind === 'stripe' ? 'cus_1' : null }));
      world.accounts[index] = { ...account, sources: settings };
      const source = fakeUsageSource(clock);
      usageSources.set(id, source);
      return source;
    },
    addAccount(id: string, role: Role = 'finance') {
      const account: Account = {
        id,
        name: id,
        role,
        practice: false,
        sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_1' }],
        createdAt: '2026-01-01T00:00:00.000Z',
        closedAt: null,
      };
      world.accounts.push(account);
      sources.set(id, fakeBillingSource({}, clock));
      opened
        .at(-1)
        ?.prepare(
          `INSERT OR IGNORE INTO accounts (id, name, name_key, role, practice, created_at) VALUES (?, ?, ?, ?, 0, ?)`,
        )
        .run(id, id, id, role, account.createdAt);
      return account;
    },
    losesKey(id: string) {
      sources.delete(id);
    },
    open,
    remove() {
      for (const db of opened) db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const complete: WatchWorld = Object.assign(world, open());
  complete.addAccount('acme');
  return complete;
}

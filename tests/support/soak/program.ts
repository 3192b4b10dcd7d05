import { join } from 'node:path';
import type { Account } from '#shared/accounts.ts';
import type { AlertEvent } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';
import type { Clock, Connectivity, Logger, NotificationOutcome, Power } from '../../../electron/platform/ports.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { createWatch, type Watch } from '../../../electron/watch/index.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { excessKey, type Vendor } from './vendor.ts';

/** Every place between evaluation and seen at which a program can be killed. */
export const killPoints = [
  'reading',
  'recording-alert-event',
  'recorded-before-commit',
  'claiming',
  'before-showing',
  'on-screen',
  'noting-shown',
  'noted',
  'marking-seen',
] as const;
export type KillPoint = (typeof killPoints)[number];

/** The machine and the people around the program. */
export interface ProgramContext {
  readonly folder: string;
  readonly vendors: readonly Vendor[];
  readonly clock: Clock;
  readonly power: Power;
  readonly connectivity: Connectivity;
  readonly random: () => number;
  readonly settings: () => Settings;
  readonly timeZone: () => string;
  /** What the vendor's clock says, whatever the machine's does. */
  readonly vendorTime: () => number;
  /** What is wrong between the program and this vendor; `never`: it does not answer. */
  readonly fault: (accountId: string) => AppError | 'never' | null;
  /** Passes a point; throws or ends the process where the program is killed there. */
  readonly pass: (point: KillPoint) => void;
  /** Puts it on the screen, and answers when the notification service does. */
  readonly show: (shown: Shown) => Promise<NotificationOutcome>;
}

/** What a notification told. */
export interface Shown {
  /** The alert event's identity; null for what is not an alert event. */
  readonly key: string | null;
  readonly step: number;
  readonly onClick: () => void;
}

export interface RunningProgram {
  readonly watch: Watch;
  readonly db: Database;
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

export const accountOf = ({ accountId }: Vendor): Account => ({
  id: accountId,
  name: accountId,
  role: 'finance',
  practice: false,
  sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_1' }],
  createdAt: '2026-01-01T00:00:00.000Z',
  closedAt: null,
});

export const alertEventKey = ({ accountId, subscriptionId, threshold, measure, period }: AlertEvent): string =>
  `${excessKey(accountId, subscriptionId, 'amount' in threshold ? threshold.amount : 0, period.start)} ${measure}`;

export function openFolder(folder: string): Database {
  const opened = openDatabase(join(folder, 'billfold.db'), migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  // A killed program loses nothing that was handed to the system; only a power cut would, and that is not simulated.
  opened.value.pragma('synchronous = OFF');
  return opened.value;
}

/** The program's watch on a data folder, with a place to be killed at wherever it touches the database or the world. */
export function openProgram(context: ProgramContext): RunningProgram {
  const { folder, vendors, vendorTime, pass } = context;
  const db = openFolder(folder);
  db.function('pass_point', { deterministic: false }, (point: KillPoint) => {
    pass(point);
    return 0;
  });
  // Temporary triggers are of this connection alone: what they raise rolls back as a killed process would.
  db.exec(`
    CREATE TEMP TRIGGER kill_recording BEFORE INSERT ON alert_events BEGIN SELECT pass_point('recording-alert-event'); END;
    CREATE TEMP TRIGGER kill_poll AFTER INSERT ON checks BEGIN SELECT pass_point('recorded-before-commit'); END;
    CREATE TEMP TRIGGER kill_claim BEFORE UPDATE ON notifications WHEN NEW.state = 'delivering'
      BEGIN SELECT pass_point('claiming'); END;
    CREATE TEMP TRIGGER kill_shown BEFORE UPDATE ON notifications WHEN NEW.state <> 'delivering'
      BEGIN SELECT pass_point('noting-shown'); END;
    CREATE TEMP TRIGGER kill_seen BEFORE UPDATE OF seen_at ON alert_events BEGIN SELECT pass_point('marking-seen'); END;`);

  const accounts = vendors.map(accountOf);
  const sources = new Map(vendors.map((vendor) => [vendor.accountId, sourceOf(vendor)]));

  function sourceOf(vendor: Vendor): BillingSource {
    const fake = fakeBillingSource({}, { now: vendorTime });
    Object.defineProperties(fake.state, {
      subscriptions: { get: () => vendor.subscriptions(vendorTime()) },
      invoices: { get: () => vendor.invoices(vendorTime()) },
    });
    const broken = () => {
      const fault = context.fault(vendor.accountId);
      if (fault === 'never') return new Promise<never>(() => undefined);
      return fault && Promise.resolve(fail(fault));
    };
    return {
      ...fake,
      subscriptions: (signal) => broken() ?? fake.subscriptions(signal),
      invoices: (page, signal) => broken() ?? fake.invoices(page, signal),
      upcoming({ id }) {
        pass('reading');
        return broken() ?? Promise.resolve(ok(vendor.upcoming(id, vendorTime())));
      },
    };
  }

  const watch = createWatch({
    documents: () => [],
    ...context,
    accountingTimeZone: context.timeZone,
    db,
    accounts: () => accounts,
    watches: () => true,
    recordAction: () => '',
    openSource(accountId) {
      const source = sources.get(accountId);
      if (!source) throw new Error(`No account ${accountId}`);
      return Promise.resolve({ ok: true, value: source });
    },
    usage: {
      open: (account) => Promise.resolve({ ok: false, error: { code: 'key-missing', account } }),
      planOf: () => null,
      nameOf: (metric) => metric,
    },
    pastBills: () => [],
    periodTurned: () => Promise.resolve(),
    notifier: {
      async show({ title, body, onClick }) {
        pass('before-showing');
        const key = title === 'alert-event' ? body.slice(body.indexOf(' ') + 1) : null;
        const outcome = await context.show({ key, step: Number.parseInt(body), onClick });
        pass('on-screen');
        return outcome;
      },
    },
    describe: {
      alertEvent: (alertEvent) => ({ title: 'alert-event', body: `${alertEvent.step} ${alertEventKey(alertEvent)}` }),
      outage: () => ({ title: 'outage', body: '' }),
      notCompared: () => ({ title: 'not compared', body: '' }),
      detailsChanged: () => ({ title: 'details', body: '' }),
      notices: () => ({ title: 'notices', body: '' }),
      test: () => ({ title: 'test', body: '' }),
    },
    logger: silent,
    emit(...[name]) {
      if (name === 'alerts.changed') pass('noted');
    },
    errorOf: () => ({ code: 'internal', reference: '' }),
  });
  return { watch, db };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '#shared/accounts.ts';
import type { ChannelConfig, MailConfig } from '#shared/channels.ts';
import type { AppError } from '#shared/errors.ts';
import type { Notice } from '#shared/event-kinds.ts';
import { formatOf } from '#shared/format.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createActions } from '../../../electron/accounts/actions.ts';
import { type Channels, createChannels } from '../../../electron/channels/index.ts';
import type { Database } from '../../../electron/database/open.ts';
import { type Authority, readAuthority } from '../../../electron/network/authority.ts';
import { createConnect, trustedAuthorities } from '../../../electron/network/connect.ts';
import { createProxyLogins } from '../../../electron/network/proxy-logins.ts';
import { createNotificationTexts } from '../../../electron/watch/index.ts';
import { createMessageOf } from '../../../electron/watch/outbox-message.ts';
import { createStores } from '../../../electron/watch/stores.ts';
import { anAccount, openTestDatabase } from '../archive/archive-setup.ts';
import { type FakeClock, fakeClock } from '../fakes/fake-clock.ts';
import { fakeSecretStore } from '../fakes/fake-secret-store.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { nodeFetch } from '../node-fetch.ts';

export interface ChannelWorld extends Disposable {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly db: Database;
  readonly channels: Channels;
  readonly accounts: Account[];
  /** What was told on this computer. */
  readonly told: AppError[];
  readonly secrets: Map<string, Uint8Array>;
  /** When each account was last checked well, in milliseconds; null: it is out of reach. */
  readonly checkedAt: Map<string, number | null>;
  authorityFile: string | null;
  hideAmounts: boolean;
  /** Whether the office forbids channels. */
  isForbidden: boolean;
  /** Whether another desk may be telling the same. */
  isUndecided: boolean;
  readonly environment: Record<string, string>;
  /** Something happens, as the watch would write it. */
  note(what: string, kind?: Notice['kind'], accountId?: string): void;
  /** Delivers what is due. */
  deliver(): Promise<void>;
  /** The same data folder opened again, as by another run of the program. */
  open(): { channels: Channels; db: Database };
}

/** Channels on a real database, with the program's own way to servers, and a clock in the test's hands. */
export function channelWorld(
  accounts: Account[] = [anAccount()],
  folder = mkdtempSync(join(tmpdir(), 'channels-')),
): ChannelWorld {
  const clock = fakeClock('2026-11-10T09:00:00.000Z');
  const opened: Database[] = [];
  const format = () => formatOf('en-US', 'UTC');
  const authority = (): Authority | null => {
    const read = world.authorityFile === null ? null : readAuthority(world.authorityFile, Date.now());
    return read?.ok ? read.value : null;
  };
  const logins = createProxyLogins({
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    environment: new Map(),
    onWanted: () => undefined,
  });

  function open(): { channels: Channels; db: Database } {
    const db = openTestDatabase(join(folder, 'billfold.db'), accounts);
    // Nothing here cuts the power.
    db.pragma('synchronous = OFF');
    opened.push(db);
    const recordAction = createActions(db, clock, () => 'tester').record;
    const stores = createStores(db, recordAction);
    const messages = (hidden: boolean) =>
      createMessageOf({
        ...stores,
        describe: createNotificationTexts(format, () => hidden),
        headline: stores.alertEvents.highest,
      });
    const channels = createChannels({
      ...{
        db,
        recordAction,
        format,
        messages,
        environment: world.environment,
        timeZone: () => 'UTC',
        logger: memoryLogger(),
      },
      clock,
      network: {
        fetch: nodeFetch,
        connect: createConnect({ resolveProxy: () => Promise.resolve('DIRECT'), beginLogin: logins.begin, authority }),
        authorities: () => trustedAuthorities(authority()),
      },
      secretStore: fakeSecretStore(),
      secrets: {
        read: (id) => world.secrets.get(id) ?? null,
        write: (id, cipher) => void (cipher ? world.secrets.set(id, cipher) : world.secrets.delete(id)),
      },
      accounts: () => accounts,
      snapshot: () => null,
      freshness(accountId) {
        const at = world.checkedAt.get(accountId) ?? null;
        const none = { lastAttemptAt: null, nextDueAt: null, error: null };
        return at === null
          ? { ...none, state: 'refused', lastSuccessAt: null }
          : { ...none, state: 'fresh', lastSuccessAt: instantFromMillis(at) };
      },
      settings: () => ({ hideAmounts: world.hideAmounts }),
      allows: () => !world.isForbidden,
      isUndecided: () => world.isUndecided,
      tell(_channel, error) {
        world.told.push(error);
        return Promise.resolve(true);
      },
      emit: () => undefined,
    });
    return { channels, db };
  }

  const world: ChannelWorld = {
    ...{ folder, clock, accounts, told: [], secrets: new Map(), checkedAt: new Map() },
    ...{ authorityFile: null, hideAmounts: false, isUndecided: false, isForbidden: false, environment: {}, open },
    get db() {
      return first.db;
    },
    get channels() {
      return first.channels;
    },
    note(what, kind = 'invoice-new', accountId = 'acc1') {
      const recordAction = createActions(first.db, clock, () => 'tester').record;
      const facts = { what, amount: { amount: 51240, currency: 'USD' }, day: '2026-11-09' } as const;
      createStores(first.db, recordAction).notices.note(
        accountId,
        [{ kind, subject: what, facts }],
        instantFromMillis(clock.now()),
      );
    },
    deliver: () => first.channels.deliver(new AbortController().signal),
    [Symbol.dispose]() {
      for (const db of opened) db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const first = open();
  return world;
}

export const mailTo = (
  server: { readonly host: string; readonly port: number; readonly user: string },
  changes: Partial<MailConfig> = {},
): ChannelConfig => ({
  ...{ kind: 'mail', name: 'Accounting', hideAmounts: false, host: server.host, port: server.port, user: server.user },
  ...{ security: 'starttls', from: 'billfold@office.example', recipients: ['books@office.example'], digest: 'none' },
  ...changes,
});

import type { AppError } from '#shared/errors.ts';
import type { Emit } from '../events/index.ts';
import type { Account } from '#shared/accounts.ts';
import type { AlertEvent, AlertEventId } from '#shared/alerts.ts';
import type { Notice } from '#shared/event-kinds.ts';
import type { Settings } from '#shared/settings.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type {
  Clock,
  Connectivity,
  Disposer,
  Logger,
  NotificationOutcome,
  Notifier,
  Power,
  Random,
} from '../platform/ports.ts';
import type { Comparisons, PastBills } from './comparisons.ts';
import type { DetailsChanges } from './details-changes.ts';
import type { NotificationTexts } from './notification-texts.ts';
import type { MessageOf } from './outbox-message.ts';
import type { CheckOutcome } from './outcome.ts';
import type { SourceReads } from './read-sources.ts';
import type { KnownState } from './known-state.ts';
import type { WatchedAlerts } from './watched-alerts.ts';

export interface WatchDependencies extends SourceReads {
  readonly db: Database;
  readonly accounts: () => readonly Account[];
  /** Whether it is this desk that checks the account in the background: in a team it is one of them. */
  readonly watches: (accountId: string) => boolean;
  /** Who saved or removed an alert goes into the log of actions. */
  readonly recordAction: RecordAction;
  readonly clock: Clock;
  /** What the archive has of earlier periods. */
  readonly pastBills: PastBills;
  /** Fetches what an account was billed when a period ended, before anything is compared. Never rejects. */
  readonly periodTurned: (accountId: string) => Promise<unknown>;
  /** The time by which an account is billed, milliseconds since 1970: a practice account's clock can be moved. */
  readonly timeOf?: (accountId: string) => number;
  readonly random: Random;
  readonly notifier: Notifier;
  readonly settings: () => Settings;
  /** The user's IANA time zone, by which quiet hours go. */
  readonly timeZone: () => string;
  /** By whose months an alert over a calendar month goes from the time it is saved. */
  readonly accountingTimeZone: () => string;
  readonly describe: NotificationTexts;
  readonly power: Power;
  readonly connectivity: Connectivity;
  readonly logger: Logger;
  readonly emit: Emit<'snapshot.changed' | 'alerts.changed' | 'navigate' | 'trouble'>;
  /** What a failure means to the user; a bug is logged. */
  readonly errorOf: (cause: unknown) => AppError;
}

/** The watch over all accounts: poller → snapshot → rules → alert event → outbox. */
export interface Watch {
  readonly background: Background;
  /** Checks the account (all accounts when null) now, evaluates its alerts and delivers what triggered. */
  check(accountId: string | null): Promise<CheckOutcome[]>;
  /** Checks again after the key was replaced. */
  resume(accountId: string): Promise<CheckOutcome[]>;
  /** Forgets what kept an account from being checked; it is due now. */
  allow(accountId: string): void;
  readonly known: KnownState;
  /** An upcoming invoice against earlier periods; null where none is coming. */
  readonly compare: Comparisons['of'];
  readonly alerts: WatchedAlerts;
  readonly events: WatchedEvents;
  /** Billing details that changed elsewhere, and own changes of them. */
  readonly details: Pick<DetailsChanges, 'change' | 'registerOwnChange'> & {
    /** Marks the change as known. False where a newer change replaced it. */
    approve(accountId: string, changeId: string): boolean;
  };
  readonly notifications: {
    test(): Promise<NotificationOutcome>;
    /** A notification that an earlier run showed was clicked. */
    openEarlier(key: string): void;
    /** Delivers what is due now; to be called when settings changed. */
    deliver(): Promise<void>;
    /** What notifications say in other words, also those that somebody has seen here. */
    messagesIn(texts: NotificationTexts): MessageOf;
    /** Writes what was noticed beside alerts, each thing once. True where there is something to deliver. */
    note(accountId: string, found: readonly Notice[]): boolean;
  };
}

/** Polling and delivering by itself. */
interface Background {
  start(): Disposer;
  /** Starts polling again where a fault may have ended it; running checks continue. */
  restart(): void;
  /** Resolves when no check and no delivery is running; to be awaited before the database is closed. */
  idle(): Promise<void>;
  onWindowFocus(): void;
}

interface WatchedEvents {
  /** Newest first; of all accounts, removed ones included, when null. */
  list(accountId: string | null): AlertEvent[];
  markSeen(alertEventIds: readonly AlertEventId[]): void;
  unseenCount(accountId: string): number;
  /** How many alerts of the account cannot be compared, and are to be seen to. */
  uncomparedCount(accountId: string): number;
}

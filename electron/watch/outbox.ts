import { type Account, receivesAlerts } from '#shared/accounts.ts';
import { isQuiet } from '#shared/quiet-hours.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { AlertEventId } from '#shared/alerts.ts';
import type { EventKind } from '#shared/event-kinds.ts';
import { isOfDatabase } from '../database/database-error.ts';
import { createClaims } from '../database/claims.ts';
import { bugOf } from '../logging/index.ts';
import type { NotificationOutcome } from '../platform/ports.ts';
import { coalesce } from './coalesce.ts';
import type { AlertEvents } from './alert-events.ts';
import type { Message, MessageOf } from './outbox-message.ts';
import { beforeNextTry } from './schedule.ts';
import type { WatchDependencies } from './watch.ts';

/** A notifier settles within 10 seconds of running time: an older claim is suspect. */
const claimLifetime = 30_000;

const keyPrefix = 'notification-';

interface Row {
  id: number;
  account_id: string;
  kind: EventKind;
  state: 'pending' | 'delivering' | 'failed';
  holder: string | null;
  claimed_at: Instant | null;
  next_try_at: Instant | null;
  /** 1: it tells of an alert over all accounts. */
  over_all: number;
}

const columns = `id, account_id, kind, state, holder, claimed_at, next_try_at,
  EXISTS (SELECT 1 FROM alert_events WHERE notification_id = n.id AND scope = 'all')
    OR EXISTS (SELECT 1 FROM alert_outages o JOIN alerts a ON a.id = o.alert_id
      WHERE o.notification_id = n.id AND a.scope = 'all') AS over_all`;

type OfWatch = 'db' | 'clock' | 'notifier' | 'logger' | 'accounts' | 'settings' | 'timeZone' | 'emit' | 'errorOf';
export interface OutboxDependencies extends Pick<WatchDependencies, OfWatch> {
  readonly holder: string;
  readonly messageOf: MessageOf;
  readonly alertEvents: Pick<AlertEvents, 'markClicked'>;
  readonly stopped: () => boolean;
}

interface Subject {
  readonly id: number;
  readonly account_id: string;
  readonly kind: string;
  readonly alert_event_id: AlertEventId | null;
}

/** Where what a notification tells of can be seen. */
function screenOf(kind: string): 'desk' | 'to-do' | 'details' | 'alerts' | 'invoices' | 'overview' {
  if (kind === 'budget' || kind === 'notice-due') return 'desk';
  // What stands there leads on to the mailbox or the export.
  if (kind === 'mailbox-failed' || kind === 'export-failed') return 'to-do';
  if (kind === 'details-changed') return 'details';
  if (kind === 'card-expiring') return 'overview';
  return kind.startsWith('invoice-') || kind === 'payment-failed' ? 'invoices' : 'alerts';
}

export function createOutbox(dependencies: OutboxDependencies) {
  const { db, holder, clock, notifier, logger, alertEvents, messageOf, emit } = dependencies;
  const undelivered = db.prepare<[], Row>(
    `SELECT ${columns} FROM notifications n WHERE state IN ('pending', 'delivering', 'failed') ORDER BY id`,
  );
  const byId = db.prepare<[number], Row>(
    `SELECT ${columns} FROM notifications n WHERE id = ? AND state IN ('pending', 'delivering', 'failed')`,
  );
  const setClaim = db.prepare(
    "UPDATE notifications SET state = 'delivering', holder = ?, claimed_at = ?, attempts = attempts + 1 WHERE id = ?",
  );
  const setShown = db.prepare(
    `UPDATE notifications SET state = 'shown', holder = NULL, notifier = ?, shown_at = ?, failure = NULL
     WHERE id = ? AND holder = ?`,
  );
  const setFailed = db.prepare(
    `UPDATE notifications SET state = 'failed', holder = NULL, notifier = ?, failure = ?, next_try_at = ?
     WHERE id = ? AND holder = ?`,
  );
  const subjectOf = db.prepare<[string], Subject>(
    `SELECT id, account_id, kind,
       (SELECT id FROM alert_events WHERE notification_id = notifications.id ORDER BY step DESC LIMIT 1) AS alert_event_id
     FROM notifications WHERE id = ?`,
  );
  const attemptsOf = db.prepare<[number], { attempts: number }>('SELECT attempts FROM notifications WHERE id = ?');

  const claims = createClaims(clock, claimLifetime);
  const isDue = (row: Row): boolean => {
    if (row.state === 'delivering') return claims.isAbandoned(row);
    if (row.next_try_at === null) return true;
    const wait = millisOf(row.next_try_at) - clock.now();
    return wait <= 0 || wait > beforeNextTry(Infinity);
  };

  /** Whoever claims, delivers: two processes never show the same row. */
  const claim = db.transaction((id: number): boolean => {
    const row = byId.get(id);
    if (!row || !isDue(row)) return false;
    setClaim.run(holder, instantFromMillis(clock.now()), id);
    return true;
  });

  const isHeldBack = (): boolean => {
    const { notifications, quietHours } = dependencies.settings();
    return !notifications || isQuiet(quietHours, instantFromMillis(clock.now()), dependencies.timeZone());
  };

  function write(id: number, result: NotificationOutcome): void {
    // The program may have closed while the notification was on its way: then it is repeated at the next start.
    if (!db.open) return;
    const now = clock.now();
    if (result.outcome === 'shown') {
      setShown.run(result.notifier, instantFromMillis(now), id, holder);
      return;
    }
    const wait = beforeNextTry(attemptsOf.get(id)?.attempts ?? 1);
    setFailed.run(result.notifier, result.reason, instantFromMillis(now + wait), id, holder);
  }

  function failed(cause: unknown): void {
    emit('trouble', dependencies.errorOf(cause));
  }

  /** The alert event is the one that the notification named; null when it told of something else. */
  function clicked(id: number, accountId: string, kind: string, alertEventId: AlertEventId | null): void {
    try {
      if (db.open) alertEvents.markClicked(id, instantFromMillis(clock.now()));
    } catch (cause) {
      // Whoever clicked sees what it was about all the same.
      failed(cause);
    }
    if (!dependencies.stopped()) emit('alerts.changed', { accountId });
    emit('navigate', { accountId, screen: screenOf(kind), ...(alertEventId === null ? {} : { alertEventId }) });
  }

  async function show(
    { id, kind }: Row,
    accountId: string,
    { text, alertEventId }: Message,
  ): Promise<NotificationOutcome> {
    const onClick = () => {
      clicked(id, accountId, kind, alertEventId);
    };
    try {
      return await notifier.show({ ...text, onClick, key: `${keyPrefix}${id}` });
    } catch (error) {
      return { outcome: 'failed', notifier: 'unknown', reason: String(error) };
    }
  }

  /** What came of one; null where it is nobody's to tell, or not now. */
  async function deliverOne(row: Row, receivers: readonly Account[]): Promise<NotificationOutcome | null> {
    const own = receivers.find(({ id }) => id === row.account_id);
    // What concerns all accounts is reported where any of them tells.
    const account = own ?? (row.over_all === 1 ? receivers.find(({ practice }) => !practice) : undefined);
    if (!account || !isDue(row)) return null;
    const message = messageOf(row, account);
    if (!message || !claim.immediate(row.id)) return null;
    const result = await show(row, account.id, message);
    write(row.id, result);
    emit('alerts.changed', { accountId: account.id });
    if (result.outcome !== 'shown') logger.warn('A notification was not shown', { id: row.id, reason: result.reason });
    return result;
  }

  function subjectNamed(key: string): Subject | undefined {
    try {
      return db.open && key.startsWith(keyPrefix) ? subjectOf.get(key.slice(keyPrefix.length)) : undefined;
    } catch (cause) {
      failed(cause);
      return undefined;
    }
  }

  const deliver = coalesce(async () => {
    if (dependencies.stopped() || isHeldBack()) return;
    const receivers = dependencies.accounts().filter(({ role }) => receivesAlerts(role));
    for (const row of undelivered.all()) {
      try {
        const result = await deliverOne(row, receivers);
        // Without a service the others would fail the same way: they keep their place.
        if (result && (dependencies.stopped() || result.outcome === 'unsupported' || isHeldBack())) return;
      } catch (cause) {
        if (isOfDatabase(cause) || !db.open) throw cause;
        // It stays where it is, and keeps no other back.
        bugOf(logger, 'A notification could not be delivered', cause, { id: row.id });
      }
    }
  });

  return {
    /**
     * Delivers what is due. Quiet hours, switched-off notifications and the viewer role hold back and drop nothing;
     * what could not be shown is tried again. Resolves when everything that was due has been tried.
     */
    deliver,
    /** A notification of an earlier run was clicked: what its own click would have done. */
    openEarlier(key: string): void {
      const subject = subjectNamed(key);
      // The account may have been removed since.
      if (!subject || !dependencies.accounts().some(({ id }) => id === subject.account_id)) return;
      clicked(subject.id, subject.account_id, subject.kind, subject.alert_event_id);
    },
  };
}

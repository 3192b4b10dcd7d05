import { type AppError, appErrorSchema } from '#shared/errors.ts';
import { channelConfigSchema, type Delivery } from '#shared/channels.ts';
import { eventKinds } from '#shared/event-kinds.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** One that waits to be delivered. */
export interface DueDelivery {
  readonly id: number;
  readonly eventId: string;
  readonly createdAt: Instant;
  readonly state: 'pending' | 'delivering' | 'failed';
  readonly holder: string | null;
  readonly claimed_at: Instant | null;
  readonly nextTryAt: Instant | null;
  readonly attempts: number;
  /** Null of a digest, which has the first day of its time instead. */
  readonly notificationId: number | null;
  readonly digest: Day | null;
  readonly accountId: string | null;
  readonly kind: string | null;
  /** 1: it tells of an alert over all accounts. */
  readonly overAll: number;
}

interface Row extends Omit<Delivery, 'channelName' | 'channelKind' | 'kind' | 'error'> {
  readonly config: string;
  readonly kind: string | null;
  readonly error: string | null;
}

export type DeliveryRows = ReturnType<typeof createDeliveryRows>;

const waiting = "state IN ('pending', 'delivering', 'failed')";

export function createDeliveryRows(db: Database) {
  const next = db.prepare<[string, number], DueDelivery>(
    `SELECT d.id, d.event_id AS eventId, d.created_at AS createdAt, d.state, d.holder, d.claimed_at,
       d.next_try_at AS nextTryAt, d.attempts, d.notification_id AS notificationId, d.digest, n.account_id AS accountId, n.kind,
       EXISTS (SELECT 1 FROM alert_events WHERE notification_id = n.id AND scope = 'all')
         OR EXISTS (SELECT 1 FROM alert_outages o JOIN alerts a ON a.id = o.alert_id
           WHERE o.notification_id = n.id AND a.scope = 'all') AS overAll
     FROM deliveries d LEFT JOIN notifications n ON n.id = d.notification_id
     WHERE d.channel_id = ? AND d.id > ? AND d.${waiting} ORDER BY d.id LIMIT 1`,
  );
  const claim = db.prepare(
    `UPDATE deliveries SET state = 'delivering', holder = @holder, claimed_at = @at, attempts = attempts + 1
     WHERE id = @id AND state = @state AND holder IS @before AND claimed_at IS @claimedAt`,
  );
  const setEnd = db.prepare(
    `UPDATE deliveries SET state = @state, holder = NULL, next_try_at = @nextTryAt, answer = @answer, error = @error,
       delivered_at = @deliveredAt WHERE id = @id AND holder IS @holder`,
  );
  const withdraw = db.prepare(
    "UPDATE deliveries SET state = 'withdrawn', holder = NULL, next_try_at = NULL WHERE id = ?",
  );
  const count = db
    .prepare<[string], number>(`SELECT count(*) FROM deliveries WHERE channel_id = ? AND ${waiting}`)
    .pluck();
  const addDigest = db.prepare(
    `INSERT INTO deliveries (event_id, channel_id, digest, created_at) VALUES (lower(hex(randomblob(16))), ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const columns = `d.event_id AS id, d.channel_id AS channelId, c.config, n.kind, a.name AS accountName, d.state,
    d.created_at AS createdAt, d.attempts, d.claimed_at AS lastTriedAt, d.next_try_at AS nextTryAt,
    d.delivered_at AS deliveredAt, d.answer, d.error`;
  const joined = `FROM deliveries d JOIN channels c ON c.id = d.channel_id
    LEFT JOIN notifications n ON n.id = d.notification_id LEFT JOIN accounts a ON a.id = n.account_id`;
  const newest = db.prepare<[number], Row>(`SELECT ${columns} ${joined} ORDER BY d.id DESC LIMIT ?`);
  const ofAlertEvent = db.prepare<[string], Row>(
    `SELECT ${columns} ${joined}
     WHERE d.notification_id = (SELECT notification_id FROM alert_events WHERE id = ?) ORDER BY d.id`,
  );

  return {
    /** The next one of a channel that waits, after the one with an id. */
    next: (channelId: string, after: number): DueDelivery | null => next.get(channelId, after) ?? null,
    /** Takes it, unless somebody else did; whoever claims, delivers. */
    claim({ id, state, holder: before, claimed_at: claimedAt }: DueDelivery, holder: string, at: Instant): boolean {
      return claim.run({ id, state, before, claimedAt, holder, at }).changes > 0;
    },
    end(
      id: number,
      holder: string,
      end: {
        readonly state: 'delivered' | 'failed' | 'refused';
        readonly answer: string | null;
        readonly error: AppError | null;
        readonly nextTryAt: Instant | null;
        readonly deliveredAt: Instant | null;
      },
    ): void {
      setEnd.run({ ...end, id, holder, error: end.error && JSON.stringify(end.error) });
    },
    withdraw: (id: number): void => void withdraw.run(id),
    waiting: (channelId: string): number => count.get(channelId) ?? 0,
    /** Once for each channel and time. */
    addDigest: (channelId: string, first: Day, at: Instant): boolean => addDigest.run(channelId, first, at).changes > 0,
    /** Newest first. */
    list: (limit: number): Delivery[] => newest.all(limit).map(shown),
    ofAlertEvent: (alertEventId: string): Delivery[] => ofAlertEvent.all(alertEventId).map(shown),
  };
}

function shown({ config, kind, error, ...row }: Row): Delivery {
  const { name, kind: channelKind } = channelConfigSchema.parse(JSON.parse(config));
  return {
    ...row,
    channelName: name,
    channelKind,
    kind: eventKinds.find((each) => each === kind) ?? null,
    error: error === null ? null : appErrorSchema.parse(JSON.parse(error)),
  };
}

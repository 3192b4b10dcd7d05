import { type AppError, appErrorSchema } from '#shared/errors.ts';
import { type Channel, type ChannelConfig, channelConfigSchema } from '#shared/channels.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** A channel, and how it goes. */
export interface KnownChannel {
  readonly id: string;
  readonly config: ChannelConfig;
  readonly host: string;
  readonly createdAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly failure: { readonly error: AppError; readonly since: Instant } | null;
  /** Failed attempts in a row, and when there is to be another. */
  readonly misses: number;
  readonly nextTryAt: Instant | null;
  /** Somebody was told that nothing gets through. */
  readonly told: boolean;
}

interface Row extends Pick<KnownChannel, 'id' | 'host' | 'createdAt' | 'deliveredAt' | 'misses' | 'nextTryAt'> {
  readonly config: string;
  readonly error: string | null;
  readonly failingSince: Instant | null;
  readonly toldAt: Instant | null;
}

export type ChannelRows = ReturnType<typeof createChannelRows>;

export function createChannelRows(db: Database) {
  const columns = `id, config, host, created_at AS createdAt, delivered_at AS deliveredAt, misses,
    next_try_at AS nextTryAt, error, failing_since AS failingSince, told_at AS toldAt`;
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM channels WHERE removed_at IS NULL ORDER BY id`);
  const insert = db.prepare('INSERT INTO channels (id, kind, config, host, created_at) VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('UPDATE channels SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  const drop = db.prepare(
    `UPDATE deliveries SET state = 'withdrawn', holder = NULL, next_try_at = NULL
     WHERE channel_id = ? AND state IN ('pending', 'delivering', 'failed')`,
  );
  const works = db.prepare(
    `UPDATE channels SET error = NULL, failing_since = NULL, misses = 0, next_try_at = NULL, told_at = NULL,
       delivered_at = ? WHERE id = ?`,
  );
  const fails = db.prepare(
    `UPDATE channels SET error = ?, failing_since = coalesce(failing_since, ?), misses = misses + 1, next_try_at = ?
     WHERE id = ?`,
  );
  const told = db.prepare('UPDATE channels SET told_at = ? WHERE id = ?');

  const known = ({ config, error, failingSince, toldAt, ...row }: Row): KnownChannel => ({
    ...row,
    config: channelConfigSchema.parse(JSON.parse(config)),
    failure:
      error === null || failingSince === null
        ? null
        : { error: appErrorSchema.parse(JSON.parse(error)), since: failingSince },
    told: toldAt !== null,
  });
  const list = (): KnownChannel[] => all.all().map(known);

  return {
    list,
    get: (id: string): KnownChannel | null => list().find((channel) => channel.id === id) ?? null,
    add(id: string, config: ChannelConfig, host: string, at: Instant): void {
      insert.run(id, config.kind, JSON.stringify(config), host, at);
    },
    /** What waits for it is told nobody any more; what it was sent stays listed. Call inside a write transaction. */
    remove(id: string, at: Instant): void {
      drop.run(id);
      remove.run(at, id);
    },
    works: (id: string, at: Instant): void => void works.run(at, id),
    fails(id: string, error: AppError, at: Instant, nextTryAt: Instant): void {
      fails.run(JSON.stringify(error), at, nextTryAt, id);
    },
    told: (id: string, at: Instant): void => void told.run(at, id),
  };
}

/** As the window shows it. */
export const shownChannel = (
  { id, config, host, createdAt, deliveredAt, failure }: KnownChannel,
  waiting: number,
): Channel => ({
  ...{ id, host, createdAt, deliveredAt, failure, waiting },
  ...{ kind: config.kind, name: config.name, hideAmounts: config.hideAmounts },
  recipients: config.kind === 'mail' ? config.recipients : [],
  digest: config.kind === 'mail' ? config.digest : 'none',
});

/** Whether a channel that failed may be tried again; a clock that was set back holds nothing up for long. */
export function mayTry({ nextTryAt }: Pick<KnownChannel, 'nextTryAt'>, now: number): boolean {
  const wait = nextTryAt === null ? 0 : millisOf(nextTryAt) - now;
  return wait <= 0 || wait > longestWait;
}

/** A server is left alone for so long at most, whatever it asks for. */
export const longestWait = 24 * 60 * 60_000;

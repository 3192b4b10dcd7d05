import PQueue from 'p-queue';
import type { AppError } from '#shared/errors.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { createClaims } from '../database/claims.ts';
import type { StandingLease } from '../database/lease.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import { type ChannelRows, type KnownChannel, longestWait, mayTry } from './channel-rows.ts';
import type { ChannelSecret } from './channel-secrets.ts';
import type { DeliveryRows, DueDelivery } from './delivery-rows.ts';
import type { Letter, Sent } from './letter.ts';
import type { ChannelParts } from './parts.ts';

export interface DelivererParts {
  readonly channels: ChannelRows;
  readonly deliveries: DeliveryRows;
  /** One process of the data folder delivers at a time. */
  readonly lease: StandingLease;
  readonly holder: string;
  readonly secretOf: (id: string) => Promise<ChannelSecret | null>;
  /** Null where there is nothing to tell any more. */
  readonly letterOf: (delivery: DueDelivery, channel: KnownChannel) => Letter | null;
  readonly send: (
    channel: KnownChannel,
    secret: ChannelSecret | null,
    letter: Letter,
    signal: AbortSignal,
  ) => Promise<Sent>;
  readonly isUndecided: ChannelParts['isUndecided'];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onChange: () => void;
}

/** Longer than any attempt may last: an older claim is suspect. */
const claimLifetime = 90_000;
const longestAttempt = 60_000;
const channelsAtOnce = 4;
/** What a server refused so often of one letter it will not take any more. */
const mostRefusals = 5;
const minute = 60_000;
/** Late is better than twice, and twice is better than never. */
const longestUndecided = 60 * minute;

/** 1 minute, doubled up to an hour; what the server asked for, up to a day, where that is longer. */
export const pause = (misses: number, askedSeconds: number | null): number =>
  Math.max(Math.min(60, 2 ** Math.min(misses - 1, 10)) * minute, Math.min((askedSeconds ?? 0) * 1000, longestWait));

/**
 * Delivers what waits, each channel by itself and one letter after the other in it, so that memory and load do not grow with
 * what waits. A channel through which nothing gets is left alone for a while, and then goes on where it stopped.
 */
export function createDeliverer(parts: DelivererParts) {
  const { channels, deliveries, lease, holder, secretOf, letterOf, send, isUndecided, clock, logger, onChange } = parts;
  const claims = createClaims(clock, claimLifetime);
  const now = (): Instant => instantFromMillis(clock.now());

  const isDue = (delivery: DueDelivery): boolean =>
    delivery.state === 'delivering' ? claims.isAbandoned(delivery) : mayTry(delivery, clock.now());

  const isHeld = ({ notificationId, createdAt }: DueDelivery): boolean =>
    notificationId !== null && Math.abs(clock.now() - millisOf(createdAt)) < longestUndecided && isUndecided();

  async function attempt(channel: KnownChannel, letter: Letter, signal: AbortSignal): Promise<Sent> {
    const secret = await secretOf(channel.id);
    const needsSecret = channel.config.kind !== 'mail' || channel.config.user !== null;
    if (!secret && needsSecret) {
      const error: AppError = { code: 'channel-secret-missing', channel: channel.config.name };
      return { outcome: 'failed', error, askedSeconds: null };
    }
    const ending = new AbortController();
    const end = (): void => {
      ending.abort();
    };
    const stopTimer = clock.after(longestAttempt, end);
    signal.addEventListener('abort', end);
    try {
      return await send(channel, secret, letter, ending.signal);
    } finally {
      stopTimer();
      signal.removeEventListener('abort', end);
    }
  }

  /** Whether the channel may go on with its next letter. */
  function note(channel: KnownChannel, { id, attempts }: DueDelivery, sent: Sent): boolean {
    const at = now();
    const none = { answer: null, nextTryAt: null, deliveredAt: null };
    if (sent.outcome === 'delivered') {
      deliveries.end(id, holder, {
        ...none,
        state: 'delivered',
        answer: sent.answer,
        error: sent.error,
        deliveredAt: at,
      });
      channels.works(channel.id, at);
      return true;
    }
    const { error } = sent;
    logger.warn('A channel did not take a message', { channel: channel.id, delivery: id, code: error.code });
    if (sent.outcome === 'refused') {
      const isLast = attempts + 1 >= mostRefusals;
      const nextTryAt = isLast ? null : instantFromMillis(clock.now() + pause(attempts + 1, null));
      deliveries.end(id, holder, { ...none, state: isLast ? 'refused' : 'failed', error, nextTryAt });
      return true;
    }
    const nextTryAt = instantFromMillis(clock.now() + pause(channel.misses + 1, sent.askedSeconds));
    deliveries.end(id, holder, { ...none, state: 'failed', error, nextTryAt: null });
    channels.fails(channel.id, error, at, nextTryAt);
    return false;
  }

  async function deliverTo(channel: KnownChannel, signal: AbortSignal): Promise<void> {
    if (!mayTry(channel, clock.now())) return;
    const isStopped = (): boolean => signal.aborted;
    let after = 0;
    for (;;) {
      if (isStopped() || !lease.hold()) return;
      const delivery = deliveries.next(channel.id, after);
      if (!delivery) return;
      after = delivery.id;
      if (!isDue(delivery) || isHeld(delivery)) continue;
      const letter = letterOf(delivery, channel);
      if (!letter) {
        deliveries.withdraw(delivery.id);
        continue;
      }
      if (!deliveries.claim(delivery, holder, now())) continue;
      const sent = await attempt(channel, letter, signal);
      // It is not known whether it arrived: it is sent again, under the same id.
      if (isStopped() && sent.outcome !== 'delivered') return;
      const goesOn = note(channel, delivery, sent);
      onChange();
      if (!goesOn) return;
    }
  }

  return {
    /** Tries everything that is due. Rejects where the database fails. */
    async deliver(signal: AbortSignal): Promise<void> {
      const queue = new PQueue({ concurrency: channelsAtOnce });
      const wanted = channels.list().filter(({ config }) => config.kind !== 'heartbeat');
      await queue.addAll(wanted.map((channel) => () => deliverTo(channel, signal)));
    },
    attempt,
  };
}

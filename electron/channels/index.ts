import { randomBytes } from 'node:crypto';
import type { Channel, ChannelChoice, ChannelConfig, Delivery } from '#shared/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import { createLeases, newHolder } from '../database/lease.ts';
import { newId } from '../database/new-id.ts';
import type { Disposer } from '../platform/ports.ts';
import { createChannelChoices } from './choices.ts';
import { createChannelRows, type KnownChannel, shownChannel } from './channel-rows.ts';
import {
  addressIn,
  type ChannelSecret,
  createChannelSecrets,
  createSecretFinder,
  isSigningKey,
} from './channel-secrets.ts';
import { createDeliverer } from './deliver.ts';
import { createDeliveryRows } from './delivery-rows.ts';
import { createDigest, lastWhole } from './digest.ts';
import type { Sent } from './letter.ts';
import { createLetters } from './letters.ts';
import type { ChannelParts } from './parts.ts';
import { createRounds } from './rounds.ts';
import { createSend } from './send.ts';
import { channelAddress } from './send-over-http.ts';

export { addressIn, channelSecretVariable } from './channel-secrets.ts';
export type { ChannelParts } from './parts.ts';
export { channelAddress } from './send-over-http.ts';

/** What comes with a channel and is kept apart: a password, or the address. */
export type NewSecret = string | null;

/** Where somebody is told beside this computer, and what became of it. */
export interface Channels {
  list(): Channel[];
  /** Sends a test first; kept where that arrived. `channel-address-invalid`, `channel-key-invalid`, or what the server said. */
  add(config: ChannelConfig, secret: NewSecret): Promise<Result<Channel>>;
  remove(id: string): Result<null>;
  /** Sends something, now. */
  test(id: string): Promise<Result<{ readonly answer: string }>>;
  /** The key by which a receiver knows what a webhook is sent; null for other kinds. */
  signingKey(id: string): Promise<string | null>;
  readonly choices: { list(): ChannelChoice[]; set(choice: ChannelChoice): void };
  readonly log: { list(limit: number): Delivery[]; ofAlertEvent(alertEventId: string): Delivery[] };
  /** A summary of the last whole week or month. */
  digest(of: 'weekly' | 'monthly'): { readonly title: string; readonly body: string };
  readonly background: { start(): Disposer; wake(): void; idle(): Promise<void> };
  /** Delivers what is due now, and a sign of life where one is due; for commands, which have no background. */
  deliver(signal: AbortSignal): Promise<void>;
}

const everyMillis = 30_000;
export function createChannels(parts: ChannelParts): Channels {
  const { db, clock, logger, settings, messages, emit, environment, recordAction } = parts;
  const channels = createChannelRows(db);
  const deliveries = createDeliveryRows(db);
  const choices = createChannelChoices(db);
  const secrets = createChannelSecrets(parts);
  const holder = newHolder();
  const now = () => instantFromMillis(clock.now());
  const changed = (): void => {
    emit('channels.changed', null);
  };
  const digestOf = createDigest({
    ...parts,
    titleOf: (row, account) => messages(true)(row, account)?.text.title ?? null,
  });

  const { letterOf, testLetter } = createLetters({ ...parts, digestOf });
  const send = createSend(parts);
  const secretOf = createSecretFinder(environment, secrets, () => channels.list());

  const lease = createLeases(db, clock).standing('channels', holder);
  const deliverer = createDeliverer({
    ...{ channels, deliveries, lease, holder, secretOf, letterOf, send, clock, logger },
    isUndecided: parts.isUndecided,
    onChange: changed,
  });

  const tried = (channel: KnownChannel, secret: ChannelSecret | null) =>
    send(channel, secret, testLetter(), AbortSignal.timeout(60_000));
  const answered = (sent: Sent): Result<{ readonly answer: string }> =>
    sent.outcome !== 'delivered' || sent.error
      ? fail(sent.error ?? { code: 'cancelled' })
      : ok({ answer: sent.answer });

  function addDigests(): void {
    for (const { id, config, createdAt } of channels.list()) {
      if (config.kind !== 'mail' || config.digest === 'none') continue;
      const time = lastWhole(config.digest, now(), parts.timeZone());
      if (time.last >= createdAt.slice(0, 10)) deliveries.addDigest(id, time.first, now());
    }
  }

  const rounds = createRounds({ ...parts, channels, lease, testLetter, attempt: deliverer.attempt, onChange: changed });

  async function deliver(signal: AbortSignal): Promise<void> {
    if (!lease.hold()) return;
    addDigests();
    await deliverer.deliver(signal);
    await rounds.beat(signal);
    await rounds.tellOutages();
  }

  const loop = createLoop({
    ...{ clock, logger, name: 'Telling by channels', firstMillis: 3_000, everyMillis, turn: deliver },
  });

  return {
    list: () => channels.list().map((channel) => shownChannel(channel, deliveries.waiting(channel.id))),

    async add(config, given) {
      const entered = addressIn(given ?? '');
      const address = config.kind === 'mail' ? null : channelAddress(entered.url);
      if (config.kind !== 'mail' && !address) return fail({ code: 'channel-address-invalid' });
      if (config.kind === 'webhook' && entered.key !== null && !isSigningKey(entered.key))
        return fail({ code: 'channel-key-invalid' });
      const key = config.kind !== 'webhook' ? null : (entered.key ?? `whsec_${randomBytes(24).toString('base64')}`);
      const secret: ChannelSecret | null = address
        ? { url: address.href, key }
        : given === null
          ? null
          : { password: given };
      const id = newId(now());
      const host = config.kind === 'mail' ? config.host : (address?.host ?? '');
      const none = { deliveredAt: null, failure: null, misses: 0, nextTryAt: null, told: false };
      const arrived = answered(await tried({ id, config, host, createdAt: now(), ...none }, secret));
      if (!arrived.ok) return arrived;
      if (secret) await secrets.keep(id, secret);
      db.transaction(() => {
        channels.add(id, config, host, now());
        recordAction({ what: 'channel.added', accountId: null, after: { ...config, host } });
      }).immediate();
      changed();
      const added = channels.get(id);
      return added ? ok(shownChannel(added, 0)) : fail({ code: 'channel-not-found' });
    },

    remove(id) {
      const channel = channels.get(id);
      if (!channel) return fail({ code: 'channel-not-found' });
      db.transaction(() => {
        channels.remove(id, now());
        recordAction({ what: 'channel.removed', accountId: null, before: { ...channel.config, host: channel.host } });
      }).immediate();
      secrets.forget(id);
      changed();
      return ok(null);
    },

    async test(id) {
      const channel = channels.get(id);
      if (!channel) return fail({ code: 'channel-not-found' });
      const arrived = answered(await tried(channel, await secretOf(id)));
      if (arrived.ok) {
        channels.works(id, now());
        loop.wake(0);
      }
      changed();
      return arrived;
    },

    async signingKey(id) {
      const secret = await secretOf(id);
      return secret && 'key' in secret ? secret.key : null;
    },

    choices: {
      list: choices.list,
      set(choice) {
        choices.set(choice);
        changed();
      },
    },
    log: { list: deliveries.list, ofAlertEvent: deliveries.ofAlertEvent },
    digest: (of) => digestOf(lastWhole(of, now(), parts.timeZone()), settings().hideAmounts),
    background: {
      start: loop.start,
      wake() {
        loop.wake(0);
      },
      idle: loop.idle,
    },
    deliver,
  };
}

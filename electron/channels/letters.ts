import { type Account, receivesAlerts } from '#shared/accounts.ts';
import { eventKinds } from '#shared/event-kinds.ts';
import { languageOf, languages } from '#shared/messages/index.ts';
import { instantFromMillis } from '#shared/time.ts';
import { newId } from '../database/new-id.ts';
import type { KnownChannel } from './channel-rows.ts';
import type { DueDelivery } from './delivery-rows.ts';
import { type createDigest, timeFrom } from './digest.ts';
import { type Letter, withoutAmounts } from './letter.ts';
import type { ChannelParts } from './parts.ts';

interface Parts extends Pick<ChannelParts, 'accounts' | 'settings' | 'messages' | 'format' | 'clock'> {
  readonly digestOf: ReturnType<typeof createDigest>;
}

/** What stands in what is sent. */
export function createLetters({ accounts, settings, messages, format, clock, digestOf }: Parts) {
  /** A viewer is told nothing, and practice is nobody's outside. */
  function accountOf({ accountId, overAll }: DueDelivery): Account | null {
    const receivers = accounts().filter(({ role, practice }) => receivesAlerts(role) && !practice);
    const own = receivers.find(({ id }) => id === accountId);
    return own ?? (overAll === 1 ? (receivers[0] ?? null) : null);
  }

  return {
    /** Null where there is nothing to tell any more. */
    letterOf(delivery: DueDelivery, { config }: KnownChannel): Letter | null {
      const { eventId, createdAt: at, notificationId, digest } = delivery;
      const hidden = config.hideAmounts || settings().hideAmounts;
      if (digest !== null && config.kind === 'mail') {
        const written = digestOf(timeFrom(digest, config.digest), hidden);
        return { eventId, kind: 'digest', at, ...written, account: null, facts: {} };
      }
      const kind = eventKinds.find((each) => each === delivery.kind);
      const account = accountOf(delivery);
      if (notificationId === null || !kind || !account) return null;
      const message = messages(hidden)({ id: notificationId, kind }, account);
      if (!message) return null;
      const facts = hidden ? withoutAmounts(message.facts) : message.facts;
      return { eventId, kind, at, ...message.text, account: account.name, facts };
    },
    testLetter(): Letter {
      const { testTitle: title, test: body } = languages[languageOf(format().locale)].notifications;
      const at = instantFromMillis(clock.now());
      return { eventId: newId(at).replaceAll('-', ''), kind: 'test', at, title, body, account: null, facts: {} };
    },
  };
}

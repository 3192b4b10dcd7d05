import { type ChannelChoice, desktopChannel } from '#shared/channels.ts';
import type { EventKind } from '#shared/event-kinds.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { addressIn, channelAddress } from '../../channels/index.ts';
import { writePart } from '../../files/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { confirmed } from './confirmed.ts';
import { saveFile } from './save-file.ts';

/** Without these nobody learns in time of what costs money. */
const weighty: ReadonlySet<EventKind> = new Set<EventKind>(['alert-event', 'not-compared', 'outage']);

export const channelHandlers = ({ program, dialogs, clipboard, isFocused, mayTestConnection }: HandlerParts) => {
  const { channels } = program;
  const nameOf = (id: string): string =>
    channels.list().find((channel) => channel.id === id)?.name ?? words(program).menu.thisComputer;
  const mayTellLess = (channelId: string, what: string): Promise<boolean> =>
    confirmed(program, dialogs, 'tellLess', { channel: nameOf(channelId), what });

  return {
    'channels.list': () => ok(channels.list()),
    // The page could be somebody else's tool: main itself names where everything would go.
    async 'channels.add'({ channel, secret }) {
      if (!mayTestConnection()) return fail({ code: 'too-often' });
      const address = channel.kind === 'mail' ? null : channelAddress(addressIn(secret ?? '').url);
      if (channel.kind !== 'mail' && !address) return fail({ code: 'channel-address-invalid' });
      const host = channel.kind === 'mail' ? channel.host : (address?.host ?? '');
      const to = channel.kind === 'mail' ? channel.recipients.join(', ') : host;
      if (!(await confirmed(program, dialogs, 'addChannel', { host, to }))) return fail({ code: 'not-confirmed' });
      return channels.add(channel, secret);
    },
    async 'channels.remove'({ id }) {
      if (!channels.list().some((channel) => channel.id === id)) return fail({ code: 'channel-not-found' });
      const { everything } = words(program).menu;
      return (await mayTellLess(id, everything)) ? channels.remove(id) : fail({ code: 'not-confirmed' });
    },
    'channels.test': ({ id }) => (mayTestConnection() ? channels.test(id) : fail({ code: 'too-often' })),
    async 'channels.copyKey'({ id }) {
      if (!isFocused()) return fail({ code: 'window-not-focused' });
      const key = await channels.signingKey(id);
      if (key !== null) await clipboard.writeText(key);
      return ok(key !== null);
    },
    'channels.choices': () => ok(channels.choices.list()),
    async 'channels.choose'(choice: ChannelChoice) {
      const { channelId, kind, told } = choice;
      if (channelId !== desktopChannel && !channels.list().some(({ id }) => id === channelId))
        return fail({ code: 'channel-not-found' });
      const isLess = !told && weighty.has(kind);
      if (isLess && !(await mayTellLess(channelId, words(program).eventKinds[kind])))
        return fail({ code: 'not-confirmed' });
      channels.choices.set(choice);
      return ok(null);
    },
    'channels.log': ({ limit }) => ok(channels.log.list(limit)),
    'channels.ofAlertEvent': ({ alertEventId }) => ok(channels.log.ofAlertEvent(alertEventId)),
    async 'channels.saveDigest'({ of }) {
      const { title, body } = channels.digest(of);
      const day = dayOf(instantFromMillis(program.clock.now()));
      const target = await dialogs.chooseSaveFile(words(program).dialogs.saveDigest, `Billfold summary ${day}.txt`);
      return saveFile(target, (part) => writePart(part, Buffer.from(`${title}\n\n${body}\n`)));
    },
  } satisfies Partial<Handlers>;
};

import { onScopeDispose } from 'vue';
import type { ChannelChoice, ChannelConfig } from '#shared/channels.ts';
import { call, on } from '../bridge.ts';
import { createResource } from './resource.ts';

/** So many of what was sent are shown. */
const shownDeliveries = 30;

/** Who is notified, as main tells it; follows its events for as long as whoever uses it lives. */
export function useChannels() {
  const channels = createResource(() => call('channels.list', null));
  const choices = createResource(() => call('channels.choices', null));
  const log = createResource(() => call('channels.log', { limit: shownDeliveries }));
  const refresh = async (): Promise<void> => {
    await Promise.all([channels.refresh(), choices.refresh(), log.refresh()]);
  };
  onScopeDispose(on('channels.changed', () => void refresh()));
  void refresh();

  return {
    channels: channels.value,
    choices: choices.value,
    log: log.value,
    error: channels.error,
    refresh,
    add: (channel: ChannelConfig, secret: string | null) => call('channels.add', { channel, secret }),
    remove: (id: string) => call('channels.remove', { id }),
    test: (id: string) => call('channels.test', { id }),
    copyKey: (id: string) => call('channels.copyKey', { id }),
    saveDigest: (of: 'weekly' | 'monthly') => call('channels.saveDigest', { of }),
    async choose(choice: ChannelChoice) {
      const chosen = await call('channels.choose', choice);
      await choices.refresh();
      return chosen;
    },
  };
}

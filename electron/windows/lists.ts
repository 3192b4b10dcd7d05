import type { Attention } from '#shared/to-do.ts';
import type { Program } from '../bootstrap.ts';
import type { Send } from '../ipc/events.ts';
import type { Disposer } from '../platform/ports.ts';
import { startAccountList } from './account-list.ts';
import { startAttention } from './attention.ts';

interface ListsParts {
  readonly program: Pick<Program, 'events' | 'clock' | 'logger' | 'summaries' | 'toDo'>;
  readonly showAttention: (attention: Attention) => void;
  readonly send: Send;
}

/** Keeps the window's accounts and the tray as they are now. */
export function startLists({ program, showAttention, send }: ListsParts): Disposer {
  const { events, clock, logger, summaries, toDo } = program;
  const shared = { on: events.on, clock, logger };
  const stopAccounts = startAccountList({
    ...{ ...shared, summaries },
    show(accounts) {
      send('accounts.changed', accounts);
    },
  });
  const stopAttention = startAttention({
    ...shared,
    read: async () => (await toDo.list()).attention,
    show: showAttention,
  });
  return () => {
    stopAccounts();
    stopAttention();
  };
}

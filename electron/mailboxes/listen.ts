import type { KnownMailbox } from './mailbox-rows.ts';
import type { createVisit } from './visit.ts';

interface ListenParts {
  readonly within: ReturnType<typeof createVisit>['within'];
  /** A mail may have come. */
  readonly onMail: (id: string) => void;
}

/**
 * Stays at mailboxes whose servers say by themselves that a mail came (IDLE), each over a connection of its own. One that
 * breaks is not made again before the next round of readings.
 */
export function createListening({ within, onMail }: ListenParts) {
  const listening = new Map<string, AbortController>();

  async function listen(mailbox: KnownMailbox, own: AbortController): Promise<void> {
    const heard = await within(mailbox, { signal: own.signal, readOnly: true }, async (session) => {
      if (!session.tellsOfMails) return false;
      // One may have come between the reading and now.
      if (session.uidNext > mailbox.nextUid) return true;
      await session.nextMail();
      return !own.signal.aborted;
    });
    if (listening.get(mailbox.id) === own) listening.delete(mailbox.id);
    if (heard.ok && heard.value) onMail(mailbox.id);
  }

  function stop(id: string): void {
    listening.get(id)?.abort();
    listening.delete(id);
  }

  return {
    /** At this mailbox from now on, unless it is already. */
    at(mailbox: KnownMailbox): void {
      if (listening.has(mailbox.id)) return;
      const own = new AbortController();
      listening.set(mailbox.id, own);
      void listen(mailbox, own);
    },
    stop,
    stopAll(): void {
      for (const id of [...listening.keys()]) stop(id);
    },
  };
}

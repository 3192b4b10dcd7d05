import { z } from 'zod';
import type { Account } from '#shared/accounts.ts';
import { ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import type { createDesk } from './desk.ts';
import { createDocumentExchange, type DocumentBytes } from './document-exchange.ts';
import { createExchange } from './exchange.ts';
import { createIncoming, type Touched } from './incoming.ts';
import { differing, repair } from './moving.ts';
import { createOutgoing } from './outgoing.ts';
import { type Renewal, renewTouched } from './renewing.ts';
import { createServerConnection, type Login } from './server-connection.ts';
import type { TeamServer } from '#shared/team.ts';
import { createUnsettled } from './unsettled.ts';
import { createWatchers } from './watchers.ts';

export interface SessionParts {
  readonly db: Database;
  readonly desk: ReturnType<typeof createDesk>;
  readonly documents: DocumentBytes;
  readonly renewal: Renewal;
  readonly accounts: () => readonly Account[];
  readonly hasKey: (accountId: string) => Promise<boolean>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onTouched: (touched: Touched) => void;
}

const documentsAtOnce = 20;
/** Sent and received changes are kept so long, milliseconds: a server that lost its newest gets them again. */
const keptMillis = 90 * 24 * 60 * 60_000;

/** Everything that a desk in a team needs of its server; made once it is in one. */
export type Session = ReturnType<typeof createSession>;

export function createSession(parts: SessionParts, server: TeamServer, login: Login, onWake: () => void) {
  const { db, desk, clock } = parts;
  const connection = createServerConnection(server, login, onWake);
  const outgoing = createOutgoing(db);
  const incoming = createIncoming({
    db,
    renew(touched) {
      renewTouched(parts.renewal, touched);
    },
  });
  const documents = createDocumentExchange(db, connection, parts.documents);
  const now = (): Instant => instantFromMillis(clock.now());
  const { exchange } = createExchange({
    ...{ db, connection, desk, outgoing, incoming, documents, now, onTouched: parts.onTouched },
  });
  const watchers = createWatchers(connection);
  const forgetOld = db.prepare(
    'DELETE FROM team_changes WHERE seq IS NOT NULL AND aside IS NULL AND overruled IS NULL AND at < ?',
  );

  return {
    connection,
    incoming,
    documents,
    watchers,
    exchange,
    outgoing,
    unsettled: createUnsettled(db),

    async renewWatch(): Promise<void> {
      if (desk.get()?.role !== 'viewer') await watchers.renew(parts.accounts(), parts.hasKey);
    },

    /** Documents that others have, until all are here or the server does not answer. */
    async fetchDocuments(stopped: AbortSignal): Promise<void> {
      for (;;) {
        const came = await documents.fetchSome(documentsAtOnce);
        if (!came.ok || came.value === 0 || stopped.aborted) return;
      }
    },

    /** Compares every table with the server's and reads again what differs; names the tables that did. */
    async verify(): Promise<Result<{ differing: string[]; repaired: number }>> {
      const exchanged = await exchange();
      if (!exchanged.ok) return exchanged;
      const found = await differing({ db, connection });
      if (!found.ok) return found;
      const place = desk.get()?.seq ?? 0;
      // What is not sent yet, or came meanwhile, is no difference.
      const head = await connection.call('head_of_journal', [], z.object({ seq: z.number() }));
      if (!head.ok) return head;
      if (found.value.length === 0 || outgoing.waiting().changes > 0 || head.value.seq !== place)
        return ok({ differing: [], repaired: 0 });
      const repaired = await repair({ db, connection }, incoming, found.value, place);
      return repaired.ok ? ok({ differing: found.value, repaired: repaired.value }) : repaired;
    },

    prune(): void {
      forgetOld.run(instantFromMillis(clock.now() - keptMillis));
    },
  };
}

import { z } from 'zod';
import { roles } from '#shared/roles.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { silently } from '../database/transactions.ts';
import { changeSchema, type Transaction, valuesSchema } from './change.ts';
import type { createDesk } from './desk.ts';
import type { DocumentExchange } from './document-exchange.ts';
import type { createIncoming, Touched } from './incoming.ts';
import type { createOutgoing } from './outgoing.ts';
import type { ServerConnection } from './server-connection.ts';
import { createToldElsewhere } from './told-elsewhere.ts';
import { adoptPeriod } from './periods-apart.ts';

const appendedSchema = z.object({
  seq: z.number(),
  merged: z.array(
    z.object({ id: z.string(), table: z.string(), key: z.string(), former: z.string(), values: valuesSchema }),
  ),
});
const journalSchema = z.array(
  appendedSchema.extend({
    id: z.string(),
    member: z.string(),
    desk: z
      .string()
      .nullable()
      .transform((desk) => desk ?? ''),
    changes: z.array(changeSchema),
  }),
);
type Appended = z.infer<typeof appendedSchema>;
const placeSchema = z.object({ seq: z.number(), last: z.string().nullable() });

const atOnce = 100;

export interface ExchangeParts {
  readonly db: Database;
  readonly connection: ServerConnection;
  readonly desk: ReturnType<typeof createDesk>;
  readonly outgoing: ReturnType<typeof createOutgoing>;
  readonly incoming: ReturnType<typeof createIncoming>;
  readonly documents: Pick<DocumentExchange, 'put'>;
  readonly now: () => Instant;
  readonly onTouched: (touched: Touched) => void;
}

/** Sends what this desk changed and applies what others did. */
export function createExchange({ db, connection, desk, outgoing, incoming, documents, now, onTouched }: ExchangeParts) {
  const toldElsewhere = createToldElsewhere(db);
  const forgetChange = db.prepare('DELETE FROM team_changes WHERE id = ?');
  const known = db.prepare<[], { seq: number; id: string }>(
    'SELECT DISTINCT seq, transaction_id AS id FROM team_changes WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 20000',
  );
  const unsend = db.prepare('UPDATE team_changes SET seq = NULL WHERE seq > ? AND aside IS NULL');

  /**
   * A transaction has its place; what the team had decided on before is here as it is there. In one transaction: a kill
   * between would keep the one without the other.
   */
  const accept = db.transaction(({ id: transaction, changes }: Transaction, { seq, merged }: Appended): Touched[] => {
    outgoing.sent(transaction, seq);
    const touched = merged.map(({ id, table, key, values }) => {
      forgetChange.run(id);
      if (table === 'periods') adoptPeriod(db, { key, values });
      return incoming.write([{ id, table, key, values, kind: 'insert', former: {}, at: now(), schema: 0 }], seq);
    });
    const ownOf = Map.groupBy(changes, ({ id }) => id);
    toldElsewhere.withdraw(
      merged.flatMap(({ id, table, values }) => (ownOf.get(id) ?? []).map((own) => ({ table, own, values }))),
    );
    return touched;
  });

  function settle(transaction: Transaction, appended: Appended): void {
    for (const touched of silently(db, () => accept.immediate(transaction, appended))) onTouched(touched);
  }

  async function send(): Promise<Result<number>> {
    let sent = 0;
    for (let next = outgoing.next(); next; next = outgoing.next()) {
      const put = await documents.put(next.changes);
      const appended = put.ok
        ? await connection.call('append', [next.id, JSON.stringify(next.changes)], appendedSchema)
        : put;
      if (!appended.ok) {
        if (appended.error.code !== 'team-refused' || appended.error.reason === 'not-a-member') return appended;
        // It would be refused again and again, and must not keep back the rest: undone here, kept and shown.
        outgoing.refused(next.id, appended.error.reason);
        onTouched(incoming.undo(next.changes));
        continue;
      }
      settle(next, appended.value);
      sent += next.changes.length;
    }
    return ok(sent);
  }

  /** The server lost its newest: back to the last place in common, and what is missing there is sent again. */
  async function goBack(): Promise<Result<null>> {
    const common = await connection.call('common', [JSON.stringify(known.all())], placeSchema);
    if (!common.ok) return common;
    db.transaction(() => {
      unsend.run(common.value.seq);
      desk.setPlace(common.value.seq, common.value.last);
    }).immediate();
    return ok(null);
  }

  async function page(): Promise<Result<z.infer<typeof journalSchema>>> {
    const place = desk.get();
    const args = [place?.seq ?? 0, place?.last ?? null, atOnce];
    const asked = await connection.call('changes_since', args, journalSchema);
    if (asked.ok || asked.error.code !== 'team-refused' || asked.error.reason !== 'journal-differs') return asked;
    const back = await goBack();
    return back.ok ? ok([]) : back;
  }

  async function receive(): Promise<Result<number>> {
    let received = 0;
    for (;;) {
      const got = await page();
      if (!got.ok) return got;
      for (const transaction of got.value) {
        // The answer to its being sent may have been lost: it stands in the journal as well.
        const own = outgoing.pending(transaction.id);
        if (own.length > 0) settle({ id: transaction.id, changes: own }, transaction);
        onTouched(incoming.apply(transaction));
        received += transaction.changes.length;
      }
      if (got.value.length < atOnce) break;
    }
    if (received > 0) onTouched(incoming.retry());
    return ok(received);
  }

  async function membership(): Promise<Result<null>> {
    const mine = await connection.call('my_membership', [], z.object({ name: z.string(), role: z.enum(roles) }));
    if (!mine.ok) return mine;
    if (desk.setRole(mine.value.role)) onTouched(new Map([['accounts', new Set()]]));
    return ok(null);
  }

  return {
    /** Receives, sends, and receives what came meanwhile. Answers how many changes went each way. */
    async exchange(): Promise<Result<{ sent: number; received: number }>> {
      const steps = async (): Promise<Result<{ sent: number; received: number }>> => {
        const member = await membership();
        if (!member.ok) return member;
        const before = await receive();
        if (!before.ok) return before;
        const sent = await send();
        if (!sent.ok) return sent;
        const after = await receive();
        return after.ok ? ok({ sent: sent.value, received: before.value + after.value }) : after;
      };
      const done = await steps();
      if (done.ok) desk.answered(now());
      else desk.failing(now(), done.error);
      return done;
    },
  };
}

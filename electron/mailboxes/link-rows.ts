import { type MailFacts, mailFactsSchema } from '#shared/import/items.ts';
import type { MailLinks } from '#shared/mailboxes.ts';
import type { Database } from '../database/open.ts';

/** A link of a mail that is to be fetched. */
export interface WaitingLink {
  readonly url: string;
  readonly sender: string;
  readonly host: string;
  readonly mail: MailFacts;
}

interface Summary extends Omit<MailLinks, 'allowed'> {
  readonly allowed: 0 | 1 | null;
}

/** Links of mails to what may be invoices, and from which hosts they are fetched. */
export type LinkRows = ReturnType<typeof createLinkRows>;

export function createLinkRows(db: Database) {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO mailbox_links (mailbox_id, url, sender, host, mail, state)
     VALUES (@id, @url, @sender, @host, @mail, 'seen')`,
  );
  const summaries = db.prepare<[string], Summary>(
    `SELECT sender, host, sum(state = 'seen') AS waiting, sum(state = 'fetched') AS fetched, allowed
     FROM mailbox_links LEFT JOIN mailbox_link_hosts USING (mailbox_id, sender, host)
     WHERE mailbox_id = ? GROUP BY sender, host ORDER BY sender, host`,
  );
  const waiting = db.prepare<[string], Omit<WaitingLink, 'mail'> & { readonly mail: string }>(
    `SELECT url, sender, host, mail FROM mailbox_links JOIN mailbox_link_hosts USING (mailbox_id, sender, host)
     WHERE mailbox_id = ? AND state = 'seen' AND allowed = 1 ORDER BY url`,
  );
  const allow = db.prepare(
    `INSERT INTO mailbox_link_hosts VALUES (@id, @sender, @host, @allowed)
     ON CONFLICT DO UPDATE SET allowed = excluded.allowed`,
  );
  const hosts = db
    .prepare<[string, string], string>(
      'SELECT host FROM mailbox_link_hosts WHERE mailbox_id = ? AND sender = ? AND allowed = 1',
    )
    .pluck();
  const settle = db.prepare('UPDATE mailbox_links SET state = ? WHERE mailbox_id = ? AND url = ?');

  return {
    note: db.transaction((id: string, sender: string, mail: MailFacts, urls: readonly string[]) => {
      for (const url of urls) insert.run({ id, url, sender, host: new URL(url).hostname, mail: JSON.stringify(mail) });
    }).immediate,
    of: (id: string): MailLinks[] =>
      summaries.all(id).map(({ allowed, ...each }) => ({ ...each, allowed: allowed === null ? null : allowed === 1 })),
    /** Those of allowed hosts. */
    waiting: (id: string): WaitingLink[] =>
      waiting.all(id).map(({ mail, ...each }) => ({ ...each, mail: mailFactsSchema.parse(JSON.parse(mail)) })),
    allow: (id: string, sender: string, host: string, allowed: boolean): void =>
      void allow.run({ id, sender, host, allowed: allowed ? 1 : 0 }),
    allowedHosts: (id: string, sender: string): string[] => hosts.all(id, sender),
    settle: (id: string, url: string, state: 'fetched' | 'refused'): void => void settle.run(state, id, url),
  };
}

import type { Migration } from '../migration.ts';

export const waysOfMailboxes: Migration = {
  version: 32,
  name: 'ways-of-mailboxes',
  sql: /* sql */ `
    ALTER TABLE mailboxes ADD COLUMN sign_in TEXT NOT NULL DEFAULT 'password'; -- 'microsoft', 'google', 'office': OAuth
    ALTER TABLE mailboxes ADD COLUMN senders TEXT NOT NULL DEFAULT '[]'; -- JSON: the only ones that are looked at; empty: all
    ALTER TABLE mailboxes ADD COLUMN move_to TEXT;  -- the folder that mails go to once what was in them is in the archive
    ALTER TABLE mailboxes ADD COLUMN mod_seq TEXT;  -- HIGHESTMODSEQ when it was read to its end; null: not told

    -- Mails that had files in them, until they are moved.
    CREATE TABLE mailbox_taken (
      mailbox_id   TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      uid_validity TEXT NOT NULL,
      uid          INTEGER NOT NULL,
      hashes       TEXT NOT NULL,        -- JSON: SHA-256 of each file
      PRIMARY KEY (mailbox_id, uid_validity, uid)
    ) STRICT, WITHOUT ROWID;

    -- Links in mails to what may be an invoice. Fetched only where somebody allowed its host for its sender.
    CREATE TABLE mailbox_links (
      mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      url        TEXT NOT NULL,
      sender     TEXT NOT NULL,          -- the domain of its address
      host       TEXT NOT NULL,
      mail       TEXT NOT NULL,          -- JSON mailFactsSchema
      state      TEXT NOT NULL CHECK (state IN ('seen', 'fetched', 'refused')),
      PRIMARY KEY (mailbox_id, url)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mailbox_link_hosts (
      mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      sender     TEXT NOT NULL,
      host       TEXT NOT NULL,
      allowed    INTEGER NOT NULL,
      PRIMARY KEY (mailbox_id, sender, host)
    ) STRICT, WITHOUT ROWID;

    -- What happened to a mailbox, the newest 200 of each: what came in, and when it could not be read.
    CREATE TABLE mailbox_log (
      id         INTEGER PRIMARY KEY,
      mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      at         TEXT NOT NULL,
      what       TEXT NOT NULL CHECK (what IN ('read', 'moved', 'failed', 'again')),
      mails      INTEGER NOT NULL DEFAULT 0,
      with_files INTEGER NOT NULL DEFAULT 0,
      error      TEXT                    -- JSON AppError
    ) STRICT;
    CREATE INDEX mailbox_log_by_mailbox ON mailbox_log(mailbox_id, id);
  `,
};

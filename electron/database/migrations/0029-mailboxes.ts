import type { Migration } from '../migration.ts';

export const mailboxes: Migration = {
  version: 29,
  name: 'mailboxes',
  sql: /* sql */ `
    -- Folders of mailboxes (IMAP) that invoices are read from. Their passwords are in the secret store.
    CREATE TABLE mailboxes (
      id           TEXT PRIMARY KEY,     -- UUID v7
      account_id   TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      host         TEXT NOT NULL,
      port         INTEGER NOT NULL,
      user         TEXT NOT NULL,
      folder       TEXT NOT NULL,
      since        TEXT NOT NULL,        -- day: mails of before are not looked at
      uid_validity TEXT,                 -- of the folder as it was read; another one means other uids
      next_uid     INTEGER NOT NULL DEFAULT 1, -- everything below was looked at
      mails        INTEGER NOT NULL DEFAULT 0,
      with_files   INTEGER NOT NULL DEFAULT 0,
      read_at      TEXT,                 -- when it was read to its end
      error        TEXT,                 -- JSON AppError, while it cannot be read
      failing_since TEXT,
      told_at      TEXT,                 -- when somebody was told of that
      UNIQUE (account_id, host, port, user, folder)
    ) STRICT;

    -- What was taken from a mailbox: a mail that is moved or comes twice is not taken again.
    CREATE TABLE mailbox_mails (
      mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      message_id TEXT NOT NULL,
      PRIMARY KEY (mailbox_id, message_id)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from '../migration.ts';

export const savedMails: Migration = {
  version: 36,
  name: 'saved-mails',
  sql: /* sql */ `
    -- Mails that were fetched and whose files are not read yet.
    CREATE TABLE mailbox_saved (
      id           INTEGER PRIMARY KEY,
      mailbox_id   TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      uid_validity TEXT NOT NULL,
      uid          INTEGER NOT NULL,
      name         TEXT NOT NULL,
      sender       TEXT,                 -- its address
      content      BLOB NOT NULL,
      UNIQUE (mailbox_id, uid_validity, uid)
    ) STRICT;
  `,
};

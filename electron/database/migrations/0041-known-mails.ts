import type { Migration } from '../migration.ts';

export const knownMails: Migration = {
  version: 41,
  name: 'known mails',
  sql: /* sql */ `
    -- Several mails may bear one Message-ID. Those of before are known by it alone: fetched again, their files are.
    DROP TABLE mailbox_mails;
    CREATE TABLE mailbox_mails (
      mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE,
      message_id TEXT NOT NULL,
      sent_at    TEXT NOT NULL,          -- empty where its head does not say
      size       INTEGER NOT NULL,       -- in bytes
      PRIMARY KEY (mailbox_id, message_id, sent_at, size)
    ) STRICT, WITHOUT ROWID;
    -- What is missing is told once by a notice.
    ALTER TABLE sellers DROP COLUMN told_missing;
  `,
};

import type { Migration } from '../migration.ts';

export const closedAccounts: Migration = {
  version: 14,
  name: 'closed-accounts',
  sql: /* sql */ `
    -- A removed account is a closed one: listed, searched, exported and verified, so that its name must be its own. Of
    -- practice accounts nothing is left. Of those with one name the open one keeps it, else the one closed last.
    WITH named AS (
      SELECT id, removed_at, row_number() OVER (
        PARTITION BY name_key ORDER BY removed_at IS NOT NULL, removed_at DESC, rowid DESC
      ) AS place
      FROM accounts WHERE removed_at IS NULL OR practice = 0
    ), renamed AS (
      SELECT id, ' (closed ' || substr(removed_at, 1, 10) || iif(place > 2, ', ' || (place - 1), '') || ')' AS suffix
      FROM named WHERE place > 1
    )
    UPDATE accounts SET name = name || suffix, name_key = name_key || suffix
      FROM renamed WHERE renamed.id = accounts.id;
    -- Somebody may have called an account just so.
    UPDATE accounts SET name = name || ' ' || id, name_key = name_key || ' ' || id
      WHERE removed_at IS NOT NULL AND practice = 0 AND EXISTS (
        SELECT 1 FROM accounts other WHERE other.name_key = accounts.name_key AND other.id <> accounts.id
          AND (other.removed_at IS NULL OR (other.practice = 0 AND other.rowid < accounts.rowid))
      );
    DROP INDEX account_names;
    CREATE UNIQUE INDEX account_names ON accounts(name_key) WHERE removed_at IS NULL OR practice = 0;
  `,
};

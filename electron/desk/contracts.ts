import { type Contract, contractSchema } from '#shared/desk/contracts.ts';
import type { Database } from '../database/open.ts';

/** What was agreed with vendors. */
export function createContracts(db: Database) {
  const all = db.prepare<[], string>('SELECT contract FROM contracts').pluck();
  const put = db.prepare(
    `INSERT INTO contracts (account_id, subscription_id, contract) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET contract = excluded.contract`,
  );
  const remove = db.prepare('DELETE FROM contracts WHERE account_id = ? AND subscription_id = ?');
  return {
    list: (): Contract[] => all.all().map((text) => contractSchema.parse(JSON.parse(text))),
    save(contract: Contract): void {
      put.run(contract.accountId, contract.subscriptionId ?? '', JSON.stringify(contract));
    },
    /** False where there was none. */
    remove: (accountId: string, subscriptionId: string | null): boolean =>
      remove.run(accountId, subscriptionId ?? '').changes > 0,
  };
}

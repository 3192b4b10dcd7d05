import { type Verification, verificationSchema } from '#shared/verification.ts';
import type { Database } from '../database/open.ts';

/** The last verification of one account, and of all of them together (`null`). */
export function createResults(db: Database) {
  const write = db.prepare<[string, string]>(
    'INSERT INTO verifications (scope, result) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET result = excluded.result',
  );
  const read = db.prepare<[string], string>('SELECT result FROM verifications WHERE scope = ?').pluck();

  const readAll = db.prepare<[], string>('SELECT result FROM verifications').pluck();
  const parsed = (text: string): Verification => verificationSchema.parse(JSON.parse(text));

  return {
    save(accountId: string | null, verification: Verification): void {
      write.run(accountId ?? '', JSON.stringify(verification));
    },
    last(accountId: string | null): Verification | null {
      const found = read.get(accountId ?? '');
      return found === undefined ? null : parsed(found);
    },
    all: (): Verification[] => readAll.all().map(parsed),
  };
}

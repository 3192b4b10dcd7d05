import type { Account, SourceKind, SourceSettings } from '#shared/accounts.ts';
import { isThisAccounts } from './account-keys.ts';
import type { AccountRows } from './account-rows.ts';

const vendorServers: Record<SourceKind, string> = {
  stripe: 'https://api.stripe.com',
  imagekit: 'https://api.imagekit.io',
};

/** The closed account of the same customer, the one closed last; null where there is none. */
export function closedAccountOf(
  rows: Pick<AccountRows, 'all' | 'hashes'>,
  source: SourceSettings,
  key: string,
): Account | null {
  const isSame = ({ id, sources, closedAt }: Account): boolean =>
    closedAt !== null &&
    sources.some(({ kind, baseUrl, customerId }) => {
      if (kind !== source.kind || serverOf(kind, baseUrl) !== serverOf(kind, source.baseUrl)) return false;
      return customerId === null && source.customerId === null
        ? isThisAccounts(rows, key, id, kind)
        : customerId === source.customerId;
    });
  const closed = rows.all().filter(isSame);
  return closed.toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1))[0] ?? null;
}

/** A server that is named is the same as one that need not be. */
export const serverOf = (kind: SourceKind, baseUrl: string | null): string => baseUrl ?? vendorServers[kind];

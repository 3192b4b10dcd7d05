import type { UnreadKind, UnreadName, UnreadTotals } from '#shared/unread.ts';
import type { Archive } from '../archive/index.ts';
import type { UnreadObjects } from '../unread/index.ts';
import type { Watch } from '../watch/index.ts';

/** What of an account could not be read, and of how many. */
export const createUnreadTasks =
  (unread: Pick<UnreadObjects, 'list'>, archive: Pick<Archive, 'invoices' | 'totals'>, watch: Pick<Watch, 'known'>) =>
  (accountId: string): { unread: UnreadName[]; totals: UnreadTotals } => {
    const list = unread.list(accountId);
    // One that was read before is in the archive as it was then, and counted there.
    const isCounted = (object: UnreadKind, id: string | null): boolean =>
      id !== null && object !== 'subscription' && archive.invoices.has(accountId, id);
    const lost = (kind: UnreadKind) =>
      list.filter(({ object, id }) => object === kind && !isCounted(object, id)).length;
    const counts = archive.totals.counts(accountId);
    const subscriptions = watch.known.snapshot(accountId)?.subscriptions;
    return {
      unread: list,
      totals: {
        ...(subscriptions && { subscription: subscriptions.length + lost('subscription') }),
        invoice: counts.invoices + lost('invoice'),
        'credit-note': counts.creditNotes + lost('credit-note'),
      },
    };
  };

import type { Firing } from '#shared/alerts.ts';
import type { Overview } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';

export interface HistoryState {
  /** The ids of the firings that were saved as CSV, in their order; null when nobody did. */
  savedHistory: string[] | null;
}

export const historyState = (): HistoryState => ({ savedHistory: null });

/** Calls about the history of alerts. A period's changes are those of the subscription's running one. */
export const historyAnswers = (
  state: HistoryState & { readonly firings: readonly Firing[]; readonly overviews: Readonly<Record<string, Overview>> },
) => ({
  'alerts.changes': ({ firingId }: { firingId: string }) => {
    const firing = state.firings.find(({ id }) => id === firingId);
    const changes = firing && state.overviews[firing.accountId]?.changes;
    return ok(changes?.find(({ subscriptionId }) => subscriptionId === firing?.subscriptionId)?.lines ?? null);
  },
  'alerts.saveHistory': ({ firingIds }: { firingIds: string[] }) => {
    state.savedHistory = firingIds;
    return ok({ fileName: 'Billfold alerts 2026-11-22.csv' });
  },
});

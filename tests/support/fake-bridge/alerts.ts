import type { AlertEvent } from '#shared/alerts.ts';
import type { Overview } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';

export interface HistoryState {
  /** The ids of the alert events that were saved as CSV, in their order; null when nobody did. */
  savedHistory: string[] | null;
}

export const historyState = (): HistoryState => ({ savedHistory: null });

/** Calls about the history of alerts. A period's changes are those of the subscription's running one. */
export const historyAnswers = (
  state: HistoryState & {
    readonly alertEvents: readonly AlertEvent[];
    readonly overviews: Readonly<Record<string, Overview>>;
  },
) => ({
  'alerts.changes': ({ alertEventId }: { alertEventId: string }) => {
    const alertEvent = state.alertEvents.find(({ id }) => id === alertEventId);
    const changes = alertEvent && state.overviews[alertEvent.accountId]?.changes;
    return ok(changes?.find(({ subscriptionId }) => subscriptionId === alertEvent?.subscriptionId)?.lines ?? null);
  },
  'alerts.saveHistory': ({ alertEventIds }: { alertEventIds: string[] }) => {
    state.savedHistory = alertEventIds;
    return ok({ fileName: 'Billfold alerts 2026-11-22.csv' });
  },
});

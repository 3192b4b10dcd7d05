import type { Account } from '#shared/accounts.ts';
import type { NotificationText } from '#shared/messages/notification-text.ts';
import type { AlertEvents } from './alert-events.ts';
import type { AlertOutages } from './alert-outages.ts';
import type { Alerts } from './alerts.ts';
import type { DetailsChanges } from './details-changes.ts';
import type { NotificationTexts } from './notification-texts.ts';
import type { Outages } from './outages.ts';

/** What a row of the outbox says. */
export interface NotificationMessage {
  readonly text: NotificationText;
  /** The alert event that it names; null where it is about something else. */
  readonly alertEventId: string | null;
}

interface MessageParts {
  readonly describe: NotificationTexts;
  readonly alertEvents: Pick<AlertEvents, 'headline'>;
  readonly outages: Pick<Outages, 'sinceOf'>;
  readonly alertOutages: Pick<AlertOutages, 'outagesOfNotification'>;
  readonly alerts: Pick<Alerts, 'get'>;
  readonly detailsChanges: Pick<DetailsChanges, 'differencesOfNotification'>;
}

interface Row {
  readonly id: number;
  readonly kind: 'alert-event' | 'outage' | 'details-changed' | 'not-compared';
}

/** Makes the message of a row, to be shown under an account; null where what it was about is over. */
export const createMessageOf =
  ({ describe, alertEvents, outages, alertOutages, alerts, detailsChanges }: MessageParts) =>
  (row: Row, account: Account): NotificationMessage | null => {
    if (row.kind === 'alert-event') {
      const named = alertEvents.headline(row.id);
      return (
        named && { text: describe.alertEvent(named.alertEvent, named.namePlan), alertEventId: named.alertEvent.id }
      );
    }
    const named = { accountName: account.name, practice: account.practice };
    if (row.kind === 'details-changed') {
      const differences = detailsChanges.differencesOfNotification(row.id);
      return differences && { text: describe.detailsChanged({ ...named, differences }), alertEventId: null };
    }
    if (row.kind === 'not-compared') {
      const told = alertOutages.outagesOfNotification(row.id)?.flatMap(({ alertId, plan, reason }) => {
        const alert = alerts.get(alertId);
        return alert ? [{ alert, plan, reason }] : [];
      });
      return told && told.length > 0 ? { text: describe.notCompared({ ...named, told }), alertEventId: null } : null;
    }
    const since = outages.sinceOf(row.id);
    if (since === undefined) return null;
    const facts = { ...named, since };
    return { text: describe.outage(facts), alertEventId: null };
  };

import type { Account } from '#shared/accounts.ts';
import type { NotificationText } from '#shared/messages/notification-text.ts';
import type { AlertEventId } from '#shared/alerts.ts';
import type { AlertEvents } from './alert-events.ts';
import type { AlertOutages } from './alert-outages.ts';
import type { Alerts } from './alerts.ts';
import type { DetailsChanges } from './details-changes.ts';
import type { NotificationTexts } from './notification-texts.ts';
import type { Outages } from './outages.ts';

export type NotificationKind = 'alert-event' | 'outage' | 'details-changed' | 'not-compared';

export interface Message {
  readonly text: NotificationText;
  /** The alert event that it names; null where it is about something else. */
  readonly alertEventId: AlertEventId | null;
}

/** What a row of the outbox says to this account's people; null where it has nothing to say any more. */
export type MessageOf = (
  row: { readonly id: number; readonly kind: NotificationKind },
  account: Account,
) => Message | null;

export interface MessageParts {
  readonly describe: NotificationTexts;
  readonly alertEvents: Pick<AlertEvents, 'headline'>;
  readonly outages: Pick<Outages, 'sinceOf'>;
  readonly alertOutages: Pick<AlertOutages, 'outagesOfNotification'>;
  readonly alerts: Pick<Alerts, 'get'>;
  readonly detailsChanges: Pick<DetailsChanges, 'differencesOfNotification'>;
}

export function createMessageOf(parts: MessageParts): MessageOf {
  const { describe, alertEvents, outages, alertOutages, alerts, detailsChanges } = parts;

  return (row, account) => {
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
}

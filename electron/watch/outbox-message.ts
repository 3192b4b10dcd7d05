import type { Account } from '#shared/accounts.ts';
import type { AlertEventId } from '#shared/alerts.ts';
import type { EventKind } from '#shared/event-kinds.ts';
import type { NotificationText } from '#shared/messages/notification-text.ts';
import type { AlertEvents } from './alert-events.ts';
import type { AlertOutages } from './alert-outages.ts';
import type { Alerts } from './alerts.ts';
import type { DetailsChanges } from './details-changes.ts';
import type { Notices } from './notices.ts';
import type { NotificationTexts } from './notification-texts.ts';
import type { Outages } from './outages.ts';

export interface Message {
  readonly text: NotificationText;
  /** The alert event that it names; null where it is about something else. */
  readonly alertEventId: AlertEventId | null;
  /** What it tells, for programs. */
  readonly facts: object;
}

/** What a row of the outbox says to this account's people; null where it has nothing to say any more. */
export type MessageOf = (
  row: { readonly id: number; readonly kind: EventKind },
  account: Pick<Account, 'name' | 'practice'>,
) => Message | null;

export interface MessageParts {
  readonly describe: NotificationTexts;
  /** Of what is still to be seen here, or of all that was triggered. */
  readonly headline: AlertEvents['headline'];
  readonly outages: Pick<Outages, 'sinceOf'>;
  readonly alertOutages: Pick<AlertOutages, 'outagesOfNotification'>;
  readonly alerts: Pick<Alerts, 'get'>;
  readonly detailsChanges: Pick<DetailsChanges, 'differencesOfNotification'>;
  readonly notices: Pick<Notices, 'ofNotification'>;
}

export function createMessageOf(parts: MessageParts): MessageOf {
  const { describe, headline, outages, alertOutages, alerts, detailsChanges, notices } = parts;
  const about = (text: NotificationText, facts: object): Message => ({ text, alertEventId: null, facts });

  return ({ id, kind }, { name: accountName, practice }) => {
    const named = { accountName, practice };
    switch (kind) {
      case 'alert-event': {
        const found = headline(id);
        if (!found) return null;
        const { alertEvent, namePlan } = found;
        return { text: describe.alertEvent(alertEvent, namePlan), alertEventId: alertEvent.id, facts: { alertEvent } };
      }
      case 'details-changed': {
        const differences = detailsChanges.differencesOfNotification(id);
        const fields = differences?.map(({ field }) => field);
        return differences && about(describe.detailsChanged({ ...named, differences }), { fields });
      }
      case 'not-compared': {
        const told = alertOutages.outagesOfNotification(id)?.flatMap(({ alertId, plan, reason }) => {
          const alert = alerts.get(alertId);
          return alert ? [{ alert, plan, reason }] : [];
        });
        return told && told.length > 0 ? about(describe.notCompared({ ...named, told }), { alerts: told }) : null;
      }
      case 'outage': {
        const since = outages.sinceOf(id);
        return since === undefined ? null : about(describe.outage({ ...named, since }), { since });
      }
      default: {
        const found = notices.ofNotification(id);
        return found && about(describe.notices({ ...named, ...found }), { notices: found.told });
      }
    }
  };
}

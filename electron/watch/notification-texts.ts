import type { AlertEvent } from '#shared/alerts.ts';
import type {
  DetailsChangedFacts,
  NotComparedFacts,
  NotificationText,
  OutageFacts,
} from '#shared/messages/notification-text.ts';

/** The words of notifications, in the user's language; practice accounts are to be named as such. */
export interface NotificationTexts {
  /** `namePlan`: the customer has several subscriptions. */
  alertEvent(alertEvent: AlertEvent, namePlan: boolean): NotificationText;
  /** `since` is the last success, null when the key was refused. */
  outage(facts: OutageFacts): NotificationText;
  /** Alerts that cannot be compared, found together. */
  notCompared(facts: NotComparedFacts): NotificationText;
  /** Billing details were changed elsewhere. */
  detailsChanged(facts: DetailsChangedFacts): NotificationText;
  test(): NotificationText;
}

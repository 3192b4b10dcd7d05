import type { AlertEvent } from '#shared/alerts.ts';
import {
  alertEventText,
  type DetailsChangedFacts,
  detailsChangedText,
  type NotComparedFacts,
  notComparedText,
  type NotificationText,
  type OutageFacts,
  outageText,
  testText,
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

/** `locale` is asked for each of them: it may be set to another one. */
export const createNotificationTexts = (locale: () => string): NotificationTexts => ({
  alertEvent: (alertEvent, namePlan) => alertEventText(alertEvent, locale(), namePlan),
  outage: (facts) => outageText(facts, locale()),
  notCompared: (facts) => notComparedText(facts, locale()),
  detailsChanged: (facts) => detailsChangedText(facts, locale()),
  test: () => testText(locale()),
});

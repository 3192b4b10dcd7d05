import type { AlertEvent } from '#shared/alerts.ts';
import {
  alertEventText,
  type DetailsChangedFacts,
  detailsChangedText,
  type NotComparedFacts,
  notComparedText,
  type OutageFacts,
  outageText,
  testText,
} from '#shared/messages/notification-text.ts';

/**
 * The words of notifications, in the user's language; practice accounts are to be named as such. `locale` is asked for each
 * of them: it may be set to another one.
 */
export const createNotificationTexts = (locale: () => string) => ({
  /** `namePlan`: the customer has several subscriptions. */
  alertEvent: (alertEvent: AlertEvent, namePlan: boolean) => alertEventText(alertEvent, locale(), namePlan),
  /** `since` is the last success, null when the key was refused. */
  outage: (facts: OutageFacts) => outageText(facts, locale()),
  /** Alerts that cannot be compared, found together. */
  notCompared: (facts: NotComparedFacts) => notComparedText(facts, locale()),
  /** Billing details were changed elsewhere. */
  detailsChanged: (facts: DetailsChangedFacts) => detailsChangedText(facts, locale()),
  test: () => testText(locale()),
});

export type NotificationTexts = ReturnType<typeof createNotificationTexts>;

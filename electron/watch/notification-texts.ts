import type { AlertEvent } from '#shared/alerts.ts';
import type { Format } from '#shared/format.ts';
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
 * The words of notifications, in the user's language; practice accounts are to be named as such. `format` is asked for each
 * of them: it may be set to another one.
 */
export const createNotificationTexts = (format: () => Format) => ({
  /** `namePlan`: the customer has several subscriptions. */
  alertEvent: (alertEvent: AlertEvent, namePlan: boolean) => alertEventText(alertEvent, format(), namePlan),
  /** `since` is the last success, null when the key was refused. */
  outage: (facts: OutageFacts) => outageText(facts, format()),
  /** Alerts that cannot be compared, found together. */
  notCompared: (facts: NotComparedFacts) => notComparedText(facts, format()),
  /** Billing details were changed elsewhere. */
  detailsChanged: (facts: DetailsChangedFacts) => detailsChangedText(facts, format()),
  test: () => testText(format()),
});

export type NotificationTexts = ReturnType<typeof createNotificationTexts>;

import type { AlertEvent } from '#shared/alerts.ts';
import type { Format } from '#shared/format.ts';
import {
  alertEventText,
  type DetailsChangedFacts,
  detailsChangedText,
  type NotComparedFacts,
  type NoticesFacts,
  noticesText,
  notComparedText,
  type OutageFacts,
  outageText,
  testText,
} from '#shared/messages/notification-text.ts';

/**
 * The words of notifications, in the user's language; practice accounts are to be named as such. `format` is asked for each
 * of them: it may be set to another one. `hidden`: whether no amount is to be named.
 */
export const createNotificationTexts = (format: () => Format, hidden: () => boolean = () => false) => ({
  /** `namePlan`: the customer has several subscriptions. */
  alertEvent: (alertEvent: AlertEvent, namePlan: boolean) => alertEventText(alertEvent, format(), namePlan, hidden()),
  /** `since` is the last success, null when the key was refused. */
  outage: (facts: OutageFacts) => outageText(facts, format()),
  /** Alerts that cannot be compared, found together. */
  notCompared: (facts: NotComparedFacts) => notComparedText(facts, format(), hidden()),
  /** Billing details were changed elsewhere. */
  detailsChanged: (facts: DetailsChangedFacts) => detailsChangedText(facts, format()),
  /** What was noticed beside alerts, of one kind. */
  notices: (facts: NoticesFacts) => noticesText(facts, format(), hidden()),
  test: () => testText(format()),
});

export type NotificationTexts = ReturnType<typeof createNotificationTexts>;

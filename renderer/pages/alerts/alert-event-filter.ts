import type { AlertEvent, Measure } from '#shared/alerts.ts';
import type { Instant } from '#shared/time.ts';

/** How a notification ended, whatever was seen since. */
export type AlertEventState = 'waiting' | 'shown' | 'failed' | 'seen';

export const alertEventStates = ['shown', 'failed', 'waiting', 'unseen'] as const;

export interface AlertEventFilter {
  readonly state: (typeof alertEventStates)[number] | 'all';
  readonly measure: Measure | 'all';
  /** When the billing period begins. */
  readonly period: Instant | 'all';
  readonly text: string;
}

export const everything: AlertEventFilter = { state: 'all', measure: 'all', period: 'all', text: '' };

/** A seen alert event whose notification was shown or had failed keeps saying so; `seen` is one that needed none any more. */
export function stateOf({ delivery, shownAt, failure }: AlertEvent): AlertEventState {
  if (delivery === 'shown' || shownAt !== null) return 'shown';
  if (delivery === 'failed' || failure !== null) return 'failed';
  return delivery === 'seen' ? 'seen' : 'waiting';
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

/** The alert events that fit; `wordsOf` is what can be read of one. */
export const filtered = (
  alertEvents: readonly AlertEvent[],
  { state, measure, period, text }: AlertEventFilter,
  wordsOf: (alertEvent: AlertEvent) => string,
): AlertEvent[] =>
  alertEvents.filter(
    (alertEvent) =>
      (state === 'all' || (state === 'unseen' ? alertEvent.seenAt === null : stateOf(alertEvent) === state)) &&
      (measure === 'all' || alertEvent.measure === measure) &&
      (period === 'all' || alertEvent.period.start === period) &&
      text
        .split(/\s+/)
        .map(plain)
        .every((word) => plain(wordsOf(alertEvent)).includes(word)),
  );

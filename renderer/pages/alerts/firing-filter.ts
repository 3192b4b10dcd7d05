import type { Firing, Measure } from '#shared/alerts.ts';
import type { Instant } from '#shared/time.ts';

/** How a notification ended, whatever was seen since. */
export type FiringState = 'waiting' | 'shown' | 'failed' | 'seen';

export const firingStates = ['shown', 'failed', 'waiting', 'unseen'] as const;

export interface FiringFilter {
  readonly state: (typeof firingStates)[number] | 'all';
  readonly measure: Measure | 'all';
  /** When the billing period begins. */
  readonly period: Instant | 'all';
  readonly text: string;
}

export const everything: FiringFilter = { state: 'all', measure: 'all', period: 'all', text: '' };

/** A seen firing whose notification was shown or had failed keeps saying so; `seen` is one that needed none any more. */
export function stateOf({ delivery, shownAt, failure }: Firing): FiringState {
  if (delivery === 'shown' || shownAt !== null) return 'shown';
  if (delivery === 'failed' || failure !== null) return 'failed';
  return delivery === 'seen' ? 'seen' : 'waiting';
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

/** The firings that fit; `wordsOf` is what can be read of one. */
export const filtered = (
  firings: readonly Firing[],
  { state, measure, period, text }: FiringFilter,
  wordsOf: (firing: Firing) => string,
): Firing[] =>
  firings.filter(
    (firing) =>
      (state === 'all' || (state === 'unseen' ? firing.seenAt === null : stateOf(firing) === state)) &&
      (measure === 'all' || firing.measure === measure) &&
      (period === 'all' || firing.period.start === period) &&
      text
        .split(/\s+/)
        .map(plain)
        .every((word) => plain(wordsOf(firing)).includes(word)),
  );

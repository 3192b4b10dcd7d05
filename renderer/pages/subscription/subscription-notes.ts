import type { Subscription } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import type { Format } from '../../i18n/format.ts';
import type { Language } from '../../i18n/language.ts';

export interface SubscriptionNote {
  readonly tone: 'neutral' | 'warning' | 'danger';
  readonly text: string;
}

/** What is out of the ordinary about a subscription, with dates, most pressing first. */
export function notesOf(subscription: Subscription, t: Language['t'], format: Format): SubscriptionNote[] {
  const { status, trialEndsAt, collectionPaused, resumesAt = null, endsAt, cancelAtPeriodEnd, period } = subscription;
  const day = (at: Instant) => format.billingDay(at);
  const notes: SubscriptionNote[] = [];
  if (status === 'past_due') notes.push({ tone: 'danger', text: t('subscription.pastDue') });
  if (status === 'unpaid') notes.push({ tone: 'danger', text: t('subscription.unpaid') });
  if (status === 'incomplete') notes.push({ tone: 'warning', text: t('subscription.incomplete') });
  if (status === 'paused') notes.push({ tone: 'warning', text: t('subscription.paused') });
  if (collectionPaused) {
    const until =
      resumesAt === null ? t('subscription.collectionPaused') : t('subscription.pausedUntil', { day: day(resumesAt) });
    notes.push({ tone: 'warning', text: `${until} ${pausedWords(subscription, t)}` });
  }
  const end = endsAt ?? (cancelAtPeriodEnd ? (period?.end ?? null) : null);
  if (end !== null && status === 'canceled')
    notes.push({ tone: 'neutral', text: t('account.ended', { day: day(end) }) });
  else if (end !== null) notes.push({ tone: 'warning', text: t('subscription.ends', { day: day(end) }) });
  if (status === 'trialing' && trialEndsAt !== null)
    notes.push({ tone: 'neutral', text: t('subscription.trial', { day: day(trialEndsAt) }) });
  return notes;
}

/** What becomes of the invoices that go on being made while their collection is paused. */
export const pausedWords = ({ pausedInvoices }: Subscription, t: Language['t']): string =>
  t(`subscription.pausedInvoices.${pausedInvoices ?? 'unknown'}`);

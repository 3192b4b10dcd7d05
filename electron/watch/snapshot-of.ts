import type { Account } from '#shared/accounts.ts';
import type { Snapshot, SubscriptionView } from '#shared/ipc/contract.ts';
import type { Instant } from '#shared/time.ts';
import type { PeriodRow } from './periods.ts';
import type { Reading } from './read-account.ts';

export interface SnapshotParts {
  readonly account: Account;
  readonly reading: Reading;
  readonly views: readonly SubscriptionView[];
  /** The running periods by subscription. */
  readonly rows: ReadonlyMap<string, PeriodRow>;
  /** What each subscription was ever billed in. */
  readonly currencies: ReadonlyMap<string, readonly string[]>;
  readonly gone: NonNullable<Snapshot['gone']>;
  /** What was known before; asked for only where it fills a gap: to read it takes longer than all else of a check. */
  readonly before: () => Snapshot | null;
  readonly asOf: Instant;
}

/** What is known of an account after a reading: what could not be read this time stays, and is named. */
export function snapshotOf({ account, reading, views, asOf, ...parts }: SnapshotParts): Snapshot {
  const reportsUsage = account.sources.some(({ kind }) => kind === 'imagekit');
  const unreadUpcoming = (reading.subscriptions ?? []).filter(({ upcoming }) => upcoming === null);
  const unread = [
    ...unreadUpcoming.map(({ subscription: { id, plan } }) => ({ subscriptionId: id, plan })),
    ...reading.unread
      .filter(({ object }) => object === 'subscription')
      .map(({ id }) => ({ subscriptionId: id ?? '', plan: id ?? '' })),
  ];
  const isWhole =
    (reading.usage !== null || !reportsUsage) &&
    reading.details !== null &&
    reading.subscriptions !== null &&
    unread.length === 0;
  const before = isWhole ? null : parts.before();
  const subscriptions = reading.subscriptions?.flatMap(({ subscription }) => {
    const view = views.find((each) => each.subscription.id === subscription.id);
    if (view) return [viewOf(view, parts)];
    // Not readable this time: the older figures stay, with their own age.
    const older = before?.subscriptions.find((each) => each.subscription.id === subscription.id);
    return older ? [{ ...older, subscription }] : [];
  });
  const awaited = reading.closings
    .filter(({ invoice, settled }) => invoice === null && !settled)
    .map(({ subscriptionId, period }) => ({ subscriptionId, period }));
  const failed = [
    ...(reading.subscriptions === null ? (['billing'] as const) : []),
    ...(reportsUsage && reading.usage === null ? (['usage'] as const) : []),
  ];
  return {
    accountId: account.id,
    asOf,
    ...(reading.asOf === asOf ? {} : { vendorTime: reading.asOf }),
    subscriptions: subscriptions ?? before?.subscriptions ?? [],
    usage: reading.usage ?? before?.usage ?? null,
    details: reading.details ?? before?.details ?? null,
    missingPermissions: [...reading.missingPermissions],
    ...(reading.bills && { bills: reading.bills }),
    ...(unread.length > 0 && { unread }),
    ...(parts.gone.length > 0 && { gone: [...parts.gone] }),
    ...(awaited.length > 0 && { awaited }),
    ...(reading.error !== null && { incomplete: true }),
    ...(failed.length > 0 && { failed }),
  };
}

function viewOf(view: SubscriptionView, { rows, currencies }: Pick<SnapshotParts, 'rows' | 'currencies'>) {
  const { id } = view.subscription;
  const row = rows.get(id);
  const current = view.upcoming.kind === 'none' ? null : view.upcoming.total.currency;
  const former = (currencies.get(id) ?? []).filter((currency) => currency !== current);
  return {
    ...view,
    ...(row ? { periodSince: row.period.start } : {}),
    ...(former.length > 0 ? { formerCurrencies: former } : {}),
  };
}

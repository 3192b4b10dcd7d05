import type { AccountSummary } from '#shared/ipc/contract.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';

/** Fresh, out of date, read only, and with a key that is refused. */
export function sampleAccounts(ago: (minutes: number) => Instant, now: Instant): AccountSummary[] {
  const dueIn = (minutes: number) => instantFromMillis(millisOf(now) + minutes * 60_000);
  const fresh = (minutes: number) => ({
    state: 'fresh' as const,
    lastSuccessAt: ago(minutes),
    lastAttemptAt: ago(minutes),
    nextDueAt: dueIn(60 - minutes),
    error: null,
  });
  return [
    {
      id: 'acc_imagekit',
      name: 'ImageKit (practice)',
      role: 'administrator',
      practice: true,
      sources: [{ kind: 'stripe', baseUrl: 'http://127.0.0.1:41877', customerId: 'cus_Practice00001' }],
      createdAt: ago(90 * 1440),
      closedAt: null,
      keyPlace: 'secret-store',
      freshness: fresh(4),
      unseenAlertEvents: 1,
      uncomparedAlerts: 0,
    },
    {
      id: 'acc_datadog',
      name: 'Datadog EU',
      role: 'finance',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtDD' }],
      createdAt: ago(400 * 1440),
      closedAt: null,
      keyPlace: 'secret-store',
      freshness: {
        state: 'stale',
        lastSuccessAt: ago(190),
        lastAttemptAt: ago(8),
        nextDueAt: dueIn(24),
        error: { code: 'server-unreachable', host: 'api.stripe.com', reason: 'ERR_NAME_NOT_RESOLVED' },
      },
      unseenAlertEvents: 0,
      uncomparedAlerts: 0,
    },
    {
      id: 'acc_notion',
      name: 'Notion (Tokyo office)',
      role: 'viewer',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtJP' }],
      createdAt: ago(200 * 1440),
      closedAt: null,
      keyPlace: 'session',
      freshness: fresh(22),
      unseenAlertEvents: 0,
      uncomparedAlerts: 0,
    },
    {
      id: 'acc_vercel',
      name: 'Vercel',
      role: 'finance',
      practice: false,
      sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_NordlichtVC' }],
      createdAt: ago(30 * 1440),
      closedAt: null,
      keyPlace: 'secret-store',
      freshness: {
        state: 'refused',
        lastSuccessAt: null,
        lastAttemptAt: ago(55),
        nextDueAt: null,
        error: { code: 'key-refused', host: 'api.stripe.com' },
      },
      unseenAlertEvents: 0,
      uncomparedAlerts: 0,
    },
  ];
}

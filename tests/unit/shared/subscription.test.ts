import { expect, test } from 'vitest';
import { noInvoiceReason } from '#shared/subscription.ts';
import { aSubscription } from '../../support/billing-objects.ts';

test.each([
  ['canceled', {}, 'cancelled'],
  ['incomplete_expired', {}, 'cancelled'],
  ['canceled', { collectionPaused: true }, 'cancelled'],
  ['paused', {}, 'paused'],
  ['active', { collectionPaused: true }, 'paused'],
  ['paused', { cancelAtPeriodEnd: true }, 'paused'],
  ['active', { cancelAtPeriodEnd: true }, 'cancelled'],
  ['active', { endsAt: '2026-12-24T00:00:00.000Z' }, 'cancelled'],
  ['active', {}, 'nothing-to-bill'],
  ['incomplete', {}, 'nothing-to-bill'],
] as const)('no invoice is expected of one that is %s, %o: %s', (status, changes, reason) => {
  expect(noInvoiceReason(aSubscription({ status, ...changes }))).toBe(reason);
});

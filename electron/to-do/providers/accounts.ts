import { cardBrand } from '#shared/card-brand.ts';
import { expiryOf } from '#shared/card-expiry.ts';
import { addDays, addMonths } from '#shared/period.ts';
import { isBilled } from '#shared/subscription.ts';
import type { Watch } from '../../watch/index.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

/** Billing details that were changed elsewhere, until somebody approves them. */
export const changedDetails =
  ({ change }: Pick<Watch['details'], 'change'>): ToDoProvider =>
  ({ accounts }) =>
    accounts.flatMap((account) => {
      const found = change(account.id);
      return found ? [itemOf('details-changed', account, found.id, { since: found.noticedAt })] : [];
    });

/** Cards that subscriptions are paid with and that expire soon, or have. */
export const expiringCards =
  ({ snapshot }: Pick<Watch['known'], 'snapshot'>): ToDoProvider =>
  ({ accounts, todayOf }) =>
    accounts.flatMap((account) => {
      const cards = new Map(
        (snapshot(account.id)?.subscriptions ?? []).flatMap(({ subscription }) => {
          const { paymentMethod } = subscription;
          if (!isBilled(subscription) || !paymentMethod?.expires) return [];
          const state = expiryOf(paymentMethod, `${todayOf(account.id)}T12:00:00.000Z`);
          if (state !== 'soon' && state !== 'expired') return [];
          const { brand, last4, expires } = paymentMethod;
          const day = addDays(`${addMonths(expires, 1)}-01`, -1);
          return [
            [
              `${brand} ${last4} ${expires}`,
              { subject: `${cardBrand(brand) ?? brand} ${last4}`, day, about: subscription.id },
            ] as const,
          ];
        }),
      );
      return [...cards].map(([key, facts]) => itemOf('card-expiring', account, key, facts));
    });

import type { CalendarEntry } from '#shared/desk/calendar.ts';
import type { Renewal } from '#shared/desk/contracts.ts';
import { accountingDay, addDays, addMonths } from '#shared/period.ts';
import { isBilled } from '#shared/subscription.ts';
import type { Account } from '#shared/accounts.ts';
import type { DeskParts } from './parts.ts';

type CalendarParts = Pick<DeskParts, 'accounts' | 'known' | 'invoices' | 'timeZone'> & {
  readonly renewals: () => readonly Renewal[];
};

/** What is to come of all accounts, in order of day. */
export function createCalendar({ accounts, known, invoices, timeZone, renewals }: CalendarParts) {
  const named = ({ id, name, practice }: Account) => ({ accountId: id, accountName: name, practice });

  function upcoming(account: Account): CalendarEntry[] {
    return (known.snapshot(account.id)?.subscriptions ?? []).flatMap(({ subscription, upcoming: invoice, forecast }) =>
      invoice.kind === 'none'
        ? []
        : [
            {
              ...named(account),
              uid: `invoice-${account.id}-${subscription.id}-${invoice.period.start.slice(0, 10)}`,
              kind: 'invoice' as const,
              day: accountingDay(invoice.period.end, timeZone()),
              subject: subscription.plan,
              amount: forecast?.total ?? invoice.total,
              approximate: true,
            },
          ],
    );
  }

  function cards(account: Account): CalendarEntry[] {
    const found = new Map<string, CalendarEntry>();
    for (const { subscription } of known.snapshot(account.id)?.subscriptions ?? []) {
      const { paymentMethod } = subscription;
      if (!isBilled(subscription) || !paymentMethod?.expires) continue;
      const { brand, last4, expires } = paymentMethod;
      found.set(`${brand} ${last4} ${expires}`, {
        ...named(account),
        uid: `card-${account.id}-${brand}-${last4}-${expires}`,
        kind: 'card',
        day: addDays(`${addMonths(expires, 1)}-01`, -1),
        subject: `${brand} ${last4}`,
        amount: null,
        approximate: false,
      });
    }
    return [...found.values()];
  }

  function payments(): CalendarEntry[] {
    return invoices.unpaid().flatMap((invoice) => {
      const account = accounts().find(({ id }) => id === invoice.accountId);
      return account && invoice.dueAt !== null
        ? [
            {
              ...named(account),
              uid: `due-${invoice.key}`,
              kind: 'due' as const,
              day: accountingDay(invoice.dueAt, timeZone()),
              subject: invoice.number ?? invoice.id,
              amount: invoice.remaining,
              approximate: false,
            },
          ]
        : [];
    });
  }

  const ends = (): CalendarEntry[] =>
    renewals().flatMap(({ accountId, accountName, practice, subscriptionId, plan, term, price, contract }) => {
      if (!term) return [];
      const of = { accountId, accountName, practice, subject: plan, amount: price, approximate: false };
      const about = `${accountId}-${subscriptionId ?? 'account'}-${term.endsOn}`;
      const end: CalendarEntry = { ...of, uid: `term-end-${about}`, kind: 'term-end', day: term.endsOn };
      return contract?.notice ? [{ ...of, uid: `notice-${about}`, kind: 'notice', day: term.lastDay }, end] : [end];
    });

  return (): CalendarEntry[] =>
    [...accounts().flatMap((account) => [...upcoming(account), ...cards(account)]), ...payments(), ...ends()].sort(
      (a, b) => a.day.localeCompare(b.day) || a.accountName.localeCompare(b.accountName) || a.uid.localeCompare(b.uid),
    );
}

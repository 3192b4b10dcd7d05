import { byLastDay, type Contract, proposalOf, type Renewal, termOf } from '#shared/desk/contracts.ts';
import type { Subscription } from '#shared/subscription.ts';
import { accountingDay } from '#shared/period.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Account } from '#shared/accounts.ts';
import type { DeskParts } from './parts.ts';

type RenewalParts = Pick<DeskParts, 'accounts' | 'known' | 'timeZone' | 'timeOf'> & {
  readonly contracts: () => readonly Contract[];
};

/** Each contract, and what the vendors' data propose for subscriptions that have none. The first to act on first. */
export function createRenewals({ accounts, known, timeZone, timeOf, contracts }: RenewalParts) {
  function renewalOf(account: Account, subscription: Subscription | null, contract: Contract | null): Renewal {
    const today = accountingDay(instantFromMillis(timeOf(account.id)), timeZone());
    const proposal = subscription ? proposalOf(subscription, timeZone()) : null;
    const proposed = proposal && { endsOn: proposal.endsOn, lastDay: proposal.endsOn };
    return {
      accountId: account.id,
      accountName: account.name,
      practice: account.practice,
      subscriptionId: contract?.subscriptionId ?? subscription?.id ?? null,
      plan: subscription?.plan ?? '',
      contract,
      proposal,
      term: contract ? termOf(contract, today) : proposed && proposed.endsOn >= today ? proposed : null,
      price: subscription?.price ?? null,
    };
  }

  return (): Renewal[] => {
    const kept = contracts();
    return accounts()
      .flatMap((account) => {
        const own = kept.filter(({ accountId }) => accountId === account.id);
        const subscriptions = (known.snapshot(account.id)?.subscriptions ?? []).map(({ subscription }) => subscription);
        const named = own.map((contract) =>
          renewalOf(account, subscriptions.find(({ id }) => id === contract.subscriptionId) ?? null, contract),
        );
        const others = subscriptions.filter(({ id }) => !own.some(({ subscriptionId }) => subscriptionId === id));
        return [...named, ...others.map((subscription) => renewalOf(account, subscription, null))];
      })
      .filter(({ contract, proposal }) => contract !== null || proposal !== null)
      .sort(byLastDay);
  };
}

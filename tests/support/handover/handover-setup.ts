import type { Invoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import type { HandoverProfile } from '#shared/handover/profile.ts';
import { createActions } from '../../../electron/accounts/actions.ts';
import { createHandover } from '../../../electron/handover/index.ts';
import { anAccount, setUpArchive, valueOf } from '../archive/archive-setup.ts';
import { storeInvoices } from '../archive/stored-archive.ts';
import { anInvoice, aLine, plainMoney } from '../billing-objects.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { aDatevProfile, aTax, euro } from './bookable-invoices.ts';

/** 100.00 EUR and 19 % of it, issued in November 2026. */
export function taxedInvoice(changes: Partial<Invoice> = {}, net = 10000): Invoice {
  const tax = Math.round(net * 0.19);
  const taxes = [aTax({ base: euro(net), amount: euro(tax) })];
  return anInvoice({
    ...plainMoney(euro(net + tax)),
    ...{ subtotal: euro(net), taxes, tax: euro(tax), net: euro(net) },
    lines: [aLine({ amount: euro(net), taxes })],
    ...changes,
  });
}

export const untaxed = (total: Money): Partial<Invoice> => ({
  ...plainMoney(total),
  lines: [aLine({ amount: total })],
});

/** An archive with these invoices, and a DATEV profile for them. */
export function setUpHandover(
  folder: string,
  invoices: readonly Invoice[],
  { profile = {}, timeZone = 'UTC' }: { profile?: Partial<HandoverProfile>; timeZone?: string } = {},
) {
  const clock = fakeClock(Date.parse('2026-12-01T09:00:00Z'));
  const accounts = [anAccount()];
  const set = setUpArchive({ folder, source: fakeBillingSource(), clock, accounts, timeZone });
  const store = (...some: readonly Invoice[]) => {
    storeInvoices(set.db, set.place.documents, some);
  };
  store(...invoices);
  const actions = createActions(set.db, clock, () => 'tester');
  const handover = createHandover({
    db: set.db,
    invoices: set.archive.invoices,
    accounts: () => accounts,
    recordAction: actions.record,
    userName: () => 'tester',
    timeZone: () => timeZone,
    clock,
    logger: memoryLogger(),
    emit: () => undefined,
  });
  const kept = handover.profiles.list()[0] ?? valueOf(handover.profiles.save(null, aDatevProfile(profile)));
  const choice = { profileId: kept.id, to: null };
  return {
    ...set,
    clock,
    handover,
    actions,
    profile: kept,
    store,
    plan: async () => valueOf(await handover.plan(choice)),
    run: (how: { leaveOut?: boolean; token?: string | null; out?: string; onProgress?: () => void } = {}) =>
      handover.run(choice, {
        folder: how.out ?? `${folder}/out`,
        leaveOut: how.leaveOut ?? false,
        token: how.token ?? null,
        signal: new AbortController().signal,
        onProgress: how.onProgress ?? (() => undefined),
      }),
  };
}

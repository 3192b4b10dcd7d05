import type { Imports } from '../../imports/index.ts';
import type { Sellers } from '../../sellers/index.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

/** Files of which something speaks for fraud, and nobody has decided. */
export const sellerAlarms =
  ({ list }: Pick<Imports['waiting'], 'list'>): ToDoProvider =>
  ({ accounts }) =>
    list().flatMap(({ id, accountId, proposal, seller }) => {
      const [alarm] = seller?.alarms ?? [];
      const account = accounts.find((each) => each.id === accountId);
      if (!alarm || !account) return [];
      const facts = { subject: alarm.sellerName, amount: proposal?.total?.value ?? null, about: id };
      return [itemOf('seller-alarm', account, id, { ...facts, count: seller?.alarms.length ?? 1 })];
    });

/** Invoices that should have come by now, as those before them let expect. */
export const missingInvoices =
  ({ list }: Pick<Sellers, 'list'>): ToDoProvider =>
  ({ accounts }) =>
    list().flatMap(({ id, name, accountId, expected }) => {
      if (!expected?.missing) return [];
      const account = accounts.find((each) => each.id === accountId) ?? null;
      // The next one that is missing is another matter.
      const facts = { subject: name, amount: expected.total, day: expected.on };
      return [itemOf('invoice-expected', account, `${id} ${expected.on}`, facts)];
    });

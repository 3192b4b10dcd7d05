import { mayChange } from '#shared/accounts.ts';
import type { GuardedAction } from '#shared/guarded-actions.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { AccountSummary, CallName, Overview, Request, Response } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { PaymentMethod, Subscription } from '#shared/subscription.ts';

type Handlers = {
  [Name in CallName]: (request: Request<Name>) => Result<Response<Name>> | Promise<Result<Response<Name>>>;
};

/** What the vendor would do, for tests to set. */
export interface FakePayments {
  /** Permissions that each account's key lacks. */
  permissions: Record<string, string[]>;
  /** Becomes the payment method when the vendor's page is next looked at. */
  nextMethod: PaymentMethod | null;
  /** Keys of invoices that were paid on the vendor's page. */
  paid: Set<string>;
  /** Addresses that were opened: `payment-page`, `receipt in_1`, `mail already-paid in_1`. */
  opened: string[];
}

export const fakePayments = (): FakePayments => ({
  permissions: {},
  nextMethod: null,
  paid: new Set(),
  opened: [],
});

interface Parts {
  readonly state: {
    accounts: AccountSummary[];
    overviews: Record<string, Overview>;
    invoices: ArchivedInvoice[];
    readonly payments: FakePayments;
  };
  readonly snapshotChanged: (accountId: string) => void;
  readonly replaceAccount: (changed: AccountSummary) => Result<AccountSummary>;
}

type Name =
  | 'subscriptions.cancel'
  | 'subscriptions.keep'
  | 'subscriptions.openPaymentPage'
  | 'accounts.permissions'
  | 'accounts.setSupportEmail'
  | 'invoices.refresh'
  | 'invoices.related'
  | 'invoices.openReceipt'
  | 'invoices.contactSupport';

export function paymentHandlers({ state, snapshotChanged, replaceAccount }: Parts): Pick<Handlers, Name> {
  const roleOf = (id: string) => state.accounts.find((each) => each.id === id)?.role ?? 'viewer';
  const allowed = (accountId: string, action: GuardedAction): Result<null> => {
    const role = roleOf(accountId);
    return mayChange(role) ? ok(null) : fail({ code: 'role-forbids', role, action });
  };

  function change(accountId: string, changed: (subscription: Subscription) => Subscription): void {
    const overview = state.overviews[accountId];
    if (!overview?.snapshot) return;
    const subscriptions = overview.snapshot.subscriptions.map((view) => ({
      ...view,
      subscription: changed(view.subscription),
    }));
    state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, subscriptions } };
    snapshotChanged(accountId);
  }

  const setCancel = (accountId: string, id: string, cancel: boolean): Result<null> => {
    const may = allowed(accountId, 'subscription');
    if (!may.ok) return may;
    change(accountId, (each) =>
      each.id === id
        ? { ...each, cancelAtPeriodEnd: cancel, endsAt: cancel ? (each.period?.end ?? null) : null }
        : each,
    );
    return ok(null);
  };
  const invoice = <T>(key: string, use: (found: ArchivedInvoice) => T): Result<T> => {
    const found = state.invoices.find((each) => each.key === key);
    return found ? ok(use(found)) : fail({ code: 'invoice-not-found', invoice: key });
  };

  return {
    'subscriptions.cancel': ({ accountId, subscriptionId }) => setCancel(accountId, subscriptionId, true),
    'subscriptions.keep': ({ accountId, subscriptionId }) => setCancel(accountId, subscriptionId, false),
    'subscriptions.openPaymentPage': ({ accountId }) => {
      const may = allowed(accountId, 'payment-method');
      if (may.ok) state.payments.opened.push('payment-page');
      return may;
    },
    'accounts.permissions': ({ accountId }) => ok({ missing: state.payments.permissions[accountId] ?? [] }),
    'accounts.setSupportEmail': ({ accountId, supportEmail }) => {
      const found = state.accounts.find((each) => each.id === accountId);
      if (!found) return fail({ code: 'account-not-found', account: accountId });
      if (supportEmail !== null && !supportEmail.includes('@'))
        return fail({ code: 'email-malformed', input: supportEmail });
      return replaceAccount({ ...found, supportEmail });
    },
    'invoices.related': ({ key }) =>
      invoice(key, ({ accountId, id, corrects }) => {
        const own = state.invoices.filter((each) => each.accountId === accountId);
        return {
          creditNotes: own.filter((each) => each.corrects === id),
          corrects: own.find((each) => each.id === corrects) ?? null,
        };
      }),
    'invoices.refresh': ({ key }) => {
      if (state.payments.paid.has(key))
        state.invoices = state.invoices.map((each) =>
          each.key === key ? { ...each, status: 'paid', overdue: false, payable: false } : each,
        );
      return invoice(key, (found) => found);
    },
    'invoices.openReceipt': ({ key }) =>
      invoice(key, ({ id }) => {
        state.payments.opened.push(`receipt ${id}`);
        return null;
      }),
    'invoices.contactSupport': ({ key, matter }) =>
      invoice(key, ({ id }) => {
        state.payments.opened.push(`mail ${matter} ${id}`);
        return null;
      }),
  };
}

/** What the vendor says at the next check: the payment method that was chosen on its page. */
export function takeNextMethod(state: Parts['state'], accountId: string): void {
  const { nextMethod } = state.payments;
  const overview = state.overviews[accountId];
  if (!nextMethod || !overview?.snapshot) return;
  const subscriptions = overview.snapshot.subscriptions.map((view) => ({
    ...view,
    subscription: { ...view.subscription, paymentMethod: nextMethod },
  }));
  state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, subscriptions } };
}

import type { Action } from '#shared/actions.ts';
import { mayChange } from '#shared/accounts.ts';
import { type BillingDetails, type CustomerDetails, isSameTaxId } from '#shared/billing-details.ts';
import { type DetailsChange, detailsDifferences } from '#shared/details-changes.ts';
import type { AccountSummary, CallName, Overview, Request, Response } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';

type Handlers = {
  [Name in CallName]: (request: Request<Name>) => Result<Response<Name>> | Promise<Result<Response<Name>>>;
};

export interface FakeDetails {
  /** What waits for approval, by account. */
  changes: Record<string, DetailsChange>;
  /** Newest first. */
  actions: Action[];
  /** What the vendor has where it is something else than the window knows, by account. */
  elsewhere: Record<string, Partial<CustomerDetails>>;
}

export const fakeDetails = (): FakeDetails => ({ changes: {}, actions: [], elsewhere: {} });

interface Parts {
  readonly state: {
    accounts: AccountSummary[];
    overviews: Record<string, Overview>;
    readonly details: FakeDetails;
  };
  readonly snapshotChanged: (accountId: string) => void;
}

type Name =
  'details.save' | 'details.addTaxId' | 'details.removeTaxId' | 'details.change' | 'details.approve' | 'actions.list';

const without = ({ companyName, billingEmail, address }: CustomerDetails) => ({
  companyName,
  billingEmail,
  address,
  taxIds: null,
});

/** A vendor that takes every change that fits, and main's answers to it. */
export function detailsAnswers({ state, snapshotChanged }: Parts): Pick<Handlers, Name> {
  function change<T>(accountId: string, make: (details: BillingDetails) => Result<T>): Result<T> {
    const role = state.accounts.find(({ id }) => id === accountId)?.role ?? 'viewer';
    if (!mayChange(role)) return fail({ code: 'role-forbids', role, action: 'billing-details' });
    const details = state.overviews[accountId]?.snapshot?.details;
    return details ? make(details) : fail({ code: 'account-not-found', account: accountId });
  }
  function put(accountId: string, what: string, details: BillingDetails): void {
    const overview = state.overviews[accountId];
    if (!overview?.snapshot) return;
    state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, details } };
    const id = String(state.details.actions.length + 1);
    const at = overview.snapshot.asOf;
    const entry = { id, at, actor: 'hanna', what, accountId, before: null, after: null, outcome: 'done' as const };
    state.details.actions = [entry, ...state.details.actions];
    snapshotChanged(accountId);
  }

  return {
    'details.save': ({ accountId, base, mine }) =>
      change<Response<'details.save'>>(accountId, (details) => {
        const theirs = without({ ...details, ...state.details.elsewhere[accountId] });
        const foreign = detailsDifferences(without(base), theirs).map(({ field }) => field);
        if (detailsDifferences(theirs, without(mine)).some(({ field }) => foreign.includes(field))) {
          return ok({ outcome: 'conflict' as const, theirs });
        }
        state.details.elsewhere = {};
        put(accountId, 'details.changed', { ...details, ...mine });
        return ok({ outcome: 'saved' as const, details: mine });
      }),
    'details.addTaxId': ({ accountId, taxId }) =>
      change(accountId, (details) => {
        const known = details.taxIds ?? [];
        if (known.some((each) => isSameTaxId(each, taxId))) return fail({ code: 'tax-id-exists', value: taxId.value });
        const added = { id: `txi_added_${known.length}`, ...taxId, verified: null };
        put(accountId, 'tax-id.added', { ...details, taxIds: [added, ...known] });
        return ok(added);
      }),
    'details.removeTaxId': ({ accountId, taxIdId }) =>
      change(accountId, (details) => {
        const taxIds = details.taxIds?.filter(({ id }) => id !== taxIdId) ?? null;
        put(accountId, 'tax-id.removed', { ...details, taxIds });
        return ok(null);
      }),
    'details.change': ({ accountId }) => ok(state.details.changes[accountId] ?? null),
    'details.approve': ({ accountId, changeId }) =>
      change(accountId, () => {
        const { [accountId]: waiting, ...others } = state.details.changes;
        if (waiting?.id === changeId) state.details.changes = others;
        return ok(state.details.changes[accountId] ?? null);
      }),
    'actions.list': ({ accountId, limit }) =>
      ok(state.details.actions.filter((each) => accountId === null || each.accountId === accountId).slice(0, limit)),
  };
}

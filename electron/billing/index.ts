import { accountNotFound } from '#shared/accounts.ts';
import type { ActionName } from '#shared/actions.ts';
import type { BillingDetails, CustomerDetails, NewTaxId, TaxId } from '#shared/billing-details.ts';
import { isSameTaxId } from '#shared/billing-details.ts';
import {
  type DetailsChange,
  type DetailsDifference,
  detailsDifferences,
  type SavedDetails,
} from '#shared/details-changes.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';
import { createCancellation } from './cancellation.ts';
import { type ChangeDependencies, createChangeAccount, type Intention, mayBeMade } from './change-account.ts';

export interface BillingDependencies extends ChangeDependencies {
  readonly watch: Pick<Watch, 'details'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Changes of a customer's billing details at the vendor. What became of a change is what the vendor says, see `BillingWriter`. */
export interface Billing {
  /**
   * Saves what differs from `base`, the details that the user began with. Where the vendor's differ from both, nothing
   * is written, and the answer is the vendor's.
   */
  saveDetails(accountId: string, base: CustomerDetails, mine: CustomerDetails): Promise<Result<SavedDetails>>;
  /** `tax-id-exists` where it is there already. */
  addTaxId(accountId: string, taxId: NewTaxId): Promise<Result<TaxId>>;
  /** One that is gone already is a success; `permission-missing` where the key may not see whether it is. */
  removeTaxId(accountId: string, taxIdId: string): Promise<Result<null>>;
  /** Ends a subscription with its period, or takes its end back, also one set to a day. */
  setCancel(accountId: string, subscriptionId: string, cancel: boolean): Promise<Result<null>>;
  /** What changed elsewhere and waits for approval. */
  detailsChange(accountId: string): DetailsChange | null;
  /** Answers what still waits: another change may have come in between. */
  approveDetails(accountId: string, changeId: string): Result<DetailsChange | null>;
}

export function createBilling(dependencies: BillingDependencies): Billing {
  const { accounts, watch, clock } = dependencies;
  const changeAccount = createChangeAccount(dependencies);

  /** Sends a change of details; registers it with the watch first, so that it does not report it as an outside change. */
  async function send<T>(
    accountId: string,
    what: ActionName,
    differences: readonly DetailsDifference[],
    begin: (intention: Intention) => void,
    write: () => Promise<Result<{ value: T; made: readonly DetailsDifference[] }>>,
  ): Promise<Result<{ value: T; after: unknown }>> {
    begin({ what, before: sideOf(differences, 'was'), after: sideOf(differences, 'is') });
    const own = watch.details.registerOwnChange(accountId, differences, clock.now());
    const written = await write();
    if (written.ok) {
      const { value, made } = written.value;
      own.applied(made, clock.now());
      return ok({ value, after: sideOf(made, 'is') });
    }
    if (!mayBeMade(written.error)) own.notApplied();
    return written;
  }

  return {
    saveDetails: (accountId, base, mine) =>
      changeAccount<SavedDetails>({
        accountId,
        async run(source, begin) {
          const now = await source.details();
          if (!now.ok) return now;
          const theirs = fieldsOf(now.value);
          if (differInAny(theirs, base, mine)) return ok({ value: { outcome: 'conflict', theirs } });
          const differences = fieldDifferences(theirs, mine);
          if (differences.length === 0) return ok({ value: { outcome: 'saved', details: theirs } });
          return send(accountId, 'details.changed', differences, begin, async () => {
            const saved = await source.updateDetails(
              Object.fromEntries(differences.map(({ field, is }) => [field, is])),
            );
            if (!saved.ok) return saved;
            const made = fieldDifferences(theirs, saved.value);
            return ok({ value: { outcome: 'saved', details: saved.value }, made });
          });
        },
      }),

    setCancel: createCancellation(changeAccount),

    addTaxId: (accountId, taxId) =>
      changeAccount<TaxId>({
        accountId,
        async run(source, begin) {
          const now = await source.details();
          if (!now.ok) return now;
          // A key that may not read tax ids can still add one; the vendor decides.
          if (now.value.taxIds?.some((each) => isSameTaxId(each, taxId))) {
            return fail({ code: 'tax-id-exists', value: taxId.value });
          }
          return send(accountId, 'tax-id.added', [{ field: 'taxId', was: null, is: taxId }], begin, async () => {
            const added = await source.addTaxId(taxId);
            if (!added.ok) return added;
            return ok({ value: added.value, made: [{ field: 'taxId', was: null, is: bare(added.value) }] });
          });
        },
      }),

    removeTaxId: (accountId, taxIdId) =>
      changeAccount<null>({
        accountId,
        async run(source, begin) {
          const now = await source.details();
          if (!now.ok) return now;
          const { taxIds, missing } = now.value;
          if (!taxIds) return fail({ code: 'permission-missing', permission: missing.join(', ') });
          const taxId = taxIds.find(({ id }) => id === taxIdId);
          if (!taxId) return ok({ value: null });
          const made: DetailsDifference[] = [{ field: 'taxId', was: bare(taxId), is: null }];
          return send(accountId, 'tax-id.removed', made, begin, async () => {
            const removed = await source.removeTaxId(taxIdId);
            return removed.ok ? ok({ value: null, made }) : removed;
          });
        },
      }),

    detailsChange: (accountId) => watch.details.change(accountId),

    approveDetails(accountId, changeId) {
      if (!accounts.get(accountId)) return fail(accountNotFound(accountId));
      const change = watch.details.change(accountId);
      if (change?.id === changeId && watch.details.approve(accountId, changeId)) {
        const [before, after] = [sideOf(change.differences, 'was'), sideOf(change.differences, 'is')];
        accounts.recordAction({ what: 'details.approved', accountId, before, after });
      }
      return ok(watch.details.change(accountId));
    },
  };
}

const fieldsOf = ({ companyName, billingEmail, address }: BillingDetails): CustomerDetails => ({
  companyName,
  billingEmail,
  address,
});

const bare = ({ type, value }: NewTaxId): NewTaxId => ({ type, value });

const fieldDifferences = (was: CustomerDetails, is: CustomerDetails): DetailsDifference[] =>
  detailsDifferences({ ...was, taxIds: null }, { ...is, taxIds: null });

/** Whether the vendor's say something that neither the user began with nor wants. */
function differInAny(theirs: CustomerDetails, base: CustomerDetails, mine: CustomerDetails): boolean {
  const changedElsewhere = new Set(fieldDifferences(base, theirs).map(({ field }) => field));
  return fieldDifferences(theirs, mine).some(({ field }) => changedElsewhere.has(field));
}

/** One side of differences, as it stands in the log of actions: `{ companyName: 'Acme', taxIds: [] }`. */
function sideOf(differences: readonly DetailsDifference[], side: 'was' | 'is'): Record<string, unknown> {
  const fields = differences.flatMap((each) => (each.field === 'taxId' ? [] : [[each.field, each[side]] as const]));
  const taxIds = differences.flatMap((each) => (each.field === 'taxId' ? [each[side]] : []));
  return {
    ...Object.fromEntries(fields),
    ...(taxIds.length > 0 && { taxIds: taxIds.filter((taxId) => taxId !== null) }),
  };
}

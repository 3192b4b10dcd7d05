import type { KeyReport } from '#shared/accounts.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import type { AppError } from '#shared/errors.ts';
import { type Invoice, invoiceSchema } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import type {
  BillingSource,
  InvoicePage,
  InvoicePageRequest,
  UnreadObject,
} from '../../../electron/sources/billing-source.ts';
import { asListed, asRead } from '../read-objects.ts';
import { anUpcoming, aSubscription, someDetails } from '../billing-objects.ts';

export type BillingCall = keyof BillingSource;

/** What the vendor knows. Tests change it between calls. */
export interface BillingState {
  report: KeyReport;
  details: BillingDetails;
  subscriptions: Subscription[];
  /** By subscription id; a billed subscription without one has nothing to bill. */
  upcoming: Record<string, Upcoming>;
  /** In any order. */
  invoices: Invoice[];
  creditNotes: Invoice[];
  /** What the vendor lists beside them and cannot be read, by the call that lists it. */
  unread: Partial<Record<'subscriptions' | 'invoices' | 'creditNotes', UnreadObject[]>>;
}

export interface FakeBillingSource extends BillingSource {
  readonly state: BillingState;
  /** Calls so far, oldest first. */
  readonly calls: readonly BillingCall[];
  /** Fails every call (or those named) with this error until `recover`. */
  breakWith(error: AppError, ...calls: BillingCall[]): void;
  recover(): void;
  /** Holds calls back until the returned function is called. */
  hold(): () => void;
}

const pageLength = 100;
const noPayment = { attempts: 0, nextAttemptAt: null, failure: null, reference: null, receiptUrl: null };

export function fakeBillingSource(changes: Partial<BillingState> = {}, clock?: Pick<Clock, 'now'>): FakeBillingSource {
  const state: BillingState = {
    report: {
      hint: 'rk_test_…4242',
      restricted: true,
      live: false,
      customerName: 'Acme GmbH',
      missing: [],
      granted: [],
    },
    details: someDetails(),
    subscriptions: [aSubscription()],
    upcoming: { sub_1: anUpcoming() },
    invoices: [],
    creditNotes: [],
    unread: {},
    ...changes,
  };
  const calls: BillingCall[] = [];
  let broken: { error: AppError; calls: readonly BillingCall[] } | null = null;
  let addedTaxIds = 0;
  let gate: Promise<void> = Promise.resolve();

  async function answer<T>(call: BillingCall, signal: AbortSignal | undefined, value: () => Result<T>) {
    calls.push(call);
    await gate;
    if (signal?.aborted) return fail({ code: 'cancelled' } as const);
    if (broken && (broken.calls.length === 0 || broken.calls.includes(call))) return fail(broken.error);
    return structuredClone(value());
  }

  const asOf = () => (clock ? instantFromMillis(clock.now()) : '2026-11-22T12:00:00.000Z');

  function upcomingOf(subscription: Subscription): Upcoming {
    const none = (reason: 'cancelled' | 'paused' | 'nothing-to-bill') => ({
      kind: 'none' as const,
      reason,
      asOf: asOf(),
    });
    if (!isBilled(subscription)) {
      return none(subscription.status === 'paused' ? 'paused' : 'cancelled');
    }
    const upcoming = state.upcoming[subscription.id];
    return upcoming ? { ...upcoming, asOf: asOf() } : none('nothing-to-bill');
  }

  return {
    state,
    calls,
    breakWith(error, ...named) {
      broken = { error, calls: named };
    },
    recover() {
      broken = null;
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      gate = promise;
      return () => {
        resolve(undefined);
      };
    },
    testKey: (signal) => answer('testKey', signal, () => ok(state.report)),
    details: (signal) => answer('details', signal, () => ok(state.details)),
    subscriptions: (signal) =>
      answer('subscriptions', signal, () =>
        ok({ ...asListed(state.subscriptions), unread: state.unread.subscriptions ?? [] }),
      ),
    upcoming: (subscription, signal) => answer('upcoming', signal, () => ok(upcomingOf(subscription))),
    invoices: async (page, signal) =>
      whole(await answer('invoices', signal, () => pageOf(state.invoices, page, state.unread.invoices))),
    invoice: (id, signal) =>
      answer('invoice', signal, () => {
        const found = state.invoices.find((invoice) => invoice.id === id);
        return found ? ok(asRead(found)) : fail({ code: 'not-found-at-vendor', vendorName: id });
      }),
    readAgain: (_, raw) => {
      const read = invoiceSchema.safeParse(JSON.parse(raw));
      return read.success
        ? ok(asRead(read.data))
        : fail({ code: 'value-unknown', object: 'invoice', id: null, field: 'status', value: 'odd' });
    },
    payment: (id, signal) =>
      answer('payment', signal, () => {
        const found = state.invoices.find((invoice) => invoice.id === id);
        return found ? ok(found.payment ?? noPayment) : fail({ code: 'not-found-at-vendor', vendorName: id });
      }),
    creditNotes: async (page, signal) =>
      whole(await answer('creditNotes', signal, () => pageOf(state.creditNotes, page, state.unread.creditNotes))),
    updateDetails: (change) =>
      answer('updateDetails', undefined, () => {
        state.details = { ...state.details, ...change };
        const { companyName, billingEmail, address } = state.details;
        return ok({ companyName, billingEmail, address });
      }),
    addTaxId: ({ type, value }) =>
      answer('addTaxId', undefined, () => {
        if (!/\d/.test(value)) return fail({ code: 'tax-id-refused', vendorWords: `Invalid value for ${type}.` });
        const added = { id: `txi_added_${++addedTaxIds}`, type, value, verified: null };
        state.details = { ...state.details, taxIds: [added, ...(state.details.taxIds ?? [])] };
        return ok(added);
      }),
    removeTaxId: (id) =>
      answer('removeTaxId', undefined, () => {
        const left = state.details.taxIds?.filter((taxId) => taxId.id !== id) ?? null;
        state.details = { ...state.details, taxIds: left };
        return ok(null);
      }),
    setCancelAtPeriodEnd: ({ id: wanted }, cancel) =>
      answer('setCancelAtPeriodEnd', undefined, () => {
        const found = state.subscriptions.find(({ id }) => id === wanted);
        if (!found) return fail({ code: 'not-found-at-vendor', vendorName: wanted });
        if (found.status === 'canceled') return fail({ code: 'change-refused', vendorWords: 'It has ended.' });
        const changed = { ...found, cancelAtPeriodEnd: cancel, endsAt: cancel ? (found.period?.end ?? null) : null };
        state.subscriptions = state.subscriptions.map((each) => (each === found ? changed : each));
        return ok(null);
      }),
    portalLink: (flow) =>
      answer('portalLink', undefined, () => {
        const known =
          flow.kind !== 'subscription-cancel' || state.subscriptions.some(({ id }) => id === flow.subscriptionId);
        return known
          ? ok(`https://billing.example.com/session/${flow.kind}`)
          : fail({ code: 'change-refused', vendorWords: 'There is no such subscription.' });
      }),
  };
}

type Listed = Omit<InvoicePage, 'readRemaining' | 'ids'>;

/** This vendor's listing shows all there is. */
const whole = (page: Result<Listed>): Result<InvoicePage> =>
  page.ok
    ? ok({
        ...page.value,
        readRemaining: () => Promise.resolve(ok(asListed([]))),
        ids: [...page.value.read.map(({ value }) => value.id), ...page.value.unread.map(({ id }) => id)],
      })
    : page;

function pageOf(
  all: readonly Invoice[],
  { after, createdFrom }: InvoicePageRequest,
  unread: readonly UnreadObject[] = [],
): Result<Listed> {
  const listed = all
    .filter((invoice) => createdFrom === null || invoice.createdAt >= createdFrom)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  const last = after === null ? -1 : listed.findIndex((invoice) => invoice.id === after);
  if (after !== null && last === -1) return fail({ code: 'not-found-at-vendor', vendorName: after });
  const invoices = listed.slice(last + 1, last + 1 + pageLength);
  const more = last + 1 + pageLength < listed.length;
  return ok({
    ...asListed(invoices),
    unread: after === null ? unread : [],
    next: more ? (invoices.at(-1)?.id ?? null) : null,
  });
}

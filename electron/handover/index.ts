import { effectOf } from '#shared/handover/booking.ts';
import type { TaxAnswer } from '#shared/handover/bookable.ts';
import type { HandedOver, HandoverBatch, HandoverPlan } from '#shared/handover/plan.ts';
import { money, sumsByCurrency } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Day, instantFromMillis, type Month } from '#shared/time.ts';
import { createLeases } from '../database/lease.ts';
import { sha256Of } from '../files/index.ts';
import { createAnswers } from './answers.ts';
import { createBatches } from './batches.ts';
import { type FullPlan, makePlan } from './make-plan.ts';
import type { HandoverDependencies, HandoverParts } from './parts.ts';
import { createProfiles, type HandoverProfiles } from './profiles.ts';
import { type BatchRun, runBatch, settle } from './run-batch.ts';

export { profileFileText, readProfileFile } from './profile-file.ts';

export interface HandoverChoice {
  readonly profileId: string;
  /** The last month of issue; null for all. */
  readonly to: Month | null;
}

export interface HandoverRun extends BatchRun {
  /** Invoices that are not ready wait for the next batch. */
  readonly leaveOut: boolean;
  /** Of the plan that was shown: another one is not written. Null where none was. */
  readonly token: string | null;
}

/** Invoices into the files of accounting programs, each once, and again only when it changed. */
export interface Handover {
  readonly profiles: HandoverProfiles;
  /** What a hand-over would write now. */
  plan(choice: HandoverChoice): Promise<Result<HandoverPlan>>;
  /** Fails with `nothing-to-hand-over`, `handover-not-ready`, `handover-plan-changed` or an error of a file; then nothing is written. */
  run(choice: HandoverChoice, how: HandoverRun): Promise<Result<HandoverBatch>>;
  /** The newest batch of a profile only: else `handover-not-newest`. Its files stay where they are. */
  undo(batchId: string): Promise<Result<HandoverBatch>>;
  /** Newest first. */
  batches(): Promise<HandoverBatch[]>;
  /** What stands in the books of an invoice. */
  of(key: string): HandedOver[];
  /** Foreign units a unit of the base currency. */
  setRate(base: string, currency: string, day: Day, rate: string): Result<null>;
  /** The taxes of an invoice that does not state them; its amounts must add up to its total: else `tax-parts-wrong`. */
  setTax(key: string, parts: TaxAnswer): Result<null>;
}

const lease = 'hand-over';
const shownRows = 500;

export function createHandover(dependencies: HandoverDependencies): Handover {
  const { db, clock, invoices, recordAction, emit } = dependencies;
  const now = () => instantFromMillis(clock.now());
  const batches = createBatches(db);
  const answers = createAnswers(db);
  const profiles = createProfiles(db, now, recordAction);
  const parts: HandoverParts = { ...dependencies, now, batches, answers, profiles };
  const leases = createLeases(db, clock);

  /** While no other process writes or undoes a batch, and what one left behind is settled. */
  async function inTurn<T>(work: () => Promise<Result<T>> | Result<T>): Promise<Result<T>> {
    const release = leases.take(lease);
    if (!release) return fail({ code: 'job-running', job: lease });
    try {
      await settle(parts);
      return await work();
    } finally {
      release();
    }
  }

  async function fullPlan({ profileId, to }: HandoverChoice) {
    const profile = profiles.get(profileId);
    return profile.ok ? ok({ profile: profile.value, plan: await makePlan(parts, profile.value, to) }) : profile;
  }

  return {
    profiles,

    plan: (choice) =>
      inTurn(async () => {
        const made = await fullPlan(choice);
        return made.ok ? ok(shownPlan(made.value.plan)) : made;
      }),

    run: (choice, { leaveOut, token, ...run }) =>
      inTurn(async () => {
        const made = await fullPlan(choice);
        if (!made.ok) return made;
        const { profile, plan } = made.value;
        if (token !== null && token !== tokenOf(plan)) return fail({ code: 'handover-plan-changed' });
        if (plan.notReady.length > 0 && !leaveOut)
          return fail({ code: 'handover-not-ready', invoices: plan.notReady.length });
        if (plan.items.length === 0) return fail({ code: 'nothing-to-hand-over' });
        return runBatch(parts, profile, plan, run);
      }),

    undo: (batchId) =>
      inTurn(() => {
        const batch = batches.get(batchId);
        if (!batch) return fail({ code: 'handover-batch-not-found', batch: batchId });
        if (!batch.undoable) return fail({ code: 'handover-not-newest', batch: batchId });
        const { profileName: profile, invoices: count, folder } = batch;
        batches.undo(batchId, now(), () => {
          recordAction({ what: 'handover.undone', accountId: null, before: { profile, invoices: count, folder } });
        });
        emit('handover.changed', null);
        return ok(batches.get(batchId) ?? batch);
      }),

    async batches() {
      // Another process may be at work: then its batch is not there yet.
      await inTurn(() => ok(null));
      return batches.list();
    },

    of: batches.of,
    setRate: answers.setRate,

    setTax(key, given) {
      const invoice = invoices.get(key);
      if (!invoice.ok) return invoice;
      const { total } = invoice.value;
      const fits =
        given.every(({ gross }) => gross.currency === total.currency) &&
        given.reduce((sum, { gross }) => sum + gross.amount, 0) === total.amount;
      if (!fits) return fail({ code: 'tax-parts-wrong', invoice: invoice.value.number ?? invoice.value.id });
      answers.setTax(key, given);
      return ok(null);
    },
  };
}

const tokenOf = ({ items, notReady }: FullPlan): string =>
  sha256Of(JSON.stringify([items.map(({ key, bookings, reversals }) => [key, bookings, reversals]), notReady.length]));

function shownPlan(plan: FullPlan): HandoverPlan {
  const { items, notReady, nothingToBook } = plan;
  const bookings = items.flatMap(({ reversals, bookings: rows }) => [...reversals, ...rows]);
  const count = (change: string) => items.filter((item) => item.change === change).length;
  return {
    token: tokenOf(plan),
    counts: {
      new: count('new'),
      changed: count('changed'),
      reversed: count('reversed'),
      notReady: notReady.length,
      nothingToBook,
    },
    bookings: bookings.slice(0, shownRows),
    bookingCount: bookings.length,
    sums: sumsByCurrency(
      bookings.map((booking) => effectOf(booking, money(booking.gross.amount, booking.gross.currency))),
    ),
    notReady: notReady.slice(0, shownRows).map((waiting) => ({ ...waiting, issues: [...waiting.issues] })),
    notes: items
      .filter(({ notes }) => notes.length > 0)
      .slice(0, shownRows)
      .map(({ key, number, notes }) => ({ key, number, notes: [...notes] })),
  };
}

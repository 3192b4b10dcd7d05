import type { Account } from '#shared/accounts.ts';
import {
  type ExpectedInvoice,
  markKinds,
  type Seller,
  type SellerFacts,
  type SellerFields,
  type SellerSight,
  type SellerView,
} from '#shared/sellers/model.ts';
import { expectedAfter } from '#shared/sellers/expected.ts';
import { nameKey } from '#shared/sellers/names.ts';
import { marksTold } from '#shared/sellers/recognise.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import { createDistinctInvoices, type DistinctInvoices } from './distinct-invoices.ts';
import { createSellerEdits, type SellerEdits } from './edits.ts';
import { createInvoiceSellers, factsOfGroup, type InvoiceGroup, type PaymentFacts } from './invoice-sellers.ts';
import { createKnownSellers } from './known-sellers.ts';
import { createSellerRows } from './seller-rows.ts';

export type { DistinctInvoices } from './distinct-invoices.ts';
export type { PaymentFacts } from './invoice-sellers.ts';

interface SellerParts {
  readonly db: Database;
  readonly accounts: () => readonly Account[];
  readonly recordAction: RecordAction;
  /** The operating system's user. */
  readonly userName: () => string;
  readonly now: () => Instant;
  /** By the accounting time zone. */
  readonly today: () => Day;
  readonly emit: Emit<'sellers.changed'>;
}

/** An invoice that was put into the archive, and what its document said of its seller. */
export interface FiledInvoice {
  readonly accountId: string;
  readonly id: string;
  readonly facts: SellerFacts;
  /** Its name was said by a person, whatever else the document bears. */
  readonly chosen: boolean;
  /** What the seller wants to read in a payment. */
  readonly reference: string | null;
}

/** The companies that invoices come from. */
export interface Sellers {
  list(): SellerView[];
  get(id: string): Seller | null;
  /** By id, or by one of its names; a name that several have is nobody's. */
  find(idOrName: string): Seller | null;
  /** Whose a document is, and what about it speaks for fraud. */
  look(facts: SellerFacts): SellerSight;
  /** Learns from invoices that were filed: of one whose seller is not known a new one. */
  learn(filed: readonly FiledInvoice[]): void;
  /** Finds the sellers of invoices that came in otherwise. */
  assign(): void;
  /** What a payment of an invoice needs; null where nobody knows whose it is. */
  payment(invoice: { readonly accountId: string; readonly id: string }): PaymentFacts | null;
  readonly edits: SellerEdits;
  readonly distinct: DistinctInvoices;
}

/** So many of a seller's last invoices show its rhythm. */
const rhythmOf = 24;

const newSeller = (name: string, accountId: string | null): SellerFields => ({
  ...{ name, accountId, supportEmail: null, creditor: null, notes: null, filesItself: false },
});

export function createSellers(parts: SellerParts): Sellers {
  const { db, accounts, now, today, emit } = parts;
  const rows = createSellerRows(db);
  const invoices = createInvoiceSellers(db);
  const { known, forget } = createKnownSellers(db, rows.list);
  const find = (id: string): Seller | null => known().sellers.find((seller) => seller.id === id) ?? null;
  const changed = (): void => {
    forget();
    emit('sellers.changed', null);
  };

  /** One of the group's own; of a vendor without a name that of its account. Null: it says nothing of its seller. */
  function sellerOfGroup(group: InvoiceGroup): string | null {
    const account = accounts().find(({ id }) => id === group.accountId);
    const facts = factsOfGroup(group, group.source === 'vendor' ? (account?.name ?? null) : null);
    const name = facts.name ?? '';
    const { seller } = known().look(facts);
    if (seller) return seller.id;
    if (nameKey(name) === '') return null;
    const id = rows.add(newSeller(name.trim(), group.source === 'vendor' ? group.accountId : null), now());
    learnMarks(id, facts);
    forget();
    return id;
  }

  function named(name: string): Seller | null {
    const key = nameKey(name);
    const [one, ...others] = known().sellers.filter(({ marks }) =>
      marks.some((mark) => mark.kind === 'name' && mark.key === key && mark.state === 'known'),
    );
    return one && others.length === 0 ? one : null;
  }

  /** What is another's already is not learned. */
  function learnMarks(sellerId: string, facts: SellerFacts): void {
    const told = marksTold(facts);
    for (const kind of markKinds)
      for (const mark of told[kind]) {
        const isOthers = known().sellers.some(
          ({ id, marks }) =>
            id !== sellerId &&
            marks.some((each) => each.kind === kind && each.key === mark.key && each.state === 'known'),
        );
        if (!isOthers || kind === 'domain' || kind === 'payee')
          rows.mark(sellerId, { kind, ...mark, state: 'known', saidBy: null }, now());
      }
  }

  function learnOne({ accountId, id, facts, chosen, reference }: FiledInvoice): void {
    const name = facts.name?.trim() ?? '';
    if (chosen && nameKey(name) === '') return;
    const seller = chosen ? named(name) : known().look(facts).seller;
    if (!seller && nameKey(name) === '') return;
    const sellerId = seller?.id ?? rows.add(newSeller(name, accountId), now());
    learnMarks(sellerId, facts);
    invoices.link({ accountId, id }, sellerId, facts, reference);
    forget();
  }

  function expected(sellerId: string): ExpectedInvoice | null {
    return expectedAfter(invoices.past(sellerId, rhythmOf), today());
  }

  return {
    list() {
      const counts = invoices.counts();
      return known().sellers.map((seller) => {
        const { invoices: count = 0, lastIssuedOn = null } = counts.get(seller.id) ?? {};
        const accountName = accounts().find(({ id }) => id === seller.accountId)?.name ?? null;
        return { ...seller, accountName, invoices: count, lastIssuedOn, expected: expected(seller.id) };
      });
    },
    get: find,
    find: (idOrName) => find(idOrName) ?? named(idOrName),
    look: (facts) => known().look(facts),

    learn(filed) {
      db.transaction(() => {
        for (const one of filed) learnOne(one);
      }).immediate();
      changed();
    },

    assign() {
      const groups = invoices.unassigned();
      if (groups.length === 0) return;
      db.transaction(() => {
        for (const group of groups) {
          const sellerId = sellerOfGroup(group);
          if (sellerId !== null) invoices.assign(group, sellerId);
        }
      }).immediate();
      changed();
    },

    payment: invoices.payment,
    edits: createSellerEdits({
      ...{ db, rows, invoices, find, changed, now },
      assignAnew(sellerId) {
        db.transaction(() => {
          for (const group of invoices.groupsOf(sellerId)) {
            const into = sellerOfGroup(group);
            if (into !== null && into !== sellerId) invoices.reassign(group, sellerId, into);
          }
        }).immediate();
      },
      recordAction: parts.recordAction,
      userName: parts.userName,
    }),
    distinct: createDistinctInvoices(db, parts.userName, now, parts.recordAction),
  };
}

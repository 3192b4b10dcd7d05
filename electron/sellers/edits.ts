import {
  type AlarmDecision,
  type MarkKind,
  type MarkState,
  nothingTold,
  type Seller,
  type SellerAlarm,
  type SellerFields,
  type SellerMark,
} from '#shared/sellers/model.ts';
import { marksTold } from '#shared/sellers/recognise.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type { InvoiceSellers } from './invoice-sellers.ts';
import type { SellerRows } from './seller-rows.ts';

interface EditParts {
  readonly db: Database;
  readonly rows: SellerRows;
  readonly invoices: InvoiceSellers;
  readonly find: (id: string) => Seller | null;
  /** Gives each invoice of a seller to whom it belongs by what is known now. */
  readonly assignAnew: (sellerId: string) => void;
  readonly changed: () => void;
  readonly recordAction: RecordAction;
  readonly userName: () => string;
  readonly now: () => Instant;
}

/** A mark as people name it. */
export interface NamedMark {
  readonly kind: MarkKind;
  readonly text: string;
}

const stateOf: Readonly<Record<AlarmDecision, MarkState>> = {
  confirmed: 'known',
  refused: 'refused',
  'other-company': 'other',
};

/** What people do to sellers. Each is in the log of actions. Fails with `seller-not-found` or `seller-mark-unusable`. */
export type SellerEdits = ReturnType<typeof createSellerEdits>;

export function createSellerEdits(parts: EditParts) {
  const { db, rows, invoices, find, assignAnew, changed, recordAction, userName, now } = parts;

  function found(id: string): Result<Seller> {
    const seller = find(id);
    return seller ? ok(seller) : fail({ code: 'seller-not-found', seller: id });
  }

  /** One transaction, then told. */
  function change(id: string, work: (seller: Seller) => void): Result<Seller> {
    const seller = found(id);
    if (!seller.ok) return seller;
    db.transaction(() => {
      work(seller.value);
    }).immediate();
    changed();
    return found(id);
  }

  function say(seller: Seller, { kind, text }: NamedMark, state: MarkState): Result<SellerMark['key']> {
    const host = text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text;
    const told = marksTold({
      name: kind === 'name' ? text : null,
      taxIds: kind === 'tax-id' ? [text] : [],
      bankAccounts: kind === 'bank-account' ? [text] : [],
      payee: kind === 'payee' ? text : null,
      host: kind === 'domain' ? host : null,
    })[kind];
    const [mark] = told;
    if (!mark) return fail({ code: 'seller-mark-unusable', input: text });
    rows.mark(seller.id, { kind, ...mark, state, saidBy: userName() }, now());
    return ok(mark.key);
  }

  /** What a seller is known by, said by a person. */
  function mark(id: string, named: NamedMark, state: MarkState, known: readonly string[] = []): Result<Seller> {
    let said: Result<unknown> = ok(null);
    const done = change(id, (seller) => {
      said = say(seller, named, state);
      if (!said.ok) return;
      const after = { seller: seller.name, ...named, state };
      recordAction({
        what: 'seller.alarm-decided',
        accountId: seller.accountId,
        before: { seller: seller.name, known },
        after,
      });
    });
    return said.ok ? done : said;
  }

  return {
    /** A new one where `id` is null. Its name becomes one of its names. */
    save(id: string | null, fields: SellerFields): Result<Seller> {
      const before = id === null ? null : found(id);
      if (before && !before.ok) return before;
      const saved = db
        .transaction(() => {
          const sellerId = id ?? rows.add(fields, now());
          if (id !== null) rows.save(id, fields);
          const [mark] = marksTold({ ...nothingTold, name: fields.name }).name;
          if (mark) rows.mark(sellerId, { kind: 'name', ...mark, state: 'known', saidBy: userName() }, now());
          recordAction({
            what: 'seller.saved',
            accountId: fields.accountId,
            before: before ? { ...before.value, marks: undefined } : undefined,
            after: fields,
          });
          return sellerId;
        })
        .immediate();
      changed();
      return found(saved);
    },

    /** Says of a mark whose it is. */
    decide: (
      { sellerId, mark: kind, told, known }: Pick<SellerAlarm, 'sellerId' | 'mark' | 'told' | 'known'>,
      decision: AlarmDecision,
    ): Result<Seller> => mark(sellerId, { kind, text: told }, stateOf[decision], known),
    mark,

    forgetMark: (id: string, mark: Pick<SellerMark, 'kind' | 'key'>): Result<Seller> =>
      change(id, (seller) => {
        rows.forgetMark(id, mark);
        recordAction({
          what: 'seller.saved',
          accountId: seller.accountId,
          before: { seller: seller.name, kind: mark.kind, text: mark.key },
        });
      }),

    /** All that is one seller's becomes the other's. What people said of the one that stays stands. */
    merge(from: string, into: string): Result<Seller> {
      const other = found(from);
      if (!other.ok) return other;
      if (from === into) return other;
      return change(into, (seller) => {
        rows.moveMarks(from, into);
        invoices.moveAll(from, into);
        const { accountId, supportEmail, creditor, notes } = other.value;
        // What was said to be another company's is its own now.
        const isOther = ({ kind, key }: SellerMark) =>
          seller.marks.some((mark) => mark.kind === kind && mark.key === key && mark.state === 'other');
        for (const mark of other.value.marks.filter((each) => each.state === 'known' && isOther(each)))
          rows.mark(into, { ...mark, saidBy: userName() }, now());
        rows.save(into, {
          ...seller,
          accountId: seller.accountId ?? accountId,
          supportEmail: seller.supportEmail ?? supportEmail,
          creditor: seller.creditor ?? creditor,
          notes: [seller.notes, notes].filter((each) => each !== null).join('\n') || null,
        });
        rows.remove(from);
        const { name, marks } = other.value;
        recordAction({
          what: 'seller.merged',
          accountId: seller.accountId,
          before: { name, marks },
          after: { name: seller.name },
        });
      });
    },

    /** Some marks become those of a seller of their own, and with them the invoices that bear them. */
    split(id: string, name: string, marks: readonly Pick<SellerMark, 'kind' | 'key'>[]): Result<Seller> {
      const seller = found(id);
      if (!seller.ok) return seller;
      const taken = seller.value.marks.filter((each) =>
        marks.some(({ kind, key }) => kind === each.kind && key === each.key),
      );
      if (taken.length === 0) return fail({ code: 'seller-split-empty', seller: seller.value.name });
      const apart = db
        .transaction(() => {
          const { accountId } = seller.value;
          const nothing = { supportEmail: null, creditor: null, notes: null, filesItself: false };
          const sellerId = rows.add({ name, accountId, ...nothing }, now());
          for (const mark of taken) {
            rows.forgetMark(id, mark);
            rows.mark(sellerId, { ...mark, saidBy: userName() }, now());
          }
          recordAction({
            what: 'seller.split',
            accountId,
            before: { name: seller.value.name },
            after: { name, marks: taken },
          });
          return sellerId;
        })
        .immediate();
      changed();
      assignAnew(id);
      changed();
      return found(apart);
    },
  };
}

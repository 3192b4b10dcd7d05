import { cardBrand } from './card-brand.ts';
import { expiryOf } from './card-expiry.ts';
import type { Notice, NoticeFacts, NoticeKind } from './event-kinds.ts';
import { type ArchivedInvoice, isUnpaid } from './invoices.ts';
import { isKnown } from './invoice-money.ts';
import { isMoney } from './alerts.ts';
import { addDays, addMonths, dayOf } from './period.ts';
import type { PaymentMethod } from './subscription.ts';
import type { ToDoItem, ToDoKind } from './to-do.ts';
import { type Instant, instantFromMillis, millisOf } from './time.ts';

const dayMillis = 24 * 60 * 60_000;
/** What was issued earlier is no news, whenever it came into the archive. */
const newDays = 7;
const dueDays = 7;
/** A card is told of twice: when it is first warned about, and in its last two weeks. */
const lastCardDays = 14;

type Seen = Pick<
  ArchivedInvoice,
  'key' | 'number' | 'id' | 'type' | 'status' | 'source' | 'issuedAt' | 'dueAt' | 'overdue' | 'remaining' | 'total'
> & {
  readonly payment?: Pick<NonNullable<ArchivedInvoice['payment']>, 'failure' | 'nextAttemptAt'> | null | undefined;
};

/** From when on an issued invoice is news: of an account that was connected then. */
export const newSince = (connectedAt: Instant, now: Instant): Instant => {
  const earliest = instantFromMillis(millisOf(now) - newDays * dayMillis);
  return connectedAt > earliest ? connectedAt : earliest;
};

/** What is to be told of an invoice: that it is new, about to be due, overdue, or was not paid. */
export function noticesOfInvoice(invoice: Seen, { since, now }: { since: Instant; now: Instant }): Notice[] {
  const { key, number, id, type, status, source, issuedAt, dueAt, overdue, remaining, total, payment } = invoice;
  if (type !== 'invoice' || status === 'draft' || status === 'void') return [];
  const what = number ?? id;
  const toPay = isKnown(remaining) ? remaining : null;
  const day = dueAt === null ? null : dayOf(dueAt);
  const found = (kind: Notice['kind'], subject: string, facts: Omit<NoticeFacts, 'what'>): Notice[] => [
    { kind, subject, facts: { what, ...facts } },
  ];
  const isNew = source === 'vendor' && issuedAt !== null && issuedAt > since;
  const told = isNew ? found('invoice-new', key, { amount: total, day: dayOf(issuedAt) }) : [];
  if (!isUnpaid(invoice)) return told;
  if (payment?.failure) told.push(...found('payment-failed', key, { amount: toPay, day }));
  if (overdue) return [...told, ...found('invoice-overdue', key, { amount: toPay, day })];
  // What the vendor collects by itself nobody has to pay.
  if (dueAt === null || payment?.nextAttemptAt || millisOf(dueAt) - millisOf(now) > dueDays * dayMillis) return told;
  return [...told, ...found('invoice-due', `${key} ${dayOf(dueAt)}`, { amount: toPay, day })];
}

/** A card that is about to expire, or that just did. */
export function noticesOfCard(method: PaymentMethod, now: Instant): Notice[] {
  const { brand, last4, expires } = method;
  const expiry = expiryOf(method, now);
  if (expires === null || expiry === 'never' || expiry === 'valid') return [];
  const last = addDays(`${addMonths(expires, 1)}-01`, -1);
  const isLast = millisOf(`${last}T00:00:00.000Z`) - millisOf(now) <= lastCardDays * dayMillis;
  const subject = `${brand} ${last4} ${expires} ${isLast ? 'last' : 'first'}`;
  return [
    {
      kind: 'card-expiring',
      subject,
      facts: { what: `${cardBrand(brand) ?? brand} •••• ${last4}`, amount: null, day: last },
    },
  ];
}

/** What there is to do of which those are told who are not at this computer, too. */
const toldToDo: Partial<Record<ToDoKind, NoticeKind>> = {
  'notice-due': 'notice-due',
  'invoice-expected': 'invoice-missing',
  'export-failed': 'export-failed',
};

/** Something that there is to do, told once while it is the same matter; null where it is not told. */
export function noticeOfToDo({ id, kind, subject, amount, day, since, decision }: ToDoItem): Notice | null {
  const told = toldToDo[kind];
  if (!told || decision !== null) return null;
  // What goes on failing is told again in another month.
  const again = kind === 'export-failed' ? ` ${since?.slice(0, 7) ?? ''}` : '';
  const known = amount !== null && isKnown(amount) && isMoney(amount) ? amount : null;
  return { kind: told, subject: `${id}${again}`, facts: { what: subject === '' ? null : subject, amount: known, day } };
}

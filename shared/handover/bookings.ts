import { isKnown, type Known } from '../invoice-money.ts';
import { ledgerAmount } from '../invoices.ts';
import type { Money } from '../money.ts';
import { ok } from '../result.ts';
import { fold } from '../search-text.ts';
import type { Day } from '../time.ts';
import { type BookableInvoice, type BookableLine, type TaxAnswer, type TaxPart, taxPartsOf } from './bookable.ts';
import type { Booking } from './booking.ts';
import { inBase } from './exchange-rate.ts';
import type { HandoverIssue } from './issues.ts';
import type { HandoverProfile, SellerMapping } from './profile.ts';
import { splitAmount } from './split-amount.ts';
import { taxKeyOf } from './tax-keys.ts';

/** What somebody answered to what the invoices themselves do not say. */
export interface HandoverAnswers {
  /** Foreign units a unit of the base currency. */
  rate(currency: string, day: Day): string | null;
  tax(key: string): TaxAnswer | null;
}

type Booked =
  { readonly ok: true; readonly value: Booking[] } | { readonly ok: false; readonly error: HandoverIssue[] };

/** Where some of an invoice's lines go. */
interface Share {
  readonly expenseAccount: string;
  readonly costCentre: string | null;
  readonly lines: readonly BookableLine[];
}

/** The rows of an invoice: one an account and tax, together its total; else everything that keeps it from being booked. */
export function bookingsOf(invoice: BookableInvoice, profile: HandoverProfile, answers: HandoverAnswers): Booked {
  const { accountId, accountName, day, total } = invoice;
  const issues: HandoverIssue[] = [];
  const seller = sellerOf(invoice, profile);
  if (!seller) issues.push({ code: 'seller-unmapped', accountId, accountName, seller: invoice.seller });
  if (profile.bookedUntil !== null && day <= profile.bookedUntil)
    issues.push({ code: 'period-booked', until: profile.bookedUntil });
  if (invoice.number === null || invoice.number.trim() === '') issues.push({ code: 'number-missing' });

  const wantsRate = total.currency !== profile.baseCurrency && wantsRates(profile);
  const rate = wantsRate ? answers.rate(total.currency, day) : null;
  if (wantsRate && rate === null) issues.push({ code: 'rate-missing', currency: total.currency, day });

  const parts = taxPartsOf(invoice, answers.tax(invoice.key));
  if (!parts) issues.push({ code: 'tax-unknown', total });
  const keys = (parts ?? []).map((part) => taxKeyOf(profile, accountId, part.kind, part.rate));
  for (const [index, { kind, rate: taxRate }] of (parts ?? []).entries())
    if (keys[index] === null) issues.push({ code: 'tax-key-missing', accountId, accountName, kind, rate: taxRate });

  const shares = seller ? sharesOf(invoice, seller, profile) : [];
  const rows = parts && seller ? splitParts(parts, shares) : [];
  if (!rows) issues.push({ code: 'lines-not-split' });
  if (issues.length > 0 || !rows || !seller) return { ok: false, error: issues };

  const bases = rate === null ? null : basesOf(rows, total, rate, profile.baseCurrency);
  return ok(
    rows.map(({ part, share, gross, tax }, index): Booking => {
      const base = bases?.[index];
      return {
        key: invoice.key,
        accountName,
        seller: invoice.seller ?? accountName,
        number: invoice.number ?? '',
        day,
        dueDay: invoice.dueDay,
        gross: ledgerAmount(invoice, gross),
        tax: isKnown(tax) ? ledgerAmount(invoice, tax) : tax,
        base: base && rate !== null ? { gross: ledgerAmount(invoice, base), rate } : null,
        expenseAccount: share.expenseAccount,
        creditor: seller.creditor,
        taxKind: part.kind,
        taxRate: part.rate,
        taxKey: taxKeyOf(profile, accountId, part.kind, part.rate) ?? '',
        costCentre: share.costCentre,
        poNumber: invoice.poNumber,
        text: textOf(invoice, share),
        guid: invoice.guid,
        reversal: false,
      };
    }),
  );
}

/** DATEV keeps its books in one currency; elsewhere the profile says. */
const wantsRates = ({ target, foreign }: Pick<HandoverProfile, 'target' | 'foreign'>): boolean =>
  target === 'datev' || foreign === 'rate';

function sellerOf({ accountId, seller }: BookableInvoice, { sellers }: HandoverProfile): SellerMapping | null {
  const ofAccount = sellers.filter((mapping) => mapping.accountId === accountId);
  const own = ofAccount.find((mapping) => mapping.seller !== null && mapping.seller === seller);
  return own ?? ofAccount.find((mapping) => mapping.seller === null) ?? null;
}

/** The lines by the account that the rules send them to, in order of first appearance. */
function sharesOf(invoice: BookableInvoice, seller: SellerMapping, profile: HandoverProfile): Share[] {
  const usual = { expenseAccount: seller.expenseAccount, costCentre: invoice.costCentre ?? seller.costCentre };
  const rules = profile.lineRules.filter(({ accountId }) => accountId === null || accountId === invoice.accountId);
  const shares = new Map<string, Share>();
  for (const line of invoice.lines) {
    const rule = rules.find(({ text }) => fold(line.description).includes(fold(text)));
    const target = rule
      ? { expenseAccount: rule.expenseAccount, costCentre: rule.costCentre ?? usual.costCentre }
      : usual;
    const name = JSON.stringify(target);
    shares.set(name, { ...target, lines: [...(shares.get(name)?.lines ?? []), line] });
  }
  return shares.size === 0 ? [{ ...usual, lines: [] }] : [...shares.values()];
}

interface Row {
  readonly part: TaxPart;
  readonly share: Share;
  readonly gross: Money;
  readonly tax: Known<Money>;
}

/** Each part over the accounts of the lines that have its tax, by their amounts. Null where that cannot be told. */
function splitParts(parts: readonly TaxPart[], shares: readonly Share[]): Row[] | null {
  const [only] = shares;
  if (only && shares.length === 1)
    return parts.map((part) => ({ part, share: only, gross: part.gross, tax: part.tax }));
  const rows: Row[] = [];
  for (const part of parts) {
    const weights = shares.map(({ lines }) => weightOf(lines, part, parts.length === 1));
    if (!weights.every((weight) => weight !== null)) return null;
    const gross = splitAmount(part.gross, weights);
    const tax = isKnown(part.tax) ? splitAmount(part.tax, weights) : null;
    if (!gross) return null;
    for (const [index, share] of shares.entries()) {
      const amount = gross[index];
      if (amount && amount.amount !== 0) rows.push({ part, share, gross: amount, tax: tax?.[index] ?? 'unknown' });
    }
  }
  return rows;
}

/** What of the lines has the part's tax; null where one does not say. */
function weightOf(lines: readonly BookableLine[], part: TaxPart, isOnly: boolean): number | null {
  let weight = 0;
  for (const { net, taxes } of lines) {
    if (isOnly) weight += net.amount;
    else if (!isKnown(taxes)) return null;
    else if (hasTax(taxes, part)) weight += net.amount;
  }
  return weight;
}

const hasTax = (taxes: Exclude<BookableLine['taxes'], 'unknown'>, { kind, rate }: TaxPart): boolean =>
  kind === 'none-stated'
    ? taxes.length === 0
    : taxes.some((tax) => tax.kind === kind && (isKnown(tax.rate) ? tax.rate : null) === rate);

/** The rows in the base currency, adding up to the total in it. */
function basesOf(rows: readonly Row[], total: Money, rate: string, currency: string): Money[] | null {
  return splitAmount(
    inBase(total, rate, currency),
    rows.map(({ gross }) => gross.amount),
  );
}

/** Whose it is and what for: the line where it is one alone, else the number. */
function textOf(invoice: BookableInvoice, { lines }: Share): string {
  const [line, ...others] = lines;
  const what = line && others.length === 0 ? line.description : (invoice.number ?? '');
  return `${invoice.seller ?? invoice.accountName} ${what}`.trim();
}

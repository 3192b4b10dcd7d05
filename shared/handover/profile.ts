import { z } from 'zod';
import type { HandoverField } from '../error-reasons.ts';
import { taxKindSchema } from '../invoice-money.ts';
import { currencySchema } from '../money.ts';
import { daySchema } from '../time.ts';
import { freeColumnsSchema } from './free-columns.ts';

/** What the files of a hand-over are for. */
export const handoverTargetSchema = z.enum(['datev', 'xero', 'quickbooks', 'free']);
export type HandoverTarget = z.infer<typeof handoverTargetSchema>;

/** As on the invoice, and `none-stated`: it says nothing about tax, which is not the same as no tax. */
export const bookedTaxKinds = [...taxKindSchema.options, 'none-stated'] as const;
export const bookedTaxKindSchema = z.enum(bookedTaxKinds);
export type BookedTaxKind = z.infer<typeof bookedTaxKindSchema>;

/** Percent as decimal text without trailing noughts. */
export const taxRateSchema = z.string().regex(/^\d{1,3}(\.\d*[1-9])?$/);

const term = z.string().trim().min(1).max(100);
const optionalTerm = term.nullable();

/** How one seller is booked. `creditor` is a number in DATEV, the contact's or supplier's name elsewhere. */
export const sellerMappingSchema = z.object({
  accountId: z.string(),
  /** Null: whoever bills through the account and has no entry of their own. */
  seller: optionalTerm,
  creditor: term,
  expenseAccount: term,
  /** Where neither the line nor the invoice says one. */
  costCentre: optionalTerm,
});
export type SellerMapping = z.infer<typeof sellerMappingSchema>;

/** The tax key of a kind and rate: DATEV's BU-Schlüssel, the name of the tax rate elsewhere. */
export const taxKeyRuleSchema = z.object({
  /** Null: for all accounts. */
  accountId: z.string().nullable(),
  kind: bookedTaxKindSchema,
  /** Null: whatever the rate. */
  rate: taxRateSchema.nullable(),
  /** Empty: booked without a key, because somebody decided so. */
  key: z.string().trim().max(50),
});
export type TaxKeyRule = z.infer<typeof taxKeyRuleSchema>;

/** Lines that hold a text go to another account; the first rule that fits counts. */
const lineRuleSchema = z.object({
  accountId: z.string().nullable(),
  text: term,
  expenseAccount: term,
  costCentre: optionalTerm,
});

const chartsOfAccounts = ['SKR03', 'SKR04'] as const;

export const datevSettingsSchema = z.object({
  consultant: z.int().min(1001).max(9_999_999),
  client: z.int().min(1).max(99_999),
  /** Month and day, `07-01`. */
  fiscalYearStart: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/),
  /** Digits of an expense account; a creditor has one more. */
  accountLength: z.int().min(4).max(8),
  chart: z.enum(chartsOfAccounts).nullable(),
  /** A ZIP for Belege online beside the bookings, each of them linked to its document. */
  documents: z.boolean(),
});
export type DatevSettings = z.infer<typeof datevSettingsSchema>;

/** Everything that is chosen once about handing over. */
export const handoverProfileSchema = z.object({
  name: z.string().trim().min(1).max(60),
  target: handoverTargetSchema,
  baseCurrency: currencySchema,
  /** Invoices issued before are not handed over. */
  startsOn: daySchema,
  /** The user's own lock: nothing is booked on this day or before. */
  bookedUntil: daySchema.nullable(),
  /** `rate`: the rate of each foreign invoice's day is asked for. DATEV always wants it. */
  foreign: z.enum(['rate', 'own-currency']),
  /** What becomes of a number that is longer than its field. */
  longNumbers: z.enum(['refuse', 'keep-end']),
  dateFormat: z.enum(['dmy', 'mdy', 'iso']),
  /** Xero's tracking category that cost centers are options of; null where there is none. */
  tracking: optionalTerm,
  datev: datevSettingsSchema.nullable(),
  free: freeColumnsSchema.nullable(),
  sellers: z.array(sellerMappingSchema),
  taxKeys: z.array(taxKeyRuleSchema),
  lineRules: z.array(lineRuleSchema),
});
export type HandoverProfile = z.infer<typeof handoverProfileSchema>;

/** One that is kept, under its id. */
export const keptProfileSchema = handoverProfileSchema.extend({ id: z.string() });
export type KeptProfile = z.infer<typeof keptProfileSchema>;

/** What the target takes for an account's number, a creditor's and a key, beyond what the types say. */
export interface TargetRules {
  readonly expenseAccount: RegExp;
  readonly creditor: RegExp;
  readonly taxKey: RegExp;
}

const anything = /^\P{Cc}+$/u;

export function rulesOf({ target, datev }: Pick<HandoverProfile, 'target' | 'datev'>): TargetRules {
  if (target !== 'datev' || !datev) return { expenseAccount: anything, creditor: anything, taxKey: /^\P{Cc}*$/u };
  const most = datev.accountLength;
  return {
    expenseAccount: new RegExp(`^(?!0+$)\\d{1,${String(most)}}$`),
    creditor: new RegExp(`^(?!0+$)\\d{1,${String(most + 1)}}$`),
    taxKey: /^\d{0,4}$/,
  };
}

/** The first thing that the target would not take; null where all is well. */
export function profileProblem(profile: HandoverProfile): HandoverField | null {
  if (profile.target === 'datev' && !profile.datev) return 'datev';
  if (profile.target === 'free' && !profile.free) return 'free';
  const rules = rulesOf(profile);
  const { sellers, lineRules, taxKeys } = profile;
  if (sellers.some(({ creditor }) => !rules.creditor.test(creditor))) return 'creditor';
  if ([...sellers, ...lineRules].some(({ expenseAccount }) => !rules.expenseAccount.test(expenseAccount)))
    return 'expense-account';
  return taxKeys.some(({ key }) => !rules.taxKey.test(key)) ? 'tax-key' : null;
}

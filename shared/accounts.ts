import { z } from 'zod';
import { type AppError, appErrorSchema } from './errors.ts';
import { type Role, roles } from './roles.ts';
import { type SourceKind, sourceKindSchema } from './source-kinds.ts';
import { instantSchema } from './time.ts';

export { mayChange } from './permissions.ts';
export { type Role, roles } from './roles.ts';
export { type SourceKind, sourceKindSchema } from './source-kinds.ts';

export const roleSchema = z.enum(roles);

export const receivesAlerts = (role: Role): boolean => role !== 'viewer';

/** Where an account's figures come from. `baseUrl` is null for the vendor's own server. Never holds a key. */
export const sourceSettingsSchema = z.object({
  kind: sourceKindSchema,
  baseUrl: z.string().nullable(),
  customerId: z.string().nullable(),
});
export type SourceSettings = z.infer<typeof sourceSettingsSchema>;

/**
 * Where the key is: in the operating system's secret store, in memory until Billfold quits, in the environment, or nowhere.
 * `not-needed`: the account has no source.
 * `unreachable`: kept, but the secret store was not ready when Billfold asked for it, and is asked again at its next start.
 */
export const keyPlaceSchema = z.enum(['secret-store', 'session', 'environment', 'unreachable', 'none', 'not-needed']);
export type KeyPlace = z.infer<typeof keyPlaceSchema>;

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  practice: z.boolean(),
  /** None where its invoices come as documents alone. */
  sources: z.array(sourceSettingsSchema),
  /** The vendor's support, where the user entered it. */
  supportEmail: z.email().nullable().optional(),
  createdAt: instantSchema,
  /** When it was closed: then it has no key and is not watched, and its invoices stay. Null while it is open. */
  closedAt: instantSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

const supportAddresses = { imagekit: 'support@imagekit.io', practice: 'support@practice.example' };

/**
 * Those that are meant by all accounts: in sums, exports and counts. Practice accounts stand apart, unless there is nothing
 * else.
 */
export function allMeant<A extends Pick<Account, 'practice'>>(accounts: readonly A[]): readonly A[] {
  const real = accounts.filter(({ practice }) => !practice);
  return real.length > 0 ? real : accounts;
}

/** Where the vendor's support is reached: as the user entered it, else as it is known; null where nobody said. */
export function supportAddressOf(
  account: Pick<Account, 'name' | 'practice' | 'sources' | 'supportEmail'>,
): string | null {
  if (account.supportEmail) return account.supportEmail;
  if (account.practice) return supportAddresses.practice;
  return isImagekit(account) ? supportAddresses.imagekit : null;
}

/** There is none of this id or name; an empty one means that none was chosen. */
export const accountNotFound = (idOrName: string): AppError =>
  idOrName === '' ? { code: 'no-account-chosen' } : { code: 'account-not-found', account: idOrName };

/** The account has not the source that something needs: what it has does not offer it. */
export function unsupported({ name, sources: [source] }: Pick<Account, 'name' | 'sources'>): AppError {
  return source ? { code: 'source-not-supported', source: source.kind } : { code: 'documents-alone', account: name };
}

/** Whether nothing of it is asked of a vendor: its invoices come as documents. */
export const isFedByDocuments = ({ sources }: Pick<Account, 'sources'>): boolean => sources.length === 0;

/** Whether the vendor is ImageKit: by its own source, or, where Stripe reports the bills, by the account's name. */
export const isImagekit = ({ name, sources }: Pick<Account, 'name' | 'sources'>): boolean =>
  sources.some(({ kind }) => kind === 'imagekit') || /\bimagekit\b/i.test(name);

/** Whether the vendor lists its invoices to the account's keys. Those of the others come from mail or files. */
export const listsInvoices = ({ sources }: Pick<Account, 'sources'>): boolean =>
  sources.some(({ kind }) => kind === 'stripe');

/**
 * The second source that makes sense for an account: an ImageKit customer's usage beside invoices that Stripe reports, or
 * the other way round. Null where it has both, for other vendors, and for practice accounts, which come with all.
 */
export function joinableSource(account: Pick<Account, 'name' | 'practice' | 'sources'>): SourceKind | null {
  if (account.practice || !isImagekit(account)) return null;
  return sourceKindSchema.options.find((kind) => account.sources.every((each) => each.kind !== kind)) ?? null;
}

/**
 * `never` before the first success, `refused` when the key was refused and polling stopped, `stale` after missed checks,
 * `incomplete` where the last answer could be read in part only.
 */
export const freshnessSchema = z.object({
  state: z.enum(['never', 'fresh', 'incomplete', 'stale', 'refused']),
  lastSuccessAt: instantSchema.nullable(),
  lastAttemptAt: instantSchema.nullable(),
  nextDueAt: instantSchema.nullable(),
  error: appErrorSchema.nullable(),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/**
 * What a key was found able to do before it was saved, in Stripe's permission names. What is in neither list could not be
 * tried, such as the preview of a customer without a subscription.
 */
export const keyReportSchema = z.object({
  hint: z.string(),
  restricted: z.boolean(),
  live: z.boolean(),
  customerName: z.string().nullable(),
  missing: z.array(z.string()),
  granted: z.array(z.string()),
});
export type KeyReport = z.infer<typeof keyReportSchema>;

/** Customers at the vendor to choose from; `more`: there are others that a longer text would find. */
export const foundCustomersSchema = z.object({
  customers: z.array(z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() })),
  more: z.boolean(),
});
export type FoundCustomers = z.infer<typeof foundCustomersSchema>;

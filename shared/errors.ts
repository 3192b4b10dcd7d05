import { z } from 'zod';
import { backupProblems, recoveryWaySchema } from './backup.ts';
import {
  authorityProblems,
  baseUrlProblems,
  contentsFound,
  secretStoreProblems,
  settingNames,
  settingProblems,
} from './error-reasons.ts';
import { channelErrors } from './channel-errors.ts';
import { inTodaysShape } from './former-errors.ts';
import { deskErrors } from './desk-errors.ts';
import { guardedActions } from './guarded-actions.ts';
import { handoverErrors } from './handover-errors.ts';
import { importErrors } from './import-errors.ts';
import { refusalSchema } from './reasons.ts';
import { roles } from './roles.ts';
import { sourceKindSchema } from './source-kinds.ts';
import { isSystemCode, type SystemCode } from './system-code.ts';
import { teamErrors } from './team-errors.ts';
import { templateProblems } from './template-problems.ts';
import { updateErrors } from './update-errors.ts';
import { vendorLists, vendorObjects } from './vendor-objects.ts';

/** Names, ids, addresses, what a person typed: what `fail` takes for them is never a sentence of ours, and never empty. */
const text = z.string();
const optionalText = z.string().nullable();
/** Whatever the vendor wrote, in its own language: the one place for words among the data. */
const vendorWords = optionalText;
/** What can be done, the best first. */
const ways = z.array(recoveryWaySchema);
/** Earlier versions kept whole messages in its place, which may quote an address. */
const systemCode = z.custom<SystemCode>(isSystemCode).catch('ERR_FAILED');
const object = z.enum(vendorObjects);
const list = z.enum(vendorLists);

/**
 * Everything that can go wrong in an expected way: a code and data, never a sentence.
 * `shared/messages` turns a code into words: what happened, what was not lost, what to do.
 */
export const appErrors = z.discriminatedUnion('code', [
  // The vendor's server
  z.object({ code: z.literal('key-refused'), host: text }),
  z.object({ code: z.literal('permission-missing'), permission: text }),
  z.object({ code: z.literal('customer-not-found'), customer: text }),
  z.object({ code: z.literal('customer-id-missing') }),
  /** `vendorName`: the vendor's id or name of it. */
  z.object({ code: z.literal('not-found-at-vendor'), vendorName: text }),
  z.object({ code: z.literal('no-payment-page'), invoice: text }),
  z.object({ code: z.literal('no-receipt'), invoice: text }),
  z.object({ code: z.literal('rate-limited'), retryAfterSeconds: z.number().nullable() }),
  z.object({ code: z.literal('request-refused'), status: z.number().int(), vendorWords }),
  /** The vendor's own library refused it before anything was sent; `vendorWords` are the library's. */
  z.object({ code: z.literal('request-not-sent'), vendorWords }),
  z.object({ code: z.literal('no-days-asked') }),
  z.object({ code: z.literal('server-failed'), status: z.number().int(), requestId: optionalText }),
  z.object({ code: z.literal('server-unreachable'), host: text, reason: systemCode }),
  z.object({ code: z.literal('server-timeout'), host: text, seconds: z.number() }),
  // The way to a server. `proxy` is `host:port`
  z.object({ code: z.literal('proxy-login-missing'), proxy: text }),
  z.object({ code: z.literal('proxy-login-refused'), proxy: text, user: text }),
  /** It asks for a login in a way that cannot be given one. */
  z.object({ code: z.literal('proxy-login-unsupported'), proxy: text }),
  z.object({ code: z.literal('proxy-unreachable'), proxy: text }),
  z.object({ code: z.literal('proxy-refused'), proxy: text, host: text }),
  z.object({ code: z.literal('proxy-script-unavailable'), address: text }),
  /** `authority`: who issued the certificate that nobody vouches for. */
  z.object({ code: z.literal('authority-unknown'), host: text, authority: text }),
  z.object({ code: z.literal('authority-file-invalid'), file: text, reason: z.enum(authorityProblems) }),
  z.object({ code: z.literal('proxy-not-asking'), proxy: text }),
  ...updateErrors,
  z.object({ code: z.literal('answer-not-json'), host: text, contentType: optionalText }),
  /** Something that a figure needs is not there. */
  z.object({ code: z.literal('answer-too-large'), host: text, megabytes: z.int() }),
  z.object({ code: z.literal('answer-too-complex'), host: text }),
  z.object({ code: z.literal('answer-incomplete'), object, id: optionalText, field: text }),
  /** A field holds what this version does not know; `value` is JSON, or the bare text, cut short. */
  z.object({ code: z.literal('value-unknown'), object, id: optionalText, field: text, value: text }),
  /** Two fields that say the same thing say different things. */
  z.object({
    code: z.literal('answer-contradictory'),
    object,
    id: optionalText,
    field: text,
    value: text,
    other: text,
    otherValue: text,
  }),
  // Listings: the same id twice, more to come after nothing, no end
  z.object({ code: z.literal('listing-repeats'), list, id: text }),
  z.object({ code: z.literal('listing-cut-short'), list }),
  z.object({ code: z.literal('listing-endless'), list, most: z.number().int() }),
  z.object({ code: z.literal('previews-not-offered'), host: text }),
  // Changes at the vendor
  z.object({ code: z.literal('vendor-busy') }),
  z.object({ code: z.literal('change-refused'), vendorWords }),
  z.object({ code: z.literal('tax-id-refused'), vendorWords }),
  z.object({ code: z.literal('email-refused'), vendorWords }),
  z.object({ code: z.literal('email-malformed'), input: text }),
  z.object({ code: z.literal('email-missing') }),
  z.object({ code: z.literal('support-address-missing'), account: text }),
  /** The answer got lost, and the vendor was asked afterwards: the change is not there. */
  z.object({ code: z.literal('change-not-applied'), host: text }),
  // The answer got lost, and the request may still be on its way.
  z.object({ code: z.literal('change-not-there-yet'), host: text }),
  /** The answer got lost, and the vendor could not be asked. */
  z.object({ code: z.literal('change-unknown'), host: text }),
  z.object({ code: z.literal('tax-id-exists'), value: text }),
  // Documents
  z.object({ code: z.literal('document-not-pdf'), invoice: text, found: z.enum(contentsFound) }),
  z.object({ code: z.literal('document-unavailable'), invoice: text, status: z.number().int().nullable() }),
  z.object({ code: z.literal('document-truncated'), invoice: text }),
  z.object({ code: z.literal('document-missing'), invoice: text }),
  z.object({ code: z.literal('document-too-large'), invoice: text, megabytes: z.int() }),
  z.object({ code: z.literal('document-encrypted'), invoice: text }),
  z.object({ code: z.literal('document-too-demanding'), invoice: text, megabytes: z.int() }),
  z.object({ code: z.literal('document-damaged'), invoice: text }),
  // Imported files
  ...importErrors,
  ...channelErrors,
  z.object({ code: z.literal('folder-is-ours'), folder: text }),
  // Accounts and keys
  z.object({ code: z.literal('account-not-found'), account: text }),
  z.object({ code: z.literal('no-account-chosen') }),
  z.object({ code: z.literal('account-name-taken'), name: text }),
  z.object({ code: z.literal('account-name-closed'), name: text }),
  z.object({ code: z.literal('account-name-empty') }),
  z.object({ code: z.literal('account-closed'), account: text }),
  z.object({ code: z.literal('key-missing'), account: text }),
  /** None came with the command that connects an account. */
  z.object({ code: z.literal('no-key-given') }),
  /** The key that was pasted is no longer held for the window. */
  z.object({ code: z.literal('key-handle-expired') }),
  z.object({ code: z.literal('key-not-this-accounts'), account: text, variable: text }),
  z.object({ code: z.literal('key-malformed'), expected: text }),
  z.object({ code: z.literal('secret-store-failed'), reason: z.enum(secretStoreProblems) }),
  z.object({ code: z.literal('base-url-missing') }),
  z.object({
    code: z.literal('base-url-not-allowed'),
    url: text,
    reason: z.enum(baseUrlProblems),
  }),
  z.object({ code: z.literal('role-forbids'), role: z.enum(roles), action: z.enum(guardedActions) }),
  z.object({ code: z.literal('source-not-supported'), source: sourceKindSchema }),
  z.object({ code: z.literal('source-exists'), source: sourceKindSchema }),
  // Alerts
  z.object({ code: z.literal('amount-missing') }),
  z.object({ code: z.literal('amount-not-a-number'), input: text, example: text }),
  z.object({ code: z.literal('amount-ambiguous'), input: text, example: text }),
  z.object({ code: z.literal('amount-too-precise'), input: text, currency: text, decimals: z.number().int() }),
  z.object({ code: z.literal('amount-out-of-range'), input: text }),
  z.object({ code: z.literal('quantity-not-understood'), input: text, example: text }),
  /** It could never be compared with what is known of the account. */
  z.object({ code: z.literal('alert-not-comparable'), reason: refusalSchema }),
  z.object({ code: z.literal('alert-not-found'), alert: text }),
  /** Several ids begin so. */
  z.object({ code: z.literal('alert-ambiguous'), alert: text }),
  z.object({ code: z.literal('finding-not-found'), finding: text }),
  /** Another verification has run since the findings were shown that are to be accepted. */
  z.object({ code: z.literal('findings-changed') }),
  z.object({ code: z.literal('alert-exists'), alert: text }),
  // Files, export, settings
  /** The folder of the archive is not there, or another one is in its place. */
  z.object({ code: z.literal('archive-away'), folder: text }),
  z.object({ code: z.literal('folder-not-found'), folder: text }),
  z.object({ code: z.literal('no-folder-chosen') }),
  /** A folder within the archive's own, or around it. */
  z.object({ code: z.literal('folder-nested'), folder: text }),
  z.object({ code: z.literal('folder-of-another-archive'), folder: text }),
  z.object({ code: z.literal('folder-read-only'), folder: text }),
  z.object({ code: z.literal('disk-full'), folder: text }),
  z.object({ code: z.literal('file-failed'), file: text, reason: systemCode }),
  z.object({ code: z.literal('attachment-not-found'), attachment: text }),
  z.object({ code: z.literal('attachment-unreadable'), attachment: text }),
  z.object({ code: z.literal('plan-file-invalid'), file: text }),
  z.object({ code: z.literal('plan-field-invalid'), file: text, field: text }),
  z.object({ code: z.literal('nothing-to-export') }),
  ...handoverErrors,
  ...teamErrors,
  z.object({ code: z.literal('tax-parts-wrong'), invoice: text }),
  z.object({ code: z.literal('template-empty') }),
  z.object({
    code: z.literal('template-invalid'),
    template: text,
    reason: z.enum(templateProblems),
    /** The unknown field, with its brackets. */
    field: optionalText,
  }),
  z.object({ code: z.literal('invoice-not-found'), invoice: text }),
  ...deskErrors,
  z.object({ code: z.literal('filter-name-empty') }),
  z.object({ code: z.literal('filter-name-taken'), name: text }),
  z.object({
    code: z.literal('setting-invalid'),
    setting: z.enum(settingNames),
    reason: z.enum(settingProblems),
    /** The least or the largest value that it can have, where that is what is wrong. */
    limit: z.number().nullable(),
  }),
  /** The policy of the organization decides it. */
  z.object({ code: z.literal('setting-locked'), setting: z.enum(settingNames) }),
  z.object({ code: z.literal('host-not-allowed'), host: text }),
  /** `field`: what in the file is wrong first, as `settings.theme`; `JSON` where it is none. */
  z.object({ code: z.literal('policy-broken'), file: text, field: text }),
  /** Somebody who is no administrator could have written the policy file. */
  z.object({ code: z.literal('policy-not-trusted'), file: text }),
  // The program itself
  z.object({ code: z.literal('database-too-new'), found: z.number().int(), supported: z.number().int() }),
  /** `backup`: the name of the newest daily copy, where there is one. */
  z.object({ code: z.literal('database-corrupt'), reason: systemCode, backup: optionalText, ways }),
  /** There are files of a former Billfold, but not its database. */
  z.object({ code: z.literal('database-missing'), folder: text, backup: optionalText, ways }),
  z.object({ code: z.literal('database-busy'), file: text }),
  /** The data folder can be looked at only. */
  z.object({ code: z.literal('data-folder-read-only'), folder: text }),
  z.object({ code: z.literal('data-folder-not-empty'), folder: text }),
  z.object({ code: z.literal('data-folder-in-use'), folder: text }),
  // Backups
  z.object({ code: z.literal('backup-not-found'), place: text }),
  z.object({ code: z.literal('no-backup-chosen') }),
  z.object({ code: z.literal('backup-damaged'), file: text, reason: z.enum(backupProblems) }),
  z.object({ code: z.literal('backup-too-new'), version: text }),
  z.object({ code: z.literal('no-space'), folder: text }),
  z.object({ code: z.literal('job-not-found'), job: text }),
  /** It went on without getting enough done. */
  z.object({ code: z.literal('job-out-of-time'), minutes: z.int() }),
  z.object({ code: z.literal('job-running'), job: text }),
  z.object({ code: z.literal('cancelled') }),
  /** A question of main's own was answered with no. */
  z.object({ code: z.literal('not-confirmed') }),
  z.object({ code: z.literal('window-not-focused') }),
  z.object({ code: z.literal('too-often') }),
  z.object({ code: z.literal('practice-only') }),
  z.object({ code: z.literal('link-not-allowed'), host: text }),
  z.object({ code: z.literal('link-malformed') }),
  /** `systemWords`: the operating system's own, in its language; for support, not for a sentence. */
  z.object({ code: z.literal('cannot-open'), what: text, systemWords: optionalText }),
  z.object({ code: z.literal('internal'), reference: text }),
]);

/** Also takes what earlier versions kept in the database. */
export const appErrorSchema = z.preprocess(inTodaysShape, appErrors);
export type AppError = z.infer<typeof appErrorSchema>;
export type ErrorCode = AppError['code'];

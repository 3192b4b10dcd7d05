import { type ConnectingCode, connectingCodes } from '../error-reasons.ts';
import type { AppError, ErrorCode } from '../errors.ts';
import { networkProblemOf } from '../network-problem.ts';
import { permissionsInForm } from '../stripe-permissions.ts';
import type { SharedMessages } from './en.ts';
import type { ErrorWords } from './error-shape.ts';
import { asSentence } from './sentence.ts';

/** Parts of the shared messages whose texts are reached by one further name. */
type Values = Readonly<Record<string, string>>;
type Tables =
  | 'authorityProblems'
  | 'backupProblems'
  | 'baseUrlProblems'
  | 'connectionReports'
  | 'found'
  | 'guardedActions'
  | 'handoverFields'
  | 'networkProblems'
  | 'reasons'
  | 'recoveryWays'
  | 'secretStoreProblems'
  | 'settingNames'
  | 'settingProblems'
  | 'sources'
  | 'teamRefusals'
  | 'templateProblems'
  | 'unpackProblems'
  | 'xmlProblems'
  | 'vendorObjects';
type TableKey = { [Table in Tables]: `${Table}.${keyof SharedMessages[Table] & string}` }[Tables];
export type ErrorTextKey = TableKey | `errors.${ErrorCode}.${keyof ErrorWords}`;

/** Says a text of the shared messages in some language, with values in place of `{name}`. */
export type Translate = (key: ErrorTextKey, values: Values) => string;

/** An error in words: what happened, what was not lost, what to do. */
export function wordsOf(error: AppError, translate: Translate): ErrorWords {
  const values = valuesOf(error, translate);
  const part = (name: keyof ErrorWords) => translate(`errors.${error.code}.${name}`, values).trim();
  return { message: part('message'), reassurance: part('reassurance'), nextStep: part('nextStep') };
}

/** An error's data as texts; what is one of a few values of ours is said in the language. */
function valuesOf(error: AppError, translate: Translate): Values {
  const values = Object.fromEntries(Object.entries(error).map(([name, value]) => [name, String(value ?? '').trim()]));
  return { ...values, ...translatedValuesOf(error, translate) };
}

function translatedValuesOf(error: AppError, translate: Translate): Values {
  switch (error.code) {
    case 'request-refused':
    case 'request-not-sent':
    case 'change-refused':
    case 'tax-id-refused':
    case 'email-refused':
      return { vendorWords: asSentence(error.vendorWords?.trim() ?? '') };
    case 'mailbox-login-refused':
    case 'mailbox-refused':
    case 'channel-refused':
    case 'mail-login-refused':
    case 'mail-refused':
    case 'recipient-refused':
    case 'mailbox-full':
    case 'sign-in-refused':
      return { serverWords: asSentence(error.serverWords?.trim() ?? '') };
    case 'permission-missing':
      return { permission: permissionsInForm(error.permission) };
    case 'answer-incomplete':
    case 'value-unknown':
    case 'answer-contradictory':
      return { object: [translate(`vendorObjects.${error.object}`, {}), error.id ?? ''].join(' ').trim() };
    case 'listing-repeats':
    case 'listing-cut-short':
    case 'listing-endless':
      return { list: translate(`vendorObjects.${error.list}`, {}) };
    case 'template-invalid':
      return { reason: translate(`templateProblems.${error.reason}`, { field: error.field ?? '' }) };
    case 'document-not-pdf':
    case 'file-not-pdf':
      return { found: translate(`found.${error.found}`, {}) };
    case 'xml-not-invoice':
      return { found: translate(`xmlProblems.${error.found}`, {}) };
    case 'container-unreadable':
    case 'inside-unreadable':
      return { reason: translate(`unpackProblems.${error.reason}`, {}) };
    case 'server-unreachable':
    case 'updates-unreachable':
    case 'team-unreachable':
      // The code goes along: whoever looks after the network knows it.
      return { reason: `${translate(`networkProblems.${networkProblemOf(error.reason)}`, {})} (${error.reason})` };
    case 'team-refused':
      return { reason: translate(`teamRefusals.${error.reason}`, {}) };
    case 'alert-not-comparable':
      return { reason: translate(`reasons.${error.reason}`, {}) };
    case 'handover-profile-invalid':
      return { field: translate(`handoverFields.${error.field}`, {}) };
    case 'role-forbids':
      return { action: translate(`guardedActions.${error.action}`, {}) };
    case 'source-not-supported':
    case 'source-exists':
      return { source: translate(`sources.${error.source}`, {}) };
    case 'secret-store-failed':
      return { reason: translate(`secretStoreProblems.${error.reason}`, {}) };
    case 'authority-file-invalid':
      return { reason: translate(`authorityProblems.${error.reason}`, {}) };
    case 'base-url-not-allowed':
      return { reason: translate(`baseUrlProblems.${error.reason}`, {}) };
    case 'setting-locked':
      return { setting: translate(`settingNames.${error.setting}`, {}) };
    case 'setting-invalid':
      return {
        setting: translate(`settingNames.${error.setting}`, {}),
        reason: translate(`settingProblems.${error.reason}`, { limit: String(error.limit ?? '') }),
      };
    case 'backup-damaged':
      return { reason: translate(`backupProblems.${error.reason}`, {}) };
    case 'database-corrupt':
    case 'database-missing':
      return {
        ways: error.ways.map((way) => translate(`recoveryWays.${way}`, { backup: error.backup ?? '' })).join('; '),
      };
    default:
      return {};
  }
}

/** Whether `connecting` of the shared messages has another advice where an account is only being connected. */
export const hasConnectingWords = (code: ErrorCode): code is ConnectingCode =>
  (connectingCodes as readonly ErrorCode[]).includes(code);

import { type ConnectingCode, connectingCodes } from '../error-reasons.ts';
import type { AppError, ErrorCode } from '../errors.ts';
import { networkProblemOf } from '../network-problem.ts';
import { permissionsInForm } from '../stripe-permissions.ts';
import type { ErrorWords, SharedMessages } from './en.ts';
import { asSentence } from './sentence.ts';

/** Parts of the shared messages whose texts are reached by one further name. */
type Values = Readonly<Record<string, string>>;
type Tables =
  | 'backupProblems'
  | 'baseUrlProblems'
  | 'found'
  | 'guardedActions'
  | 'networkProblems'
  | 'reasons'
  | 'recoveryWays'
  | 'secretStoreProblems'
  | 'settingNames'
  | 'settingProblems'
  | 'sources'
  | 'templateProblems'
  | 'vendorObjects';
type TableKey = { [Table in Tables]: `${Table}.${keyof SharedMessages[Table] & string}` }[Tables];
export type ErrorTextKey = TableKey | `errors.${ErrorCode}.${keyof ErrorWords}`;

/** Says a text of the shared messages in some language, with values in place of `{name}`. */
export type Say = (key: ErrorTextKey, values: Values) => string;

/** An error in words: what happened, what was not lost, what to do. */
export function wordsOf(error: AppError, say: Say): ErrorWords {
  const values = valuesOf(error, say);
  const part = (name: keyof ErrorWords) => say(`errors.${error.code}.${name}`, values).trim();
  return { what: part('what'), safe: part('safe'), todo: part('todo') };
}

/** An error's data as texts; what is one of a few values of ours is told in the language. */
function valuesOf(error: AppError, say: Say): Values {
  const values = Object.fromEntries(Object.entries(error).map(([name, value]) => [name, String(value ?? '').trim()]));
  return { ...values, ...saidOf(error, say) };
}

function saidOf(error: AppError, say: Say): Values {
  switch (error.code) {
    case 'request-refused':
    case 'request-not-sent':
    case 'change-refused':
    case 'tax-id-refused':
    case 'email-refused':
      return { vendorWords: asSentence(error.vendorWords?.trim() ?? '') };
    case 'permission-missing':
      return { permission: permissionsInForm(error.permission) };
    case 'answer-incomplete':
    case 'value-unknown':
    case 'answer-contradictory':
      return { object: [say(`vendorObjects.${error.object}`, {}), error.id ?? ''].join(' ').trim() };
    case 'listing-repeats':
    case 'listing-cut-short':
    case 'listing-endless':
      return { list: say(`vendorObjects.${error.list}`, {}) };
    case 'template-invalid':
      return { reason: say(`templateProblems.${error.reason}`, { field: error.field ?? '' }) };
    case 'document-not-pdf':
    case 'file-not-pdf':
      return { found: say(`found.${error.found}`, {}) };
    case 'server-unreachable':
      // The code goes along: whoever looks after the network knows it.
      return { reason: `${say(`networkProblems.${networkProblemOf(error.reason)}`, {})} (${error.reason})` };
    case 'alert-not-comparable':
      return { reason: say(`reasons.${error.reason}`, {}) };
    case 'role-forbids':
      return { action: say(`guardedActions.${error.action}`, {}) };
    case 'source-not-supported':
    case 'source-exists':
      return { source: say(`sources.${error.source}`, {}) };
    case 'secret-store-failed':
      return { reason: say(`secretStoreProblems.${error.reason}`, {}) };
    case 'base-url-not-allowed':
      return { reason: say(`baseUrlProblems.${error.reason}`, {}) };
    case 'setting-invalid':
      return {
        setting: say(`settingNames.${error.setting}`, {}),
        reason: say(`settingProblems.${error.reason}`, { limit: String(error.limit ?? '') }),
      };
    case 'backup-damaged':
      return { reason: say(`backupProblems.${error.reason}`, {}) };
    case 'database-corrupt':
    case 'database-missing':
      return {
        ways: error.ways.map((way) => say(`recoveryWays.${way}`, { backup: error.backup ?? '' })).join('; '),
      };
    default:
      return {};
  }
}

/** Whether `connecting` of the shared messages has another advice where an account is only being connected. */
export const hasConnectingWords = (code: ErrorCode): code is ConnectingCode =>
  (connectingCodes as readonly ErrorCode[]).includes(code);

import type {
  BaseUrlProblem,
  ConnectingCode,
  ContentFound,
  SecretStoreProblem,
  SettingName,
  SettingProblem,
} from '../error-reasons.ts';
import type { BackupProblem, RecoveryWay } from '../backup.ts';
import type { GuardedAction } from '../guarded-actions.ts';
import type { DetailsDifference } from '../details-changes.ts';
import type { ErrorCode } from '../errors.ts';
import type { RecordField } from '../invoice-record.ts';
import type { NetworkProblem } from '../network-problem.ts';
import type { Refusal } from '../reasons.ts';
import type { SourceKind } from '../source-kinds.ts';
import type { TemplateProblem } from '../template-problems.ts';
import type { UnreadKind } from '../unread.ts';
import type { UsageMetric } from '../usage.ts';
import type { VendorObject } from '../vendor-objects.ts';

export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** What was not lost. May be empty. */
  readonly safe: string;
  /** What to do. */
  readonly todo: string;
}

/** Words that the main process, the command line and the window share. `{name}` stands for a value. */
export interface SharedMessages {
  readonly errors: Readonly<Record<ErrorCode, ErrorWords>>;
  /** Why a template cannot be used, as the end of a sentence. */
  readonly templateProblems: Readonly<Record<TemplateProblem, string>>;
  /** What a viewer may not do, as the beginning of "… is not possible". */
  readonly guardedActions: Readonly<Record<GuardedAction, string>>;
  /** What is wrong with a file of a backup, after its name. */
  readonly backupProblems: Readonly<Record<BackupProblem, string>>;
  /** The account of documents that nothing tells more of than their pages. */
  readonly recoveredName: string;
  /** How a data folder without a usable database can go on, after "You can". */
  readonly recoveryWays: Readonly<Record<RecoveryWay, string>>;
  /** Where an account is only being connected: in place of an error's own `safe` and `todo`. */
  readonly connecting: Readonly<Record<ConnectingCode | 'safe', string>>;
  /** What a file turned out to hold (`found` of an error). */
  readonly found: Readonly<Record<ContentFound, string>>;
  /** What errors name of what a vendor sent; its id may stand behind. */
  readonly vendorObjects: Readonly<Record<VendorObject, string>>;
  /** Names of vendors. */
  readonly sources: Readonly<Record<SourceKind, string>>;
  /** Why the secret store gave no key, as a sentence. */
  readonly secretStoreProblems: Readonly<Record<SecretStoreProblem, string>>;
  /** Why an address of a server cannot be used, as a sentence. */
  readonly baseUrlProblems: Readonly<Record<BaseUrlProblem, string>>;
  /** What can be set, as it stands in quotation marks. */
  readonly settingNames: Readonly<Record<SettingName, string>>;
  /** Why a setting cannot have a value, as the end of a sentence. */
  readonly settingProblems: Readonly<Record<SettingProblem, string>>;
  /** What the vendor sent and could not be read: `of` where it is known how many there are, `alone` where not. */
  readonly unread: {
    readonly kinds: Readonly<Record<UnreadKind, Readonly<Record<'one' | 'other' | 'of', string>>>>;
    readonly of: Readonly<Record<'one' | 'other', string>>;
    readonly alone: Readonly<Record<'one' | 'other', string>>;
    readonly more: string;
    readonly kept: string;
  };
  /** Why a server cannot be reached, as the end of a sentence. */
  readonly networkProblems: Readonly<Record<NetworkProblem, string>>;
  /** What is counted where the vendor gave it no name. */
  readonly unit: Readonly<Record<'one' | 'other', string>>;
  readonly notifications: Readonly<
    Record<
      | 'exceededTitle'
      | 'exceeded'
      | 'billedExceeded'
      | 'monthExceeded'
      | 'allAccounts'
      | 'stepTitle'
      | 'step'
      | 'billedStep'
      | 'monthStep'
      | 'forecastTitle'
      | 'forecast'
      | 'monthForecast'
      | 'lateTitle'
      | 'late'
      | 'monthLate'
      | 'usage'
      | 'usageStep'
      | 'usageLate'
      | 'shareOfIncluded'
      | 'outageTitle'
      | 'outage'
      | 'refused'
      | 'notComparedTitle'
      | 'notComparedTitleMany'
      | 'notCompared'
      | 'notComparedMore'
      | 'detailsChangedTitle'
      | 'detailsChanged'
      | 'testTitle'
      | 'test'
      | 'practice'
      | 'subscription',
      string
    >
  >;
  /** An email to the vendor's support, written by main and finished by the user. */
  readonly supportMail: Readonly<
    Record<'already-paid' | 'failed-payment', { readonly subject: string; readonly text: string }> &
      Record<'facts' | 'noNumber' | 'noReference' | 'noReason', string>
  >;
  /** Why an alert could not be compared, or is not saved, as a sentence: after "The alert at … is not compared.". */
  readonly reasons: Readonly<Record<Refusal, string>>;
  /** What is measured by usage. */
  readonly metrics: Readonly<Record<UsageMetric, string>>;
  /** Billing details, as they stand in a sentence. */
  readonly detailsFields: Readonly<Record<DetailsDifference['field'], string>>;
  /** What an invoice says, as it stands in a list. */
  readonly recordFields: Readonly<Record<RecordField, string>>;
  readonly tray: Readonly<
    Record<
      'open' | 'checkNow' | 'quit' | 'watching' | 'uncomparedOne' | 'uncompared' | 'attentionOne' | 'attention',
      string
    >
  >;
  readonly dialogs: Readonly<
    Record<
      | 'chooseExportFolder'
      | 'chooseArchiveFolder'
      | 'saveInvoice'
      | 'saveAttachment'
      | 'chooseImports'
      | 'chooseImportFolder'
      | 'chooseBackupTarget'
      | 'chooseBackup'
      | 'saveFindings'
      | 'saveAlerts'
      | 'sendKey'
      | 'sendKeyDetail'
      | 'sendKeyYes'
      | 'removeAccount'
      | 'removeAccountDetail'
      | 'removePractice'
      | 'removePracticeDetail'
      | 'removePracticeYes'
      | 'removeAccountYes'
      | 'putBack'
      | 'putBackDetail'
      | 'putBackYes'
      | 'notificationsOff'
      | 'notificationsOffDetail'
      | 'notificationsOffYes'
      | 'no'
      | 'stillWatchingTitle'
      | 'stillWatching',
      string
    >
  >;
}

const archiveSafe = 'Your archive, alerts and settings are unchanged.';

export const en: SharedMessages = {
  errors: {
    'key-refused': {
      what: 'The server {host} refused the key.',
      safe: 'Your archive and alerts are kept. Checks of this account are paused.',
      todo: 'Create a new key at the vendor and replace this one under Settings → Accounts.',
    },
    'permission-missing': {
      what: 'The key doesn’t have this permission: {permission}.',
      safe: 'Everything that the key can read still works.',
      todo: 'Add the permission to the key at the vendor, or use another key.',
    },
    'customer-not-found': {
      what: 'The vendor has no customer {customer} for this key.',
      safe: archiveSafe,
      todo: 'Check the customer ID (it starts with cus_) and that the key belongs to the same vendor account and mode (live or test).',
    },
    'customer-id-missing': {
      what: 'The customer ID is missing.',
      safe: 'Nothing was saved.',
      todo: 'Enter the vendor’s ID for the customer. It starts with cus_.',
    },
    'no-payment-page': {
      what: 'The vendor has no payment page for invoice {invoice}.',
      safe: 'Nothing was paid.',
      todo: 'Run a sync to see whether the invoice is still open, or pay it on the vendor’s own billing page.',
    },
    'no-receipt': {
      what: 'The vendor has no receipt for invoice {invoice}.',
      safe: 'The invoice and its PDF are in the archive.',
      todo: 'Look for it on the vendor’s own billing page.',
    },
    'not-found-at-vendor': {
      what: 'The vendor no longer has “{vendorName}”.',
      safe: archiveSafe,
      todo: 'Run a full sync to compare the archive with the vendor.',
    },
    'rate-limited': {
      what: 'The vendor asked Billfold to slow down.',
      safe: archiveSafe,
      todo: 'Nothing to do: Billfold waits as long as the vendor asked, then tries again.',
    },
    'request-refused': {
      what: 'The vendor didn’t accept the request (status {status}). {vendorWords}',
      safe: archiveSafe,
      todo: 'Check the customer ID and server address of the account. If it keeps happening, send the diagnostics to support.',
    },
    'request-not-sent': {
      what: 'The request couldn’t be sent to the vendor. {vendorWords}',
      safe: archiveSafe,
      todo: 'Check the customer ID and server address of the account. If it keeps happening, send the diagnostics to support.',
    },
    'no-days-asked': {
      what: 'The first day is not before the last one.',
      safe: archiveSafe,
      todo: 'Choose a first day that comes before the last one.',
    },
    'server-failed': {
      what: 'The vendor’s server had an error (status {status}).',
      safe: archiveSafe,
      todo: 'Nothing to do: Billfold tries again automatically. The vendor’s status page may say more.',
    },
    'server-unreachable': {
      what: 'The server {host} can’t be reached: {reason}.',
      safe: archiveSafe,
      todo: 'Check the network connection, the proxy and the account’s server address. Billfold tries again automatically.',
    },
    'server-timeout': {
      what: 'The server {host} didn’t respond within {seconds} seconds.',
      safe: archiveSafe,
      todo: 'Billfold tries again automatically. If it keeps happening, check the network connection and the proxy.',
    },
    'answer-not-json': {
      what: 'The server {host} sent something other than billing data.',
      safe: archiveSafe,
      todo: 'This is often a network sign-in page or a wrong address: open a browser and sign in, or check the account’s server address.',
    },
    'answer-too-large': {
      what: 'The server {host} sent more than {megabytes} MB in one response, far more than billing data needs.',
      safe: archiveSafe,
      todo: 'Check the account’s server address. Billfold tries again automatically; other accounts aren’t affected.',
    },
    'answer-too-complex': {
      what: 'The server {host} sent a response with far more parts than billing data has.',
      safe: archiveSafe,
      todo: 'Check the account’s server address. Billfold tries again automatically; other accounts aren’t affected.',
    },
    'answer-incomplete': {
      what: 'The vendor’s response is missing “{field}” ({object}).',
      safe: archiveSafe,
      todo: 'Check the account’s server address. If it’s right, send the diagnostics to support.',
    },
    'value-unknown': {
      what: 'Billfold doesn’t know what “{value}” means for “{field}” ({object}).',
      safe: 'What the vendor sent is kept and will be read again later.',
      todo: 'Update Billfold. If there’s no newer version, send the diagnostics to support.',
    },
    'answer-contradictory': {
      what: 'The vendor’s response contradicts itself ({object}): “{field}” is “{value}”, but “{other}” is “{otherValue}”.',
      safe: 'What the vendor sent is kept and will be read again later.',
      todo: 'Ask the vendor which one is right.',
    },
    'listing-repeats': {
      what: 'The vendor’s {list} repeats itself: {id} came twice.',
      safe: archiveSafe,
      todo: 'Billfold tries again automatically. If it keeps happening, let the vendor know or check the account’s server address.',
    },
    'listing-cut-short': {
      what: 'The vendor’s {list} is cut short: it announced more than it sent.',
      safe: archiveSafe,
      todo: 'Billfold tries again automatically. If it keeps happening, let the vendor know or check the account’s server address.',
    },
    'listing-endless': {
      what: 'The vendor’s {list} doesn’t end; Billfold stopped after {most} entries.',
      safe: archiveSafe,
      todo: 'Let the vendor know, or check the account’s server address.',
    },
    'previews-not-offered': {
      what: 'The server {host} doesn’t offer previews of upcoming invoices.',
      safe: 'Invoices are still archived.',
      todo: 'Alerts on upcoming invoices can’t work with this server. Ask the vendor for a newer one.',
    },
    'vendor-busy': {
      what: 'The vendor is busy with another change to the same data.',
      safe: 'Nothing was changed.',
      todo: 'Wait a minute and try again.',
    },
    'change-refused': {
      what: 'The vendor didn’t accept the change. {vendorWords}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Correct the entry and save again.',
    },
    'tax-id-refused': {
      what: 'The vendor didn’t accept the tax ID. {vendorWords}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Check the number and its type, then add it again.',
    },
    'email-refused': {
      what: 'The vendor didn’t accept the email address. {vendorWords}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Correct the address and save again.',
    },
    'email-missing': {
      what: 'The email address is missing.',
      safe: 'Nothing was changed.',
      todo: 'Enter a full address with name and domain.',
    },
    'email-malformed': {
      what: '“{input}” isn’t an email address.',
      safe: 'Nothing was changed.',
      todo: 'Enter a full address with name and domain, or leave the field empty.',
    },
    'support-address-missing': {
      what: 'Billfold doesn’t know the support address for {account}.',
      safe: '',
      todo: 'Enter it under Settings → Accounts → Support address.',
    },
    'change-not-applied': {
      what: '{host} did not respond and the change was not made.',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Save again.',
    },
    'change-not-there-yet': {
      what: '{host} did not respond. The change hasn’t been made yet, but may still go through.',
      safe: 'What you entered is still there.',
      todo: 'Save again. The change will not be made twice. Or choose “Check now” later and compare.',
    },
    'change-unknown': {
      what: '{host} did not respond and could not be reached again: the change may or may not have been made.',
      safe: 'What you entered is still there.',
      todo: 'When the vendor can be reached again, choose “Check now” and compare before you save again.',
    },
    'tax-id-exists': {
      what: 'The tax ID {value} already exists.',
      safe: 'Nothing was changed.',
      todo: 'To have it verified again, remove the old one first.',
    },
    'document-not-pdf': {
      what: 'The file that the vendor sent for invoice {invoice} isn’t a PDF: it contains {found}.',
      safe: 'The file was not stored; the invoice’s figures are kept.',
      todo: 'Try “Fetch again” later, or download the PDF from the vendor.',
    },
    'document-unavailable': {
      what: 'The vendor didn’t provide the PDF of invoice {invoice}.',
      safe: 'The invoice’s figures are kept.',
      todo: 'Try “Fetch again” later. The next sync also tries.',
    },
    'document-truncated': {
      what: 'The PDF download of invoice {invoice} was interrupted.',
      safe: 'The incomplete file was deleted; the invoice’s figures are kept.',
      todo: 'Try “Fetch again”. The next sync also tries.',
    },
    'document-too-large': {
      what: 'The PDF of {invoice} is larger than {megabytes} MB.',
      safe: 'Its figures are in the archive. All other invoices are stored.',
      todo: 'Download it from the vendor’s page and keep it yourself; Billfold tries again at every sync.',
    },
    'document-missing': {
      what: 'The PDF of invoice {invoice} isn’t in the archive.',
      safe: 'The invoice’s figures are kept.',
      todo: 'Choose “Fetch again”. Draft invoices don’t have a PDF yet.',
    },
    'document-encrypted': {
      what: 'The PDF {invoice} is password-protected.',
      safe: 'The file itself is unchanged.',
      todo: 'Open it in a program that asks for the password, then save it without one.',
    },
    'document-too-demanding': {
      what: 'The document of {invoice} would take more than {megabytes} MB of memory to read.',
      safe: 'The file is kept as it is.',
      todo: 'Open it in another program. If you don’t know the sender, don’t trust the file.',
    },
    'document-damaged': {
      what: 'The PDF {invoice} is damaged and can’t be read.',
      safe: 'The file itself is unchanged.',
      todo: 'Ask the sender for a new copy.',
    },
    'file-not-pdf': {
      what: '{file} isn’t a PDF: it contains {found}.',
      safe: 'Nothing was imported; the file is unchanged.',
      todo: 'Save the document as a PDF and import that.',
    },
    'file-too-large': {
      what: '{file} is larger than {megabytes} MB.',
      safe: 'Nothing was imported; the file is unchanged.',
      todo: 'Make it smaller, for example by scanning at a lower resolution, and import that.',
    },
    'import-duplicate': {
      what: '{file} is already in the archive, byte for byte: invoice {invoice} of {account}.',
      safe: 'Nothing was imported twice.',
      todo: '',
    },
    'import-waiting': {
      what: '{file} is already waiting for your confirmation.',
      safe: 'Nothing was imported twice.',
      todo: '',
    },
    'import-not-found': {
      what: 'This file is no longer waiting for confirmation.',
      safe: 'The archive is unchanged.',
      todo: 'It has been imported or discarded in the meantime.',
    },
    'import-amount-too-large': {
      what: '{amount} is too large for an invoice: the most that can be imported is {largest}.',
      safe: 'Nothing was imported or changed.',
      todo: 'Check for an extra digit or a misplaced decimal point.',
    },
    'invoice-not-imported': {
      what: 'Invoice {invoice} came from the vendor.',
      safe: 'It is unchanged.',
      todo: 'Only imported invoices can be edited or removed.',
    },
    'folder-is-ours': {
      what: 'Billfold keeps its own files in {folder}.',
      safe: 'Nothing was changed.',
      todo: 'Choose a folder outside it.',
    },
    'account-not-found': {
      what: 'There’s no account “{account}”.',
      safe: '',
      todo: 'List the accounts to see their names.',
    },
    'no-account-chosen': {
      what: 'No account is selected.',
      safe: 'Nothing was changed.',
      todo: 'Select an account, or connect one.',
    },
    'account-name-taken': {
      what: 'There’s already an account named “{name}”.',
      safe: 'Nothing was changed.',
      todo: 'Choose another name.',
    },
    'account-name-closed': {
      what: 'A closed account is named “{name}”.',
      safe: 'Nothing was changed.',
      todo: 'Choose another name, or rename the closed account under Settings → Accounts.',
    },
    'account-closed': {
      what: 'The account “{account}” is closed: Billfold has no key for it and doesn’t check it.',
      safe: 'Its invoices are in the archive and can be searched, exported and verified.',
      todo: 'To use it again, connect the same customer again.',
    },
    'account-name-empty': {
      what: 'The account has no name.',
      safe: 'Nothing was changed.',
      todo: 'Enter a name, for example the vendor’s.',
    },
    'key-missing': {
      what: 'Billfold has no key for “{account}”.',
      safe: 'Your archive and alerts are kept.',
      todo: 'Enter the key again under Settings → Accounts, or set BILLFOLD_STRIPE_KEY for the command line.',
    },
    'no-key-given': {
      what: 'No key was given.',
      safe: 'Nothing was saved.',
      todo: 'Copy the key at the vendor and enter it when asked, or set BILLFOLD_STRIPE_KEY or BILLFOLD_IMAGEKIT_KEY.',
    },
    'key-handle-expired': {
      what: 'Billfold no longer has the key that you pasted.',
      safe: 'Nothing was saved.',
      todo: 'Copy the key at the vendor and paste it again.',
    },
    'key-not-this-accounts': {
      what: 'The key in {variable} isn’t the key of “{account}”, so it was not sent.',
      safe: 'Nothing was changed.',
      todo: 'Set the variable to the key that you added the account with, or replace the account’s key.',
    },
    'key-malformed': {
      what: 'That doesn’t look like a key.',
      safe: 'Nothing was changed.',
      todo: 'Copy the whole key at the vendor and try again. Expected: {expected}.',
    },
    'secret-store-failed': {
      what: 'The operating system’s secret store didn’t provide the key. {reason}',
      safe: 'Your archive and alerts are kept.',
      todo: 'Unlock or set up the secret store, then enter the key again.',
    },
    'base-url-missing': {
      what: 'The server address is missing.',
      safe: 'Nothing was changed.',
      todo: 'Enter one, or leave it out to use the vendor’s own server.',
    },
    'base-url-not-allowed': {
      what: 'The address {url} can’t be used. {reason}',
      safe: 'Nothing was changed.',
      todo: 'Use https://host or https://host:port without a path. http works only for this computer (127.0.0.1, localhost).',
    },
    'role-forbids': {
      what: 'With the role “Viewer”, you can only view this account: {action} isn’t possible.',
      safe: 'Nothing was changed.',
      todo: 'Ask an administrator or finance user, or add the account with another role.',
    },
    'source-not-supported': {
      what: 'The account is connected through “{source}”, which doesn’t offer this.',
      safe: 'Nothing was changed.',
      todo: 'Add the account’s other source in Billfold’s window under Settings → Accounts.',
    },
    'source-exists': {
      what: 'The account already has the source “{source}”.',
      safe: 'Nothing was changed.',
      todo: 'To use another key, replace it under Settings → Accounts.',
    },
    'amount-missing': {
      what: 'The amount is missing.',
      safe: '',
      todo: 'Enter one, for example 500.',
    },
    'amount-not-a-number': {
      what: '“{input}” isn’t an amount.',
      safe: '',
      todo: 'Enter digits, for example 500 or 500.00.',
    },
    'amount-ambiguous': {
      what: '“{input}” can be read in two ways.',
      safe: '',
      todo: 'Write it like {example}.',
    },
    'amount-too-precise': {
      what: '“{input}” has too many decimals: {currency} has {decimals}.',
      safe: '',
      todo: 'Enter fewer decimals.',
    },
    'quantity-not-understood': {
      what: '“{input}” isn’t a usage threshold.',
      safe: '',
      todo: 'Write it like {example}.',
    },
    'amount-out-of-range': {
      what: 'An alert can’t watch “{input}”.',
      safe: '',
      todo: 'Enter an amount above zero and below 90 trillion.',
    },
    'alert-not-comparable': {
      what: 'This alert could never be compared. {reason}',
      safe: 'It was not saved; your other alerts are unchanged.',
      todo: 'Choose another amount, currency or kind of alert.',
    },
    'alert-not-found': {
      what: 'That alert no longer exists.',
      safe: '',
      todo: 'Open the list of alerts again.',
    },
    'findings-changed': {
      what: 'The archive has been verified again, so the findings may be different now.',
      safe: 'Nothing was accepted.',
      todo: 'Check the current list, then accept again.',
    },
    'finding-not-found': {
      what: 'There’s no finding {finding} to accept or reopen.',
      safe: '',
      todo: 'Verify again and take the ID from the new list. Missing or damaged PDFs are fetched again, not accepted.',
    },
    'alert-exists': {
      what: 'This account already has exactly this alert.',
      safe: 'Nothing was changed.',
      todo: 'Enter another amount, or keep the one you have.',
    },
    'archive-away': {
      what: 'The archive isn’t in {folder}: the drive isn’t connected, or this is another folder.',
      safe: 'Nothing was written there.',
      todo: 'Connect the drive and try again. If the archive has moved, choose its folder under Settings → Archive.',
    },
    'folder-not-found': {
      what: 'The folder {folder} doesn’t exist.',
      safe: 'Nothing was written.',
      todo: 'Choose another folder, or connect the drive it’s on.',
    },
    'no-folder-chosen': {
      what: 'No folder is selected.',
      safe: 'Nothing was written.',
      todo: 'Select the folder again.',
    },
    'folder-nested': {
      what: 'The folder {folder} is inside the archive’s folder, or the archive’s folder is inside it.',
      safe: 'The archive is where it was.',
      todo: 'Choose a folder apart from it.',
    },
    'folder-read-only': {
      what: 'Billfold doesn’t have permission to write to {folder}.',
      safe: 'Nothing in it was changed.',
      todo: 'Choose another folder, or ask for permission to write there.',
    },
    'disk-full': {
      what: 'There’s no space left in {folder}.',
      safe: 'Every file written so far is complete.',
      todo: 'Free up some space and start again: files that are already there are skipped.',
    },
    'file-failed': {
      what: 'The file {file} couldn’t be written or read ({reason}).',
      safe: 'No other file was changed.',
      todo: 'Check the drive and try again.',
    },
    'attachment-not-found': {
      what: 'There is no file “{attachment}” inside this PDF.',
      safe: 'Nothing was saved.',
      todo: 'Open the PDF again to see what is inside it.',
    },
    'attachment-unreadable': {
      what: 'The file “{attachment}” inside the PDF can’t be read.',
      safe: 'Nothing was saved; the PDF is unchanged.',
      todo: 'Open the PDF with another program, or ask whoever sent it for a new copy.',
    },
    'plan-file-invalid': {
      what: 'The file {file} doesn’t contain a plan that Billfold understands.',
      safe: 'The account’s plan is unchanged.',
      todo: 'Correct the file and run the command again.',
    },
    'plan-field-invalid': {
      what: 'The plan in {file} has no usable value for “{field}”.',
      safe: 'The account’s plan is unchanged.',
      todo: 'Correct the file and run the command again.',
    },
    'nothing-to-export': {
      what: 'No invoices match.',
      safe: 'Nothing was written.',
      todo: 'Choose another period or account, or run a sync first.',
    },
    'template-empty': {
      what: 'The file name template is empty.',
      safe: 'Nothing was written.',
      todo: 'Enter one; the preview shows the result.',
    },
    'template-invalid': {
      what: 'The file name template “{template}” can’t be used: {reason}.',
      safe: 'Nothing was written.',
      todo: 'Correct the template; the preview shows the result.',
    },
    'filter-name-empty': {
      what: 'A saved search needs a name.',
      safe: 'Nothing was saved.',
      todo: 'Enter a name.',
    },
    'filter-name-taken': {
      what: 'There’s already a saved search named “{name}”.',
      safe: 'It was not changed.',
      todo: 'Choose another name, or remove the other search first.',
    },
    'invoice-not-found': {
      what: 'The invoice {invoice} isn’t in the archive.',
      safe: '',
      todo: 'Run a sync, then try again.',
    },
    'setting-invalid': {
      what: 'The setting “{setting}” can’t have this value: {reason}.',
      safe: 'The old value is kept.',
      todo: 'Choose another value.',
    },
    'database-too-new': {
      what: 'The data folder was written by a newer Billfold (version {found}; this one reads up to {supported}).',
      safe: 'Nothing was changed.',
      todo: 'Update Billfold, or use another data folder.',
    },
    'database-corrupt': {
      what: 'The database is damaged ({reason}).',
      safe: 'The database and the invoice files were left as they are.',
      todo: 'You can {ways}. None of these deletes anything.',
    },
    'database-missing': {
      what: 'The database billfold.db isn’t in {folder}, but other Billfold files are.',
      safe: 'Nothing was created or changed.',
      todo: 'You can {ways}. None of these deletes anything.',
    },
    'database-busy': {
      what: 'Another program is blocking the database {file}.',
      safe: 'Nothing was changed.',
      todo: 'Quit programs that copy, scan or open it, then try again.',
    },
    'data-folder-read-only': {
      what: 'The data folder {folder} is read-only, so Billfold can only show and export what’s in it.',
      safe: 'Nothing in it was changed. Checks and syncs are off.',
      todo: 'Make the folder writable, or use another data folder.',
    },
    'data-folder-not-empty': {
      what: '{folder} already contains Billfold data.',
      safe: 'It was not changed.',
      todo: 'Confirm that you want to replace it: it will be set aside, not deleted.',
    },
    'data-folder-in-use': {
      what: 'Billfold is using {folder}.',
      safe: 'Nothing was changed.',
      todo: 'Quit Billfold’s window and wait for other commands to finish, then try again.',
    },
    'backup-not-found': {
      what: 'There’s no complete backup in {place}.',
      safe: 'Nothing was changed.',
      todo: 'Choose the folder or ZIP file that “Back up” wrote.',
    },
    'no-backup-chosen': {
      what: 'No backup is selected.',
      safe: 'Nothing was changed.',
      todo: 'Select the backup again.',
    },
    'backup-damaged': {
      what: 'The backup can’t be used: {file} {reason}.',
      safe: 'Nothing was restored, and your data is unchanged.',
      todo: 'Use another backup.',
    },
    'backup-too-new': {
      what: 'The backup was written by a newer Billfold ({version}).',
      safe: 'Nothing was restored, and your data is unchanged.',
      todo: 'Update Billfold, then restore again.',
    },
    'no-space': {
      what: 'There isn’t enough space in {folder}.',
      safe: 'The unfinished files were removed; your data is unchanged.',
      todo: 'Free up some space or choose another drive, then start again.',
    },
    'job-not-found': { what: 'That job no longer exists.', safe: '', todo: 'Start it again.' },
    'job-out-of-time': {
      what: 'Billfold stopped this after {minutes} minutes because the vendor’s server sent too little in that time.',
      safe: 'Everything received so far was kept.',
      todo: 'Start it again later: it continues where it stopped. If it keeps happening, check the network and the account’s server address.',
    },
    'job-running': {
      what: 'Another task is already using these files.',
      safe: 'It will continue.',
      todo: 'Wait until it’s done, or cancel it.',
    },
    'not-confirmed': {
      what: 'You didn’t confirm it.',
      safe: 'Nothing was sent or changed.',
      todo: 'Try again and confirm.',
    },
    'window-not-focused': {
      what: 'Billfold’s window wasn’t in front.',
      safe: 'The clipboard was not read.',
      todo: 'Click into the window and try again.',
    },
    'too-often': {
      what: 'That was requested too often in a short time.',
      safe: 'Earlier requests were carried out.',
      todo: 'Wait half a minute and try again.',
    },
    cancelled: { what: 'Canceled.', safe: 'What was done so far is kept.', todo: 'Start again to continue.' },
    'practice-only': { what: 'This only works with practice accounts.', safe: 'Nothing was changed.', todo: '' },
    'link-not-allowed': {
      what: 'Billfold doesn’t open links to {host}.',
      safe: '',
      todo: 'Open the vendor’s own billing page in your browser.',
    },
    'link-malformed': {
      what: 'This link doesn’t lead to a website.',
      safe: '',
      todo: 'Open the vendor’s own billing page in your browser.',
    },
    'cannot-open': {
      what: 'The system couldn’t open {what}.',
      safe: '',
      todo: 'Check that it still exists and that you have a program for it, or open it yourself.',
    },
    internal: {
      what: 'Something went wrong inside Billfold (reference {reference}).',
      safe: archiveSafe,
      todo: 'Try again. If it keeps happening, send the log with this reference to support.',
    },
  },
  templateProblems: {
    'unknown-field': 'there’s no field {field}',
    'half-bracket': 'a curly bracket is not closed',
    'own-folder': 'it can’t start with a drive or a root folder',
    'no-file-name': 'it must end with a file name',
    dots: '. and .. cannot be used as folder names',
    'too-deep': 'it has more than 8 folder levels',
  },
  guardedActions: {
    account: 'renaming an account',
    alerts: 'changing alerts',
    'billing-details': 'changing billing details',
    subscription: 'canceling or keeping a subscription',
    'payment-method': 'updating the payment method',
    payment: 'paying invoices',
    plan: 'saving the usage plan',
    source: 'adding a source',
    'support-address': 'changing the support address',
    import: 'importing invoices',
    annotations: 'changing tags and notes',
    references: 'changing cost center and PO number',
    findings: 'accepting findings',
  },
  backupProblems: {
    missing: 'is missing',
    changed: 'has changed since the backup',
    unreadable: 'can’t be read',
    name: 'has a name that Billfold backups don’t use',
  },
  recoveredName: 'Recovered invoices',
  recoveryWays: {
    backup: 'put back the daily backup {backup}',
    salvage: 'recover what can still be read from it',
    adopt: 'recover the PDFs from the documents folder',
    fresh: 'start from scratch, with the existing files set aside',
  },
  connecting: {
    safe: 'Nothing was saved.',
    'key-refused': 'Check that you copied the whole key, or create a new one at the vendor, then try again.',
    'server-unreachable': 'Check the network connection, the proxy and the server address, then try again.',
    'server-timeout': 'Check the network connection, the proxy and the server address, then try again.',
    'rate-limited': 'Try again in a few minutes. The vendor’s status page may say more.',
    'server-failed': 'Try again in a few minutes. The vendor’s status page may say more.',
  },
  found: { empty: 'nothing', html: 'a web page', other: 'something else' },
  vendorObjects: {
    customer: 'customer',
    'tax-id': 'tax ID',
    subscription: 'subscription',
    'subscription-item': 'subscription item',
    price: 'price',
    product: 'product',
    preview: 'upcoming invoice',
    invoice: 'invoice',
    'invoice-line': 'invoice line item',
    'invoice-payment': 'invoice payment',
    'credit-note': 'credit note',
    'credit-note-line': 'credit note line item',
    'portal-session': 'payment page',
    usage: 'usage',
    'invoice-list': 'list of invoices',
    'invoice-line-list': 'list of invoice line items',
    'invoice-payment-list': 'list of invoice payments',
    'credit-note-list': 'list of credit notes',
    'credit-note-line-list': 'list of credit note line items',
    'subscription-list': 'list of subscriptions',
    'subscription-item-list': 'list of subscription items',
    'tax-id-list': 'list of tax IDs',
  },
  sources: { stripe: 'Stripe', imagekit: 'ImageKit' },
  secretStoreProblems: {
    unavailable: 'It is locked, or this computer has none.',
    undecryptable: 'The stored key could not be decrypted.',
  },
  baseUrlProblems: {
    malformed: 'It isn’t a complete web address.',
    scheme: 'It doesn’t start with https://.',
    path: 'It has a path.',
    credentials: 'It has a user name or password.',
  },
  settingNames: {
    checkIntervalMinutes: 'Check every',
    notifications: 'Notifications',
    quietHours: 'Quiet hours',
    theme: 'Theme',
    language: 'Language',
    hideAmounts: 'Hide amounts',
    exports: 'Exports',
  },
  settingProblems: {
    'too-small': 'it must be at least {limit}',
    'too-large': 'it can be {limit} at most',
    'no-time': 'it needs times such as 20:00',
    'not-understood': 'Billfold doesn’t know this value',
  },
  networkProblems: {
    name: 'its name was not found',
    refused: 'it refused the connection',
    broken: 'the connection was interrupted',
    offline: 'this computer has no network connection',
    certificate: 'a secure connection failed; this computer may not trust its certificate',
    proxy: 'the proxy blocked the connection',
    redirect: 'it redirects to another address, and Billfold doesn’t send the key there',
    other: 'the connection failed',
  },
  notifications: {
    exceededTitle: '{account}: threshold exceeded',
    exceeded: '{account}: upcoming invoice {amount} exceeds your {threshold} alert (period to {end})',
    billedExceeded:
      '{account}: {amount} invoiced and upcoming exceeds your {threshold} alert ({billed} of it already invoiced, period to {end})',
    monthExceeded: '{account}: invoices for {month} total {amount} and exceed your {threshold} alert',
    allAccounts: 'All accounts',
    stepTitle: '{account}: {percent} of your threshold',
    step: '{account}: upcoming invoice {amount} is over {percent} of your {threshold} alert (period to {end})',
    billedStep:
      '{account}: {amount} invoiced and upcoming is over {percent} of your {threshold} alert ({billed} of it already invoiced, period to {end})',
    monthStep: '{account}: invoices for {month} total {amount}, over {percent} of your {threshold} alert',
    forecastTitle: '{account}: threshold likely to be exceeded',
    forecast: '{account}: forecast {amount} exceeds your {threshold} alert (period to {end})',
    monthForecast: '{account}: invoices for {month} will total {amount} and exceed your {threshold} alert',
    lateTitle: '{account}: a past period exceeded your threshold',
    late: '{account}: invoice {amount} for {start} to {end} exceeded your {threshold} alert (found after the period ended)',
    monthLate:
      '{account}: invoices for {month} totaled {amount} and exceeded your {threshold} alert (found after the month ended)',
    usage: '{account}: {metric} {amount} exceeds your alert at {threshold} (period to {end})',
    usageStep: '{account}: {metric} {amount} is over {percent} of your alert at {threshold} (period to {end})',
    usageLate:
      '{account}: {metric} {amount} in {start} to {end} exceeded your alert at {threshold} (found after the period ended)',
    shareOfIncluded: '{share} of the included {included}',
    outageTitle: '{account}: Billfold can’t check this account',
    outage: 'No successful check since {since}. Alerts can’t be triggered until checks work again.',
    refused: 'The key was refused. Alerts can’t be triggered until it’s replaced.',
    notComparedTitle: '{account}: an alert can’t be compared',
    notComparedTitleMany: '{account}: {count} alerts can’t be compared',
    notCompared: 'The alert at {threshold} isn’t working right now. {reason}',
    notComparedMore: '{text} Open Billfold to see the others.',
    detailsChangedTitle: '{account}: billing details changed elsewhere',
    detailsChanged: 'Changed outside Billfold: {fields}. Review and approve the change.',
    testTitle: 'Billfold test notification',
    test: 'If you can read this, alerts will reach you.',
    practice: 'Practice data',
    subscription: '{text} · {plan}',
  },
  unread: {
    kinds: {
      customer: { one: 'customer', other: 'customers', of: 'customers' },
      'tax-id': { one: 'tax ID', other: 'tax IDs', of: 'tax IDs' },
      subscription: { one: 'subscription', other: 'subscriptions', of: 'subscriptions' },
      'subscription-item': {
        one: 'subscription item',
        other: 'subscription items',
        of: 'subscription items',
      },
      invoice: { one: 'invoice', other: 'invoices', of: 'invoices' },
      'invoice-line': { one: 'invoice line item', other: 'invoice line items', of: 'invoice line items' },
      'credit-note': { one: 'credit note', other: 'credit notes', of: 'credit notes' },
      'credit-note-line': {
        one: 'credit note line',
        other: 'credit note lines',
        of: 'credit note lines',
      },
    },
    of: {
      one: '{count} of {total} {objects} couldn’t be read.',
      other: '{count} of {total} {objects} couldn’t be read.',
    },
    alone: { one: '{count} {objects} couldn’t be read.', other: '{count} {objects} couldn’t be read.' },
    kept: 'Billfold keeps what it couldn’t read and tries again later.',
    more: 'And {count} other reasons.',
  },
  reasons: {
    'no-subscription': 'There’s no subscription and no upcoming invoice.',
    'no-invoice-coming': 'The subscription has no more invoices coming.',
    cancelled: 'The subscription is canceled, so there are no more invoices coming.',
    paused: 'The subscription is paused, so there’s no invoice coming until it resumes.',
    'subscription-gone': 'The vendor no longer lists the subscription.',
    'other-currency': 'The bill is in a different currency than the alert.',
    'other-unit': 'The usage is counted in a different unit than the alert.',
    'metric-not-told': 'The vendor doesn’t report this usage.',
    'included-unknown': 'The plan doesn’t say how much is included.',
    'no-plan': 'The plan’s prices have not been entered yet.',
    'usage-incomplete': 'The vendor didn’t report all the usage that the plan charges for.',
    'sum-too-large': 'The amounts are too large to add up.',
    unreadable: 'The upcoming invoice couldn’t be read.',
    'billed-unknown': 'What has already been invoiced couldn’t be read.',
    'usage-not-read': 'The usage couldn’t be read.',
    'key-refused': 'The vendor refused the key.',
    'list-contradicts': 'The vendor’s list contradicts itself.',
    'account-not-read': 'The account couldn’t be read.',
    internal: 'Something went wrong inside Billfold.',
    'forecast-too-early': 'There’s no forecast in the first 12 hours of a period.',
    'bill-awaited': 'The invoice for the last period hasn’t arrived yet.',
    'usage-has-its-month': 'A usage alert covers one account and that account’s own month.',
    'sums-go-by-month': 'A sum over several subscriptions is always by calendar month.',
  },
  unit: { one: 'unit', other: 'units' },
  metrics: {
    bandwidth: 'Bandwidth',
    storage: 'Media library storage',
    'video-processing-units': 'Video processing units',
    'extension-units': 'Extension units',
    'original-cache-storage': 'Storage of cached originals',
  },
  detailsFields: {
    companyName: 'company name',
    billingEmail: 'billing email',
    address: 'address',
    taxId: 'tax IDs',
  },
  recordFields: {
    number: 'number',
    date: 'issue date',
    customer: 'customer',
    taxId: 'tax ID',
    corrects: 'corrected invoice',
    currency: 'currency',
    total: 'total',
    tax: 'tax',
    lines: 'line items',
  },
  tray: {
    open: 'Open Billfold',
    checkNow: 'Check now',
    quit: 'Quit',
    watching: 'Billfold is watching',
    uncomparedOne: 'Billfold: 1 alert can’t be compared',
    uncompared: 'Billfold: {count} alerts can’t be compared',
    attentionOne: 'Billfold: 1 unseen alert',
    attention: 'Billfold: {count} unseen alerts',
  },
  supportMail: {
    'already-paid': {
      subject: 'Invoice {number} is already paid',
      text: 'Hello,\n\nthe invoice below is listed as unpaid, but we have already paid it. Please check and mark it as paid.',
    },
    'failed-payment': {
      subject: 'Payment of invoice {number} failed',
      text: 'Hello,\n\nthe automatic payment of the invoice below failed ({reason}). Please let us know how we can pay it.',
    },
    facts:
      'Invoice: {number}\nInvoice ID: {id}\nAmount due: {amount}\nInvoice date: {date}\nPayment reference: {reference}\nCustomer: {customer}',
    noNumber: 'no number',
    noReference: 'not known',
    noReason: 'no reason given',
  },
  dialogs: {
    chooseExportFolder: 'Export invoices to',
    chooseArchiveFolder: 'Store the archive’s documents in',
    saveInvoice: 'Save invoice',
    saveAttachment: 'Save embedded file',
    chooseImports: 'Import PDFs',
    chooseImportFolder: 'Watch a folder for PDFs',
    chooseBackupTarget: 'Back up to',
    chooseBackup: 'Restore from a backup',
    saveFindings: 'Save findings',
    saveAlerts: 'Save alert history',
    sendKey: 'Send the key {hint} to {host}?',
    sendKeyDetail:
      'This isn’t the vendor’s own server. Whoever runs {host} will be able to do anything in your account that the key allows. Send it only if you entered this address yourself and trust it.',
    sendKeyYes: 'Send key',
    removeAccount: 'Close “{account}” and delete its key?',
    removeAccountDetail:
      'Billfold stops checking it, and its alerts stop. Nothing changes at the vendor: the subscription continues and is billed as before. Its invoices, PDFs and notes stay in the archive, under Closed accounts. If you connect the same customer again, everything continues, and no alert is sent twice.',
    removeAccountYes: 'Close',
    removePractice: 'Remove “{account}”?',
    removePracticeDetail: 'Its alerts stop, and its made-up invoices are removed too.',
    removePracticeYes: 'Remove',
    putBack: 'Put back the daily copy of the database?',
    putBackDetail:
      'It was made at {date}. PDFs that arrived later are added back; other changes since then aren’t. The current database is set aside, not deleted.',
    putBackYes: 'Put it back',
    notificationsOff: 'Turn off all notifications?',
    notificationsOffDetail:
      'Alerts will only show in Billfold’s window: nobody is notified when a threshold is exceeded.',
    notificationsOffYes: 'Turn off',
    no: 'Cancel',
    stillWatchingTitle: 'Billfold is still running',
    stillWatching: 'It keeps checking in the background. Use Quit to close Billfold.',
  },
};

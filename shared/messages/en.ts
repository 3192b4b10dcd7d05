import type { BackupProblem, RecoveryWay } from '../backup.ts';
import type { GuardedAction } from '../guarded-actions.ts';
import type { DetailsDifference } from '../details-changes.ts';
import type { ErrorCode } from '../errors.ts';
import type { RecordField } from '../invoice-record.ts';
import type { NetworkProblem } from '../network-problem.ts';
import type { Refusal } from '../reasons.ts';
import type { TemplateProblem } from '../template-problems.ts';
import type { UnreadKind } from '../unread.ts';
import type { UsageMetric } from '../usage.ts';

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
  /** What a file turned out to hold (`found` of an error). */
  readonly found: Readonly<Record<'empty' | 'html' | 'other', string>>;
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
      safe: 'The archive and alerts are kept. Checks of this account are paused.',
      todo: 'Make a new key at the vendor and replace it under Settings → Accounts.',
    },
    'permission-missing': {
      what: 'The key has no permission for this: {permission}.',
      safe: 'Everything that the key may read still works.',
      todo: 'Add the permission to the key at the vendor, or use another key.',
    },
    'customer-not-found': {
      what: 'There is no customer {customer} at the vendor for this key.',
      safe: archiveSafe,
      todo: 'Check the customer id (it begins with cus_) and that the key belongs to the same vendor account and mode (live or test).',
    },
    'not-found-at-vendor': {
      what: 'The vendor no longer has {what}.',
      safe: archiveSafe,
      todo: 'Run a full sync to compare the archive with the vendor.',
    },
    'rate-limited': {
      what: 'The vendor asked Billfold to slow down.',
      safe: archiveSafe,
      todo: 'Nothing to do: Billfold waits as long as the vendor asked and tries again.',
    },
    'request-refused': {
      what: 'The vendor did not accept the request (status {status}). {detail}',
      safe: archiveSafe,
      todo: 'Check the customer id and address of the account. If it stays, send the diagnostics to support.',
    },
    'server-failed': {
      what: 'The vendor’s server failed (status {status}).',
      safe: archiveSafe,
      todo: 'Nothing to do: Billfold tries again by itself. The vendor’s status page may say more.',
    },
    'server-unreachable': {
      what: 'The server {host} cannot be reached: {reason}.',
      safe: archiveSafe,
      todo: 'Check the network connection, the proxy and the address of the account. Billfold tries again by itself.',
    },
    'server-timeout': {
      what: 'The server {host} did not answer within {seconds} seconds.',
      safe: archiveSafe,
      todo: 'Billfold tries again by itself. If it stays, check the network connection and the proxy.',
    },
    'answer-not-json': {
      what: 'The server {host} answered with something else than billing data.',
      safe: archiveSafe,
      todo: 'Often a sign-in page of the network or a wrong address: open a browser to sign in, or check the account’s address.',
    },
    'answer-too-large': {
      what: 'The server {host} sent more than {megabytes} MB in one answer, far more than billing data takes.',
      safe: archiveSafe,
      todo: 'Check the address of the account. Billfold tries again by itself; other accounts are not affected.',
    },
    'answer-too-complex': {
      what: 'The server {host} sent an answer with far more parts than billing data has.',
      safe: archiveSafe,
      todo: 'Check the address of the account. Billfold tries again by itself; other accounts are not affected.',
    },
    'answer-incomplete': {
      what: 'The vendor’s answer lacks “{field}” of {object}.',
      safe: archiveSafe,
      todo: 'Check the account’s address. If it is right, send the diagnostics to support.',
    },
    'value-unknown': {
      what: 'Billfold does not know what “{value}” means as “{field}” of {object}.',
      safe: 'What the vendor sent is kept, and read again later.',
      todo: 'Look for a newer Billfold. If there is none, send the diagnostics to support.',
    },
    'answer-contradictory': {
      what: 'The vendor’s answer contradicts itself: “{field}” of {object} is “{value}”, “{other}” is “{otherValue}”.',
      safe: 'What the vendor sent is kept, and read again later.',
      todo: 'Ask the vendor which of both is right.',
    },
    'listing-repeats': {
      what: 'The vendor’s {list} goes in circles: {id} came twice.',
      safe: archiveSafe,
      todo: 'Billfold tries again by itself. If it stays, tell the vendor, or check the account’s address.',
    },
    'listing-cut-short': {
      what: 'The vendor’s {list} breaks off: more was announced than came.',
      safe: archiveSafe,
      todo: 'Billfold tries again by itself. If it stays, tell the vendor, or check the account’s address.',
    },
    'listing-endless': {
      what: 'The vendor’s {list} does not end; it was given up after {most} entries.',
      safe: archiveSafe,
      todo: 'Tell the vendor, or check the account’s address.',
    },
    'previews-not-offered': {
      what: 'The server {host} offers no preview of upcoming invoices.',
      safe: 'Invoices are archived all the same.',
      todo: 'Alerts on upcoming invoices cannot work with this server. Ask the vendor for a newer one.',
    },
    'vendor-busy': {
      what: 'The vendor is busy with another change to the same data.',
      safe: 'Nothing was changed.',
      todo: 'Wait a minute and try again.',
    },
    'change-refused': {
      what: 'The vendor did not accept the change. {detail}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Correct the entry and save again.',
    },
    'tax-id-refused': {
      what: 'The vendor did not accept the tax ID. {detail}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Check the number and its type, and add it again.',
    },
    'email-refused': {
      what: 'The vendor did not accept the email address. {detail}',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Correct the address and save again.',
    },
    'email-malformed': {
      what: '“{input}” is not an email address.',
      safe: 'Nothing was changed.',
      todo: 'Enter a whole address with name and host, or leave the field empty.',
    },
    'support-address-missing': {
      what: 'Billfold does not know the support address of {account}.',
      safe: '',
      todo: 'Enter it under Settings → Accounts → Support address.',
    },
    'change-not-applied': {
      what: '{host} did not answer, and the change is not there.',
      safe: 'Nothing was changed; what you entered is still there.',
      todo: 'Save again.',
    },
    'change-not-there-yet': {
      what: '{host} did not answer. The change is not there, but may still arrive.',
      safe: 'What you entered is still there.',
      todo: 'Save again: it is made once at most. Or choose “Check now” in a while and compare.',
    },
    'change-unknown': {
      what: '{host} did not answer and could not be asked again: the change may have been made or not.',
      safe: 'What you entered is still there.',
      todo: 'When the vendor can be reached, choose “Check now” and compare before you save again.',
    },
    'tax-id-exists': {
      what: 'The tax ID {value} is already there.',
      safe: 'Nothing was changed.',
      todo: 'Remove the old one first if it should be verified again.',
    },
    'document-not-pdf': {
      what: 'The file that the vendor sent for invoice {invoice} is not a PDF: it holds {found}.',
      safe: 'Nothing was stored in its place; the invoice’s figures are kept.',
      todo: 'Try “Fetch again” later, or download the PDF from the vendor.',
    },
    'document-unavailable': {
      what: 'The vendor did not hand out the PDF of invoice {invoice}.',
      safe: 'The invoice’s figures are kept.',
      todo: 'Try “Fetch again” later. The next sync tries as well.',
    },
    'document-truncated': {
      what: 'The PDF of invoice {invoice} broke off while it was fetched.',
      safe: 'The incomplete file was thrown away; the invoice’s figures are kept.',
      todo: 'Try “Fetch again”. The next sync tries as well.',
    },
    'document-too-large': {
      what: 'The PDF of {invoice} is larger than {megabytes} MB.',
      safe: 'Its figures are in the archive. All other invoices are stored.',
      todo: 'Download it from the vendor’s page and keep it yourself; Billfold tries again at every sync.',
    },
    'document-missing': {
      what: 'The PDF of invoice {invoice} is not in the archive.',
      safe: 'The invoice’s figures are kept.',
      todo: 'Choose “Fetch again”. Invoices that are still drafts have no PDF yet.',
    },
    'document-encrypted': {
      what: 'The PDF {invoice} is protected by a password.',
      safe: 'The file itself is unchanged.',
      todo: 'Open it in a program that asks for the password, and save it without one.',
    },
    'document-too-demanding': {
      what: 'The document of {invoice} unpacks to so much that reading it would take more than {megabytes} MB of memory.',
      safe: 'The file is kept as it is.',
      todo: 'Open it with another program. If it came from somebody you do not know, do not trust it.',
    },
    'document-damaged': {
      what: 'The PDF {invoice} is damaged and cannot be read.',
      safe: 'The file itself is unchanged.',
      todo: 'Get the document anew from whoever sent it.',
    },
    'file-not-pdf': {
      what: '{file} is not a PDF: it holds {found}.',
      safe: 'Nothing was imported; the file is unchanged.',
      todo: 'Save the document as a PDF and import that.',
    },
    'file-too-large': {
      what: '{file} is larger than {megabytes} MB.',
      safe: 'Nothing was imported; the file is unchanged.',
      todo: 'Save it smaller, for example with scans at a lower resolution, and import that.',
    },
    'import-duplicate': {
      what: '{file} is in the archive already, byte for byte: invoice {invoice} of {account}.',
      safe: 'Nothing was imported twice.',
      todo: '',
    },
    'import-waiting': {
      what: '{file} waits for your confirmation already.',
      safe: 'Nothing was imported twice.',
      todo: '',
    },
    'import-not-found': {
      what: 'This file no longer waits for confirmation.',
      safe: 'The archive is unchanged.',
      todo: 'It was imported or left out meanwhile.',
    },
    'import-amount-too-large': {
      what: 'No invoice is about {amount}: at most {largest} is taken.',
      safe: 'Nothing was imported or changed.',
      todo: 'Look whether a point or a digit too many was typed.',
    },
    'invoice-not-imported': {
      what: 'Invoice {invoice} came from the vendor.',
      safe: 'It is unchanged.',
      todo: 'Only imported invoices can be edited or removed.',
    },
    'folder-is-ours': {
      what: 'Billfold keeps its own files in {folder}.',
      safe: 'Nothing was changed.',
      todo: 'Choose a folder outside of it.',
    },
    'account-not-found': {
      what: 'There is no account “{account}”.',
      safe: '',
      todo: 'List the accounts to see their names.',
    },
    'account-name-taken': {
      what: 'There is already an account named “{name}”.',
      safe: 'Nothing was changed.',
      todo: 'Choose another name.',
    },
    'account-name-closed': {
      what: 'A closed account is named “{name}”.',
      safe: 'Nothing was changed.',
      todo: 'Choose another name, or rename the closed account under Settings → Accounts.',
    },
    'account-closed': {
      what: 'The account “{account}” is closed: Billfold has no key for it and does not watch it.',
      safe: 'Its invoices are in the archive: they can be searched, exported and verified.',
      todo: 'To go on with it, connect the same customer again.',
    },
    'account-name-empty': {
      what: 'The account has no name.',
      safe: 'Nothing was changed.',
      todo: 'Enter a name, for example the vendor’s.',
    },
    'key-missing': {
      what: 'Billfold has no key for “{account}”.',
      safe: 'The archive and alerts are kept.',
      todo: 'Enter the key again under Settings → Accounts, or set BILLFOLD_STRIPE_KEY for the command line.',
    },
    'key-not-this-accounts': {
      what: 'The key in {variable} is not the key of “{account}”, so it was not sent.',
      safe: 'Nothing was changed.',
      todo: 'Set the variable to the key that the account was added with, or replace the account’s key.',
    },
    'key-malformed': {
      what: 'That does not look like a key.',
      safe: 'Nothing was changed.',
      todo: 'Copy the whole key at the vendor and try again. Expected: {expected}.',
    },
    'secret-store-failed': {
      what: 'The operating system’s secret store did not work ({reason}).',
      safe: 'The archive and alerts are kept.',
      todo: 'Unlock or set up the secret store, then enter the key again.',
    },
    'base-url-not-allowed': {
      what: 'The address {url} cannot be used ({reason}).',
      safe: 'Nothing was changed.',
      todo: 'Use https://host or https://host:port without a path; http only for this computer (127.0.0.1, localhost).',
    },
    'role-forbids': {
      what: 'With the role “Viewer” this account can be read only: {action} is not possible.',
      safe: 'Nothing was changed.',
      todo: 'Ask an administrator or finance user, or add the account with another role.',
    },
    'source-not-supported': {
      what: 'The account is connected through “{source}”, which does not offer this.',
      safe: 'Nothing was changed.',
      todo: 'Add the account’s other source in Billfold’s window under Settings → Accounts.',
    },
    'source-exists': {
      what: 'The account already has the source “{source}”.',
      safe: 'Nothing was changed.',
      todo: 'To use another key, replace it under Settings → Accounts.',
    },
    'amount-not-a-number': {
      what: '“{input}” is not an amount.',
      safe: '',
      todo: 'Enter digits, for example 500 or 500.00.',
    },
    'amount-ambiguous': {
      what: '“{input}” can be read in two ways.',
      safe: '',
      todo: 'Write it like {example}.',
    },
    'amount-too-precise': {
      what: '“{input}” has more decimals than {currency} has ({decimals}).',
      safe: '',
      todo: 'Enter fewer decimals.',
    },
    'quantity-not-understood': {
      what: '“{input}” is not a usage threshold.',
      safe: '',
      todo: 'Write it like {example}.',
    },
    'amount-out-of-range': {
      what: '“{input}” is outside what an alert can watch.',
      safe: '',
      todo: 'Enter an amount above zero and below 90 trillion.',
    },
    'alert-not-comparable': {
      what: 'This alert could never be compared. {reason}',
      safe: 'It was not saved; your other alerts are unchanged.',
      todo: 'Choose another amount, currency or kind of alert.',
    },
    'alert-not-found': {
      what: 'That alert does not exist any more.',
      safe: '',
      todo: 'Open the list of alerts again.',
    },
    'findings-changed': {
      what: 'The archive was verified again meanwhile, so these may be other findings.',
      safe: 'Nothing was accepted.',
      todo: 'Look at the list as it is now, and accept again.',
    },
    'finding-not-found': {
      what: 'There is no finding {finding} that could be accepted or taken up again.',
      safe: '',
      todo: 'Verify again and take its id from there. PDFs that are gone or damaged are fetched again, not accepted.',
    },
    'alert-exists': {
      what: 'This account already has exactly this alert.',
      safe: 'Nothing was changed.',
      todo: 'Enter another amount, or keep the one you have.',
    },
    'archive-away': {
      what: 'The archive is not in {folder}: its drive is away, or this is another folder.',
      safe: 'Nothing was written there.',
      todo: 'Connect the drive and try again. If the archive is elsewhere now, choose its folder under Settings → Archive.',
    },
    'folder-not-found': {
      what: 'The folder {folder} does not exist.',
      safe: 'Nothing was written.',
      todo: 'Choose another folder, or connect the drive it is on.',
    },
    'folder-read-only': {
      what: 'Billfold may not write into {folder}.',
      safe: 'Nothing that was there has changed.',
      todo: 'Choose another folder, or ask for permission to write there.',
    },
    'disk-full': {
      what: 'There is no space left in {folder}.',
      safe: 'Every file written so far is complete; the rest was not begun.',
      todo: 'Free some space and start again: what is already there is not written twice.',
    },
    'file-failed': {
      what: 'The file {file} could not be written or read ({reason}).',
      safe: 'No other file was changed.',
      todo: 'Check the drive and try again.',
    },
    'nothing-to-export': {
      what: 'No invoice matches.',
      safe: 'Nothing was written.',
      todo: 'Choose another period or account, or run a sync first.',
    },
    'template-invalid': {
      what: 'The file name template “{template}” cannot be used: {reason}.',
      safe: 'Nothing was written.',
      todo: 'Correct the template; the preview shows the result.',
    },
    'filter-name-empty': {
      what: 'A saved search needs a name.',
      safe: 'Nothing was saved.',
      todo: 'Enter a name.',
    },
    'filter-name-taken': {
      what: 'There is already a saved search named “{name}”.',
      safe: 'That one is unchanged.',
      todo: 'Choose another name, or remove the other search first.',
    },
    'invoice-not-found': {
      what: 'The invoice {invoice} is not in the archive.',
      safe: '',
      todo: 'Run a sync, then look again.',
    },
    'setting-invalid': {
      what: 'The setting {setting} cannot have this value: {reason}.',
      safe: 'The old value is kept.',
      todo: 'Choose another value.',
    },
    'database-too-new': {
      what: 'The data folder was written by a newer Billfold (version {found}, this one reads up to {supported}).',
      safe: 'Nothing was changed.',
      todo: 'Update Billfold, or use another data folder.',
    },
    'database-corrupt': {
      what: 'The database is damaged ({reason}).',
      safe: 'It is left as it is, and so are the invoice files.',
      todo: 'You can {ways}. Nothing is deleted by any of these.',
    },
    'database-missing': {
      what: 'The database billfold.db is not in {folder}, though other files of Billfold are.',
      safe: 'Nothing was begun anew, and nothing was changed.',
      todo: 'You can {ways}. Nothing is deleted by any of these.',
    },
    'database-busy': {
      what: 'Another program is keeping the database {file} to itself.',
      safe: 'Nothing was changed.',
      todo: 'End programs that copy, scan or open it, then try again.',
    },
    'data-folder-read-only': {
      what: 'The data folder {folder} cannot be written to, so Billfold can only show and export what is in it.',
      safe: 'Nothing in it was changed. Nothing is watched or synced.',
      todo: 'Make the folder writable, or use another data folder.',
    },
    'data-folder-not-empty': {
      what: 'There are data of Billfold in {folder} already.',
      safe: 'They are unchanged.',
      todo: 'Confirm that they are to be replaced: they are set aside then, not deleted.',
    },
    'data-folder-in-use': {
      what: 'Billfold is open on {folder}.',
      safe: 'Nothing was changed.',
      todo: 'Quit Billfold’s window and wait until other commands have ended, then try again.',
    },
    'backup-not-found': {
      what: 'There is no complete backup in {place}.',
      safe: 'Nothing was changed.',
      todo: 'Choose the folder or ZIP file that “Back up” wrote.',
    },
    'backup-damaged': {
      what: 'The backup cannot be used: {file} {reason}.',
      safe: 'Nothing was restored, and your data are unchanged.',
      todo: 'Use another backup.',
    },
    'backup-too-new': {
      what: 'The backup was written by a newer Billfold ({version}).',
      safe: 'Nothing was restored, and your data are unchanged.',
      todo: 'Update Billfold, then restore again.',
    },
    'no-space': {
      what: 'There is not enough space in {folder}.',
      safe: 'What was begun there was removed again; your data are unchanged.',
      todo: 'Free some space or choose another drive, then start again.',
    },
    'job-not-found': { what: 'That job does not exist any more.', safe: '', todo: 'Start it again.' },
    'job-out-of-time': {
      what: 'This was ended after {minutes} minutes, because the vendor’s server sent too little in that time.',
      safe: 'Everything that came until then is kept.',
      todo: 'Start it again later: it goes on where it stopped. If it stays so, check the network and the address of the account.',
    },
    'job-running': {
      what: 'This work, or other work on the same files, is already running.',
      safe: 'It goes on.',
      todo: 'Wait until it is done, or cancel it.',
    },
    'not-confirmed': {
      what: 'It was not confirmed.',
      safe: 'Nothing was sent, and nothing is another than before.',
      todo: 'Try again and confirm it, if you want it.',
    },
    'window-not-focused': {
      what: 'Billfold’s window was not the one in front.',
      safe: 'The clipboard was left alone.',
      todo: 'Click into the window and try again.',
    },
    'too-often': {
      what: 'That was asked for too often within a short time.',
      safe: 'What was asked for before was done.',
      todo: 'Wait half a minute and try again.',
    },
    cancelled: { what: 'Cancelled.', safe: 'What was done so far is kept.', todo: 'Start again to go on.' },
    'practice-only': { what: 'This works with practice accounts only.', safe: 'Nothing was changed.', todo: '' },
    'link-not-allowed': {
      what: 'Billfold does not open addresses of {host}.',
      safe: '',
      todo: 'Open the vendor’s own billing page in your browser.',
    },
    'cannot-open': {
      what: 'The system could not open {what} ({reason}).',
      safe: '',
      todo: 'Check that it still exists and that a program for it is installed, or open it yourself.',
    },
    internal: {
      what: 'Something went wrong inside Billfold (reference {reference}).',
      safe: archiveSafe,
      todo: 'Try again. If it stays, send the log with this reference to support.',
    },
  },
  templateProblems: {
    'unknown-field': 'there is no field {field}',
    'half-bracket': 'a curly bracket is without its other half',
    'own-folder': 'it must not begin with a drive or a folder of its own',
    'no-file-name': 'it must end with a file name',
    empty: 'it is empty',
    dots: '. and .. are no folders',
    'too-deep': 'it has more than 8 folders',
  },
  guardedActions: {
    account: 'renaming an account',
    alerts: 'changing alerts',
    'billing-details': 'changing billing details',
    subscription: 'cancelling a subscription or keeping it',
    'payment-method': 'updating the payment method',
    payment: 'paying invoices',
    plan: 'saving the plan of usage',
    source: 'adding a source',
    'support-address': 'changing the support address',
    import: 'importing invoices',
    annotations: 'changing tags and notes',
    references: 'changing cost centre and PO number',
    findings: 'accepting findings',
  },
  backupProblems: {
    missing: 'is missing',
    changed: 'is not what was backed up',
    unreadable: 'cannot be read',
    name: 'has a name that no backup of Billfold has',
  },
  recoveredName: 'Recovered invoices',
  recoveryWays: {
    backup: 'put back the daily backup {backup}',
    salvage: 'save what can still be read of it',
    adopt: 'take the PDFs of the documents folder back in',
    anew: 'start anew, with what is there set aside',
  },
  found: { empty: 'nothing at all', html: 'a web page', other: 'something else' },
  networkProblems: {
    name: 'its name was not found',
    refused: 'it does not take the connection',
    broken: 'the connection broke off',
    offline: 'this computer has no network connection',
    certificate: 'no secure connection could be made; its certificate may not be trusted on this computer',
    proxy: 'the proxy did not let the connection through',
    redirect: 'it sends to another address, where Billfold does not follow with a key',
    other: 'the connection failed',
  },
  notifications: {
    exceededTitle: '{account}: threshold exceeded',
    exceeded: '{account}: upcoming invoice {amount} exceeds your {threshold} alert (period to {end})',
    billedExceeded:
      '{account}: {amount} invoiced and upcoming exceeds your {threshold} alert (of it {billed} invoiced already, period to {end})',
    monthExceeded: '{account}: invoices of {month} come to {amount} and exceed your {threshold} alert',
    allAccounts: 'All accounts',
    stepTitle: '{account}: {percent} of your threshold',
    step: '{account}: upcoming invoice {amount} is over {percent} of your {threshold} alert (period to {end})',
    billedStep:
      '{account}: {amount} invoiced and upcoming is over {percent} of your {threshold} alert (of it {billed} invoiced already, period to {end})',
    monthStep: '{account}: invoices of {month} come to {amount}, over {percent} of your {threshold} alert',
    forecastTitle: '{account}: threshold is expected to be exceeded',
    forecast: '{account}: forecast {amount} exceeds your {threshold} alert (period to {end})',
    monthForecast: '{account}: invoices of {month} will come to {amount} and exceed your {threshold} alert',
    lateTitle: '{account}: a past period exceeded your threshold',
    late: '{account}: invoice {amount} for {start} to {end} exceeded your {threshold} alert (found after the period had ended)',
    monthLate:
      '{account}: invoices of {month} came to {amount} and exceeded your {threshold} alert (found after the month had ended)',
    usage: '{account}: {metric} {amount} exceeds your alert at {threshold} (period to {end})',
    usageStep: '{account}: {metric} {amount} is over {percent} of your alert at {threshold} (period to {end})',
    usageLate:
      '{account}: {metric} {amount} in {start} to {end} exceeded your alert at {threshold} (found after the period had ended)',
    shareOfIncluded: '{share} of the included {included}',
    outageTitle: '{account}: Billfold cannot check',
    outage: 'No successful check since {since}. Alerts cannot be raised until checks work again.',
    refused: 'The key was refused. Alerts cannot be raised until it is replaced.',
    notComparedTitle: '{account}: an alert is not compared',
    notComparedTitleMany: '{account}: {count} alerts are not compared',
    notCompared: 'The alert at {threshold} cannot tell you anything now. {reason}',
    notComparedMore: '{text} Billfold shows the others.',
    detailsChangedTitle: '{account}: billing details changed elsewhere',
    detailsChanged: 'Changed without Billfold: {fields}. Look at what changed and approve it.',
    testTitle: 'Billfold test notification',
    test: 'If you can read this, alerts reach you.',
    practice: 'Practice data',
    subscription: '{text} · {plan}',
  },
  unread: {
    kinds: {
      customer: { one: 'customer', other: 'customers', of: 'customers' },
      'tax-id': { one: 'tax ID', other: 'tax IDs', of: 'tax IDs' },
      subscription: { one: 'subscription', other: 'subscriptions', of: 'subscriptions' },
      'subscription-item': {
        one: 'item of a subscription',
        other: 'items of subscriptions',
        of: 'items of subscriptions',
      },
      invoice: { one: 'invoice', other: 'invoices', of: 'invoices' },
      'invoice-line': { one: 'line of an invoice', other: 'lines of invoices', of: 'lines of invoices' },
      'credit-note': { one: 'credit note', other: 'credit notes', of: 'credit notes' },
      'credit-note-line': {
        one: 'line of a credit note',
        other: 'lines of credit notes',
        of: 'lines of credit notes',
      },
    },
    of: {
      one: '{count} of {total} {objects} could not be read.',
      other: '{count} of {total} {objects} could not be read.',
    },
    alone: { one: '{count} {objects} could not be read.', other: '{count} {objects} could not be read.' },
    kept: 'What could not be read is kept as it came, and read again later.',
    more: 'And {count} other reasons.',
  },
  reasons: {
    'no-subscription': 'There is no subscription and no upcoming invoice.',
    'no-invoice-coming': 'No further invoice is coming for the subscription.',
    cancelled: 'The subscription is cancelled, so no further invoice is coming.',
    paused: 'The subscription is paused, so no invoice is coming until it resumes.',
    'subscription-gone': 'The vendor no longer lists the subscription.',
    'other-currency': 'The bill is in another currency than the alert.',
    'other-unit': 'The usage is counted in another unit than the alert.',
    'metric-not-told': 'The vendor does not tell this usage.',
    'included-unknown': 'The plan does not say how much is included.',
    'no-plan': 'The plan’s prices have not been entered yet.',
    'usage-incomplete': 'The vendor did not tell everything that the plan has a price for.',
    'sum-too-large': 'The amounts are too large to be added up.',
    unreadable: 'The upcoming invoice could not be read.',
    'billed-unknown': 'What was invoiced already could not be read.',
    'usage-not-read': 'The usage could not be read.',
    'key-refused': 'The vendor refused the key.',
    'list-contradicts': 'The vendor’s list contradicts itself.',
    'account-not-read': 'The account could not be read.',
    internal: 'Something went wrong inside Billfold.',
    'forecast-too-early': 'There is no forecast in the first 12 hours of a period.',
    'bill-awaited': 'The invoice of a period that is over is not there yet.',
    'usage-has-its-month': 'Usage is watched for its account and its own month alone.',
    'sums-go-by-month': 'A sum over several subscriptions goes by calendar month.',
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
    date: 'date of issue',
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
    uncomparedOne: 'Billfold: 1 alert cannot be compared',
    uncompared: 'Billfold: {count} alerts cannot be compared',
    attentionOne: 'Billfold: 1 alert not seen yet',
    attention: 'Billfold: {count} alerts not seen yet',
  },
  supportMail: {
    'already-paid': {
      subject: 'Invoice {number} is already paid',
      text: 'Hello,\n\nthe invoice below is listed as unpaid, although we have paid it. Please check and mark it as paid.',
    },
    'failed-payment': {
      subject: 'Payment of invoice {number} failed',
      text: 'Hello,\n\nthe automatic payment of the invoice below failed ({reason}). Please tell us how we can pay it.',
    },
    facts:
      'Invoice: {number}\nInvoice ID: {id}\nAmount due: {amount}\nInvoice date: {date}\nPayment reference: {reference}\nCustomer: {customer}',
    noNumber: 'no number',
    noReference: 'not known',
    noReason: 'no reason given',
  },
  dialogs: {
    chooseExportFolder: 'Export invoices to',
    chooseArchiveFolder: 'Keep the archive’s documents in',
    saveInvoice: 'Save invoice',
    saveAttachment: 'Save embedded file',
    chooseImports: 'Import PDFs',
    chooseImportFolder: 'Watch a folder for PDFs',
    chooseBackupTarget: 'Back up to',
    chooseBackup: 'Restore from a backup',
    saveFindings: 'Save the findings',
    saveAlerts: 'Save the history of alerts',
    sendKey: 'Send the key {hint} to {host}?',
    sendKeyDetail:
      'This is not the vendor’s own server. Whoever runs {host} can then do with your account what the key allows. Send it only if you entered this address yourself and trust it.',
    sendKeyYes: 'Send the key',
    removeAccount: 'Close “{account}” and forget its key?',
    removeAccountDetail:
      'Billfold stops watching it, and its alerts no longer fire. Nothing changes at the vendor: the subscription goes on and is billed as before. Its invoices, PDFs and notes stay in the archive, under Closed accounts. Connect the same customer again and everything goes on, with no alert told twice.',
    removeAccountYes: 'Close',
    removePractice: 'Remove “{account}”?',
    removePracticeDetail: 'Its alerts no longer fire, and its made-up invoices go with it.',
    removePracticeYes: 'Remove',
    putBack: 'Put back the daily copy of the database?',
    putBackDetail:
      'It was made at {date}. PDFs that came later are taken back in; other changes since then are not. The database that is there now is set aside, not deleted.',
    putBackYes: 'Put it back',
    notificationsOff: 'Switch off all notifications?',
    notificationsOffDetail:
      'Alerts then show in Billfold’s window only: nobody is told of a threshold that is exceeded.',
    notificationsOffYes: 'Switch off',
    no: 'Cancel',
    stillWatchingTitle: 'Billfold keeps watching',
    stillWatching: 'The window is closed, the watch goes on. Use Quit to end Billfold.',
  },
};

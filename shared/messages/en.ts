import { causes, metrics, reasons, unit } from './figures-en.ts';
import type {
  AuthorityProblem,
  BaseUrlProblem,
  ConnectingCode,
  ContentFound,
  UnpackProblem,
  XmlProblem,
  HandoverField,
  SecretStoreProblem,
  SettingName,
  SettingProblem,
} from '../error-reasons.ts';
import type { BackupProblem, RecoveryWay } from '../backup.ts';
import type { EventKind, NoticeKind } from '../event-kinds.ts';
import type { GuardedAction } from '../guarded-actions.ts';
import type { DetailsDifference } from '../details-changes.ts';
import type { ErrorCode } from '../errors.ts';
import type { RecordField } from '../invoice-record.ts';
import type { NetworkProblem } from '../network-problem.ts';
import type { ProxyMode } from '../proxy-settings.ts';
import type { Refusal } from '../reasons.ts';
import type { SourceKind } from '../source-kinds.ts';
import type { StripePermission } from '../stripe-permissions.ts';
import type { TemplateProblem } from '../template-problems.ts';
import type { ToDoKind } from '../to-do.ts';
import type { UnreadKind } from '../unread.ts';
import type { UsageMetric } from '../usage.ts';
import type { VendorObject } from '../vendor-objects.ts';
import { doctorEn, type DoctorMessages } from './doctor-en.ts';
import type { ErrorWords } from './error-shape.ts';
import type { TeamRefusal } from '../team-errors.ts';
import { teamErrorsEn, teamRefusalsEn } from './team-words.ts';

/** Words that the main process, the command line and the window share. `{name}` stands for a value. */
export interface SharedMessages {
  readonly errors: Readonly<Record<ErrorCode, ErrorWords>>;
  /** What the doctor looks at and finds. */
  readonly doctor: DoctorMessages;
  /** Why a template cannot be used, as the end of a sentence. */
  readonly templateProblems: Readonly<Record<TemplateProblem, string>>;
  /** What a viewer may not do, as the beginning of "… is not possible". */
  /** What of a profile of hand-overs is wrong, as the end of a sentence. */
  readonly handoverFields: Readonly<Record<HandoverField, string>>;
  /** What somebody goes without where a key lacks a permission. */
  readonly permissionCosts: Readonly<Record<StripePermission, string>>;
  readonly guardedActions: Readonly<Record<GuardedAction, string>>;
  /** What is wrong with a file of a backup, after its name. */
  readonly backupProblems: Readonly<Record<BackupProblem, string>>;
  readonly unpackProblems: Readonly<Record<UnpackProblem, string>>;
  /** The account of documents that nothing tells more of than their pages. */
  readonly recoveredName: string;
  /** How a data folder without a usable database can go on, after "You can". */
  readonly recoveryWays: Readonly<Record<RecoveryWay, string>>;
  /** Where an account is only being connected: in place of an error's own `reassurance` and `nextStep`. */
  readonly connecting: Readonly<Record<ConnectingCode | 'reassurance', string>>;
  /** What a file turned out to hold (`found` of an error). */
  readonly found: Readonly<Record<ContentFound, string>>;
  /** The same of an XML, after “it’s”. */
  readonly xmlProblems: Readonly<Record<XmlProblem, string>>;
  /** What errors name of what a vendor sent; its id may stand behind. */
  readonly vendorObjects: Readonly<Record<VendorObject, string>>;
  /** Names of vendors. */
  readonly sources: Readonly<Record<SourceKind, string>>;
  /** Why the secret store gave no key, as a sentence. */
  /** Why the team’s server does not take something, as the end of a sentence. */
  readonly teamRefusals: Readonly<Record<TeamRefusal, string>>;
  readonly secretStoreProblems: Readonly<Record<SecretStoreProblem, string>>;
  /** Why an address of a server cannot be used, as a sentence. */
  readonly baseUrlProblems: Readonly<Record<BaseUrlProblem, string>>;
  /** Why a file is no certificate authority, as the end of a sentence. */
  readonly authorityProblems: Readonly<Record<AuthorityProblem, string>>;
  /** What a test of the way to a server found, a sentence each. */
  readonly connectionReports: Readonly<
    Record<'reached' | 'reachedBy' | 'direct' | 'proxy' | 'own' | 'proxyDirect' | 'proxyWorks', string>
  >;
  /** What can be set, as it stands in quotation marks. */
  readonly settingNames: Readonly<Record<SettingName, string>>;
  /** How servers are reached, as the end of a sentence. */
  readonly proxyWays: Readonly<Record<ProxyMode, string>>;
  /** Why a setting cannot have a value, as the end of a sentence. */
  readonly settingProblems: Readonly<Record<SettingProblem, string>>;
  /** What the vendor sent and could not be read: `of` where it is known how many there are, `alone` where not. */
  readonly unread: {
    readonly kinds: Readonly<Record<UnreadKind, Readonly<Record<'one' | 'other', string>>>>;
    readonly of: Readonly<Record<'one' | 'other', string>>;
    readonly alone: Readonly<Record<'one' | 'other', string>>;
    readonly more: string;
    readonly kept: string;
  };
  /** Why a server cannot be reached, as the end of a sentence. */
  readonly networkProblems: Readonly<Record<NetworkProblem, string>>;
  /** What is counted where the vendor gave it no name. */
  readonly unit: Readonly<Record<'one' | 'other', string>>;
  readonly notifications: typeof notifications;
  /** An email to the vendor's support, written by main and finished by the user. */
  readonly supportMail: Readonly<
    Record<'already-paid' | 'failed-payment', { readonly subject: string; readonly text: string }> &
      Record<'facts' | 'noNumber' | 'noReference' | 'noReason' | 'notStated', string>
  >;
  /** Why an alert could not be compared, or is not saved, as a sentence: after "The alert at … is not compared.". */
  readonly reasons: Readonly<Record<Refusal, string>>;
  /** What is measured by usage. */
  readonly metrics: Readonly<Record<UsageMetric, string>>;
  /** Billing details, as they stand in a sentence. */
  readonly detailsFields: Readonly<Record<DetailsDifference['field'], string>>;
  /** What an invoice says, as it stands in a list. */
  readonly recordFields: Readonly<Record<RecordField, string>>;
  /** What made an amount rise. */
  readonly causes: typeof causes;
  /** What was noticed beside alerts. */
  readonly notices: Readonly<
    Record<NoticeKind, { readonly title: string; readonly titleMany: string; readonly body: string }>
  >;
  /** What somebody is told of, by name. */
  readonly eventKinds: Readonly<Record<EventKind, string>>;
  readonly tray: typeof tray;
  /** What there is to do, a sentence a kind. */
  readonly toDo: ToDoWords;
  /** What a calendar file says. */
  readonly calendar: typeof calendar;
  /** The menu bar, and what a right click offers. */
  readonly menu: typeof menu;
  readonly dialogs: typeof dialogs;
}

const archiveReassurance = 'Your archive, alerts and settings are unchanged.';

const notifications = {
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
  aboveUsualTitle: '{account}: more than usual',
  aboveUsual:
    '{account}: the invoice will probably be {amount} above the usual, over your {threshold} alert (period to {end})',
  aboveUsualStep:
    '{account}: the invoice will probably be {amount} above the usual, over {percent} of your {threshold} alert (period to {end})',
  aboveUsualLate:
    '{account}: the invoice for {start} to {end} was {amount} above the usual, over your {threshold} alert (found after the period ended)',
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
  signedIn: 'You’re signed in. You can close this page and go back to Billfold.',
  channelTitle: '{channel} can’t be reached',
  unnamed: 'without a number',
  amountUnknown: 'an amount that isn’t stated',
  dayUnknown: 'an unknown day',
  noticesMore: 'and {count} more',
  digestTitle: 'Billfold summary from {from} to {to}',
  digestAccount: '{account}: {amounts}',
  digestNothing: 'no upcoming invoice known',
  digestUnwatched: '{account}: not checked since {since}',
  digestNever: '{account}: never checked',
  digestEvents: 'What happened:',
  digestQuiet: 'Nothing happened that needs a notification.',
  mailFooter: 'Sent by Billfold on {host}. Where: {channel}.',
  testTitle: 'Billfold test notification',
  test: 'If you can read this, alerts will reach you.',
  practice: 'Practice data',
  subscription: '{text} · {plan}',
};

/** What was noticed beside alerts. `body` is said of each. */
const notices = {
  'payment-failed': {
    title: '{account}: a payment failed',
    titleMany: '{account}: {count} payments failed',
    body: 'Invoice {what} over {amount} couldn’t be collected.',
  },
  'invoice-new': {
    title: '{account}: new invoice',
    titleMany: '{account}: {count} new invoices',
    body: 'Invoice {what} over {amount}, issued {day}.',
  },
  'invoice-due': {
    title: '{account}: an invoice is due soon',
    titleMany: '{account}: {count} invoices are due soon',
    body: 'Invoice {what}: {amount} to pay by {day}.',
  },
  'invoice-overdue': {
    title: '{account}: an invoice is overdue',
    titleMany: '{account}: {count} invoices are overdue',
    body: 'Invoice {what}: {amount} was due {day}.',
  },
  'card-expiring': {
    title: '{account}: a card expires soon',
    titleMany: '{account}: {count} cards expire soon',
    body: '{what} is valid until {day}. Replace it, so that no payment fails.',
  },
  budget: {
    title: '{account}: budget exceeded',
    titleMany: '{account}: {count} budgets exceeded',
    body: '{what}: {amount} so far.',
  },
  'invoice-missing': {
    title: '{account}: an expected invoice is missing',
    titleMany: '{account}: {count} expected invoices are missing',
    body: 'The invoice from {what} was expected by {day} and hasn’t come.',
  },
  'notice-due': {
    title: '{account}: last day to give notice',
    titleMany: '{account}: last day to give notice for {count} contracts',
    body: '{what}: notice must be given by {day}.',
  },
  'mailbox-failed': {
    title: '{account}: a mailbox can’t be read',
    titleMany: '{account}: {count} mailboxes can’t be read',
    body: '{what}: {reason}',
  },
  'export-failed': {
    title: 'Automatic export incomplete',
    titleMany: 'Automatic exports incomplete',
    body: 'Not everything could be written the last time. Exports says what is missing.',
  },
} satisfies SharedMessages['notices'];

const tray = {
  show: 'Open Billfold',
  refresh: 'Refresh',
  quit: 'Quit',
  watching: 'Billfold is watching',
  nothing: 'Billfold: no accounts yet',
  openOne: 'Billfold: 1 thing to do',
  open: 'Billfold: {count} things to do',
  unwatchedOne: 'Not watched: {accounts}',
  unwatched: '{count} of {all} accounts not watched: {accounts}',
  more: '{accounts} and {count} more',
};

/** What each kind of thing to do says; `many` where several are counted. */
interface ToDoWords {
  readonly unknownAmount: string;
  /** After "since", of what was never read. */
  readonly never: string;
  /** Why an account is not watched that has no key. */
  readonly noKey: string;
  readonly text: Readonly<Record<ToDoKind, string>>;
  readonly many: Readonly<Record<'payment-failed' | 'import-waiting' | 'finding' | 'export-failed', string>>;
}

const toDo: ToDoWords = {
  unknownAmount: 'amount not stated',
  never: 'it was added',
  noKey: 'Its key is missing.',
  text: {
    'not-watched': 'Not watched since {since}. {reason}',
    'payment-failed': 'Payment of {subject} failed: {amount}',
    'details-changed': 'Billing details were changed elsewhere ({since})',
    'seller-alarm': 'Check before you pay: {subject}',
    'alert-exceeded': '{amount} exceeds your alert at {limit}',
    'budget-exceeded': 'Budget {subject}: {amount} exceeds {limit}',
    'invoice-overdue': 'Invoice {subject} was due on {day}: {amount}',
    'notice-due': 'Last day to give notice: {day}',
    'mailbox-failed': 'The mailbox of {subject} has not been readable since {since}',
    'alert-not-compared': 'The alert at {limit} can’t be compared. {reason}',
    'invoice-due': 'Invoice {subject} is due on {day}: {amount}',
    'card-expiring': 'The card {subject} is valid until {day}',
    'invoice-expected': 'The invoice from {subject} expected on {day} hasn’t come',
    'import-waiting': '1 file is waiting to be confirmed',
    finding: 'The verification found 1 thing',
    'export-failed': '1 automatic export needs attention',
  },
  many: {
    'payment-failed': 'Payment of {subject} failed {shown} times: {amount}',
    'import-waiting': '{shown} files are waiting to be confirmed',
    finding: 'The verification found {shown} things',
    'export-failed': '{shown} automatic exports need attention',
  },
};

const calendar = {
  name: 'Billfold',
  save: 'Save calendar',
  summary: {
    invoice: '{account}: invoice {subject}',
    due: '{account}: {subject} due',
    notice: '{account}: last day to give notice, {subject}',
    'term-end': '{account}: term ends, {subject}',
    card: '{account}: card {subject} expires',
  },
  about: '{amount} expected',
  unknownAmount: 'Amount not stated',
};

const menu = {
  thisComputer: 'This computer',
  everything: 'everything',
  file: 'File',
  close: 'Close window',
  quit: 'Quit Billfold',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  window: 'Window',
  minimize: 'Minimize',
  about: 'About Billfold',
  hide: 'Hide Billfold',
  hideOthers: 'Hide others',
  showAll: 'Show all',
};
const dialogs = {
  chooseExportFolder: 'Export invoices to',
  chooseHandoverFolder: 'Hand over bookings to',
  saveProfile: 'Save profile',
  loadProfile: 'Load profile',
  chooseArchiveFolder: 'Store the archive’s documents in',
  saveInvoice: 'Save invoice',
  saveAttachment: 'Save embedded file',
  chooseImports: 'Import invoices',
  chooseImportFolder: 'Watch a folder for PDFs',
  chooseBackupTarget: 'Back up to',
  chooseBackup: 'Restore from a backup',
  saveFindings: 'Save findings',
  saveReport: 'Save report',
  saveAlerts: 'Save alert history',
  saveDigest: 'Save summary',
  addChannel: 'Send alerts to {host}?',
  addChannelDetail:
    'Billfold will send names of accounts, amounts and dates to {to}. Add it only if you entered this yourself and know who reads there.',
  addChannelYes: 'Send a test and add',
  tellLess: 'Notify fewer people?',
  tellLessDetail: '{channel} will no longer be notified of: {what}.',
  tellLessYes: 'Notify fewer',
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
  changeProxy: 'Change how Billfold reaches the internet?',
  changeProxyDetail:
    'From now on: {way}. Whoever runs a proxy sees which servers Billfold talks to, but not what is said. Change it only if you or whoever looks after your network wants this.',
  changeProxyYes: 'Change',
  chooseAuthority: 'Certificate of your company’s authority',
  trustAuthority: 'Trust the certificate authority “{name}”?',
  trustAuthorityDetail:
    'It is valid until {until}, fingerprint {fingerprint}. Whoever has its key can read and change everything that Billfold sends, keys included. Trust it only if your company gave you this file.',
  trustAuthorityYes: 'Trust it',
  pageLost: 'Billfold’s window crashed again and was closed. Open it again?',
  pageLostDetail:
    'Billfold keeps checking your accounts, and nothing was lost. You can also open the window later, by starting Billfold again.',
  pageLostYes: 'Open again',
  no: 'Cancel',
  stillWatchingTitle: 'Billfold is still running',
  stillWatching: 'It keeps checking in the background. Use Quit to close Billfold.',
};

export const en: SharedMessages = {
  doctor: doctorEn,
  errors: {
    'key-refused': {
      message: 'The server {host} refused the key.',
      reassurance: 'Your archive and alerts are kept. Checks of this account are paused.',
      nextStep: 'Create a new key at the vendor and replace this one under Settings → Accounts.',
    },
    'permission-missing': {
      message: 'The key doesn’t have this permission: {permission}.',
      reassurance: 'Everything that the key can read still works.',
      nextStep: 'Add the permission to the key at the vendor, or use another key.',
    },
    'customer-not-found': {
      message: 'The vendor has no customer {customer} for this key.',
      reassurance: archiveReassurance,
      nextStep:
        'Check the customer ID (it starts with cus_) and that the key belongs to the same vendor account and mode (live or test).',
    },
    'customer-id-missing': {
      message: 'The customer ID is missing.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Enter the vendor’s ID for the customer. It starts with cus_.',
    },
    'no-payment-page': {
      message: 'The vendor has no payment page for invoice {invoice}.',
      reassurance: 'Nothing was paid.',
      nextStep: 'Run a sync to see whether the invoice is still open, or pay it on the vendor’s own billing page.',
    },
    'no-receipt': {
      message: 'The vendor has no receipt for invoice {invoice}.',
      reassurance: 'The invoice and its PDF are in the archive.',
      nextStep: 'Look for it on the vendor’s own billing page.',
    },
    'not-found-at-vendor': {
      message: 'The vendor no longer has “{vendorName}”.',
      reassurance: archiveReassurance,
      nextStep: 'Run a full sync to compare the archive with the vendor.',
    },
    'rate-limited': {
      message: 'The vendor asked Billfold to slow down.',
      reassurance: archiveReassurance,
      nextStep: 'Nothing to do: Billfold waits as long as the vendor asked, then tries again.',
    },
    'request-refused': {
      message: 'The vendor didn’t accept the request (status {status}). {vendorWords}',
      reassurance: archiveReassurance,
      nextStep:
        'Check the customer ID and server address of the account. If it keeps happening, send the diagnostics to support.',
    },
    'request-not-sent': {
      message: 'The request couldn’t be sent to the vendor. {vendorWords}',
      reassurance: archiveReassurance,
      nextStep:
        'Check the customer ID and server address of the account. If it keeps happening, send the diagnostics to support.',
    },
    'no-days-asked': {
      message: 'The first day is not before the last one.',
      reassurance: archiveReassurance,
      nextStep: 'Choose a first day that comes before the last one.',
    },
    'server-failed': {
      message: 'The vendor’s server had an error (status {status}).',
      reassurance: archiveReassurance,
      nextStep: 'Nothing to do: Billfold tries again automatically. The vendor’s status page may say more.',
    },
    'server-unreachable': {
      message: 'The server {host} can’t be reached: {reason}.',
      reassurance: archiveReassurance,
      nextStep:
        'Check the network connection, the proxy and the account’s server address. Billfold tries again automatically.',
    },
    'server-timeout': {
      message: 'The server {host} didn’t respond within {seconds} seconds.',
      reassurance: archiveReassurance,
      nextStep:
        'Billfold tries again automatically. If it keeps happening, check the network connection and the proxy.',
    },
    'proxy-login-missing': {
      message: 'The proxy {proxy} asks for a user name and password.',
      reassurance: archiveReassurance,
      nextStep: 'Enter them in Settings → Network. Billfold then checks again.',
    },
    'proxy-login-refused': {
      message: 'The proxy {proxy} didn’t accept the user name {user} with the password that was sent.',
      reassurance: archiveReassurance,
      nextStep:
        'Enter the current password in Settings → Network. Until then Billfold doesn’t send it again, so that your account isn’t locked.',
    },
    'proxy-login-unsupported': {
      message: 'The proxy {proxy} asks for a sign-in of a kind that can’t be answered with a user name and password.',
      reassurance: archiveReassurance,
      nextStep:
        'Ask whoever looks after the network which proxy Billfold should use, and set it in Settings → Network.',
    },
    'proxy-unreachable': {
      message: 'The proxy {proxy} can’t be reached.',
      reassurance: archiveReassurance,
      nextStep: 'Check the network connection and the proxy in Settings → Network. Billfold tries again automatically.',
    },
    'proxy-refused': {
      message: 'The proxy {proxy} didn’t let the connection to {host} through.',
      reassurance: archiveReassurance,
      nextStep: 'Ask whoever looks after the network to allow {host}. Billfold tries again automatically.',
    },
    'proxy-script-unavailable': {
      message: 'The proxy script at {address} couldn’t be read, so it isn’t known which proxy to use.',
      reassurance: archiveReassurance,
      nextStep: 'Check the address in Settings → Network. Billfold tries again automatically.',
    },
    'authority-unknown': {
      message: 'The certificate of {host} was issued by “{authority}”, and this computer doesn’t trust that authority.',
      reassurance: archiveReassurance,
      nextStep:
        'If it belongs to your company, choose its certificate in Settings → Network or have it installed on this computer. If not, somebody may be reading along: ask whoever looks after the network.',
    },
    'authority-file-invalid': {
      message: 'The file {file} can’t be used as a certificate authority: {reason}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose the certificate of your company’s authority as a PEM file (.pem or .crt).',
    },
    'proxy-not-asking': {
      message: 'No proxy {proxy} has asked for a user name and password.',
      reassurance: '',
      nextStep: 'Test the proxy in Settings → Network first.',
    },
    'updates-off': {
      message: 'Looking for new versions is turned off.',
      reassurance: '',
      nextStep: 'Turn it on in Settings → Updates, unless your organization manages updates itself.',
    },
    'updates-nowhere': {
      message: 'This copy of Billfold doesn’t know where to look for new versions.',
      reassurance: '',
      nextStep: 'Get new versions from where you got this one.',
    },
    'updates-unreachable': {
      message: 'New versions couldn’t be looked up: {reason}.',
      reassurance: 'Billfold keeps running as it is.',
      nextStep: 'Nothing to do: Billfold looks again tomorrow.',
    },
    'update-not-there': {
      message: 'There is no new version that this copy could install.',
      reassurance: '',
      nextStep: 'Look for updates again.',
    },
    'update-not-genuine': {
      message: 'The downloaded version isn’t signed by Billfold’s publisher, so it was thrown away.',
      reassurance: 'Billfold keeps running as it is.',
      nextStep: 'Let whoever looks after your computers know: the download may have been tampered with.',
    },
    'answer-not-json': {
      message: 'The server {host} sent something other than billing data.',
      reassurance: archiveReassurance,
      nextStep:
        'This is often a network sign-in page or a wrong address: open a browser and sign in, or check the account’s server address.',
    },
    'answer-too-large': {
      message: 'The server {host} sent more than {megabytes} MB in one response, far more than billing data needs.',
      reassurance: archiveReassurance,
      nextStep:
        'Check the account’s server address. Billfold tries again automatically; other accounts aren’t affected.',
    },
    'answer-too-complex': {
      message: 'The server {host} sent a response with far more parts than billing data has.',
      reassurance: archiveReassurance,
      nextStep:
        'Check the account’s server address. Billfold tries again automatically; other accounts aren’t affected.',
    },
    'answer-incomplete': {
      message: 'The vendor’s response is missing “{field}” ({object}).',
      reassurance: archiveReassurance,
      nextStep: 'Check the account’s server address. If it’s right, send the diagnostics to support.',
    },
    'value-unknown': {
      message: 'Billfold doesn’t know what “{value}” means for “{field}” ({object}).',
      reassurance: 'What the vendor sent is kept and will be read again later.',
      nextStep: 'Update Billfold. If there’s no newer version, send the diagnostics to support.',
    },
    'answer-contradictory': {
      message:
        'The vendor’s response contradicts itself ({object}): “{field}” is “{value}”, but “{other}” is “{otherValue}”.',
      reassurance: 'What the vendor sent is kept and will be read again later.',
      nextStep: 'Ask the vendor which one is right.',
    },
    'listing-repeats': {
      message: 'The vendor’s {list} repeats itself: {id} came twice.',
      reassurance: archiveReassurance,
      nextStep:
        'Billfold tries again automatically. If it keeps happening, let the vendor know or check the account’s server address.',
    },
    'listing-cut-short': {
      message: 'The vendor’s {list} is cut short: it announced more than it sent.',
      reassurance: archiveReassurance,
      nextStep:
        'Billfold tries again automatically. If it keeps happening, let the vendor know or check the account’s server address.',
    },
    'listing-endless': {
      message: 'The vendor’s {list} doesn’t end; Billfold stopped after {most} entries.',
      reassurance: archiveReassurance,
      nextStep: 'Let the vendor know, or check the account’s server address.',
    },
    'previews-not-offered': {
      message: 'The server {host} doesn’t offer previews of upcoming invoices.',
      reassurance: 'Invoices are still archived.',
      nextStep: 'Alerts on upcoming invoices can’t work with this server. Ask the vendor for a newer one.',
    },
    'vendor-busy': {
      message: 'The vendor is busy with another change to the same data.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Wait a minute and try again.',
    },
    'change-refused': {
      message: 'The vendor didn’t accept the change. {vendorWords}',
      reassurance: 'Nothing was changed; what you entered is still there.',
      nextStep: 'Correct the entry and save again.',
    },
    'tax-id-refused': {
      message: 'The vendor didn’t accept the tax ID. {vendorWords}',
      reassurance: 'Nothing was changed; what you entered is still there.',
      nextStep: 'Check the number and its type, then add it again.',
    },
    'email-refused': {
      message: 'The vendor didn’t accept the email address. {vendorWords}',
      reassurance: 'Nothing was changed; what you entered is still there.',
      nextStep: 'Correct the address and save again.',
    },
    'email-missing': {
      message: 'The email address is missing.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter a full address with name and domain.',
    },
    'email-malformed': {
      message: '“{input}” isn’t an email address.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter a full address with name and domain, or leave the field empty.',
    },
    'support-address-missing': {
      message: 'Billfold doesn’t know the support address for {account}.',
      reassurance: '',
      nextStep: 'Enter it under Settings → Accounts → Support address.',
    },
    'change-not-applied': {
      message: '{host} did not respond and the change was not made.',
      reassurance: 'Nothing was changed; what you entered is still there.',
      nextStep: 'Save again.',
    },
    'change-not-there-yet': {
      message: '{host} did not respond. The change hasn’t been made yet, but may still go through.',
      reassurance: 'What you entered is still there.',
      nextStep: 'Save again. The change will not be made twice. Or choose “Refresh” later and compare.',
    },
    'change-unknown': {
      message: '{host} did not respond and could not be reached again: the change may or may not have been made.',
      reassurance: 'What you entered is still there.',
      nextStep: 'When the vendor can be reached again, choose “Refresh” and compare before you save again.',
    },
    'tax-id-exists': {
      message: 'The tax ID {value} already exists.',
      reassurance: 'Nothing was changed.',
      nextStep: 'To have it verified again, remove the old one first.',
    },
    'document-not-pdf': {
      message: 'The file that the vendor sent for invoice {invoice} isn’t a PDF: it contains {found}.',
      reassurance: 'The file was not stored; the invoice’s figures are kept.',
      nextStep: 'Try “Fetch again” later, or download the PDF from the vendor.',
    },
    'document-unavailable': {
      message: 'The vendor didn’t provide the PDF of invoice {invoice}.',
      reassurance: 'The invoice’s figures are kept.',
      nextStep: 'Try “Fetch again” later. The next sync also tries.',
    },
    'document-truncated': {
      message: 'The PDF download of invoice {invoice} was interrupted.',
      reassurance: 'The incomplete file was deleted; the invoice’s figures are kept.',
      nextStep: 'Try “Fetch again”. The next sync also tries.',
    },
    'document-too-large': {
      message: 'The PDF of {invoice} is larger than {megabytes} MB.',
      reassurance: 'Its figures are in the archive. All other invoices are stored.',
      nextStep: 'Download it from the vendor’s page and keep it yourself; Billfold tries again at every sync.',
    },
    'document-missing': {
      message: 'The PDF of invoice {invoice} isn’t in the archive.',
      reassurance: 'The invoice’s figures are kept.',
      nextStep: 'Choose “Fetch again”. Draft invoices don’t have a PDF yet.',
    },
    'document-encrypted': {
      message: 'The PDF {invoice} is password-protected.',
      reassurance: 'The file itself is unchanged.',
      nextStep: 'Enter its password under Invoices → Import; Billfold keeps the file as it is.',
    },
    'document-password-wrong': {
      message: 'This password doesn’t open {invoice}.',
      reassurance: 'The file is kept as it is.',
      nextStep: 'Try again. Sellers often take the customer number, a date of birth or a postcode.',
    },
    'document-too-demanding': {
      message: 'The document of {invoice} would take more than {megabytes} MB of memory to read.',
      reassurance: 'The file is kept as it is.',
      nextStep: 'Open it in another program. If you don’t know the sender, don’t trust the file.',
    },
    'document-damaged': {
      message: 'The PDF {invoice} is damaged and can’t be read.',
      reassurance: 'The file itself is unchanged.',
      nextStep: 'Ask the sender for a new copy.',
    },
    'file-not-pdf': {
      message: '{file} isn’t a PDF or electronic invoice: it contains {found}.',
      reassurance: 'Nothing was imported; the file is unchanged.',
      nextStep: 'Save the document as a PDF and import that.',
    },
    'xml-not-invoice': {
      message: '{file} isn’t an electronic invoice that Billfold can read: it’s {found}.',
      reassurance: 'Nothing was imported; the file is unchanged.',
      nextStep: 'Ask the sender for the invoice as XRechnung, Peppol, ZUGFeRD, Factur-X or PDF.',
    },
    'container-unreadable': {
      message: '{file} can’t be read: {reason}.',
      reassurance: 'Nothing was imported; the file is unchanged.',
      nextStep: 'Save the attachment as a file and import that.',
    },
    'inside-unreadable': {
      message: '{inside} in {file} can’t be read: {reason}.',
      reassurance: 'The other files in it were read; none was changed.',
      nextStep: 'Save the attachment as a file and import that.',
    },
    'nothing-inside': {
      message: 'There’s no PDF and no electronic invoice in {file}.',
      reassurance: 'Nothing was imported; the file is unchanged.',
      nextStep: 'If the invoice is behind a link in the mail, download it and import the file.',
    },
    'mailbox-not-found': {
      message: 'This mailbox is no longer being read.',
      reassurance: 'What came in from it is still here.',
      nextStep: 'It has been removed in the meantime.',
    },
    'mailbox-exists': {
      message: 'This folder of {user} on {host} is being read already.',
      reassurance: 'Nothing was changed.',
      nextStep: '',
    },
    'mailbox-password-missing': {
      message: 'The password of {user} on {host} is no longer there.',
      reassurance: 'Nothing was lost; no mail was skipped.',
      nextStep: 'Enter it again.',
    },
    'mailbox-login-refused': {
      message: '{host} didn’t accept the password of {user}. {serverWords}',
      reassurance:
        'Nothing was lost; no mail was skipped. Billfold waits for you before it tries again, so nobody is locked out.',
      nextStep: 'Check the user name and enter the password again. Many providers want an app password for programs.',
    },
    'mailbox-cannot-move': {
      message: '{host} can’t move single mails without touching others.',
      reassurance: 'Mails are read all the same; nothing was moved.',
      nextStep: 'Take away the folder that imported mails are moved to.',
    },
    'mailbox-full': {
      message: '{host} says that the mailbox is full or used too much. {serverWords}',
      reassurance: 'Nothing was lost; reading continues where it stopped.',
      nextStep:
        'Billfold will try again. If it keeps failing, make room in the mailbox or ask whoever runs the mail server.',
    },
    'sign-in-not-set-up': {
      message: 'Signing in to {host} in the browser hasn’t been set up.',
      reassurance: 'Nothing was changed.',
      nextStep:
        'Ask your IT department to register Billfold and enter the client ID under Settings → Sign-in to mailboxes, or in the policy. Until then, save the mails as files and import those.',
    },
    'sign-in-elsewhere': {
      message: 'This sign-in isn’t meant for mailboxes on {host}.',
      reassurance: 'Nothing was sent there.',
      nextStep: 'Check the server’s name, or use a password.',
    },
    'sign-in-refused': {
      message: '{host} didn’t let you sign in. {serverWords}',
      reassurance: 'Nothing was changed.',
      nextStep: 'Try again. If your company has to allow Billfold first, its IT department can.',
    },
    'sign-in-timeout': {
      message: 'Nobody signed in in the browser within {minutes} minutes.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Try again when you’re ready.',
    },
    'sign-in-ended': {
      message: '{host} wants {user} to sign in again.',
      reassurance: 'Nothing was lost; no mail was skipped.',
      nextStep: 'Choose “Sign in again” beside the mailbox.',
    },
    'mailbox-folder-missing': {
      message: 'There’s no folder “{folder}” on {host}.',
      reassurance: 'Nothing was lost.',
      nextStep: 'Check its name. The inbox is INBOX everywhere.',
    },
    'mailbox-refused': {
      message: '{host} refused a request. {serverWords}',
      reassurance: 'Nothing was lost; reading continues where it stopped.',
      nextStep: 'Billfold will try again. If it keeps failing, ask whoever runs the mail server.',
    },
    'channel-not-found': {
      message: 'There’s no such channel.',
      reassurance: 'Nothing was changed.',
      nextStep: 'It may have been removed in the meantime.',
    },
    'channel-address-invalid': {
      message: 'Billfold can’t send to that address.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Copy the whole https address from the service. User name and password in it aren’t allowed.',
    },
    'channel-key-invalid': {
      message: 'Billfold can’t sign with that key.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Copy the whole key from the service, or leave it out: then Billfold makes one for you.',
    },
    'channel-not-allowed': {
      message: 'Your organization doesn’t allow channels like {channel}.',
      reassurance: 'Notifications on this computer still work.',
      nextStep: 'Choose another kind of channel, or ask whoever looks after this computer.',
    },
    'channel-secret-missing': {
      message: 'The password or address of {channel} is no longer there.',
      reassurance: 'What’s waiting will be sent as soon as it’s back.',
      nextStep: 'Remove the channel and add it again.',
    },
    'channel-refused': {
      message: '{host} didn’t take the message (status {status}). {serverWords}',
      reassurance: 'It hasn’t been lost.',
      nextStep: 'Billfold tries again. If it keeps failing, check that the address is still valid.',
    },
    'mail-login-refused': {
      message: '{host} didn’t accept the password of {user}. {serverWords}',
      reassurance: 'Nothing was lost.',
      nextStep: 'Check the user name and password. Many providers want an app password for programs.',
    },
    'mail-refused': {
      message: '{host} didn’t take the mail. {serverWords}',
      reassurance: 'It hasn’t been lost.',
      nextStep: 'Billfold tries again. If it keeps failing, ask whoever runs the mail server.',
    },
    'mail-not-encrypted': {
      message: '{host} offers no encryption.',
      reassurance: 'No password and no mail was sent.',
      nextStep: 'Check the port, or choose TLS from the start.',
    },
    'recipient-refused': {
      message: 'The mail server doesn’t deliver to {recipients}. {serverWords}',
      reassurance: 'The others get their mail.',
      nextStep: 'Check the address.',
    },
    'file-too-large': {
      message: '{file} is larger than {megabytes} MB.',
      reassurance: 'Nothing was imported; the file is unchanged.',
      nextStep: 'Make it smaller, for example by scanning at a lower resolution, and import that.',
    },
    'import-duplicate': {
      message: '{file} is already in the archive, byte for byte: invoice {invoice} of {account}.',
      reassurance: 'Nothing was imported twice.',
      nextStep: '',
    },
    'seller-not-found': {
      message: 'There is no seller “{seller}”.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Open Sellers and choose another one.',
    },
    'seller-mark-unusable': {
      message: '“{input}” could be any seller’s.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter a whole name, tax ID, bank account or mail domain.',
    },
    'seller-alarm': {
      message: '{file} looks like an invoice of {seller}, and something about it is not as before.',
      reassurance: 'It was not put into the archive.',
      nextStep: 'Compare old and new, ask the seller by a way that you know, then confirm or refuse.',
    },
    'seller-split-empty': {
      message: 'Nothing of {seller} was chosen to be split off.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose what the other company is known by.',
    },
    'import-waiting': {
      message: '{file} is already waiting for your confirmation.',
      reassurance: 'Nothing was imported twice.',
      nextStep: '',
    },
    'layout-not-found': {
      message: 'Billfold no longer knows this correction.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Look at the list again: somebody may have removed it.',
    },
    'import-not-found': {
      message: 'This file is no longer waiting for confirmation.',
      reassurance: 'The archive is unchanged.',
      nextStep: 'It has been imported or discarded in the meantime.',
    },
    'import-amount-too-large': {
      message: '{amount} is too large for an invoice: the most that can be imported is {largest}.',
      reassurance: 'Nothing was imported or changed.',
      nextStep: 'Check for an extra digit or a misplaced decimal point.',
    },
    'invoice-not-imported': {
      message: 'Invoice {invoice} came from the vendor.',
      reassurance: 'It is unchanged.',
      nextStep: 'Only imported invoices can be edited or removed.',
    },
    'folder-is-ours': {
      message: 'Billfold keeps its own files in {folder}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose a folder outside it.',
    },
    'account-not-found': {
      message: 'There’s no account “{account}”.',
      reassurance: '',
      nextStep: 'List the accounts to see their names.',
    },
    'no-account-chosen': {
      message: 'No account is selected.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Select an account, or connect one.',
    },
    'account-name-taken': {
      message: 'There’s already an account named “{name}”.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose another name.',
    },
    'account-name-closed': {
      message: 'A closed account is named “{name}”.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose another name, or rename the closed account under Settings → Accounts.',
    },
    'account-closed': {
      message: 'The account “{account}” is closed: Billfold has no key for it and doesn’t check it.',
      reassurance: 'Its invoices are in the archive and can be searched, exported and verified.',
      nextStep: 'To use it again, connect the same customer again.',
    },
    'account-name-empty': {
      message: 'The account has no name.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter a name, for example the vendor’s.',
    },
    'documents-alone': {
      message: '{account} has no key: its invoices come as documents.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Import them under Invoices → Import, or have a folder or mailbox read.',
    },
    'key-missing': {
      message: 'Billfold has no key for “{account}”.',
      reassurance: 'Your archive and alerts are kept.',
      nextStep: 'Enter the key again under Settings → Accounts, or set BILLFOLD_STRIPE_KEY for the command line.',
    },
    'no-key-given': {
      message: 'No key was given.',
      reassurance: 'Nothing was saved.',
      nextStep:
        'Copy the key at the vendor and enter it when asked, or set BILLFOLD_STRIPE_KEY or BILLFOLD_IMAGEKIT_KEY.',
    },
    'key-handle-expired': {
      message: 'Billfold no longer has the key that you pasted.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Copy the key at the vendor and paste it again.',
    },
    'key-not-this-accounts': {
      message: 'The key in {variable} isn’t the key of “{account}”, so it was not sent.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Set the variable to the key that you added the account with, or replace the account’s key.',
    },
    'key-malformed': {
      message: 'That doesn’t look like a key.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Copy the whole key at the vendor and try again. Expected: {expected}.',
    },
    'secret-store-failed': {
      message: 'The operating system’s secret store didn’t provide the key.',
      reassurance: 'Your archive and alerts are kept.',
      nextStep: '{reason}',
    },
    'base-url-missing': {
      message: 'The server address is missing.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter one, or leave it out to use the vendor’s own server.',
    },
    'base-url-not-allowed': {
      message: 'The address {url} can’t be used. {reason}',
      reassurance: 'Nothing was changed.',
      nextStep:
        'Use https://host or https://host:port without a path. http works only for this computer (127.0.0.1, localhost).',
    },
    'role-forbids': {
      message: 'With the role “Viewer”, you can only view this account: {action} isn’t possible.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Ask an administrator or finance user, or add the account with another role.',
    },
    'source-not-supported': {
      message: 'The account is connected through “{source}”, which doesn’t offer this.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Add the account’s other source in Billfold’s window under Settings → Accounts.',
    },
    'source-exists': {
      message: 'The account already has the source “{source}”.',
      reassurance: 'Nothing was changed.',
      nextStep: 'To use another key, replace it under Settings → Accounts.',
    },
    'amount-missing': {
      message: 'The amount is missing.',
      reassurance: '',
      nextStep: 'Enter one, for example 500.',
    },
    'amount-not-a-number': {
      message: '“{input}” isn’t an amount.',
      reassurance: '',
      nextStep: 'Write it like {example}.',
    },
    'amount-ambiguous': {
      message: '“{input}” isn’t clear: your region writes amounts differently.',
      reassurance: '',
      nextStep: 'Write it like {example}.',
    },
    'amount-too-precise': {
      message: '“{input}” has too many decimals: {currency} has {decimals}.',
      reassurance: '',
      nextStep: 'Enter fewer decimals.',
    },
    'quantity-not-understood': {
      message: '“{input}” isn’t a usage threshold.',
      reassurance: '',
      nextStep: 'Write it like {example}.',
    },
    'amount-out-of-range': {
      message: 'An alert can’t watch “{input}”.',
      reassurance: '',
      nextStep: 'Enter an amount above zero and below 90 trillion.',
    },
    'alert-not-comparable': {
      message: 'This alert could never be compared. {reason}',
      reassurance: 'It was not saved; your other alerts are unchanged.',
      nextStep: 'Choose another amount, currency or kind of alert.',
    },
    'alert-not-found': {
      message: 'That alert no longer exists.',
      reassurance: '',
      nextStep: 'Open the list of alerts again.',
    },
    'alert-ambiguous': {
      message: 'The IDs of several alerts begin with “{alert}”.',
      reassurance: 'No alert was changed.',
      nextStep: 'Give more of the ID.',
    },
    'findings-changed': {
      message: 'The archive has been verified again, so the findings may be different now.',
      reassurance: 'Nothing was accepted.',
      nextStep: 'Check the current list, then accept again.',
    },
    'finding-not-found': {
      message: 'There’s no finding {finding} to accept or reopen.',
      reassurance: '',
      nextStep:
        'Verify again and take the ID from the new list. Missing or damaged PDFs are fetched again, not accepted.',
    },
    'alert-exists': {
      message: 'This account already has exactly this alert.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Enter another amount, or keep the one you have.',
    },
    'archive-away': {
      message: 'The archive isn’t in {folder}: the drive isn’t connected, or this is another folder.',
      reassurance: 'Nothing was written there.',
      nextStep:
        'Connect the drive and try again. If the archive has moved, choose its folder under Settings → Archive.',
    },
    'folder-not-found': {
      message: 'The folder {folder} doesn’t exist.',
      reassurance: 'Nothing was written.',
      nextStep: 'Choose another folder, or connect the drive it’s on.',
    },
    'no-folder-chosen': {
      message: 'No folder is selected.',
      reassurance: 'Nothing was written.',
      nextStep: 'Select the folder again.',
    },
    'folder-nested': {
      message: 'The folder {folder} is inside the archive’s folder, or the archive’s folder is inside it.',
      reassurance: 'The archive is where it was.',
      nextStep: 'Choose a folder apart from it.',
    },
    'folder-of-another-archive': {
      message: 'The folder {folder} belongs to another Billfold archive.',
      reassurance: 'Nothing was changed there, and this archive is where it was.',
      nextStep: 'Choose another folder. Each archive needs its own.',
    },
    'folder-read-only': {
      message: 'Billfold doesn’t have permission to write to {folder}.',
      reassurance: 'Nothing in it was changed.',
      nextStep: 'Choose another folder, or ask for permission to write there.',
    },
    'disk-full': {
      message: 'There’s no space left in {folder}.',
      reassurance: 'Every file written so far is complete.',
      nextStep: 'Free up some space and start again: files that are already there are skipped.',
    },
    'file-failed': {
      message: 'The file {file} couldn’t be written or read ({reason}).',
      reassurance: 'No other file was changed.',
      nextStep: 'Check the drive and try again.',
    },
    'attachment-not-found': {
      message: 'There is no file “{attachment}” inside this PDF.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Open the PDF again to see what is inside it.',
    },
    'attachment-unreadable': {
      message: 'The file “{attachment}” inside the PDF can’t be read.',
      reassurance: 'Nothing was saved; the PDF is unchanged.',
      nextStep: 'Open the PDF with another program, or ask whoever sent it for a new copy.',
    },
    'plan-file-invalid': {
      message: 'The file {file} doesn’t contain a plan that Billfold understands.',
      reassurance: 'The account’s plan is unchanged.',
      nextStep: 'Correct the file and run the command again.',
    },
    'plan-field-invalid': {
      message: 'The plan in {file} has no usable value for “{field}”.',
      reassurance: 'The account’s plan is unchanged.',
      nextStep: 'Correct the file and run the command again.',
    },
    'nothing-to-export': {
      message: 'No invoices match.',
      reassurance: 'Nothing was written.',
      nextStep: 'Choose another period or account, or run a sync first.',
    },
    'handover-profile-not-found': {
      message: 'There is no hand-over profile named {profile}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose another profile.',
    },
    'handover-profile-invalid': {
      message: 'The accounting program won’t accept this: {field}.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Correct it, then save again.',
    },
    'handover-name-taken': {
      message: 'Another profile is named “{name}”.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Choose another name.',
    },
    'handover-file-invalid': {
      message: '{file} isn’t a hand-over profile: {field} can’t be read.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose a file that was saved with “Save profile to a file”.',
    },
    'handover-not-ready': {
      message: '{invoices} invoices aren’t ready to be handed over.',
      reassurance: 'Nothing was written.',
      nextStep: 'Answer the open questions, or leave these invoices out; they wait for the next batch.',
    },
    'handover-plan-changed': {
      message: 'The invoices or their mapping changed after the preview.',
      reassurance: 'Nothing was written.',
      nextStep: 'Check the new preview, then hand over again.',
    },
    ...teamErrorsEn,
    'nothing-to-hand-over': {
      message: 'Everything was already handed over.',
      reassurance: 'Nothing was written.',
      nextStep: 'New and changed invoices appear here after the next sync.',
    },
    'handover-batch-not-found': {
      message: 'There is no batch {batch}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose another batch.',
    },
    'handover-not-newest': {
      message: 'Only the newest batch of a profile can be undone.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Undo the batches after it first, the newest one first.',
    },
    'rate-invalid': {
      message: '“{input}” isn’t an exchange rate.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Enter how much of the foreign currency one unit of your own is worth, for example 1.0842.',
    },
    'tax-parts-wrong': {
      message: 'The amounts for invoice {invoice} don’t add up to its total.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Check the amounts; tax is included in each.',
    },
    'template-empty': {
      message: 'The file name template is empty.',
      reassurance: 'Nothing was written.',
      nextStep: 'Enter one; the preview shows the result.',
    },
    'template-invalid': {
      message: 'The file name template “{template}” can’t be used: {reason}.',
      reassurance: 'Nothing was written.',
      nextStep: 'Correct the template; the preview shows the result.',
    },
    'budget-not-found': {
      message: 'This budget was removed.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Add it again if you still need it.',
    },
    'budget-mixes-practice': {
      message: 'A budget can’t include practice accounts and real accounts together.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Choose one kind of account.',
    },
    'to-do-not-found': {
      message: 'This has already been dealt with.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Have a look at the list as it is now.',
    },
    'to-do-ends-itself': {
      message: 'This disappears from the list once the cause is gone.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Put it off, or take its next step.',
    },
    'filter-name-empty': {
      message: 'A saved search needs a name.',
      reassurance: 'Nothing was saved.',
      nextStep: 'Enter a name.',
    },
    'filter-name-taken': {
      message: 'There’s already a saved search named “{name}”.',
      reassurance: 'It was not changed.',
      nextStep: 'Choose another name, or remove the other search first.',
    },
    'invoice-not-found': {
      message: 'The invoice {invoice} isn’t in the archive.',
      reassurance: '',
      nextStep: 'Run a sync, then try again.',
    },
    'setting-invalid': {
      message: 'The setting “{setting}” can’t have this value: {reason}.',
      reassurance: 'The old value is kept.',
      nextStep: 'Choose another value.',
    },
    'setting-locked': {
      message: 'The setting “{setting}” is set by your organization.',
      reassurance: 'Nothing was changed.',
      nextStep: 'If you need another value, ask whoever looks after your computers.',
    },
    'host-not-allowed': {
      message: 'Your organization doesn’t allow Billfold to connect to {host}.',
      reassurance: 'Nothing was sent there.',
      nextStep: 'If you need this server, ask whoever looks after your computers to add it to Billfold’s policy.',
    },
    'policy-broken': {
      message: 'Your organization’s policy file {file} can’t be understood (at: {field}).',
      reassurance:
        'Until it’s fixed, Billfold connects to no server and its settings can’t be changed. Your data is safe and can be viewed and exported.',
      nextStep: 'Ask whoever looks after your computers to fix the file, then start Billfold again.',
    },
    'policy-not-trusted': {
      message: 'The policy file {file} is ignored, because somebody other than an administrator could have written it.',
      reassurance: 'Billfold works as if it weren’t there.',
      nextStep: 'Ask whoever looks after your computers to let only administrators write the file and its folder.',
    },
    'database-too-new': {
      message: 'The data folder was written by a newer Billfold (version {found}; this one reads up to {supported}).',
      reassurance: 'Nothing was changed.',
      nextStep: 'Update Billfold, or use another data folder.',
    },
    'database-corrupt': {
      message: 'The database is damaged ({reason}).',
      reassurance: 'The database and the invoice files were left as they are.',
      nextStep: 'You can {ways}. None of these deletes anything.',
    },
    'database-missing': {
      message: 'The database billfold.db isn’t in {folder}, but other Billfold files are.',
      reassurance: 'Nothing was created or changed.',
      nextStep: 'You can {ways}. None of these deletes anything.',
    },
    'database-busy': {
      message: 'Another program is blocking the database {file}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Quit programs that copy, scan or open it, then try again.',
    },
    'data-folder-read-only': {
      message: 'The data folder {folder} is read-only, so Billfold can only show and export what’s in it.',
      reassurance: 'Nothing in it was changed. Checks and syncs are off.',
      nextStep: 'Make the folder writable, or use another data folder.',
    },
    'data-folder-not-empty': {
      message: '{folder} already contains Billfold data.',
      reassurance: 'It was not changed.',
      nextStep: 'Confirm that you want to replace it: it will be set aside, not deleted.',
    },
    'data-folder-in-use': {
      message: 'Billfold is using {folder}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Quit Billfold’s window and wait for other commands to finish, then try again.',
    },
    'backup-not-found': {
      message: 'There’s no complete backup in {place}.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Choose the folder or ZIP file that “Back up” wrote.',
    },
    'no-backup-chosen': {
      message: 'No backup is selected.',
      reassurance: 'Nothing was changed.',
      nextStep: 'Select the backup again.',
    },
    'backup-damaged': {
      message: 'The backup can’t be used: {file} {reason}.',
      reassurance: 'Nothing was restored, and your data is unchanged.',
      nextStep: 'Use another backup.',
    },
    'backup-too-new': {
      message: 'The backup was written by a newer Billfold ({version}).',
      reassurance: 'Nothing was restored, and your data is unchanged.',
      nextStep: 'Update Billfold, then restore again.',
    },
    'no-space': {
      message: 'There isn’t enough space in {folder}.',
      reassurance: 'The unfinished files were removed; your data is unchanged.',
      nextStep: 'Free up some space or choose another drive, then start again.',
    },
    'job-not-found': { message: 'That job no longer exists.', reassurance: '', nextStep: 'Start it again.' },
    'job-out-of-time': {
      message:
        'Billfold stopped this after {minutes} minutes because the vendor’s server sent too little in that time.',
      reassurance: 'Everything received so far was kept.',
      nextStep:
        'Start it again later: it continues where it stopped. If it keeps happening, check the network and the account’s server address.',
    },
    'job-running': {
      message: 'Another task is already using these files.',
      reassurance: 'It will continue.',
      nextStep: 'Wait until it’s done, or cancel it.',
    },
    'not-confirmed': {
      message: 'You didn’t confirm it.',
      reassurance: 'Nothing was sent or changed.',
      nextStep: 'Try again and confirm.',
    },
    'window-not-focused': {
      message: 'Billfold’s window wasn’t in front.',
      reassurance: 'Nothing was done, and the clipboard was not read.',
      nextStep: 'Click into the window and try again.',
    },
    'too-often': {
      message: 'That was requested too often in a short time.',
      reassurance: 'Earlier requests were carried out.',
      nextStep: 'Wait half a minute and try again.',
    },
    cancelled: {
      message: 'Canceled.',
      reassurance: 'What was done so far is kept.',
      nextStep: 'Start again to continue.',
    },
    'practice-only': {
      message: 'This only works with practice accounts.',
      reassurance: 'Nothing was changed.',
      nextStep: '',
    },
    'link-not-allowed': {
      message: 'Billfold doesn’t open links to {host}.',
      reassurance: '',
      nextStep: 'Open the vendor’s own billing page in your browser.',
    },
    'link-malformed': {
      message: 'This link doesn’t lead to a website.',
      reassurance: '',
      nextStep: 'Open the vendor’s own billing page in your browser.',
    },
    'cannot-open': {
      message: 'The system couldn’t open {what}.',
      reassurance: '',
      nextStep: 'Check that it still exists and that you have a program for it, or open it yourself.',
    },
    internal: {
      message: 'Something went wrong inside Billfold (reference {reference}).',
      reassurance: archiveReassurance,
      nextStep: 'Try again. If it keeps happening, send the log with this reference to support.',
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
  handoverFields: {
    datev: 'the consultant and client numbers are missing',
    free: 'no columns are chosen',
    creditor: 'a creditor number needs digits only, at most one more than the account length',
    'expense-account': 'an expense account needs digits only, at most as many as the account length',
    'tax-key': 'a tax key needs four digits at most',
  },
  permissionCosts: {
    rak_customer_read: 'You won’t see your billing details, and can’t be found by name.',
    rak_subscription_read: 'Nothing can be watched: without subscriptions there is no upcoming invoice.',
    rak_invoice_read: 'Your invoices can’t be collected.',
    rak_invoice_write:
      'Nothing can be watched: Stripe counts the preview of an upcoming invoice as writing. Billfold changes no invoice.',
    rak_product_read: 'Plans and items have no names.',
    rak_plan_read: 'You won’t see unit prices, and forecasts of usage are rougher.',
    rak_credit_note_read: 'Credit notes are missing from the archive and from its sums.',
    rak_tax_id_read: 'You won’t see your tax IDs.',
    rak_tax_rate_read: 'Taxes on invoices have no names.',
    rak_coupon_read: 'Discounts on invoices have no names.',
    rak_payment_method_read: 'You won’t be warned before your card expires.',
    rak_payment_intent_read: 'You won’t see why a payment failed.',
    rak_charge_read: 'You won’t see receipts or why a charge was declined.',
    rak_customer_write: 'You can’t change billing details from Billfold.',
    rak_tax_id_write: 'You can’t add or remove tax IDs from Billfold.',
    rak_subscription_write: 'You can’t cancel or keep a subscription from Billfold.',
    rak_customer_portal_write: 'You can’t get to Stripe’s page for payment methods from Billfold.',
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
    handover: 'handing over to accounting',
    channels: 'changing who is notified',
    sellers: 'changing sellers',
  },
  unpackProblems: {
    encrypted: 'it’s protected by a password',
    damaged: 'it’s damaged, or something else than its name says',
    'too-large': 'it’s larger than 64 MB',
    'too-deep': 'it’s nested too deeply',
    'too-many': 'there’s too much in it',
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
    reassurance: 'Nothing was saved.',
    'key-refused': 'Check that you copied the whole key, or create a new one at the vendor, then try again.',
    'server-unreachable': 'Check the network connection, the proxy and the server address, then try again.',
    'server-timeout': 'Check the network connection, the proxy and the server address, then try again.',
    'rate-limited': 'Try again in a few minutes. The vendor’s status page may say more.',
    'server-failed': 'Try again in a few minutes. The vendor’s status page may say more.',
    'proxy-unreachable': 'Check the network connection and the proxy in Settings → Network, then try again.',
    'proxy-refused': 'Ask whoever looks after the network to allow this server, then try again.',
    'proxy-script-unavailable': 'Check the address in Settings → Network, then try again.',
  },
  found: { empty: 'nothing', html: 'a web page', other: 'something else' },
  xmlProblems: {
    order: 'an order (Order-X), not an invoice',
    'fattura-pa': 'an Italian FatturaPA, a format that Billfold doesn’t read',
    xml: 'an XML file of another kind',
    malformed: 'incomplete or damaged',
    doctype: 'written with its own document type, which could hide something',
    'too-large': 'larger than any invoice',
  },
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
    'customer-list': 'list of customers',
  },
  sources: { stripe: 'Stripe', imagekit: 'ImageKit' },
  teamRefusals: teamRefusalsEn,
  secretStoreProblems: {
    unavailable:
      'It wasn’t ready when Billfold first asked for it: unlock it, then restart Billfold. If this computer has no secret store, install one (on Linux, for example, GNOME Keyring or KWallet) and restart Billfold.',
    undecryptable: 'The stored key couldn’t be decrypted: enter the key again.',
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
    region: 'Region',
    timeZone: 'Accounting time zone',
    hideAmounts: 'Hide amounts',
    exports: 'Exports',
    proxy: 'Proxy',
    authorityFile: 'Certificate authority',
    mailSignIn: 'Sign-in to mailboxes',
    updates: 'Updates',
    archiveFolder: 'Archive folder',
    logLevel: 'Log detail',
  },
  authorityProblems: {
    unreadable: 'it can’t be read',
    'no-certificate': 'there is no PEM certificate in it',
    'no-authority': 'its certificate may not vouch for others',
    expired: 'its certificate has expired',
    'not-yet-valid': 'its certificate isn’t valid yet',
  },
  connectionReports: {
    reached: '{host}: reached {way}.',
    reachedBy: '{host}: reached {way}; its certificate is vouched for by {authority}.',
    direct: 'without a proxy',
    proxy: 'through the proxy {proxy}',
    own: '{authority}, the authority set here',
    proxyDirect: 'No proxy is used for {host}.',
    proxyWorks: 'The proxy {proxy} let a connection to {host} through.',
  },
  proxyWays: {
    system: 'the operating system’s proxy settings',
    environment: 'the proxy that the environment variables name',
    direct: 'no proxy',
    pac: 'the proxy script at {pacUrl}',
    manual: 'the proxy {server}',
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
  notifications,
  unread: {
    kinds: {
      customer: { one: 'customer', other: 'customers' },
      'tax-id': { one: 'tax ID', other: 'tax IDs' },
      subscription: { one: 'subscription', other: 'subscriptions' },
      'subscription-item': { one: 'subscription item', other: 'subscription items' },
      invoice: { one: 'invoice', other: 'invoices' },
      'invoice-line': { one: 'invoice line item', other: 'invoice line items' },
      'credit-note': { one: 'credit note', other: 'credit notes' },
      'credit-note-line': { one: 'credit note line', other: 'credit note lines' },
    },
    of: {
      one: '{count} of {total} {objects} couldn’t be read.',
      other: '{count} of {total} {objects} couldn’t be read.',
    },
    alone: { one: '{count} {objects} couldn’t be read.', other: '{count} {objects} couldn’t be read.' },
    kept: 'Billfold keeps what it couldn’t read and tries again later.',
    more: 'And {count} other reasons.',
  },
  reasons,
  unit,
  metrics,
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
    subtotal: 'subtotal',
    discounts: 'discounts',
    shipping: 'shipping',
    total: 'total',
    tax: 'tax',
    taxes: 'taxes by rate',
    lines: 'line items',
  },
  notices,
  eventKinds: {
    'alert-event': 'Alert triggered',
    'not-compared': 'Alert can’t be compared',
    outage: 'Account can’t be checked',
    'details-changed': 'Billing details changed elsewhere',
    'payment-failed': 'Payment failed',
    'invoice-new': 'New invoice',
    'invoice-due': 'Invoice due soon',
    'invoice-overdue': 'Invoice overdue',
    'card-expiring': 'Card expires',
    budget: 'Budget exceeded',
    'invoice-missing': 'Expected invoice missing',
    'notice-due': 'Last day to give notice',
    'mailbox-failed': 'Mailbox can’t be read',
    'export-failed': 'Automatic export incomplete',
  },
  causes,
  tray,
  toDo,
  calendar,
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
    notStated: 'not stated',
  },
  menu,
  dialogs,
};

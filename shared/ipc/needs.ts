import type { Needs } from '../permissions.ts';
import type { CallName, calls } from './contract.ts';

type Parsed<Name extends CallName> = ReturnType<(typeof calls)[Name]['request']['parse']>;

const ofAccount = ({ accountId }: { readonly accountId: string }) => ({ account: accountId });
const ofInvoice = ({ key }: { readonly key: string }) => ({ invoice: key });

const needing =
  <Need extends 'anyone' | 'viewer'>(need: Need) =>
  <Name extends CallName>(...names: readonly Name[]): Readonly<Record<Name, Need>> =>
    // An object made of entries has lost their names.
    Object.fromEntries(names.map((name) => [name, need])) as Record<Name, Need>;
const anyone = needing('anyone');
const viewer = needing('viewer');

/** What each call of the contract needs, and of which account; main asks before it answers. A call that is missing here is a type error. */
export const needs: { readonly [Name in CallName]: Needs<Parsed<Name>> } = {
  ...anyone('app.info', 'app.ready', 'app.autostart', 'app.setAutostart', 'app.openHelp', 'app.showDataFolder'),
  ...anyone('app.copyText', 'settings.get', 'settings.set', 'settings.chooseArchiveFolder', 'practice.advance'),

  ...anyone('accounts.createPractice', 'accounts.pasteKey', 'accounts.testKey', 'accounts.add'),
  ...anyone('accounts.replaceKey', 'accounts.remove'),
  ...viewer('accounts.list', 'accounts.closed', 'accounts.permissions', 'accounts.references'),
  'accounts.addSource': { action: 'source', of: ofAccount },
  'accounts.rename': { action: 'account', of: ({ accountId }) => ({ account: accountId, closedToo: true }) },
  'accounts.setSupportEmail': { action: 'support-address', of: ofAccount },
  'accounts.setReferences': { action: 'references', of: ({ accountId }) => ({ account: accountId, closedToo: true }) },

  ...anyone('notifications.service', 'notifications.test'),
  ...viewer('overview.get', 'overview.dismissActivity', 'watch.checkNow', 'watch.checks', 'alerts.list'),
  ...viewer('alerts.events', 'alerts.markSeen', 'alerts.changes', 'alerts.saveHistory'),
  'watch.dismissGone': { action: 'alerts', of: ofAccount },
  'alerts.save': {
    action: 'alerts',
    of: ({ accountId }) => (accountId === null ? 'any-account' : { account: accountId }),
  },
  'alerts.remove': { action: 'alerts', of: ({ alertId }) => ({ alert: alertId }) },
  'alerts.restore': { action: 'alerts', of: ({ alertId }) => ({ alert: alertId }) },

  ...anyone('filters.list', 'filters.save', 'filters.rename', 'filters.remove'),
  ...viewer('invoices.query', 'invoices.lines', 'invoices.versions', 'invoices.document', 'invoices.fetchDocument'),
  ...viewer('invoices.saveDocument', 'invoices.saveAttachment', 'invoices.openDocument', 'invoices.showInFolder'),
  ...viewer('invoices.refresh', 'invoices.related', 'invoices.openReceipt', 'invoices.contactSupport'),
  ...viewer('invoices.tags', 'unread.list'),
  'invoices.pay': { action: 'payment', of: ofInvoice },
  'invoices.annotate': { action: 'annotations', of: ({ key }) => ({ invoice: key, closedToo: true }) },
  'invoices.tag': { action: 'annotations', of: ({ keys }) => ({ invoices: keys }) },

  ...viewer('imports.list', 'imports.document', 'imports.openDocument', 'imports.similar', 'imports.folder'),
  'imports.choose': { action: 'import', of: ofAccount },
  'imports.drop': { action: 'import', of: ofAccount },
  'imports.confirm': { action: 'import', of: ({ values }) => ({ account: values.accountId }) },
  'imports.confirmCertain': { action: 'import', of: 'each' },
  'imports.leaveOut': { action: 'import', of: ({ ids }) => ({ waiting: ids }) },
  'imports.edit': { action: 'import', of: ofInvoice },
  'imports.remove': { action: 'import', of: ofInvoice },
  'imports.chooseFolder': { action: 'import', of: ofAccount },
  'imports.stopFolder': { action: 'import', of: ofAccount },

  ...viewer('details.change', 'actions.list', 'usage.plan', 'usage.history'),
  'subscriptions.cancel': { action: 'subscription', of: ofAccount },
  'subscriptions.keep': { action: 'subscription', of: ofAccount },
  'subscriptions.openPaymentPage': { action: 'payment-method', of: ofAccount },
  'details.save': { action: 'billing-details', of: ofAccount },
  'details.addTaxId': { action: 'billing-details', of: ofAccount },
  'details.removeTaxId': { action: 'billing-details', of: ofAccount },
  'details.approve': { action: 'billing-details', of: ofAccount },
  'usage.savePlan': { action: 'plan', of: ofAccount },

  ...anyone('exports.chooseFolder', 'exports.lastFolder', 'jobs.list', 'jobs.cancel'),
  ...viewer('sync.start', 'exports.preview', 'exports.start', 'exports.resume', 'exports.report', 'exports.history'),
  ...viewer('exports.showFolder', 'exports.repeat', 'exports.runAutomatic', 'exports.moveAutomatic'),
  ...viewer('exports.stopAutomatic'),

  ...viewer('verification.start', 'verification.last', 'verification.ofInvoice', 'verification.save'),
  'verification.accept': { action: 'findings', of: 'each' },
  'verification.acceptAll': { action: 'findings', of: 'each' },
  'verification.reopen': { action: 'findings', of: 'each' },

  ...anyone('backup.daily', 'backup.start', 'backup.report', 'backup.choose', 'backup.restore', 'recovery.state'),
  ...anyone('recovery.run'),
};

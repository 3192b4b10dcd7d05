import type { CallName } from '#shared/ipc/contract.ts';
import { fail } from '#shared/result.ts';
import { type Answering, isCallName } from './answer.ts';

/** What can be done with a data folder that cannot be written to: nothing that is to stay. */
const looking: ReadonlySet<CallName> = new Set<CallName>([
  ...(['accounts.list', 'accounts.closed', 'accounts.references', 'actions.list'] as const),
  ...(['alerts.list', 'alerts.events', 'alerts.changes', 'alerts.saveHistory', 'alerts.markSeen'] as const),
  ...(['app.info', 'app.ready', 'app.autostart', 'app.openHelp', 'app.showDataFolder', 'app.restart'] as const),
  ...(['app.copyText', 'backup.daily', 'backup.start', 'backup.report', 'recovery.state'] as const),
  ...(['channels.list', 'channels.choices', 'channels.log', 'channels.ofAlertEvent', 'channels.saveDigest'] as const),
  ...(['desk.get', 'desk.calendar', 'desk.saveCalendar', 'contracts.list', 'toDo.list'] as const),
  ...(['diagnostics.run', 'diagnostics.save', 'diagnostics.showLog'] as const),
  ...(['exports.chooseFolder', 'exports.lastFolder', 'exports.preview', 'exports.start', 'exports.report'] as const),
  ...(['handover.profiles', 'handover.shareProfile', 'handover.showFolder', 'handover.ofInvoice'] as const),
  ...(['exports.history', 'exports.showFolder', 'filters.list', 'jobs.list', 'jobs.cancel'] as const),
  ...([
    'imports.list',
    'imports.document',
    'imports.openDocument',
    'imports.similar',
    'imports.folder',
    'layouts.list',
  ] as const),
  ...(['invoices.query', 'invoices.lines', 'invoices.document', 'invoices.saveDocument'] as const),
  ...(['invoices.versions', 'unread.list', 'verification.ofInvoice'] as const),
  ...(['invoices.saveAttachment', 'invoices.openDocument', 'invoices.showInFolder', 'invoices.related'] as const),
  ...(['invoices.drag'] as const),
  ...(['invoices.tags', 'notifications.service', 'notifications.test', 'overview.get', 'settings.get'] as const),
  ...([
    'network.state',
    'network.testConnections',
    'network.testProxy',
    'network.enterLogin',
    'network.dismiss',
  ] as const),
  ...(['team.status', 'team.waiting', 'team.unsettled', 'team.members'] as const),
  ...(['updates.state', 'updates.look'] as const),
  ...(['usage.plan', 'usage.history', 'watch.checks', 'sellers.list', 'sellers.payment'] as const),
  ...(['verification.start', 'verification.last', 'verification.save'] as const),
]);

/** Refuses everything else, with the reason. */
export const readOnly =
  (answer: Answering, folder: string): Answering =>
  (name, request) =>
    isCallName(name) && !looking.has(name)
      ? Promise.resolve(fail({ code: 'data-folder-read-only', folder }))
      : answer(name, request);

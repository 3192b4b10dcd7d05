import { type Alert, alertSchema, type NewAlert, windowOf } from '#shared/alerts.ts';
import { type ArchivedInvoice, totalsOf } from '#shared/invoices.ts';
import type {
  AccountSummary,
  CallName,
  EventName,
  EventPayload,
  InvoiceQuery,
  Overview,
  Request,
  Response,
} from '#shared/ipc/contract.ts';
import type { Job } from '#shared/jobs.ts';
import { newMailboxSchema } from '#shared/mailboxes.ts';
import { changeSettings, settingsChangeSchema } from '#shared/settings.ts';
import { standingsOf } from '#shared/standings.ts';
import type { Instant } from '#shared/time.ts';
import { alertId } from '../alert-ids.ts';
import { noForecastHistory } from '../sample-data.ts';
import type { FakeState } from './state.ts';

/** A call that is missing answers null, where its contract allows that. */
export type RecordedAnswers = { readonly [Name in CallName]?: (request: Request<Name>) => Response<Name> };
export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

const folder = { folderId: 'folder_1', label: 'Invoices 2026' };
const nothingKnown: Overview = {
  ...{
    snapshot: null,
    alerts: [],
    standings: [],
    months: [],
    yearBefore: [],
    comparisons: [],
    synced: true,
    activity: [],
  },
  ...noForecastHistory,
};

/** The alert that comes of what was entered. */
export function savedAlert(alert: NewAlert, createdAt: Instant): Alert {
  const { scope = 'subscription', window = windowOf(scope) } = alert;
  const timeZone = window === 'calendar-month' ? 'Europe/Berlin' : null;
  return { ...alert, scope, window, timeZone, id: alertId('alr_new1'), createdAt };
}

/** What a test names must be there. */
function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`The fake does not know ${name}`);
  return found;
}

/**
 * What main answers, from what a test has written into the state. A call that changes something changes the state only where
 * many tests read it again; else the test that reads it says what main knows afterwards.
 */
export function recordedAnswers(state: FakeState, emit: Emit, now: Instant): RecordedAnswers {
  const [firstAccount] = state.accounts;
  const [firstInvoice] = state.invoices;
  const invoice = ({ key }: { key: string }): ArchivedInvoice =>
    known(
      state.invoices.find((each) => each.key === key),
      key,
    );
  const fileName = (key: string) => ({ fileName: `${invoice({ key }).number ?? key}.pdf` });
  const overview = (accountId: string): Overview => state.overviews[accountId] ?? nothingKnown;
  const checked = { state: 'fresh', lastSuccessAt: now, lastAttemptAt: now, nextDueAt: null, error: null } as const;

  function changed(id: string, change: Partial<AccountSummary>): AccountSummary {
    state.accounts = state.accounts.map((each) => (each.id === id ? { ...each, ...change } : each));
    emit('accounts.changed', state.accounts);
    return known(
      state.accounts.find((each) => each.id === id),
      id,
    );
  }
  function added(change: Partial<AccountSummary>): AccountSummary {
    const account = { ...known(firstAccount, 'an account'), ...change };
    state.accounts = [...state.accounts, account];
    return changed(account.id, {});
  }
  function begun(kind: Job['kind'], accountId: string | null = null): Job {
    const id = `job_new${state.jobs.length + 1}`;
    const job: Job = { id, kind, accountId, state: 'running', done: 0, total: null, startedAt: now, error: null };
    state.jobs = [...state.jobs, job];
    return job;
  }
  const unreadMailbox = { readAt: null, mails: 0, withFiles: 0, failure: null, reading: false, links: [] };
  const mailboxOf = (wanted: string) =>
    known(
      state.mailboxes.find(({ id }) => id === wanted),
      wanted,
    );
  function leaveOut(ids: readonly string[]): null {
    state.imports.items = state.imports.items.filter(({ id }) => !ids.includes(id));
    return null;
  }

  return {
    'app.info': () => state.info,
    'app.ready': () => state.destination,
    'app.autostart': () => state.autostart,
    'app.setAutostart': ({ on }) => (state.autostart = on ? 'on' : 'off'),
    'settings.get': () => state.settings,
    'settings.set'(patch) {
      state.settings = changeSettings(state.settings, settingsChangeSchema.parse(patch));
      emit('settings.changed', state.settings);
      return state.settings;
    },
    'settings.chooseArchiveFolder': () => ({ folder: '/mnt/finance/billfold' }),
    'practice.advance': () => ({ now }),

    'accounts.list': () => state.accounts,
    'accounts.closed': () => state.closed,
    'accounts.createPractice': () => added({}),
    'accounts.pasteKey': () => state.pastedKey,
    'accounts.testKey': () => state.keyReport,
    'accounts.findCustomers': ({ text }) => ({
      customers: state.customers.filter(({ name, email }) =>
        `${name} ${email}`.toLowerCase().includes(text.toLowerCase()),
      ),
      more: false,
    }),
    'accounts.add': ({ name, role, source, baseUrl, customerId }) => ({
      ...added({ id: 'acc_new1', name, role, practice: false, sources: [{ kind: source, baseUrl, customerId }] }),
      reopened: false,
    }),
    'accounts.addForDocuments': ({ name }) => added({ id: 'acc_new1', name, practice: false, sources: [] }),
    'accounts.addSource': ({ accountId }) => changed(accountId, {}),
    'accounts.rename': ({ accountId, name }) => changed(accountId, { name }),
    'accounts.replaceKey': ({ accountId }) => changed(accountId, { freshness: checked }),
    'accounts.setSupportEmail': ({ accountId, supportEmail }) => changed(accountId, { supportEmail }),
    'accounts.permissions': ({ accountId }) => ({ missing: state.permissions[accountId] ?? [] }),
    'accounts.references': ({ accountId }) => state.references[accountId] ?? { costCentre: null, poNumber: null },

    'desk.get': () => state.desk,
    'desk.arrange'({ places }) {
      const rows = places.flatMap(({ accountId, hidden }) =>
        state.desk.rows.flatMap((row) => (row.accountId === accountId ? [{ ...row, hidden }] : [])),
      );
      const others = state.desk.rows.filter(({ accountId }) => !places.some((place) => place.accountId === accountId));
      state.desk = { ...state.desk, rows: [...rows, ...others] };
      emit('desk.changed', null);
      return null;
    },
    'desk.calendar': () => state.calendar,
    'contracts.list': () => state.renewals,
    'toDo.list': () => state.toDo,

    'overview.get'({ accountId }) {
      const found = overview(accountId);
      return { ...found, standings: standingsOf(found.alerts, { snapshot: found.snapshot, failure: null }) };
    },
    'watch.checkNow'({ accountId }) {
      changed(accountId, { freshness: checked });
      emit('snapshot.changed', { accountId });
      return null;
    },
    'watch.checks': ({ accountId, limit }) =>
      state.checkRecords.filter((check) => check.accountId === accountId).slice(0, limit),
    'unread.list': ({ accountId }) => state.unread[accountId] ?? { unread: [], totals: {} },
    'alerts.list': ({ accountId }) => overview(accountId).alerts,
    'alerts.save': (alert) => savedAlert(alert, now),
    'alerts.edit': ({ alertId, change }) =>
      alertSchema.parse({
        ...known(
          Object.values(state.overviews)
            .flatMap(({ alerts }) => alerts)
            .find(({ id }) => id === alertId),
          alertId,
        ),
        ...change,
      }),
    'alerts.events': ({ accountId }) => state.alertEvents.filter((each) => each.accountId === accountId),
    'alerts.markSeen'({ alertEventIds }) {
      state.alertEvents = state.alertEvents.map((each) =>
        alertEventIds.includes(each.id) ? { ...each, delivery: 'seen', seenAt: now } : each,
      );
      return null;
    },
    'alerts.changes': ({ alertEventId }) => {
      const { accountId } = known(
        state.alertEvents.find(({ id }) => id === alertEventId),
        alertEventId,
      );
      return overview(accountId).comparisons[0]?.comparison.before?.changes ?? null;
    },
    'alerts.saveHistory': () => ({ fileName: 'Billfold alerts 2026-11-22.csv' }),
    'notifications.service': () => state.notificationService,
    'notifications.test': () => state.notificationTest,

    'invoices.query'(query) {
      const found = state.invoices.filter((each) => isAskedFor(each, query));
      const rows = found.slice(query.offset, query.offset + query.limit);
      return { rows, count: found.length, ...totalsOf(found) };
    },
    'invoices.lines': ({ key }) => state.lines[key] ?? [],
    'invoices.versions': ({ key }) => state.versions[key] ?? [],
    'invoices.related': ({ key }) => state.related[key] ?? { creditNotes: [], corrects: null },
    'invoices.document': ({ key }) => ({
      url: `/document/${encodeURIComponent(key)}`,
      ...{ kind: invoice({ key }).documentKind, bytes: 1, ...fileName(key) },
    }),
    'invoices.refresh': invoice,
    'invoices.fetchDocument': invoice,
    'invoices.saveDocument': ({ key }) => fileName(key),
    'invoices.saveAttachment': ({ name }) => ({ fileName: name }),
    'invoices.annotate': ({ key, ...annotation }) => ({ ...invoice({ key }), ...annotation }),
    'invoices.tag': ({ keys }) => ({ changed: keys.length }),
    'invoices.tags': () => [],
    'filters.list': () => state.savedFilters,
    'filters.save': (filter) => ({ id: 'filter_1', ...filter }),

    'imports.list': () => state.imports.items,
    'imports.choose': () => ({ files: 2 }),
    'imports.drop': () => ({ files: 1 }),
    'imports.document'({ id }) {
      const kind = state.imports.items.find((each) => each.id === id)?.proposal?.kind ?? 'pdf';
      return { url: `/document/${encodeURIComponent(id)}`, kind, fileName: `${id}.${kind}`, bytes: 1 };
    },
    'imports.similar': () => [],
    'sellers.list': () => state.sellers,
    'sellers.payment': () => null,
    'imports.confirm'({ id, values: { number } }) {
      leaveOut([id]);
      return { ...known(firstInvoice, 'an invoice'), number, source: 'import' };
    },
    'imports.confirmCertain'() {
      const certain = state.imports.items.filter((each) => each.certain);
      leaveOut(certain.map(({ id }) => id));
      return { imported: certain.length };
    },
    'imports.leaveOut': ({ ids }) => leaveOut(ids),
    'imports.unlock': () => null,
    'channels.list': () => state.channels,
    'channels.choices': () => state.channelChoices,
    'channels.log': () => state.deliveries,
    'channels.ofAlertEvent': () => state.deliveries,
    'channels.choose'(choice) {
      state.channelChoices = [choice, ...state.channelChoices];
      return null;
    },
    'channels.test': () => ({ answer: '204' }),
    'team.status': () => ({ team: state.team }),
    'team.waiting': () => state.team?.waiting ?? null,
    'team.unsettled': () => state.unsettled,
    'team.members': () => state.members,
    'layouts.list': () => [],
    'layouts.setLabel': () => null,
    'layouts.remove': () => null,
    'mailboxes.list': () => state.mailboxes,
    'mailboxes.add'({ mailbox }) {
      const added = {
        ...newMailboxSchema.parse(mailbox),
        id: `mailbox-${String(state.mailboxes.length + 1)}`,
        ...unreadMailbox,
      };
      state.mailboxes.push(added);
      return added;
    },
    'mailboxes.signIns': () => state.mailSignIns,
    'mailboxes.cancelSignIn': () => null,
    'mailboxes.log': () => [],
    'mailboxes.change'({ id, choices }) {
      state.mailboxes = state.mailboxes.map((each) => (each.id === id ? { ...each, ...choices } : each));
      return mailboxOf(id);
    },
    'mailboxes.allowLinks'({ id, sender, host, allowed }) {
      state.mailboxes = state.mailboxes.map((each) => ({
        ...each,
        links: each.links.map((link) => (link.sender === sender && link.host === host ? { ...link, allowed } : link)),
      }));
      return mailboxOf(id);
    },
    'mailboxes.setPassword'({ id }) {
      state.mailboxes = state.mailboxes.map((each) => (each.id === id ? { ...each, failure: null } : each));
      return mailboxOf(id);
    },
    'mailboxes.read': ({ id }) => mailboxOf(id),
    'mailboxes.remove'({ id }) {
      state.mailboxes = state.mailboxes.filter((each) => each.id !== id);
      return null;
    },
    'imports.folder': ({ accountId }) => state.imports.folders[accountId] ?? null,

    'details.save': ({ mine }) => ({ outcome: 'saved', details: mine }),
    'details.addTaxId': ({ taxId }) => ({ id: 'txi_added', ...taxId, verified: null }),
    'details.change': ({ accountId }) => state.changes[accountId] ?? null,
    'actions.list': () => state.actions,
    'usage.plan': ({ accountId }) => state.usage.plans[accountId] ?? null,
    'usage.savePlan': ({ accountId, plan }) => (state.usage.plans[accountId] = plan),
    'usage.history': ({ accountId }) => ({ months: state.usage.months[accountId] ?? [], error: state.usage.error }),

    'sync.start': ({ accountId }) => begun('sync', accountId),
    'exports.chooseFolder': () => folder,
    'exports.lastFolder': () => (state.exports.length > 0 ? { ...folder, label: 'Last time' } : null),
    'exports.preview': () => state.exportPreview,
    'exports.start': () => begun('export'),
    'exports.resume': () => begun('export'),
    'exports.report': () => state.exportReport,
    'exports.history': () => state.exports,

    'handover.profiles': () => [],
    'handover.batches': () => [],
    'handover.chooseFolder': () => folder,
    'handover.start': () => begun('hand-over'),
    'handover.ofInvoice': () => [],
    'jobs.list': () => state.jobs,
    'jobs.cancel'({ jobId }) {
      const job = state.jobs.find(({ id }) => id === jobId);
      if (job) emit('job.progress', { ...job, state: 'cancelled' });
      return null;
    },
    'verification.start': ({ accountId }) => begun('verify', accountId),
    'verification.last': () => state.verification,
    'verification.ofInvoice': ({ key }) => state.findings[key] ?? [],
    'verification.save': () => ({ fileName: 'Billfold verification 2026-11-22.csv' }),
    'diagnostics.run': () => state.doctor,
    'diagnostics.save': () => ({ fileName: 'Billfold report 2026-11-22.txt' }),
    'backup.daily': () => state.daily,
    'backup.start': () => begun('backup'),
    'backup.report': () => state.backup,
    'backup.choose': () => state.chosenBackup,
    'backup.restore': () => begun('restore'),
    'recovery.state': () => state.recovery,
    'recovery.run': () => begun('restore'),
    'network.state': () => state.network,
    'network.testProxy': () => state.connection,
    'network.testConnections': () => [state.connection],
    'network.enterLogin': () => state.connection,
    'network.forgetLogin': () => state.network,
    'updates.state': () => state.updates,
    'updates.look': () => state.updates,
    'updates.prepare': () => (state.updates = { ...state.updates, stage: 'ready', progress: 1 }),
  };
}

/** The sample is sorted as the list is at first; of a search only words are looked for, in the number. */
function isAskedFor({ accountId, status, overdue, number }: ArchivedInvoice, query: InvoiceQuery): boolean {
  const words = [query.text, ...(query.terms ?? []).map((term) => (term.kind === 'word' ? term.text : ''))];
  const states: readonly string[] = overdue ? [status, 'overdue'] : [status];
  return (
    (query.accountId === null || query.accountId === accountId) &&
    (query.statuses.length === 0 || query.statuses.some((wanted) => states.includes(wanted))) &&
    words.every((word) => (number ?? '').toLowerCase().includes(word.trim().toLowerCase()))
  );
}

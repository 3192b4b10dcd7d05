import { type Alert, unitOf, valueOf, windowOf } from '#shared/alerts.ts';
import { type Account, mayChange } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import { type ArchivedInvoice, totalsOf } from '#shared/invoices.ts';
import type { BillfoldBridge } from '#shared/ipc/bridge.ts';
import {
  type AccountSummary,
  type CallName,
  calls,
  type EventName,
  type EventPayload,
  events,
  type InvoiceQuery,
  type Request,
  type Response,
  type VerificationView,
} from '#shared/ipc/contract.ts';
import type { ExportHistory } from '#shared/export.ts';
import type { Job } from '#shared/jobs.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { changeSettings, defaultSettings, type Settings } from '#shared/settings.ts';
import type { Finding } from '#shared/verification.ts';
import { standingsOf } from '#shared/standings.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { historyAnswers, type HistoryState, historyState } from './fake-bridge/alerts.ts';
import { backupAnswers, type BackupState, backupState } from './fake-bridge/backup.ts';
import { desktopAnswers, type DesktopState, desktopState } from './fake-bridge/desktop.ts';
import { type FakeImports, importHandlers } from './fake-bridge/imports.ts';
import { detailsAnswers, type FakeDetails, fakeDetails } from './fake-bridge/details.ts';
import { exportAnswers } from './fake-bridge/exports.ts';
import { holds, searchAnswers, type SearchState, searchState } from './fake-bridge/search.ts';
import { type FakeUsage, fakeUsage, usageAnswers } from './fake-bridge/usage.ts';
import { verificationAnswers } from './fake-bridge/verification.ts';
import { type FakePayments, fakePayments, paymentHandlers, takeNextMethod } from './fake-bridge/payments.ts';
import { noForecastHistory, type SampleData, sampleData, sampleNow } from './sample-data.ts';

type Handlers = {
  [Name in CallName]: (request: Request<Name>) => Result<Response<Name>> | Promise<Result<Response<Name>>>;
};
type AnyHandler = (request: unknown) => Result<unknown> | Promise<Result<unknown>>;

/** What the fake remembers; tests may change it before or between calls. */
export interface FakeState
  extends SampleData, DesktopState, BackupState, HistoryState, Pick<SearchState, 'savedFilters' | 'references'> {
  settings: Settings;
  removedAlerts: Alert[];
  closed: Account[];
  /** By key of the invoice, newest first. */
  versions: Record<string, InvoiceVersion[]>;
  /** What is on the clipboard; null is something that is no key. */
  clipboardKey: { hint: string; live: boolean; restricted: boolean } | null;
  /** Permissions that the pasted key lacks. */
  missingPermissions: string[];
  notificationService: Response<'notifications.service'>;
  notificationTest: Response<'notifications.test'>;
  /** Files that wait to be confirmed, and watched folders by account. */
  imports: FakeImports;
  jobs: Job[];
  exports: ExportHistory[];
  payments: FakePayments;
  details: FakeDetails;
  usage: FakeUsage;
  helpOpened: string[];
  copied: string[];
  verification: VerificationView | null;
  /** What was found of an invoice, by its key. */
  findings: Record<string, Finding[]>;
  /** By account. */
  unread: Record<string, Response<'unread.list'>>;
}

/** An in-memory main process behind the window's bridge. Requests and answers cross it as they would cross the real one. */
export interface FakeBridge extends BillfoldBridge {
  readonly state: FakeState;
  readonly made: { name: CallName; request: unknown }[];
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  /** Every call of this name fails until it is mended. */
  break(name: CallName, error: AppError): void;
  mend(name: CallName): void;
  /** Calls of this name wait until the returned function is called. */
  hold(name: CallName): () => void;
  /** Puts other answers in place of the built-in ones. */
  answer<Name extends CallName>(name: Name, handler: Handlers[Name]): void;
}

export interface FakeBridgeOptions {
  readonly now?: Instant;
  readonly invoiceMonths?: number;
  /** Begin as after the installation: no accounts. */
  readonly empty?: boolean;
}

export function createFakeBridge({
  now = sampleNow,
  invoiceMonths = 60,
  empty = false,
}: FakeBridgeOptions = {}): FakeBridge {
  const sample = sampleData(now, invoiceMonths);
  const state: FakeState = {
    ...sample,
    ...desktopState(),
    ...backupState(),
    ...historyState(),
    imports: { items: [], folders: {} },
    ...(empty ? { accounts: [], overviews: {}, alertEvents: [], checkRecords: [], invoices: [], lines: {} } : {}),
    settings: { ...defaultSettings },
    removedAlerts: [],
    closed: [],
    versions: {},
    clipboardKey: { hint: 'rk_live_…x7Qd', live: true, restricted: true },
    missingPermissions: [],
    notificationService: 'available',
    notificationTest: { outcome: 'shown', notifier: 'electron', reason: null },
    jobs: [],
    exports: [],
    payments: fakePayments(),
    details: fakeDetails(),
    usage: fakeUsage(),
    helpOpened: [],
    copied: [],
    verification: null,
    findings: {},
    unread: {},
    ...structuredClone(searchState),
  };
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const broken = new Map<CallName, AppError>();
  const held = new Map<CallName, Promise<null>>();
  const made: FakeBridge['made'] = [];
  let lastId = 0;
  const newId = (kind: string) => `${kind}_new${++lastId}`;

  function emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    const checked = structuredClone(events[name].parse(payload)) as never;
    for (const listener of listeners.get(name) ?? []) listener(checked);
  }

  const account = (id: string) => state.accounts.find((each) => each.id === id);
  const accountsChanged = () => {
    emit('accounts.changed', state.accounts);
  };
  const withAccount = <T>(id: string, use: (found: AccountSummary) => Result<T>): Result<T> => {
    const found = account(id);
    return found ? use(found) : fail({ code: 'account-not-found', account: id });
  };
  const replace = (changed: AccountSummary): Result<AccountSummary> => {
    state.accounts = state.accounts.map((each) => (each.id === changed.id ? changed : each));
    accountsChanged();
    return ok(changed);
  };
  const forbidden = (role: AccountSummary['role']) => fail({ code: 'role-forbids', role, action: 'alerts' } as const);
  const alertsOf = (accountId: string) => state.overviews[accountId]?.alerts ?? [];
  const keepAlerts = (accountId: string, alerts: Alert[]) => {
    const overview = state.overviews[accountId] ?? {
      snapshot: null,
      alerts: [],
      standings: [],
      months: [],
      changes: [],
      activity: [],
      ...noForecastHistory,
    };
    const standings = standingsOf(alerts, { snapshot: overview.snapshot, failure: null });
    state.overviews[accountId] = { ...overview, alerts, standings };
    emit('alerts.changed', { accountId });
  };
  const invoice = <T>(key: string, use: (found: ArchivedInvoice) => T): Result<T> => {
    const found = state.invoices.find((each) => each.key === key);
    return found ? ok(use(found)) : fail({ code: 'invoice-not-found', invoice: key });
  };
  const newAccount = (values: Pick<AccountSummary, 'name' | 'role' | 'practice' | 'sources'>): AccountSummary => {
    const created: AccountSummary = {
      ...values,
      id: values.practice ? 'acc_imagekit' : newId('acc'),
      createdAt: now,
      closedAt: null,
      keyPlace: state.info.secretStore === 'available' ? 'secret-store' : 'session',
      freshness: { state: 'never', lastSuccessAt: null, lastAttemptAt: null, nextDueAt: null, error: null },
      unseenAlertEvents: 0,
      uncomparedAlerts: 0,
    };
    state.accounts = [...state.accounts, created];
    state.overviews[created.id] ??= {
      snapshot: null,
      alerts: [],
      standings: [],
      months: [],
      changes: [],
      activity: [],
      ...noForecastHistory,
    };
    accountsChanged();
    return created;
  };

  const handlers: Handlers = {
    ...desktopAnswers(state),
    ...historyAnswers(state),
    'app.info': () => ok(state.info),
    'app.openHelp': ({ page }) => {
      state.helpOpened.push(page);
      return ok(null);
    },
    'app.showDataFolder': () => ok(null),
    'app.copyText': ({ text }) => {
      state.copied.push(text);
      return ok(null);
    },

    'settings.get': () => ok(state.settings),
    'settings.set': (patch) => {
      state.settings = changeSettings(state.settings, patch);
      emit('settings.changed', state.settings);
      return ok(state.settings);
    },
    'settings.chooseArchiveFolder': () => {
      state.info = { ...state.info, archiveFolder: '/mnt/finance/billfold' };
      return ok({ folder: state.info.archiveFolder });
    },

    'accounts.list': () => ok(state.accounts),
    'accounts.createPractice': () => {
      const created = newAccount({
        name: 'ImageKit (practice)',
        role: 'administrator',
        practice: true,
        sources: [{ kind: 'stripe', baseUrl: 'http://127.0.0.1:41877', customerId: 'cus_Practice00001' }],
      });
      const found = sample.accounts[0];
      Object.assign(state.overviews, { [created.id]: sample.overviews['acc_imagekit'] });
      state.alertEvents = sample.alertEvents;
      state.checkRecords = sample.checkRecords;
      state.invoices = [...state.invoices, ...sample.invoices.filter((each) => each.accountId === created.id)];
      return found ? replace({ ...created, freshness: found.freshness, unseenAlertEvents: 1 }) : ok(created);
    },
    'accounts.closed': () => ok(state.closed),
    'accounts.pasteKey': () =>
      state.clipboardKey
        ? ok({ keyId: newId('key'), ...state.clipboardKey })
        : fail({ code: 'key-malformed', expected: 'rk_live_…' }),
    'accounts.testKey': ({ source, customerId }) =>
      source === 'imagekit' || customerId?.startsWith('cus_')
        ? ok({
            hint: state.clipboardKey?.hint ?? '',
            restricted: true,
            live: true,
            customerName: 'Nordlicht Logistik GmbH',
            missing: state.missingPermissions,
          })
        : fail({ code: 'customer-not-found', customer: customerId ?? '' }),
    'accounts.add': ({ name, role, source, baseUrl, customerId }) => {
      if (name.trim() === '') return fail({ code: 'account-name-empty' });
      if (state.accounts.some((each) => each.name === name)) return fail({ code: 'account-name-taken', name });
      const closed = state.closed.find(({ sources }) => sources.some((each) => each.customerId === customerId));
      state.closed = state.closed.filter((each) => each !== closed);
      const created = newAccount({ name, role, practice: false, sources: [{ kind: source, baseUrl, customerId }] });
      return ok({ ...created, reopened: closed !== undefined });
    },
    'accounts.rename': ({ accountId, name }) => {
      if (name.trim() === '') return fail({ code: 'account-name-empty' });
      if (state.accounts.some((each) => each.name === name && each.id !== accountId))
        return fail({ code: 'account-name-taken', name });
      state.closed = state.closed.map((each) => (each.id === accountId ? { ...each, name } : each));
      const closed = state.closed.find(({ id }) => id === accountId);
      return closed ? ok(closed) : withAccount(accountId, (found) => replace({ ...found, name }));
    },
    'accounts.replaceKey': ({ accountId }) =>
      withAccount(accountId, (found) =>
        replace({ ...found, freshness: { ...found.freshness, state: 'fresh', error: null, lastSuccessAt: now } }),
      ),
    'accounts.remove': ({ accountId }) =>
      withAccount(accountId, (found) => {
        if (!found.practice) state.closed = [...state.closed, { ...found, closedAt: now }];
        state.accounts = state.accounts.filter((each) => each.id !== accountId);
        accountsChanged();
        return ok(null);
      }),

    ...usageAnswers({ state, replaceAccount: replace }),
    ...detailsAnswers({
      state,
      snapshotChanged: (accountId) => {
        emit('snapshot.changed', { accountId });
      },
    }),
    ...paymentHandlers({
      state,
      snapshotChanged: (accountId) => {
        emit('snapshot.changed', { accountId });
      },
      replaceAccount: replace,
    }),

    'overview.get': ({ accountId }) => {
      const overview = state.overviews[accountId];
      if (!overview) return fail({ code: 'account-not-found', account: accountId });
      const standings = standingsOf(overview.alerts, { snapshot: overview.snapshot, failure: null });
      return ok({ ...overview, standings });
    },
    'overview.dismissActivity': ({ accountId }) => {
      const overview = state.overviews[accountId];
      if (overview) state.overviews[accountId] = { ...overview, activity: [] };
      return ok(null);
    },

    'watch.checkNow': ({ accountId }) =>
      withAccount(accountId, (found) => {
        replace({ ...found, freshness: { ...found.freshness, state: 'fresh', lastSuccessAt: now, error: null } });
        takeNextMethod(state, accountId);
        emit('snapshot.changed', { accountId });
        return ok(null);
      }),
    'watch.dismissGone': ({ accountId, subscriptionId }) =>
      withAccount(accountId, () => {
        const overview = state.overviews[accountId];
        const gone = overview?.snapshot?.gone?.filter((each) => each.subscriptionId !== subscriptionId) ?? [];
        if (overview?.snapshot) state.overviews[accountId] = { ...overview, snapshot: { ...overview.snapshot, gone } };
        return ok(null);
      }),
    'unread.list': ({ accountId }) => ok(state.unread[accountId] ?? { unread: [], totals: {} }),
    'watch.checks': ({ accountId, limit }) =>
      ok(state.checkRecords.filter((check) => check.accountId === accountId).slice(0, limit)),

    'alerts.list': ({ accountId }) => ok(alertsOf(accountId)),
    'alerts.save': (alert) =>
      withAccount(alert.accountId ?? state.accounts[0]?.id ?? '', (found) => {
        if (!mayChange(found.role)) return forbidden(found.role);
        const { measure, threshold, scope = 'subscription', window = windowOf(scope) } = alert;
        const accountId = found.id;
        const same = alertsOf(accountId).find(
          (each) =>
            each.measure === measure &&
            each.scope === scope &&
            each.window === window &&
            valueOf(each.threshold) === valueOf(threshold) &&
            unitOf(each.threshold) === unitOf(threshold),
        );
        if (same) return fail({ code: 'alert-exists', alert: same.id });
        const timeZone = window === 'calendar-month' ? 'Europe/Berlin' : null;
        const saved: Alert = { ...alert, scope, window, timeZone, id: newId('alr'), createdAt: now };
        keepAlerts(accountId, [...alertsOf(accountId), saved]);
        return ok(saved);
      }),
    'alerts.remove': ({ alertId }) => {
      for (const { id, role } of state.accounts) {
        const removed = alertsOf(id).find((each) => each.id === alertId);
        if (!removed) continue;
        if (!mayChange(role)) return forbidden(role);
        state.removedAlerts.push(removed);
        keepAlerts(
          id,
          alertsOf(id).filter((each) => each !== removed),
        );
        return ok(null);
      }
      return fail({ code: 'alert-not-found', alert: alertId });
    },
    'alerts.restore': ({ alertId }) => {
      const removed = state.removedAlerts.find((each) => each.id === alertId);
      if (!removed) return fail({ code: 'alert-not-found', alert: alertId });
      const accountId = removed.accountId ?? state.accounts[0]?.id ?? '';
      keepAlerts(accountId, [...alertsOf(accountId), removed]);
      return ok(removed);
    },
    'alerts.events': ({ accountId }) =>
      ok(state.alertEvents.filter((alertEvent) => accountId === null || alertEvent.accountId === accountId)),
    'alerts.markSeen': ({ alertEventIds }) => {
      state.alertEvents = state.alertEvents.map((alertEvent) =>
        alertEventIds.includes(alertEvent.id)
          ? { ...alertEvent, delivery: 'seen', seenAt: alertEvent.seenAt ?? now }
          : alertEvent,
      );
      state.accounts = state.accounts.map((each) => ({
        ...each,
        unseenAlertEvents: state.alertEvents.filter(
          (alertEvent) => alertEvent.accountId === each.id && alertEvent.seenAt === null,
        ).length,
      }));
      accountsChanged();
      return ok(null);
    },
    'notifications.service': () => ok(state.notificationService),
    'notifications.test': () => ok(state.notificationTest),

    'invoices.query': (query) => {
      const found = queried(state.invoices, query);
      return ok({
        rows: found.slice(query.offset, query.offset + query.limit),
        count: found.length,
        ...totalsOf(found),
      });
    },
    'invoices.lines': ({ key }) => ok(state.lines[key] ?? []),
    'invoices.versions': ({ key }) => ok(state.versions[key] ?? []),
    'invoices.document': ({ key }) => {
      const found = state.invoices.find((each) => each.key === key);
      if (found?.document !== 'stored') return fail({ code: 'document-missing', invoice: found?.number ?? key });
      return ok({
        url: `/document/${encodeURIComponent(key)}`,
        fileName: `${found.number ?? found.id}.pdf`,
        bytes: 61_440,
      });
    },
    'invoices.fetchDocument': ({ key }) =>
      invoice(key, (found) => {
        const stored: ArchivedInvoice = { ...found, document: 'stored', documentError: null };
        state.invoices = state.invoices.map((each) => (each.key === key ? stored : each));
        emit('invoices.changed', { accountId: found.accountId });
        return stored;
      }),
    'invoices.saveDocument': ({ key }) => invoice(key, (found) => ({ fileName: `${found.number ?? found.id}.pdf` })),
    'invoices.showInFolder': ({ key }) => invoice(key, () => null),
    'invoices.saveAttachment': ({ name }) => ok({ fileName: name }),
    'invoices.openDocument': ({ key }) => invoice(key, () => null),
    'invoices.pay': ({ key }) => invoice(key, () => null),

    'sync.start': ({ accountId }) => startJob('sync', accountId),

    ...exportAnswers({
      state,
      newId,
      startJob,
      keepSettings(settings) {
        state.settings = settings;
        emit('settings.changed', settings);
      },
    }),
    ...verificationAnswers(state, startJob),
    ...backupAnswers(state, startJob),
    ...searchAnswers(state, emit),
    ...importHandlers({
      state,
      newId,
      changed: () => {
        emit('imports.changed', null);
      },
      invoicesChanged: (accountId) => {
        emit('invoices.changed', { accountId });
      },
    }),

    'jobs.list': () => ok(state.jobs),
    'jobs.cancel': ({ jobId }) => {
      const job = state.jobs.find((each) => each.id === jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      emit('job.progress', { ...job, state: 'cancelled' });
      return ok(null);
    },

    'practice.advance': ({ accountId, by }) =>
      withAccount(accountId, (found) => {
        if (!found.practice) return fail({ code: 'practice-only' });
        emit('snapshot.changed', { accountId });
        const hours = { hour: 1, day: 24, period: 24 * 30 }[by];
        return ok({ now: instantFromMillis(millisOf(now) + hours * 3_600_000) });
      }),
  };

  function startJob(kind: Job['kind'], accountId: string | null): Result<Job> {
    const job: Job = {
      id: newId('job'),
      kind,
      accountId,
      state: 'running',
      done: 0,
      total: null,
      startedAt: now,
      error: null,
    };
    state.jobs = [...state.jobs, job];
    return ok(job);
  }

  return {
    state,
    made,
    emit,
    break: (name, error) => {
      broken.set(name, error);
    },
    mend: (name) => {
      broken.delete(name);
    },
    hold(name) {
      const gate = Promise.withResolvers<null>();
      held.set(name, gate.promise);
      return () => {
        held.delete(name);
        gate.resolve(null);
      };
    },
    answer(name, handler) {
      handlers[name] = handler;
    },
    dropFiles: () => Promise.resolve(newId('drop')),
    async call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>> {
      // A reactive proxy cannot cross the real bridge either.
      const crossed: unknown = calls[name].request.parse(structuredClone(request));
      made.push({ name, request: crossed });
      await held.get(name);
      const error = broken.get(name);
      if (error) return fail(error);
      // The table pairs each handler with its own request and answer; a generic name cannot show that to the compiler.
      const result = await (handlers[name] as AnyHandler)(crossed);
      if (!result.ok) return result;
      return ok(structuredClone(calls[name].response.parse(result.value)) as Response<Name>);
    },
    on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => {
        set.delete(listener);
      };
    },
  };
}

/** Sorts and filters like the archive, without its full-text search: a plain look into number, account and total. */
function queried(invoices: readonly ArchivedInvoice[], query: InvoiceQuery): ArchivedInvoice[] {
  const text = query.text.trim().toLowerCase();
  const sortKey = (each: ArchivedInvoice): string | number =>
    ({
      issuedAt: each.issuedAt ?? '',
      number: each.number ?? '',
      total: each.total.amount,
      status: each.status,
      dueAt: each.dueAt ?? '',
      account: each.accountName,
      period: each.period.start,
      document: each.document,
      tags: each.tags.join(),
      costCentre: each.costCentre ?? '',
      poNumber: each.poNumber ?? '',
    })[query.sort.by];
  const order = (a: ArchivedInvoice, b: ArchivedInvoice) => {
    const [x, y] = [sortKey(a), sortKey(b)];
    return x < y ? -1 : x > y ? 1 : a.key < b.key ? -1 : 1;
  };
  return invoices
    .filter((each) => query.accountId === null || each.accountId === query.accountId)
    .filter(
      (each) =>
        query.statuses.length === 0 ||
        query.statuses.includes(each.status) ||
        (each.overdue && query.statuses.includes('overdue')),
    )
    .filter((each) =>
      `${each.number ?? ''} ${each.accountName} ${each.total.amount / 100}`.toLowerCase().includes(text),
    )
    .filter((each) => (query.terms ?? []).every((term) => holds(each, term)))
    .toSorted((a, b) => (query.sort.descending ? order(b, a) : order(a, b)));
}

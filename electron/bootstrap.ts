import { join } from 'node:path';
import { app, autoUpdater, net, safeStorage, session } from 'electron';
import { type Account, isFedByDocuments } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import { formatOf } from '#shared/format.ts';
import { errorWords, fill, languageOf, languages } from '#shared/messages/index.ts';
import { accountingDay } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import { localeIn, type LogLevel } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { UsageMetric } from '#shared/usage.ts';
import { createAccounts, createSecretsFile } from './accounts/index.ts';
import { createAccountingDays, createArchive, createDocumentDownload } from './archive/index.ts';
import {
  createDailyBackup,
  createDatabaseWorker,
  createWriteBackup,
  failureOf,
  openDataFolder,
  type OpenedFolder,
} from './backup/index.ts';
import { createBilling } from './billing/index.ts';
import { createChannels } from './channels/index.ts';
import { migrations } from './database/migrations/index.ts';
import { createLeases } from './database/lease.ts';
import { createDesk } from './desk/index.ts';
import { createEventChannel } from './events/index.ts';
import { createExports } from './export/index.ts';
import { credential } from './files/index.ts';
import { createHandover } from './handover/index.ts';
import { createDocumentPasswords, createImports } from './imports/index.ts';
import { createMailboxes } from './mailboxes/index.ts';
import { createLogTo } from './log.ts';
import { bugOf } from './logging/index.ts';
import { createLoginStore, createNetwork } from './network/index.ts';
import { readPolicy } from './office-policy.ts';
import { createOverview, createLastSeen } from './overview/index.ts';
import { createClock } from './platform/clock.ts';
import { createWorkerStarter } from './platform/worker-process.ts';
import { createLookUp } from './platform/look-up.ts';
import { createOpener } from './platform/opener.ts';
import { createSessionOpener } from './platform/net-session.ts';
import { createNotifier } from './platform/notifier.ts';
import { pathsIn } from './platform/paths.ts';
import { createPdfReader, createTextRecognition } from './pdf-reader/index.ts';
import { createPower } from './platform/power.ts';
import { addPresetAccounts, allowedSessions } from './policy/index.ts';
import { createSecretStore } from './platform/secrets.ts';
import { createSettingsFile } from './platform/settings-file.ts';
import type { SystemLocale } from './platform/system-locale.ts';
import { createUpdateFeed, loadUpdater, updateAbility } from './platform/update-feed.ts';
import { userName } from './platform/user-name.ts';
import { watchOnline } from './platform/watch-online.ts';
import { createEmbeddedPractice } from './practice/index.ts';
import { createAddressJudge } from './http/index.ts';
import { createAccountIsolation } from './program/account-isolation.ts';
import { createArchiveTasks } from './program/archive-tasks.ts';
import { createConnectionTests } from './program/connection-tests.ts';
import { createConnections } from './program/connections.ts';
import { createJobs } from './program/jobs.ts';
import { createPermit } from './program/permit.ts';
import { createSubscriptionTasks } from './program/subscription-tasks.ts';
import { createDocumentAddresses } from './program/document-addresses.ts';
import { createUnreadTasks } from './program/unread-tasks.ts';
import { createDocumentReading } from './program/document-reading.ts';
import { createPracticeClock } from './program/practice-clock.ts';
import { createNoticeRounds } from './program/notice-rounds.ts';
import { createReadDocument } from './program/read-document.ts';
import { summariesOf } from './program/summaries.ts';
import { createSupervisor } from './program/supervisor.ts';
import { createCalendarText } from './program/calendar-text.ts';
import { createBudgetWatch } from './program/budget-watch.ts';
import { createToDoList } from './program/to-do-list.ts';
import { createSellers } from './sellers/index.ts';
import { createSettings } from './settings/index.ts';
import { createSourceOpener, createUsageOpener } from './sources/index.ts';
import { createTeam } from './team/index.ts';
import { createTeamEvents } from './program/team-events.ts';
import { createUnreadObjects } from './unread/index.ts';
import { createUpdates } from './updates/index.ts';
import { createUsage, createUsageStore } from './usage/index.ts';
import { createVerification } from './verification/index.ts';
import { createNotificationTexts, createWatch } from './watch/index.ts';

export interface ProgramOptions {
  /** The data folder. */
  readonly folder: string;
  /** The folder that the built main file is in, with the files of its child processes beside it. */
  readonly mainFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  /** What the operating system is set to. */
  readonly system: SystemLocale;
  /** The log goes to standard error as well, with its smallest lines. */
  readonly verbose: boolean;
  /** In place of the one of the settings; null where none was given. */
  readonly logLevel: LogLevel | null;
  readonly isWindowVisible: () => boolean;
}

export type Program = Extract<ReturnType<typeof createProgram>, { ok: true }>['value'];

/**
 * Builds every part of Billfold and wires it, for the window and the command line alike. Starts nothing: the
 * background begins with `start()`. To be called after Electron is ready; fails when the database cannot be opened.
 */
export function createProgram(options: ProgramOptions) {
  const { database } = pathsIn(options.folder);
  const opened = openDataFolder(database, migrations);
  if (!opened.ok) return opened;
  try {
    return ok(build(options, opened.value));
  } catch (cause) {
    opened.value.db.close();
    opened.value.dispose();
    const error = failureOf(cause, database);
    if (!error) throw cause;
    return fail(error);
  }
}

function build(options: ProgramOptions, opened: OpenedFolder) {
  const { folder, environment, version, system } = options;
  const { db, readOnly } = opened;
  const paths = pathsIn(folder);

  // What all parts share.
  const clock = createClock();
  const random = Math.random;
  const policy = readPolicy(environment);
  // A level that the office set is the level of the log, whatever a command says.
  const ownLogLevel = policy.isLocked('logLevel') ? null : options.logLevel;
  let logLevel: LogLevel = ownLogLevel ?? 'info';
  const logger = createLogTo(folder, options.verbose, () => logLevel);

  /** What a failure of the database means to the user; null for a bug. */
  const databaseErrorOf = (cause: unknown) => failureOf(cause, paths.database);
  /** What a failure means to the user; a bug is in the log under the reference that is reported. */
  const errorOf = (cause: unknown): AppError =>
    databaseErrorOf(cause) ?? bugOf(logger, 'What was asked for outside the window failed', cause);
  const isolate = createAccountIsolation(logger, databaseErrorOf);
  const events = createEventChannel(logger);
  const { emit } = events;
  const jobs = createJobs({ clock, logger: logger.child('jobs'), emit });

  const policyProblem = policy.problem();
  if (policyProblem) logger.error('The policy is not in force', { ...policyProblem });
  const settings = createSettings({ file: createSettingsFile(folder), policy, logger, emit });
  const followLogLevel = (wanted: LogLevel): void => {
    logLevel = ownLogLevel ?? wanted;
  };
  followLogLevel(settings.get().logLevel);
  const stopLogLevel = events.on('settings.changed', (changed) => {
    followLogLevel(changed.logLevel);
  });
  const documentsFolder = () => settings.archiveFolder() ?? paths.documents;
  const locale = () => localeIn(settings.get(), system);

  // By whose clock the books are kept: the computer's when the archive began, or the one that somebody chose.
  const days = createAccountingDays(db);
  const computersTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!readOnly) days.settle(settings.get().timeZone ?? days.chosen() ?? computersTimeZone());
  const stopTimeZone = events.on('settings.changed', ({ timeZone }) => {
    if (timeZone === null || timeZone === days.timeZone() || readOnly) return;
    days.settle(timeZone);
    for (const { id } of accounts.all()) emit('invoices.changed', { accountId: id });
  });

  const format = () => formatOf(locale(), days.timeZone());

  // The way to servers.
  const secretStore = createSecretStore(safeStorage, process.platform, clock);
  const secrets = createSecretsFile(paths.secrets);
  const loginFile = {
    read: (proxy: string) => secrets.read('proxy', proxy),
    // The database keeps other processes out of the file.
    write: (proxy: string, cipher: Uint8Array | null) => {
      db.transaction(() => {
        secrets.write('proxy', proxy, cipher);
      }).immediate();
    },
  };
  const mayAsk = (address: URL) => policy.allowsHost(address.hostname) || practice.isOwn(address);
  const network = createNetwork({
    openSession: allowedSessions(createSessionOpener(session, net, clock), mayAsk),
    settings: settings.get,
    environment,
    store: createLoginStore(secretStore, loginFile, logger.child('network')),
    clock,
    logger: logger.child('network'),
    events,
  });
  const { fetch } = network;

  // Accounts, and how their vendors are reached.
  const accounts = createAccounts({
    ...{ db, clock, logger, emit, environment, secretStore, userName },
    secretsFile: paths.secrets,
  });
  if (!readOnly) addPresetAccounts(policy.accounts, accounts, logger);
  const practice = createEmbeddedPractice(clock, accounts);
  const access = {
    account: accounts.known,
    keyFor: accounts.keys.of,
    practiceUrl: ({ id }: Account) => practice.urlOf(id),
    clockOf: ({ id }: Account) => practice.clockOf(id),
    fetch,
    clock,
    logger,
  };
  const timeOf = (accountId: string) => practice.clockOf(accountId).now();
  const openSource = createSourceOpener(access);
  const metricName = (metric: UsageMetric) => languages[languageOf(locale())].metrics[metric];
  const usageStore = createUsageStore(db);
  const openUsage = createUsageOpener(access, ({ id }) => usageStore.cacheOf(id));
  const usage = createUsage({
    store: usageStore,
    account: accounts.get,
    recordAction: accounts.recordAction,
    open: openUsage,
    timeOf,
    nameOf: metricName,
  });

  // What is watched, and what may be changed.
  const notifier = createNotifier(clock);
  const watch = createWatch({
    db,
    accounts: accounts.list,
    watches: (accountId) => team.watches(accountId),
    recordAction: accounts.recordAction,
    openSource,
    usage: {
      open: openUsage,
      planOf: usage.plan,
      nameOf: metricName,
    },
    documents: (accountId) => archive.imported.filed(accountId),
    clock,
    pastBills: (...of) => archive.totals.billsBefore(...of),
    periodTurned: (accountId) => archiveTasks.fetchBilled(accountId),
    timeOf,
    random,
    notifier,
    settings: settings.get,
    timeZone: computersTimeZone,
    accountingTimeZone: days.timeZone,
    describe: createNotificationTexts(format, () => settings.get().hideAmounts),
    power: createPower(),
    connectivity: watchOnline(clock, logger, () => net.isOnline()),
    logger,
    emit,
    errorOf,
  });
  const billing = createBilling({
    accounts,
    openSource,
    watch,
    clock,
    refresh: (accountId) => void watch.check(accountId),
  });
  const supervisor = createSupervisor({ source: process, clock, logger, restart: watch.background.restart, emit });

  // Invoices and their documents.
  const archive = createArchive({
    db,
    documentsFolder,
    accounts: accounts.all,
    openSource,
    fetch,
    mayFetch: createDocumentAddresses(accounts.get, access.practiceUrl, createLookUp()),
    clock,
    random,
    logger,
  });
  const passwords = createDocumentPasswords({
    secretStore,
    file: {
      names: () => secrets.names('document'),
      read: (sha256) => secrets.read('document', sha256),
      write: (sha256, cipher) => {
        db.transaction(() => {
          secrets.write('document', sha256, cipher);
        }).immediate();
      },
    },
    logger,
  });
  const readers = {
    start: createWorkerStarter(join(options.mainFolder, 'pdf-reader.js'), 'Billfold PDF reader', [
      '--max-old-space-size=384',
      // A small limit makes V8 begin with a heap so small that half of the time goes into collecting it.
      '--initial-heap-size=128',
    ]),
    clock,
    logger: logger.child('pdf-reader'),
    passwordOf: passwords.of,
  };
  const pdfReader = createPdfReader(readers);
  const recognition = createTextRecognition({ ...readers, languageFolder: join(options.mainFolder, 'tessdata') });
  const sellers = createSellers({
    ...{ db, userName, emit },
    accounts: accounts.all,
    recordAction: accounts.recordAction,
    now: () => instantFromMillis(clock.now()),
    today: () => accountingDay(instantFromMillis(clock.now()), days.timeZone()),
  });
  const imports = createImports({
    db,
    dataFolder: folder,
    incomingFolder: paths.incoming,
    documentsFolder,
    archive,
    reader: pdfReader,
    recognition,
    passwords,
    accounts: accounts.list,
    sellers,
    ownAddresses: () => mailboxes.list().map(({ user }) => user),
    clock,
    logger: logger.child('imports'),
    emit,
  });
  const isOutside = createAddressJudge(createLookUp());
  const mailboxes = createMailboxes({
    db,
    connect: network.connect,
    secretStore,
    secrets: {
      read: (id) => secrets.read('mailbox', id),
      write(id, cipher) {
        db.transaction(() => {
          secrets.write('mailbox', id, cipher);
        }).immediate();
      },
    },
    fetch,
    intake: imports.fromMail,
    isArchived: imports.isArchived,
    createDownload: (mayFetch) =>
      createDocumentDownload({
        ...{ fetch, clock, random },
        // By a mail nobody is to knock on doors inside the company's network.
        mayFetch: async (_, address) => mayFetch(address) && isOutside(address.hostname),
      }),
    signInClients: () => settings.get().mailSignIn,
    openAddress: createOpener().openAddress,
    closingWords: () => languages[languageOf(locale())].notifications.signedIn,
    everyMinutes: () => settings.get().checkIntervalMinutes,
    async tell({ id, accountId, user, failure }, error) {
      const facts = { what: user, amount: null, day: null, error };
      const subject = `${id} ${failure?.since ?? ''}`;
      if (watch.notifications.note(accountId, [{ kind: 'mailbox-failed', subject, facts }]))
        await watch.notifications.deliver();
    },
    incomingFolder: paths.incoming,
    clock,
    logger: logger.child('mailboxes'),
    emit,
  });
  const channels = createChannels({
    allows: policy.allowsChannel,
    ...{ db, network, secretStore, environment, clock, format, emit },
    secrets: {
      read: (id) => secrets.read('channel', id),
      write(id, cipher) {
        db.transaction(() => {
          secrets.write('channel', id, cipher);
        }).immediate();
      },
    },
    accounts: accounts.list,
    snapshot: watch.known.snapshot,
    freshness: watch.known.freshness,
    settings: settings.get,
    messages: (hidden) => watch.notifications.messagesIn(createNotificationTexts(format, () => hidden)),
    timeZone: days.timeZone,
    isUndecided: () => team.isUndecided(),
    recordAction: accounts.recordAction,
    async tell(channel, error) {
      const { channelTitle } = languages[languageOf(locale())].notifications;
      const { message, nextStep } = errorWords(error, languageOf(locale()));
      const title = fill(channelTitle, { channel });
      const shown = await notifier.show({ title, body: `${message} ${nextStep}`, onClick: () => undefined });
      return shown.outcome === 'shown';
    },
    logger: logger.child('channels'),
  });
  // What a check or sync led to is on its way at once.
  const stopsTelling = (['alerts.changed', 'snapshot.changed', 'team.changed'] as const).map((name) =>
    events.on(name, channels.background.wake),
  );
  const readDocument = createReadDocument({
    documents: archive.documents,
    texts: archive.texts,
    pdfReader,
    clock,
    logger: logger.child('documents'),
  });
  const verification = createVerification({
    db,
    archive,
    documentsFolder,
    readDocument,
    accounts: accounts.all,
    snapshot: watch.known.snapshot,
    recordAction: accounts.recordAction,
    userName,
    timeZone: days.timeZone,
    clock,
    logger: logger.child('verification'),
  });
  const exports = createExports({
    db,
    invoices: archive.invoices,
    accounts: accounts.all,
    verify: verification.verify,
    options: () => settings.get().exports,
    format,
    clock,
    logger,
    version,
    runJob: jobs.run,
    emit,
  });
  const handover = createHandover({
    db,
    invoices: archive.invoices,
    accounts: accounts.all,
    recordAction: accounts.recordAction,
    userName,
    timeZone: days.timeZone,
    clock,
    logger: logger.child('handover'),
    emit,
  });
  const connections = createConnections({
    accounts,
    archive,
    imports,
    mailboxes,
    watch,
    practice,
    usage,
    fetch,
    clock,
    logger,
  });

  // What the window shows of several parts at once.
  const lastSeen = createLastSeen({ db, clock, logger, isWindowVisible: options.isWindowVisible });
  const isSynced = (accountId: string) =>
    archive.totals.isComplete(accountId) || !accounts.get(accountId)?.sources.some(({ kind }) => kind === 'stripe');
  const ofWatch = { known: watch.known, alerts: watch.alerts, compare: watch.compare };
  const overview = createOverview({ ...{ db, clock, lastSeen, timeOf, isSynced }, ...ofWatch, totals: archive.totals });
  const summaries = () => summariesOf(accounts, watch, logger);
  const desk = createDesk({
    ...{ db, clock, summaries, isSynced, timeOf, emit },
    ...ofWatch,
    accounts: accounts.list,
    totals: archive.totals,
    invoices: archive.invoices,
    timeZone: days.timeZone,
    recordAction: accounts.recordAction,
  });
  const toDo = createToDoList({
    ...{ db, clock, userName, summaries, timeOf, emit },
    ...{ desk, watch, archive, imports, sellers, mailboxes, exports, verification },
    timeZone: days.timeZone,
    logger: logger.child('to-do'),
  });
  const notices = createNoticeRounds({
    ...{ watch, timeOf, isolate, clock },
    accounts: accounts.list,
    invoices: archive.invoices,
    toDo,
    on: events.on,
    logger: logger.child('notices'),
  });
  const budgetWatch = createBudgetWatch({ desk, events, readOnly, notifications: watch.notifications });
  // What several desks have in common.
  const team = createTeam({
    db,
    accounts: accounts.list,
    async hasKey(id) {
      const place = await accounts.keys.place(id);
      return place !== 'none' && place !== 'unreachable';
    },
    documents: archive.intake.bytes,
    renewal: archive.intake.renewal,
    onTouched: createTeamEvents(emit),
    clock,
    secretStore,
    secret: {
      read: () => secrets.read('team', 'password'),
      write(cipher) {
        db.transaction(() => {
          secrets.write('team', 'password', cipher);
        }).immediate();
      },
    },
    environmentPassword: credential(environment, 'team-password') ?? environment['BILLFOLD_TEAM_PASSWORD'] ?? null,
    logger: logger.child('team'),
    emit,
  });
  const unread = createUnreadTasks(createUnreadObjects(db), archive, watch);

  // What goes on in the background.
  const documentReading = createDocumentReading({
    texts: archive.texts,
    history: archive.history,
    imports,
    readDocument,
    clock,
    logger: logger.child('documents'),
    accounts: accounts.list,
    emit,
  });
  const archiveTasks = createArchiveTasks({
    ...{ accounts, isolate, archive, openSource, settings, policy, clock, logger, emit },
    watches: team.watches,
    runJob: jobs.run,
  });
  /** What came in is read for search, exported and given to its seller at once, whichever way it came. */
  const goOn = (): void => {
    sellers.assign();
    documentReading.soon();
    void exports.automatic.runDue();
  };
  const stopAfterSync = events.on('account.synced', goOn);
  const stopAfterImport = events.on('invoices.imported', ({ accountId }) => {
    goOn();
    const account = accounts.get(accountId);
    if (account && isFedByDocuments(account)) void watch.check(accountId);
  });

  const updates = createUpdates({
    feed: createUpdateFeed({
      load: loadUpdater,
      ability: updateAbility(app.isPackaged, process.platform, process.resourcesPath),
      network: network.sessionOptions,
      mayAsk,
      squirrel: process.platform === 'darwin' ? autoUpdater : null,
    }),
    version,
    settings: settings.get,
    clock,
    logger: logger.child('updates'),
    emit,
  });

  // Backups.
  const worker = createDatabaseWorker(
    createWorkerStarter(join(options.mainFolder, 'database-worker.js'), 'Billfold database'),
  );
  const leases = createLeases(db, clock);
  const dailyBackup = createDailyBackup({
    database: paths.database,
    folder: paths.backups,
    hasAccounts: () => !readOnly && accounts.list().length > 0,
    leases,
    worker,
    renewIndex: archive.documents.renewIndex,
    clock,
    logger: logger.child('backup'),
  });
  const writeBackup = createWriteBackup({
    folder,
    database: db.name,
    incoming: paths.incoming,
    documentsFolder,
    leases,
    worker,
    clock,
    version,
  });

  return {
    folder,
    /** The folder can be looked at only: nothing that is changed stays. */
    readOnly,
    databaseErrorOf,
    errorOf,
    isolate,
    events,
    jobs,
    dailyBackup,
    writeBackup,
    system,
    locale,
    /** How figures and days are written for the user. */
    format,
    /** The accounting time zone. */
    timeZone: days.timeZone,
    clock,
    logger,
    settings,
    policy,
    secretStore,
    notifier,
    accounts,
    permit: createPermit({
      accounts,
      alerts: watch.alerts,
      invoices: archive.invoices,
      waiting: imports.waiting,
      mailboxes,
    }),
    watch,
    usage,
    archive,
    pdfReader,
    imports,
    mailboxes,
    channels,
    notices,
    sellers,
    exports,
    handover,
    verification,
    overview,
    desk,
    /** Of all accounts but those of practice. */
    calendarText: createCalendarText({ desk, settings, locale, clock }),
    toDo,
    unread,
    lastSeen,
    openSource,
    archiveTasks,
    documentReading,
    billing,
    connections,
    team,
    network,
    updates,
    connectionTests: createConnectionTests(accounts.list, network.test),
    subscriptionTasks: createSubscriptionTasks(openSource),
    advancePractice: createPracticeClock(accounts, practice, watch),
    documentsFolder,
    summaries,
    /** Under which the faults that nobody caught stand in the log. */
    faults: supervisor.references,

    /** Begins polling, delivering and syncing in the background. */
    start() {
      if (readOnly) return () => undefined;
      const disposers = [
        dailyBackup.start(),
        watch.background.start(),
        archiveTasks.start(),
        documentReading.start(),
        exports.automatic.start(),
        imports.start(),
        mailboxes.start(),
        notices.start(),
        channels.background.start(),
        team.start(),
        lastSeen.start(),
        updates.start(),
      ];
      return () => {
        for (const dispose of disposers) dispose();
      };
    },

    /** Ends everything; nothing may be used afterwards. */
    async dispose(): Promise<void> {
      await jobs.cancelAll();
      // Whoever waits for a document to be read need not: it is read again at the next start.
      pdfReader.dispose();
      recognition.dispose();
      await Promise.all([watch.background.idle(), archiveTasks.idle(), documentReading.idle(), connections.idle()]);
      await exports.automatic.idle();
      await mailboxes.idle();
      await notices.idle();
      await channels.background.idle();
      await team.dispose();
      await imports.idle();
      await dailyBackup.end();
      stopAfterSync();
      for (const stop of stopsTelling) stop();
      budgetWatch.stop();
      stopAfterImport();
      network.dispose();
      stopLogLevel();
      stopTimeZone();
      await practice.dispose();
      db.close();
      opened.dispose();
      supervisor.dispose();
    },
  };
}

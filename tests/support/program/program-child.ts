/*
 * The whole program in a process of its own, without a window: `program-child.ts FOLDER HASTE`, on the Chromium host. It
 * answers what its parent asks by the handlers that a window's page calls. What belongs to a desktop is made up here:
 * dialogs choose what the parent said last, nothing is opened, the clipboard is a text. With a haste above 1 its time runs
 * so much faster, so that what waits for minutes takes seconds.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Job } from '#shared/jobs.ts';
import { createProgram, type Program } from '../../../electron/bootstrap.ts';
import { createDiagnostics } from '../../../electron/diagnostics.ts';
import { createAnswering } from '../../../electron/ipc/answer.ts';
import { createHandlers } from '../../../electron/ipc/handlers/index.ts';
import { pathsIn } from '../../../electron/platform/paths.ts';
import { createDocumentLinks } from '../../../electron/security/document-links.ts';
import { noRestore } from '../../../electron/windows/app-info.ts';
import { until } from '../waits.ts';
import type { Asked, AskName, Desktop, ProgramAnswer, ProgramMessage } from './requests.ts';

const [, , folder = '', haste = '1'] = process.argv;
hurry(Number(haste));
app.setPath('userData', folder);
mkdirSync(join(folder, 'command-session'), { recursive: true });
app.setPath('sessionData', join(folder, 'command-session'));

// Not awaited here: Electron becomes ready only after this module has been evaluated.
app.whenReady().then(run, (bug: unknown) => {
  throw bug;
});

function hurry(times: number): void {
  if (times === 1) return;
  const { setTimeout: wait, Date: RealDate } = globalThis;
  const begun = RealDate.now();
  RealDate.now = (
    (now) => () =>
      begun + Math.round((now() - begun) * times)
  )(RealDate.now.bind(RealDate));
  globalThis.setTimeout = Object.assign(
    (task: (...args: unknown[]) => void, millis = 0, ...args: unknown[]) => wait(task, millis / times, ...args),
    wait,
  ) as typeof setTimeout;
}

const mainFolder = resolve(import.meta.dirname, '../../../out/main');

function open(): Program {
  const created = createProgram({
    ...{ folder, mainFolder, logLevel: null },
    environment: {},
    version: app.getVersion(),
    system: { language: 'en', region: 'en-GB' },
    verbose: false,
    isWindowVisible: () => true,
  });
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}

function run(): void {
  const program = open();
  let desktop: Desktop = { folder: null, files: [], file: null, saveFile: null, yes: true, clipboard: '' };
  const failed: { kind: Job['kind']; code: NonNullable<Job['error']>['code'] }[] = [];
  const { jobs } = program;
  program.events.on('job.progress', ({ kind, error }) => {
    if (error) failed.push({ kind, code: error.code });
  });
  const opened = (): Promise<Result<null>> => Promise.resolve(ok(null));
  const refused = () => Promise.resolve(fail({ code: 'not-confirmed' } as const));
  const handlers = createHandlers({
    program,
    documents: createDocumentLinks(),
    dropped: { take: () => desktop.files },
    dialogs: {
      chooseFolder: () => Promise.resolve(desktop.folder),
      chooseFiles: () => Promise.resolve(desktop.files),
      chooseFile: () => Promise.resolve(desktop.file),
      chooseSaveFile: () => Promise.resolve(desktop.saveFile),
      confirm: () => Promise.resolve(desktop.yes),
    },
    opener: { openAddress: opened, showInFolder: () => undefined, openFolder: opened, openFile: opened },
    clipboard: {
      readText: () => Promise.resolve(desktop.clipboard),
      writeText: (clipboard) => {
        desktop = { ...desktop, clipboard };
        return Promise.resolve();
      },
    },
    isFocused: () => true,
    mayTestNotification: () => true,
    // Nothing outside of this computer is asked.
    mayTestConnection: () => false,
    autostart: {
      state: () => Promise.resolve('off'),
      set: (on) => Promise.resolve(ok(on ? 'on' : 'off')),
      startedThisRun: () => false,
    },
    doctor: createDiagnostics({ folder, mainFolder, environment: {}, version: app.getVersion() }),
    restoring: { choice: () => null, restore: refused, recover: refused },
    appInfo: () =>
      Promise.resolve({
        version: app.getVersion(),
        platform: 'linux',
        system: program.system,
        timeZone: program.timeZone(),
        secretStore: 'session-only',
        dataFolder: folder,
        archiveFolder: program.documentsFolder(),
        damagedSettings: program.settings.damaged,
        readOnly: program.readOnly,
        policy: program.policy.summary,
        ...noRestore,
      }),
    canNotify: () => Promise.resolve(true),
    dragOut: () => Promise.resolve(ok(null)),
    windowReady: () => null,
    restart: () => undefined,
  });
  const answer = createAnswering(handlers, program.permit, program.logger, program.databaseErrorOf);

  const tasks: { [Name in AskName]: (request: Asked[Name]['request']) => Promise<Asked[Name]['answer']> } = {
    call: ({ name, request }) => answer(name, request),
    async connect({ name, ...connection }) {
      const added = await program.connections.add(name, 'finance', connection);
      return added.ok ? ok(added.value.account.id) : added;
    },
    async check(ids) {
      const checks = await Promise.all(ids.map((id) => program.watch.check(id)));
      return checks.flat().map(({ account, ok: isGood, error, unread, alerts, subscriptions }) => ({
        accountId: account.id,
        ok: isGood,
        error,
        unread,
        alerts: alerts.map(({ outcome, reason }) => ({ outcome, reason })),
        totals: subscriptions.flatMap(({ upcoming }) => (upcoming.kind === 'none' ? [] : [upcoming.total])),
      }));
    },
    async sync(id) {
      const synced = await program.archiveTasks.sync(id, { full: true });
      return synced.ok ? ok(null) : synced;
    },
    async export(to) {
      const selection = { accountId: null, invoiceKeys: null, from: null, to: null };
      const exported = await program.exports.run({ ...selection, ...program.settings.get().exports }, { folder: to });
      return exported.ok ? ok(null) : exported;
    },
    desktop(change) {
      desktop = { ...desktop, ...change };
      return Promise.resolve(null);
    },
    async jobs() {
      await until(() => jobs.list().every(({ state }) => state !== 'running'), 'the jobs to end', 60);
      return failed;
    },
    async end() {
      await program.dispose();
      setImmediate(() => {
        app.exit();
      });
      return null;
    },
    faults() {
      const log = readFileSync(pathsIn(folder).log, 'utf8');
      const lines = log.split('\n').filter((line) => /A call failed|A job failed|could not be sent/.test(line));
      return Promise.resolve([...program.faults(), ...lines]);
    },
  };

  process.on('message', ({ id, what, request }: ProgramMessage) => {
    const task = tasks[what] as (request: unknown) => Promise<unknown>;
    const send = (message: ProgramAnswer): void => void process.send?.(message);
    task(request).then(
      (given) => {
        send({ id, answer: given });
      },
      (thrown: unknown) => {
        send({ id, thrown: thrown instanceof Error ? thrown.message : String(thrown) });
      },
    );
  });
  process.on('disconnect', () => {
    app.exit();
  });
  process.send?.({ id: 0 } satisfies ProgramAnswer);
}

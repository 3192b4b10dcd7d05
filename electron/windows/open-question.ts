import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import type { Recovery } from '#shared/backup.ts';
import { calls } from '#shared/ipc/contract.ts';
import type { AppError } from '#shared/errors.ts';
import { languageOf, languages } from '#shared/messages/index.ts';
import { fail, ok } from '#shared/result.ts';
import { localeIn } from '#shared/settings.ts';
import { type Answering, createAnswering, type Handlers } from '../ipc/answer.ts';
import { createSend } from '../ipc/events.ts';
import type { Doctor } from '../doctor/index.ts';
import { restoreHandlers } from '../ipc/handlers/backup.ts';
import { confirmed } from '../ipc/handlers/confirmed.ts';
import { diagnosticsHandlers } from '../ipc/handlers/diagnostics.ts';
import type { Restoring } from '../ipc/parts.ts';
import { createLogTo } from '../log.ts';
import { createClipboard } from '../platform/clipboard.ts';
import { createClock } from '../platform/clock.ts';
import { readPolicy } from '../office-policy.ts';
import { createDialogs } from '../platform/dialogs.ts';
import { createOpener } from '../platform/opener.ts';
import { pathsIn } from '../platform/paths.ts';
import { createSecretStore } from '../platform/secrets.ts';
import { createSettingsFile } from '../platform/settings-file.ts';
import { systemLocale } from '../platform/system-locale.ts';
import { createJobs } from '../program/jobs.ts';
import { createSettings } from '../settings/index.ts';
import { describeApp, type RestoreOutcome } from './app-info.ts';
import type { MainWindow } from './main-window.ts';
import type { Menus } from './menus.ts';

interface QuestionParts {
  /** The data folder. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly doctor: Doctor;
  readonly window: MainWindow;
  readonly menus: Menus;
  readonly error: AppError;
  readonly choice: Recovery;
  readonly restoring: Restoring;
  readonly outcome: RestoreOutcome;
}

/**
 * The window on a data folder that no program can be opened on: it asks how to go on. All other calls answer with the
 * error that kept the program from being opened.
 */
export function openQuestion(parts: QuestionParts) {
  const { folder, environment, doctor, window, menus, error, choice, restoring, outcome } = parts;
  const clock = createClock();
  const logger = createLogTo(folder, false);
  const emit = createSend(window.contents);
  const policy = readPolicy(environment);
  const settings = createSettings({ file: createSettingsFile(folder), policy, logger, emit });
  const system = systemLocale(environment);
  const locale = () => localeIn(settings.get(), system);
  const jobs = createJobs({ clock, logger, emit });
  const facts = {
    ...{ folder, settings, policy, system, readOnly: false },
    timeZone: () => settings.get().timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    secretStore: createSecretStore(safeStorage, process.platform, clock),
    documentsFolder: () => settings.archiveFolder() ?? join(folder, 'documents'),
  };
  const clipboard = createClipboard();
  const dialogs = createDialogs();
  const dialogWords = () => languages[languageOf(locale())].dialogs;
  const unanswerable = Object.fromEntries(Object.keys(calls).map((name) => [name, () => fail(error)]));
  const handlers = {
    // There is a handler for every call of the contract: those of the list above, and these instead.
    ...(unanswerable as unknown as Handlers),
    ...diagnosticsHandlers({ doctor, logFile: pathsIn(folder).log, dialogs, opener: createOpener(), dialogWords }),
    ...restoreHandlers({
      dialogs,
      jobs,
      restoring: { ...restoring, choice: () => choice },
      dialogWords,
    }),
    'app.info': async () => ok(await describeApp(facts, outcome)),
    'app.ready': () => ok(null),
    async 'app.copyText'({ text }) {
      await clipboard.writeText(text);
      return ok(null);
    },
    'settings.get': () => ok(settings.get()),
    'settings.set': (change) => settings.set(change),
    'jobs.list': () => ok(jobs.list()),
    'jobs.cancel': ({ jobId }) => jobs.cancel(jobId),
  } satisfies Handlers;
  menus.speak(languages[languageOf(locale())].menu);
  const quit = () => {
    app.quit();
  };
  app.on('window-all-closed', quit);
  window.connect({
    settings,
    onClose: () => 'close',
    onFocus: () => undefined,
    onPageLost() {
      // Its window closes now, and is no reason to quit before a person has answered.
      app.off('window-all-closed', quit);
      void confirmed({ locale }, dialogs, 'pageLost').then((isWanted) => {
        app.on('window-all-closed', quit);
        if (isWanted) void window.show();
        else quit();
      });
    },
  });
  return {
    // There are no accounts yet whose roles could forbid anything.
    answer: createAnswering(handlers, () => ok(null), logger.child('ipc')) satisfies Answering,
    close(): Promise<void> {
      app.off('window-all-closed', quit);
      return Promise.resolve();
    },
  };
}

import { app } from 'electron';
import type { Recovery, RestoreReport } from '#shared/backup.ts';
import type { Destination } from '#shared/ipc/contract.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Answering } from '../ipc/answer.ts';
import type { Restoring } from '../ipc/parts.ts';
import { createDiagnostics } from '../diagnostics.ts';
import { createLogTo } from '../log.ts';
import { systemLocale } from '../platform/system-locale.ts';
import { createRecoverer } from '../recovery.ts';
import { noRestore, type RestoreOutcome } from './app-info.ts';
import { type OpeningParts, type OpenProgram, openProgram } from './open-program.ts';
import { openQuestion } from './open-question.ts';

type SessionParts = Omit<OpeningParts, 'restoring' | 'doctor' | 'outcome'>;

interface Session {
  readonly answer: Answering;
  /** The data folder waits for an answer, so that the window must be seen. */
  readonly asks: boolean;
  show(): void;
  /** Shows where a link leads; nothing while the data folder waits for an answer. */
  goTo(destination: Destination): void;
  shown(loading: Promise<void>): Promise<void>;
  start(): void;
}

/**
 * What is behind the window: the program, or the question how to go on without one. A restore ends the one, puts other
 * data in its place, opens what there is then, and loads the window's page again.
 */
export function openSession(parts: SessionParts): Result<Session> {
  const { folder, mainFolder, environment, window, menus } = parts;
  const doctor = createDiagnostics({ folder, mainFolder, environment, version: app.getVersion() });
  const recoverer = createRecoverer({
    ...{ folder, mainFolder, locale: systemLocale(environment).language },
    logger: createLogTo(folder, false),
  });
  const restoring: Restoring = {
    choice: () => null,
    async restore(from, signal, progress) {
      const staged = await recoverer.stage(from, { replace: true, signal, onProgress: progress });
      if (!staged.ok) return staged;
      replace(() => staged.value.finish());
      return ok(null);
    },
    async recover(way, signal, progress) {
      if (behind.program === null) {
        const recovered = await recoverer.recover(way, { replace: true, signal, onProgress: progress });
        if (!recovered.ok) return recovered;
        replace(() => recovered);
        return ok(null);
      }
      replace(() => recoverer.recover(way, { replace: true, signal: new AbortController().signal }));
      return ok(null);
    },
  };
  const behind: { program: OpenProgram | null; question: { close(): Promise<void> } | null } = {
    program: null,
    question: null,
  };
  let answering: Promise<Answering>;

  // The watch goes on without a window; one whose page is lost may close while the program opens.
  app.on('window-all-closed', () => undefined);
  const opened = open(noRestore);
  if (!opened.ok) return opened;
  answering = Promise.resolve(opened.value);

  return ok({
    answer: async (name, request) => (await answering)(name, request),
    asks: behind.question !== null,
    show: () => {
      if (behind.program) behind.program.show();
      else void window.show();
    },
    goTo: (destination) => behind.program?.goTo(destination),
    shown: (loading) => (behind.program ? behind.program.shown(loading) : loading),
    start: startBehind,
  });

  function startBehind(): void {
    behind.program?.start();
  }

  function open(outcome: RestoreOutcome): Result<Answering> {
    const made = openProgram({ ...parts, restoring, doctor, outcome });
    if (made.ok) {
      behind.program = made.value;
      return ok(made.value.answer);
    }
    const choice: Recovery | null = recoverer.choiceOf(made.error);
    if (choice === null) return made;
    const asked = openQuestion({
      ...{ folder, environment, window, menus, doctor },
      ...{ error: made.error, choice, restoring, outcome },
    });
    behind.question = asked;
    return ok(asked.answer);
  }

  /** After the job that asked for it has ended; calls of the page wait until there is who answers them. */
  function replace(work: () => Promise<Result<RestoreReport>> | Result<RestoreReport>): void {
    const next = Promise.withResolvers<Answering>();
    setImmediate(() => {
      answering = next.promise;
      void exchange(work)
        .then((answer) => {
          next.resolve(answer);
          return window.reload();
        })
        .catch((cause: unknown) => {
          createLogTo(folder, false).error('A restore left nothing to open', { cause });
          app.exit(1);
        });
    });
  }

  async function exchange(work: () => Promise<Result<RestoreReport>> | Result<RestoreReport>): Promise<Answering> {
    await Promise.all([behind.program?.close(), behind.question?.close()]);
    behind.program = null;
    behind.question = null;
    const done = await work();
    const outcome = done.ok
      ? { restored: done.value, restoreError: null }
      : { restored: null, restoreError: done.error };
    const again = open(outcome);
    if (!again.ok) throw new Error(again.error.code);
    startBehind();
    return again.value;
  }
}

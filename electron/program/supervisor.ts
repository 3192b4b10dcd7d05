import type { Emit } from '../events/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

interface SupervisorParts {
  /** Node's `process`, where what nobody caught or awaited comes up. */
  readonly source: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Starts again what may have stopped. */
  readonly restart: () => void;
  /** The first fault before each new beginning: whoever looks at the window is to know of it. */
  readonly emit: Emit<'fault'>;
}

/** Restarts are this far apart at least: a fault may come again at once. */
const restartEvery = 60_000;
const restartAfter = 1_000;

/**
 * The last resort for bugs, ours and libraries': what nobody caught or awaited is logged, the program stays, and the watch
 * starts over. Without it one odd answer could end the watch over all accounts. The other loops of the program need no new
 * beginning: `createLoop` comes round again whatever a turn throws.
 */
export function createSupervisor({ source, clock, logger, restart, emit }: SupervisorParts) {
  const references: string[] = [];
  let stopTimer: Disposer | null = null;
  let notBefore = -Infinity;

  function restartSoon(): void {
    if (stopTimer) return;
    stopTimer = clock.after(Math.max(restartAfter, notBefore - clock.now()), () => {
      stopTimer = null;
      notBefore = clock.now() + restartEvery;
      try {
        restart();
      } catch (cause) {
        logger.error('Could not restart', { reason: reasonOf(cause) });
        restartSoon();
      }
    });
  }

  const note = (message: string) => (cause: unknown) => {
    const reference = `bug-${clock.now().toString(36)}-${references.length + 1}`;
    references.push(reference);
    logger.error(message, { reference, reason: reasonOf(cause) });
    if (!stopTimer) emit('fault', { code: 'internal', reference });
    restartSoon();
  };
  const onRejection = note('Nobody awaited what failed');
  const onException = note('Nobody caught what was thrown');
  source.on('unhandledRejection', onRejection);
  source.on('uncaughtException', onException);

  return {
    /** Under which each fault so far stands in the log. */
    references: (): readonly string[] => references,
    dispose(): void {
      source.off('unhandledRejection', onRejection);
      source.off('uncaughtException', onException);
      stopTimer?.();
    },
  };
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));

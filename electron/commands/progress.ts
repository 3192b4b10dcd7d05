import type { ReportProgress } from '#shared/combined-progress.ts';
import type { Transfer } from '#shared/jobs.ts';
import { type Duration, durationOf, type ProgressSample, rateOf, secondsLeft, withSample } from '#shared/job-rate.ts';

/** A stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What takes no longer than this is not worth a line. */
const quietMillis = 200;
/** So often is the line written again. */
const betweenMillis = 200;
const widthUnlessKnown = 80;

const grouped = (value: number): string => value.toLocaleString('en-US');
const eraseLine = '\r\u001b[2K';

/**
 * Says how far long work is, on one line that is written over and gone in the end.
 * @param now milliseconds of a steady clock
 */
export function createProgressLine(terminal: MaybeTerminal, now: () => number) {
  let isShown = false;

  const clear = (): void => {
    if (isShown) terminal.write(eraseLine);
    isShown = false;
  };

  return {
    /** Work that may take long, such as "Syncing Acme" or "Writing files"; what it is told goes on screen. */
    begin(work: string): ReportProgress {
      let samples: readonly ProgressSample[] = [];
      let next = now() + quietMillis;
      return (done, total, transfer = null) => {
        const at = now();
        samples = withSample(samples, { at, done });
        if (at < next) return;
        next = at + betweenMillis;
        const line = lineOf(work, { done, total, transfer }, samples);
        terminal.write(eraseLine + line.slice(0, (terminal.columns ?? widthUnlessKnown) - 1));
        isShown = true;
      };
    },
    /** Takes the line off the screen: before other words, and when the work has ended. */
    clear,
  };
}

/**
 * "Syncing Acme: 1,204 of 2,460, 48 per second, 26 s left": the rate and the rest once they can be said, and how much
 * of a large document has come.
 */
function lineOf(
  work: string,
  { done, total, transfer }: { done: number; total: number | null; transfer: Transfer | null },
  samples: readonly ProgressSample[],
): string {
  const rate = rateOf(samples);
  const seconds = secondsLeft(samples, total);
  return [
    `${work}: ${grouped(done)}${total === null ? '' : ` of ${grouped(total)}`}`,
    ...(rate === null ? [] : [`${rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))} per second`]),
    ...(seconds === null ? [] : [`${timeOf(durationOf(seconds))} left`]),
    ...(transfer === null ? [] : [transferOf(transfer)]),
  ].join(', ');
}

/** "12.5 of 48 MB of large PDFs". */
function transferOf({ received, total }: Transfer): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return `${megabytes(received)}${total === null ? '' : ` of ${megabytes(total)}`} MB of large PDFs`;
}

function timeOf(duration: Duration): string {
  if (duration.unit === 'seconds') return `${duration.seconds} s`;
  return duration.unit === 'minutes' ? `${duration.minutes} min` : `${duration.hours} h ${duration.minutes} min`;
}

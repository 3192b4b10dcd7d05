import { startPracticeServer } from '../practice/index.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface PracticeCommand {
  readonly port: number;
  readonly seed: number;
  readonly invoices: number;
  /** Milliseconds since 1970; null for the real time. */
  readonly clock: number | null;
  readonly speed: number;
  readonly output: Output;
  /** Ends the server. */
  readonly signal: AbortSignal;
}

/** Serves made-up billing data on this computer until it is interrupted. */
export async function practice({
  port,
  seed,
  invoices,
  clock,
  speed,
  output,
  signal,
}: PracticeCommand): Promise<ExitCode> {
  let server;
  try {
    server = await startPracticeServer({ port, seed, invoices, now: clock, speed, anchor: null });
  } catch (cause) {
    output.say(
      `The practice server could not start on port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    output.say('Choose another port with --port, or leave it out for a free one.');
    return exitCodes.failed;
  }
  const line = `practice server ready on ${server.url} customer ${server.customerId} imagekit ${server.imagekitKey}`;
  output.answer({ url: server.url, customer: server.customerId, imagekit: server.imagekitKey }, [line]);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  await server.close();
  return exitCodes.done;
}

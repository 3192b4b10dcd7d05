import type { AppError } from '#shared/errors.ts';
import type { SystemCode } from '#shared/system-code.ts';
import type { Clock, Disposer, Fetch } from '../platform/ports.ts';
import { failureReason } from './failure-reason.ts';

/** What one answer may take. */
export interface Limits {
  /** After unpacking. */
  readonly bytes: number;
  /** How long nothing may come, at first and between two pieces. */
  readonly quietSeconds: number;
  /** An answer that comes more slowly, on average, is given up after `quietSeconds`: it may last longer the more has come. */
  readonly slowestBytesPerSecond: number;
}

/** Bytes so far, after unpacking, and of all where the server reported. */
export type ReportReceived = (received: number, total: number | null) => void;

/** How the caller follows a request and ends it. */
export interface Watching {
  readonly signal: AbortSignal | undefined;
  readonly onProgress?: ReportReceived | undefined;
}

/** To be read or let go of; leaving the loop over it lets go, too. Rejects with what `failureIn` understands. */
export interface Body extends AsyncIterable<Uint8Array> {
  cancel(): Promise<void>;
}

/** The response's own body is read through `body` alone; null where it has none. */
export interface Guarded {
  readonly response: Response;
  readonly body: Body | null;
}

export type GuardedFetch = (
  url: Parameters<Fetch>[0],
  init: Parameters<Fetch>[1],
  onProgress?: ReportReceived,
) => Promise<Guarded>;

/** Thrown instead of whatever the network stack throws; libraries may wrap it, `failureIn` finds it. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly error: AppError;
  constructor(error: AppError, cause?: unknown) {
    super(error.code, { cause });
    this.error = error;
  }
}

/** The failure that a library may have put something around; null where none of ours is inside. */
export function failureIn(thrown: unknown, depth = 0): AppError | null {
  if (thrown instanceof RequestFailure) return thrown.error;
  return thrown instanceof Error && depth < 5 ? failureIn(thrown.cause, depth + 1) : null;
}

/** A policy is no trouble of the network, which might be gone the next time. */
export const unreachable = (host: string, reason: SystemCode): AppError =>
  reason === 'ERR_BLOCKED_BY_ADMINISTRATOR'
    ? { code: 'host-not-allowed', host }
    : { code: 'server-unreachable', host, reason };

/** `server-timeout`, `server-unreachable`, `host-not-allowed`, `answer-too-large` or `cancelled` of a request to this host, or what the port found. */
export function guardFetch(fetch: Fetch, clock: Pick<Clock, 'after'>, limits: Limits): GuardedFetch {
  return async (address, init, onProgress) => {
    const host = new URL(address).hostname;
    const ending = new AbortController();
    let reason: AppError | null = null;
    const end = (error: AppError): void => {
      reason ??= error;
      ending.abort();
    };
    const given = init.signal;
    const cancel = (): void => {
      end({ code: 'cancelled' });
    };
    // Not AbortSignal.any: Node keeps such a signal for as long as the given one lives.
    given?.addEventListener('abort', cancel);
    const pace = watchPace(clock, limits, () => {
      end({ code: 'server-timeout', host, seconds: limits.quietSeconds });
    });
    const finish = (): void => {
      pace.stop();
      given?.removeEventListener('abort', cancel);
    };
    const failed = (cause: unknown): RequestFailure => {
      finish();
      return new RequestFailure(
        reason ?? failureIn(cause) ?? unreachable(host, failureReason(cause)),
        reason ? undefined : cause,
      );
    };
    const refuseSize = (): void => {
      end({ code: 'answer-too-large', host, megabytes: Math.ceil(limits.bytes / 2 ** 20) });
    };

    try {
      if (given?.aborted) cancel();
      ending.signal.throwIfAborted();
      const response = await fetch(address, { ...init, signal: ending.signal });
      const { headers } = response;
      const length = Number(headers.get('content-length') ?? Number.NaN);
      if (length > limits.bytes) refuseSize();
      ending.signal.throwIfAborted();
      const reader = response.body?.getReader();
      if (!reader) finish();
      // Of an encoded body the length is that of the encoded bytes.
      const total = Number.isFinite(length) && headers.get('content-encoding') === null ? length : null;
      const note = (bytes: number, received: number): void => {
        pace.note(bytes);
        onProgress?.(received, total);
      };
      const body = reader && guardedBody(reader, limits.bytes, { note, refuseSize, finish, failed, ending });
      return { response, body: body ?? null };
    } catch (cause) {
      ending.abort();
      throw failed(cause);
    }
  };
}

interface Guard {
  readonly note: (bytes: number, received: number) => void;
  readonly refuseSize: () => void;
  readonly finish: () => void;
  readonly failed: (cause: unknown) => RequestFailure;
  readonly ending: AbortController;
}

/** Asked for only as it is read. A stream around the stream would cost more than all else that is done to a PDF. */
function guardedBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
  { note, refuseSize, finish, failed, ending }: Guard,
): Body {
  let received = 0;
  const cancel = async (): Promise<void> => {
    finish();
    await reader.cancel().catch(() => undefined);
    ending.abort();
  };
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    try {
      const { done, value } = await reader.read();
      if (done) {
        finish();
        return { done, value: undefined };
      }
      received += value.length;
      note(value.length, received);
      if (received > maxBytes) refuseSize();
      ending.signal.throwIfAborted();
      return { done, value };
    } catch (cause) {
      throw failed(cause);
    }
  };
  const leave = async (): Promise<IteratorReturnResult<undefined>> => {
    await cancel();
    return { done: true, value: undefined };
  };
  return { cancel, [Symbol.asyncIterator]: () => ({ next, return: leave }) };
}

interface Pace {
  note(bytes: number): void;
  stop(): void;
}

const ticksPerQuiet = 4;

/** Calls back when nothing came for too long, or too little. By running time: a clock that is set must not end a request. */
function watchPace(
  clock: Pick<Clock, 'after'>,
  { quietSeconds, slowestBytesPerSecond }: Limits,
  tooSlow: () => void,
): Pace {
  const tickSeconds = quietSeconds / ticksPerQuiet;
  let ticks = 0;
  let quietTicks = 0;
  let bytes = 0;
  let stopTimer: Disposer = () => undefined;
  const arm = (): void => {
    stopTimer = clock.after(tickSeconds * 1000, () => {
      ticks++;
      quietTicks++;
      const allowed = quietSeconds + bytes / slowestBytesPerSecond;
      if (quietTicks >= ticksPerQuiet || ticks * tickSeconds > allowed) tooSlow();
      else arm();
    });
  };
  arm();
  return {
    note(length) {
      bytes += length;
      if (length > 0) quietTicks = 0;
    },
    stop() {
      stopTimer();
    },
  };
}

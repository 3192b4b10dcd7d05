import { randomUUID } from 'node:crypto';
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { callChannel } from '#shared/ipc/bridge.ts';
import { type CallName, calls, type Response } from '#shared/ipc/contract.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Disposer, Logger } from '../platform/ports.ts';

type Parsed<Name extends CallName> = ReturnType<(typeof calls)[Name]['request']['parse']>;

/** One handler for every call of the contract: a missing one is a type error. */
export type Handlers = {
  readonly [Name in CallName]: (request: Parsed<Name>) => Promise<Result<Response<Name>>> | Result<Response<Name>>;
};

interface RouterParts {
  readonly handlers: Handlers;
  /** Whether the sender is our own window's main frame on our own origin. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly logger: Logger;
}

/**
 * Takes calls from the window: checks the sender, parses the request, runs the handler, checks the answer against
 * the contract. A refused call rejects. A bug becomes `internal` with a reference that is also in the log.
 */
export function startRouter({ handlers, isTrusted, logger }: RouterParts): Disposer {
  ipcMain.handle(callChannel, async (event, name: unknown, request: unknown) => {
    if (!isTrusted(event)) throw new Error('This sender may not call');
    if (!isCallName(name)) throw new Error('There is no such call');
    const started = performance.now();
    const result = await answer(handlers, name, request, logger);
    logger.debug(name, { ok: result.ok, milliseconds: Math.round(performance.now() - started) });
    return result;
  });
  return () => {
    ipcMain.removeHandler(callChannel);
  };
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);

/** Exported for tests: everything but Electron. */
export async function answer<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  request: unknown,
  logger: Logger,
): Promise<Result<Response<Name>>> {
  const parsed = calls[name].request.safeParse(request);
  if (!parsed.success) throw new Error(`The request of ${name} does not fit the contract`);
  try {
    // The table pairs each name with its own schema and handler; the compiler cannot follow that through a union.
    const handler = handlers[name] as (request: unknown) => Promise<Result<Response<Name>>>;
    const result = await handler(parsed.data);
    return result.ok ? { ok: true, value: calls[name].response.parse(result.value) as Response<Name> } : result;
  } catch (bug) {
    const reference = randomUUID().slice(0, 8);
    logger.error('A call failed', { name, reference, reason: bug instanceof Error ? bug.stack : String(bug) });
    return fail({ code: 'internal', reference });
  }
}

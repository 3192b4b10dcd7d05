import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { callChannel } from '#shared/ipc/bridge.ts';
import type { Disposer, Logger } from '../platform/ports.ts';
import { answer, type Handlers, isCallName } from './answer.ts';

interface RouterParts {
  readonly handlers: Handlers;
  /** Whether the sender is our own window's main frame on our own origin. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly logger: Logger;
}

/** Takes calls from the window on the one channel there is. A refused call rejects; it is logged by name and duration only. */
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

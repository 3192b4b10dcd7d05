import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { callChannel } from '#shared/ipc/bridge.ts';
import type { Disposer } from '../platform/ports.ts';
import type { Answering } from './answer.ts';

/**
 * Takes calls from the window on the one channel there is; they wait until there is who answers them. A refused call
 * rejects. `isTrusted`: whether the sender is our own window's main frame on our own origin.
 */
export function startRouter(
  answering: Promise<Answering>,
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
): Disposer {
  ipcMain.handle(callChannel, async (event, name: unknown, request: unknown) => {
    if (!isTrusted(event)) throw new Error('This sender may not call');
    const answer = await answering;
    return answer(name, request);
  });
  return () => {
    ipcMain.removeHandler(callChannel);
  };
}

import type { IpcMainInvokeEvent } from 'electron';
import { isOurs } from './origin.ts';

/** A call may come from our own origin's main frame only. Electron's security checklist, item 17. */
export function isTrustedSender({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}

import { Menu, nativeImage, Tray } from 'electron';
import type { SharedMessages } from '#shared/messages/index.ts';
import { fill } from '#shared/messages/index.ts';
import type { Disposer } from '../platform/ports.ts';
import type { Waiting } from './account-list.ts';

interface TrayParts {
  readonly icon: string;
  readonly words: () => SharedMessages['tray'];
  readonly onOpen: () => void;
  readonly onCheckNow: () => void;
  readonly onQuit: () => void;
}

/** The icon in the tray: opens the window, checks now, quits, and says how many alerts wait for somebody. */
export function createTray({ icon, words, onOpen, onCheckNow, onQuit }: TrayParts): {
  /** Shows it in the language that is set now; without it what was shown before. */
  update(waiting?: Waiting): void;
  dispose: Disposer;
} {
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.on('click', onOpen);
  let last: Waiting = { unseen: 0, uncompared: 0 };
  return {
    update(waiting = last) {
      last = waiting;
      const { unseen, uncompared } = waiting;
      const text = words();
      const lines = [
        ...(unseen > 0 ? [unseen === 1 ? text.attentionOne : fill(text.attention, { count: unseen })] : []),
        ...(uncompared > 0
          ? [uncompared === 1 ? text.uncomparedOne : fill(text.uncompared, { count: uncompared })]
          : []),
      ];
      tray.setToolTip(lines.length > 0 ? lines.join('\n') : text.watching);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: text.open, click: onOpen },
          { label: text.checkNow, click: onCheckNow },
          { type: 'separator' },
          { label: text.quit, click: onQuit },
        ]),
      );
    },
    dispose() {
      tray.destroy();
    },
  };
}

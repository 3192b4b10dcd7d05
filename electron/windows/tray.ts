import { Menu, nativeImage, Tray } from 'electron';
import type { SharedMessages } from '#shared/messages/index.ts';
import { fill } from '#shared/messages/index.ts';
import type { Disposer } from '../platform/ports.ts';

interface TrayParts {
  readonly icon: string;
  readonly words: () => SharedMessages['tray'];
  readonly onOpen: () => void;
  readonly onCheckNow: () => void;
  readonly onQuit: () => void;
}

/** The icon in the tray: opens the window, checks now, quits, and says how many alerts nobody has seen. */
export function createTray({ icon, words, onOpen, onCheckNow, onQuit }: TrayParts): {
  update(unseen: number): void;
  dispose: Disposer;
} {
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.on('click', onOpen);
  return {
    update(unseen) {
      const text = words();
      const attention = unseen === 1 ? text.attentionOne : fill(text.attention, { count: unseen });
      tray.setToolTip(unseen > 0 ? attention : text.watching);
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

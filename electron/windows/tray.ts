import { Menu, nativeImage, Tray } from 'electron';
import type { SharedMessages } from '#shared/messages/index.ts';
import type { Attention } from '#shared/to-do.ts';
import type { Disposer } from '../platform/ports.ts';
import { toolTipOf, type TrayState, trayStateOf } from './tray-state.ts';

interface TrayParts {
  /** The image of each state. */
  readonly iconOf: (state: TrayState) => string;
  readonly words: () => SharedMessages['tray'];
  readonly onOpen: () => void;
  readonly onRefresh: () => void;
  readonly onQuit: () => void;
}

/** The icon in the tray: opens the window, refreshes, quits, and says what there is to do and who is not watched. */
export function createTray({ iconOf, words, onOpen, onRefresh, onQuit }: TrayParts): {
  /** Shows it in the language that is set now; without it what was shown before. */
  update(attention?: Attention): void;
  dispose: Disposer;
} {
  // Nobody has looked yet, so nothing is said to be fine.
  let last: Attention = { open: 0, unwatched: [], accounts: 0 };
  let state = trayStateOf(last);
  const tray = new Tray(nativeImage.createFromPath(iconOf(state)));
  tray.on('click', onOpen);
  return {
    update(attention = last) {
      last = attention;
      const text = words();
      const now = trayStateOf(attention);
      if (now !== state) tray.setImage(nativeImage.createFromPath(iconOf(now)));
      state = now;
      tray.setToolTip(toolTipOf(attention, text));
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: text.show, click: onOpen },
          { label: text.refresh, click: onRefresh },
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

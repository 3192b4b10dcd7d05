import { app, Menu } from 'electron';
import type { SharedMessages } from '#shared/messages/index.ts';
import { applicationMenu, contextMenu } from './menu-templates.ts';

export interface Menus {
  /** Shows them in these words from now on. */
  speak(words: SharedMessages['menu']): void;
}

/** The menu bar and the menu of a right click. To be called before Electron is ready: else its own is seen first. */
export function startMenus(): Menus {
  let words: SharedMessages['menu'] | null = null;
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menu, params) => {
      const items = words === null ? [] : contextMenu(words, params);
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    });
  });
  return {
    speak(given) {
      words = given;
      Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(given, process.platform, app.isPackaged)));
    },
  };
}

import { app, session } from 'electron';
import { isOurs } from './origin.ts';

/**
 * Rules for every page there will ever be: no navigation away from our origin, no further windows, no embedded
 * views, no permissions. Electron's security checklist, items 5, 13, 14 and 12.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => {
    decide(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);
}

import { extname } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import type { Dialogs } from './ports.ts';

/** The operating system's own file and folder dialogs, attached to the window. */
export function createDialogs(): Dialogs {
  const parent = () => BrowserWindow.getAllWindows()[0];
  return {
    async chooseFolder(title) {
      const options = { title, properties: ['openDirectory', 'createDirectory'] } satisfies Electron.OpenDialogOptions;
      const window = parent();
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseFiles(title) {
      const options = {
        title,
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: 'PDF, XML, EML, MSG, ZIP', extensions: ['pdf', 'xml', 'eml', 'msg', 'zip'] }],
      } satisfies Electron.OpenDialogOptions;
      const window = parent();
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return canceled ? [] : filePaths;
    },
    async chooseFile(title, extensions) {
      const options = {
        title,
        properties: ['openFile'],
        filters: [{ name: extensions.join(', ').toUpperCase(), extensions: [...extensions] }],
      } satisfies Electron.OpenDialogOptions;
      const window = parent();
      const { canceled, filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseSaveFile(title, defaultPath) {
      const extension = extname(defaultPath).slice(1);
      const filters = extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }];
      const options = { title, defaultPath, filters };
      const window = parent();
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? null : filePath;
    },
    async confirm({ message, detail, yes, no }) {
      const options = {
        ...{ type: 'warning', title: 'Billfold', message, detail, buttons: [yes, no], noLink: true },
        // Enter and Escape mean the button that changes nothing.
        ...{ defaultId: 1, cancelId: 1 },
      } satisfies Electron.MessageBoxOptions;
      const window = parent();
      const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
      return response === 0;
    },
  };
}

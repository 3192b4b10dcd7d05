import type { SharedMessages } from '#shared/messages/index.ts';

/* What the menus hold. Electron's own are in English, and offer an accountant the tools of a developer. */

type MenuWords = SharedMessages['menu'];
type Item = Electron.MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

/** The menu bar: on macOS at the top of the screen, elsewhere in the window behind the Alt key. */
export function applicationMenu(words: MenuWords, platform: NodeJS.Platform, packaged: boolean): Item[] {
  const quit: Item = { role: 'quit', label: words.quit };
  const close: Item = { role: 'close', label: words.close };
  const program: Item =
    platform === 'darwin'
      ? {
          label: 'Billfold',
          submenu: [
            { role: 'about', label: words.about },
            separator,
            { role: 'hide', label: words.hide },
            { role: 'hideOthers', label: words.hideOthers },
            { role: 'unhide', label: words.showAll },
            separator,
            quit,
          ],
        }
      : { label: words.file, submenu: [close, separator, quit] };
  return [
    program,
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        separator,
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(packaged ? [] : developerItems),
      ],
    },
    {
      label: words.window,
      role: 'window',
      submenu: [{ role: 'minimize', label: words.minimize }, ...(platform === 'darwin' ? [close] : [])],
    },
  ];
}

const developerItems: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];

/** What a right click offers: all of it in a field, copying on a selection, nothing elsewhere. */
export function contextMenu(
  words: MenuWords,
  {
    isEditable,
    selectionText,
    editFlags,
  }: Pick<Electron.ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
): Item[] {
  const copy: Item = { role: 'copy', label: words.copy, enabled: editFlags.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: words.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
    separator,
    { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll },
  ];
}

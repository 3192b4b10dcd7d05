import { describe, expect, it } from 'vitest';
import { languages } from '#shared/messages/index.ts';
import { applicationMenu, contextMenu } from '../../../electron/windows/menu-templates.ts';

const { menu: german } = languages.de;
const { menu: english } = languages.en;
type Items = Electron.MenuItemConstructorOptions[];

const itemsOf = (items: Items): Items =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
const rolesIn = (items: Items) => itemsOf(items).flatMap(({ role }) => role ?? []);
const nothing = {
  ...{ canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false, canDelete: false },
  ...{ canSelectAll: true, canEditRichly: false },
};
const labelsOf = (items: Items) => items.flatMap(({ label }) => label ?? []);

describe('the menu bar', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has words of the program alone on %s', (platform) => {
    for (const words of [german, english]) {
      const items = itemsOf(applicationMenu(words, platform, true)).filter(({ type }) => type !== 'separator');
      const own = new Set([...Object.values(words), 'Billfold']);
      expect(items.filter(({ label }) => label === undefined || !own.has(label))).toEqual([]);
    }
  });

  it('offers the tools of developers in a checkout only', () => {
    const tools = ['reload', 'toggleDevTools'];
    expect(rolesIn(applicationMenu(german, 'win32', true)).filter((role) => tools.includes(role))).toEqual([]);
    expect(rolesIn(applicationMenu(german, 'win32', false))).toEqual(expect.arrayContaining(tools));
  });

  it.each(['linux', 'win32', 'darwin'] as const)('edits, closes and quits on %s', (platform) => {
    const roles = rolesIn(applicationMenu(english, platform, true));
    const wanted = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'close', 'quit', 'togglefullscreen'];
    expect(roles).toEqual(expect.arrayContaining(wanted));
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe('a right click', () => {
  it('offers everything in a field, as far as it can be done', () => {
    const items = contextMenu(german, {
      isEditable: true,
      selectionText: '',
      editFlags: { ...nothing, canPaste: true },
    });
    expect(items.map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Ausschneiden', false],
      ['Kopieren', false],
      ['Einfügen', true],
      [undefined, undefined],
      ['Alles auswählen', true],
    ]);
  });

  it('offers copying on a selection, and nothing elsewhere', () => {
    const editFlags = { ...nothing, canCopy: true };
    expect(labelsOf(contextMenu(english, { isEditable: false, selectionText: 'INV-1', editFlags }))).toEqual(['Copy']);
    expect(contextMenu(english, { isEditable: false, selectionText: ' ', editFlags: nothing })).toEqual([]);
  });
});

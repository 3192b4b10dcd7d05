import { createEvent } from '../events.ts';
import { NotOfferedError, StrictEmitter, StrictObject } from '../strict.ts';
import { actionOf, isRole, labelOf, submenuOf } from './menu-roles.ts';
import type { RoleTargets } from './menu-roles.ts';

type ItemOptions = Electron.MenuItemConstructorOptions;
type ItemOffered = Pick<
  Electron.MenuItem,
  'label' | 'enabled' | 'visible' | 'checked' | 'id' | 'type' | 'accelerator' | 'sublabel' | 'toolTip'
>;
type Offered = Pick<Electron.Menu, 'popup' | 'closePopup'>;

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio'];
let targets: RoleTargets | null = null;

/** Called once by the module `electron` when it is put together. */
export function connectMenus(connected: RoleTargets): void {
  targets = connected;
}

/** A menu item. Menus are not drawn: a test clicks an item by its label through the control channel. */
export class MenuItem extends StrictObject implements ItemOffered {
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly id: string;
  readonly type: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  readonly accelerator: Electron.Accelerator | null;
  readonly role: ItemOptions['role'];
  readonly submenu: Menu | undefined;
  sublabel: string;
  toolTip: string;
  readonly click: (event?: object, window?: unknown) => void;

  constructor(options: ItemOptions) {
    super();
    const role = options.role?.toLowerCase() ?? '';
    if (role !== '' && !isRole(role)) throw new NotOfferedError(`the menu role '${String(options.role)}'`);
    const submenu = options.submenu ?? submenuOf(role);
    const type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    if (type === 'submenu' && submenu === undefined) throw new Error('Invalid submenu');
    if (!types.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
    this.type = type as MenuItem['type'];
    this.label = options.label ?? labelOf(role);
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.id = options.id ?? '';
    this.accelerator = options.accelerator ?? null;
    this.role = options.role;
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.submenu = asMenu(submenu);
    this.click = (event = createEvent(), window?: unknown) => {
      if (type === 'checkbox') this.checked = !this.checked;
      const act = targets === null ? null : actionOf(role, targets);
      if (act !== null) {
        act();
        return;
      }
      if (options.click === undefined && role !== '')
        throw new NotOfferedError(`a click on the menu role '${String(options.role)}'`);
      // The host's items and windows are Electron's as far as the host offers them.
      (options.click as ((item: MenuItem, window: unknown, event: object) => void) | undefined)?.(this, window, event);
    };
  }
}

let applicationMenu: Menu | null = null;
let applicationMenuWasSet = false;
let popup: Menu | null = null;
const showPopup = (menu: Menu | null): void => {
  popup = menu;
};

/** The menu that was opened last and is open still, for tests. */
export const openPopup = (): Menu | null => popup;

export class Menu extends StrictEmitter implements Offered {
  readonly items: MenuItem[] = [];

  constructor() {
    super(['menu-will-show', 'menu-will-close']);
  }

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const given = template as (ItemOptions | MenuItem)[];
    if (!given.every(isItem))
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    const menu = new Menu();
    for (const item of withoutExtraSeparators(given)) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
    applicationMenuWasSet = true;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`);
    if (position > this.items.length)
      throw new RangeError(`Position ${position} cannot be greater than the total MenuItem count`);
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }

  popup(options: Electron.PopupOptions = {}): void {
    if (typeof options !== 'object') throw new TypeError('Options must be an object');
    popup?.closePopup();
    showPopup(this);
    this.#closed = options.callback ?? null;
    this.emit('menu-will-show', createEvent());
  }

  closePopup(): void {
    if (popup !== this) return;
    showPopup(null);
    this.emit('menu-will-close', createEvent());
    this.#closed?.();
  }
  #closed: (() => void) | null = null;

  /** For tests: the item with this label, in submenus too. */
  find(label: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.label === label ? item : (item.submenu?.find(label) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}

/** lib/browser/default-menu.ts: what a program that sets no menu has, and shows its users. */
export function setDefaultApplicationMenu(): void {
  if (applicationMenuWasSet) return;
  const help: ItemOptions = {
    role: 'help',
    submenu: ['Learn More', 'Documentation', 'Community Discussions', 'Search Issues'].map((label) => ({ label })),
  };
  const menus = (['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const).map((role): ItemOptions => ({ role }));
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menus, help]));
}

function asMenu(submenu: unknown): Menu | undefined {
  if (submenu === undefined || submenu instanceof Menu) return submenu;
  return Menu.buildFromTemplate(submenu as ItemOptions[]);
}

/** As `areValidTemplateItems` of lib/browser/api/menu.ts. */
const isItem = (item: unknown): boolean =>
  item instanceof MenuItem ||
  (typeof item === 'object' &&
    item !== null &&
    (Object.hasOwn(item, 'label') || Object.hasOwn(item, 'role') || ('type' in item && item.type === 'separator')));

/** As lib/browser/api/menu.ts: of separators side by side one stays, and none at an end. */
function withoutExtraSeparators<T extends { type?: string; visible?: boolean }>(items: readonly T[]): T[] {
  const isSeparator = (item: T | undefined): boolean => item?.type === 'separator' && item.visible !== false;
  const folded = items.filter((item, at) => !isSeparator(item) || at === 0 || items[at - 1]?.type !== 'separator');
  return folded.filter((item, at) => !isSeparator(item) || (at !== 0 && at !== folded.length - 1));
}

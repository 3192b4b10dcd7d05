import { createEvent } from '../events.ts';
import { NotOfferedError, StrictEmitter, StrictObject } from '../strict.ts';

type ItemOptions = Electron.MenuItemConstructorOptions;
type ItemOffered = Pick<
  Electron.MenuItem,
  'label' | 'enabled' | 'visible' | 'checked' | 'id' | 'type' | 'accelerator' | 'sublabel' | 'toolTip'
>;
type Offered = Pick<Electron.Menu, 'popup' | 'closePopup'>;

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio'];

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
    const type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    if (!types.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
    // electron.d.ts: "label, role or type must be given" — Electron refuses an item that would be empty.
    if (type !== 'separator' && options.label === undefined && options.role === undefined) {
      throw new TypeError('Required property label, role or type is missing');
    }
    this.type = type as MenuItem['type'];
    this.label = options.label ?? options.role ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.id = options.id ?? '';
    this.accelerator = options.accelerator ?? null;
    this.role = options.role;
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.submenu = asMenu(options.submenu);
    this.click = (event = createEvent(), window?: unknown) => {
      if (type === 'checkbox') this.checked = !this.checked;
      if (options.click === undefined && options.role !== undefined)
        throw new NotOfferedError(`the menu role '${options.role}'`);
      // The host's items and windows are Electron's as far as the host offers them.
      (options.click as ((item: MenuItem, window: unknown, event: object) => void) | undefined)?.(this, window, event);
    };
  }
}

let applicationMenu: Menu | null = null;

export class Menu extends StrictEmitter implements Offered {
  readonly items: MenuItem[] = [];

  constructor() {
    super(['menu-will-show', 'menu-will-close']);
  }

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item as ItemOptions));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  append(item: MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    this.items.push(item);
  }

  insert(position: number, item: MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    if (position < 0) throw new RangeError('Position -1 cannot be less than 0');
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
    this.emit('menu-will-show', createEvent());
    options.callback?.();
    this.emit('menu-will-close', createEvent());
  }

  closePopup(): void {
    this.emit('menu-will-close', createEvent());
  }

  /** For tests: the item with this label, in submenus too. */
  find(label: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.label === label ? item : (item.submenu?.find(label) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}

function asMenu(submenu: unknown): Menu | undefined {
  if (submenu === undefined || submenu instanceof Menu) return submenu;
  return Menu.buildFromTemplate(submenu as ItemOptions[]);
}

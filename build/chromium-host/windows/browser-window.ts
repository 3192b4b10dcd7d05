import { isAbsolute } from 'node:path';
import type { Page } from 'playwright-core';
import { requireDisplay } from '../browser/browser.ts';
import type { Browser } from '../browser/browser.ts';
import type { Origins } from '../browser/origins.ts';
import type { Schemes } from '../browser/schemes.ts';
import { createEvent } from '../events.ts';
import type { IpcMain } from '../ipc-main.ts';
import type { Session } from '../net/session.ts';
import { StrictEmitter } from '../strict.ts';
import { linkPage } from './page-link.ts';
import type { PageLink } from './page-link.ts';
import { applyBackground, applyBounds, applyState } from './page-window.ts';
import { WebContents } from './web-contents.ts';
import { checkWindowOptions } from './window-options.ts';

type Offered = Pick<
  Electron.BrowserWindow,
  | 'id' | 'loadURL' | 'show' | 'showInactive' | 'hide' | 'focus' | 'blur' | 'isVisible' | 'isFocused' | 'isMinimized'
  | 'minimize' | 'restore' | 'maximize' | 'unmaximize' | 'isMaximized' | 'close' | 'destroy' | 'isDestroyed' | 'setTitle'
  | 'getTitle' | 'getBounds' | 'setBounds' | 'getNormalBounds' | 'setSize' | 'getSize' | 'setPosition' | 'getPosition'
  | 'center' | 'setMenu' | 'removeMenu' | 'setMenuBarVisibility' | 'setAutoHideMenuBar' | 'flashFrame' | 'reload'
  | 'moveTop' | 'setBackgroundColor' | 'isFullScreen' | 'setProgressBar' | 'setIcon'
>; // prettier-ignore

export interface WindowHost {
  readonly browser: Browser;
  readonly ipcMain: IpcMain;
  readonly schemes: Schemes;
  readonly origins: () => Origins;
  readonly session: Session;
  readonly isReady: () => boolean;
  readonly askPermission: (permission: string, contents: WebContents) => Promise<boolean>;
  /** Given each page before its first load: colours and permissions. */
  readonly prepare: (link: PageLink) => Promise<void>;
  readonly onCreated: (window: BrowserWindow) => void;
  readonly onFocus: (window: BrowserWindow, focused: boolean) => void;
  readonly onCrashed: (contents: WebContents, details: object) => void;
  readonly onAllClosed: () => void;
}

const events = [
  'ready-to-show', 'show', 'hide', 'focus', 'blur', 'close', 'closed', 'minimize', 'restore', 'maximize', 'unmaximize',
  'page-title-updated', 'resize', 'resized', 'move', 'moved',
]; // prettier-ignore
const eventsElsewhere = [
  'session-end',
  'query-session-end',
  'unresponsive',
  'responsive',
  'enter-full-screen',
  'leave-full-screen',
];

const windows = new Set<BrowserWindow>();
const contentsOf = new WeakMap<BrowserWindow, WebContents>();
let host: WindowHost | null = null;
let lastId = 0;

/** Called once by the module `electron` when it is put together. */
export function connectWindows(connected: WindowHost): void {
  host = connected;
}

export class BrowserWindow extends StrictEmitter implements Offered {
  readonly id: number;
  readonly #host: WindowHost;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #contents: WebContents;
  #link: Promise<PageLink> | null = null;
  #bounds: Electron.Rectangle;
  #title: string;
  #visible: boolean;
  #focused = false;
  #minimized = false;
  #maximized = false;
  #destroyed = false;
  #shownOnce = false;

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].find((window) => window.#focused) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => contentsOf.get(window) === contents) ?? null;
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(events, eventsElsewhere);
    if (host?.isReady() !== true) throw new Error('Cannot create BrowserWindow before app is ready');
    checkWindowOptions(options);
    const { preload } = options.webPreferences ?? {};
    if (preload !== undefined && !isAbsolute(preload))
      throw new TypeError(`preload must be an absolute path: ${preload}`);
    requireDisplay();
    lastId += 1;
    this.id = lastId;
    this.#host = host;
    this.#options = options;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? '';
    this.#visible = options.show !== false;
    this.#contents = this.#createContents(host);
    contentsOf.set(this, this.#contents);
    windows.add(this);
    this.#host.onCreated(this);
    void this.#page();
    if (this.#visible) this.#becomeFocused(true);
  }

  get webContents(): WebContents {
    this.#alive();
    return this.#contents;
  }

  #createContents(owner: WindowHost): WebContents {
    const contents = new WebContents({
      ipcMain: owner.ipcMain,
      schemes: owner.schemes,
      origins: owner.origins,
      session: owner.session,
      link: () => this.#page(),
      mayOpenDevTools: this.#options.webPreferences?.devTools !== false,
      askPermission: owner.askPermission,
      isFocused: () => this.#focused,
      focus: () => {
        this.focus();
      },
      onWindowState: (focused) => {
        if (this.#visible) this.#becomeFocused(focused);
      },
    });
    contents.on('page-title-updated', (event: object, title: string) => {
      this.#title = title;
      this.emit('page-title-updated', event, title, true);
    });
    contents.on('did-finish-load', () => {
      if (this.#shownOnce) return;
      this.#shownOnce = true;
      this.emit('ready-to-show');
      // A window that stays hidden is out of sight; one that is shown now was never put away.
      setImmediate(() => {
        if (!this.#visible) void this.#apply('minimized');
      });
    });
    return contents;
  }

  /** The page, opened when there is none: at first, and after the user closed a window that refused to close. */
  #page(): Promise<PageLink> {
    this.#link ??= this.#open().catch((error: unknown) => {
      process.stderr.write(`Chromium could not be started: ${String(error)}\n`);
      process.exit(1);
    });
    return this.#link;
  }

  async #open(): Promise<PageLink> {
    const { x, y } = this.#options;
    const { width, height } = this.#bounds;
    const page = await this.#host.browser.open({
      width,
      height,
      ...(x === undefined || y === undefined ? {} : { x, y }),
    });
    const preload = this.#options.webPreferences?.preload ?? null;
    const { listener } = this.#contents;
    const link = await linkPage({ page, preload, listener, scripts: this.#host.browser.scripts() });
    page.once('close', () => {
      this.#pageClosed();
    });
    page.once('crash', () => {
      this.#pageCrashed(page);
    });
    await Promise.all([this.#host.prepare(link), applyBackground(link, this.#options.backgroundColor)]);
    if (this.#destroyed) void page.close();
    else this.#contents.attach(link);
    return link;
  }

  /** The user closed Chromium's window. A program that refuses keeps its window, hidden, with a new page when shown. */
  #pageClosed(): void {
    if (this.#destroyed) return;
    this.#link = null;
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.#finish();
    else if (this.#visible) this.hide();
  }

  #pageCrashed(page: Page): void {
    this.#link = null;
    void page.close().catch(() => undefined);
    this.#contents.crashed();
    this.#host.onCrashed(this.#contents, { reason: 'crashed', exitCode: 1 });
  }

  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  #becomeFocused(focused: boolean): void {
    if (focused === this.#focused) return;
    this.#focused = focused;
    this.emit(focused ? 'focus' : 'blur', createEvent());
    this.#host.onFocus(this, focused);
  }

  async #apply(state: 'normal' | 'minimized' | 'maximized'): Promise<void> {
    if (this.#link !== null) await applyState(await this.#link, state);
  }

  loadURL(url: string): Promise<void> {
    this.#alive();
    return this.#contents.loadURL(url);
  }

  reload(): void {
    this.#alive();
    this.#contents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.#alive();
    const url = this.#contents.getURL();
    if (this.#link === null && url !== '') void this.#contents.loadURL(url);
    void this.#apply(this.#maximized ? 'maximized' : 'normal');
    this.#minimized = false;
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#alive();
    void this.#apply('minimized');
    this.#becomeFocused(false);
    if (!this.#visible) return;
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    this.#alive();
    void this.#link?.then(({ page }) => page.bringToFront()).catch(() => undefined);
    if (this.#visible) this.#becomeFocused(true);
  }

  blur(): void {
    this.#alive();
    this.#becomeFocused(false);
  }

  moveTop(): void {
    this.#alive();
    void this.#link?.then(({ page }) => page.bringToFront()).catch(() => undefined);
  }

  minimize(): void {
    this.#alive();
    void this.#apply('minimized');
    this.#becomeFocused(false);
    this.#minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.#alive();
    void this.#apply('normal');
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit('restore');
    this.#becomeFocused(true);
  }

  maximize(): void {
    this.#alive();
    void this.#apply('maximized');
    this.#maximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#alive();
    void this.#apply('normal');
    this.#maximized = false;
    this.emit('unmaximize');
  }

  close(): void {
    this.#alive();
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const link = this.#link;
    this.#link = null;
    const closed = link === null ? Promise.resolve() : link.then(({ page }) => page.close()).catch(() => undefined);
    void closed.then(() => {
      this.#finish();
    });
  }

  #finish(): void {
    this.#destroyed = true;
    if (!windows.delete(this)) return;
    this.#contents.destroy();
    this.emit('closed');
    if (windows.size === 0) this.#host.onAllClosed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isVisible(): boolean {
    this.#alive();
    return this.#visible;
  }

  isFocused(): boolean {
    this.#alive();
    return this.#focused;
  }

  isMinimized(): boolean {
    this.#alive();
    return this.#minimized;
  }

  isMaximized(): boolean {
    this.#alive();
    return this.#maximized;
  }

  isFullScreen(): boolean {
    this.#alive();
    return false;
  }

  setTitle(title: string): void {
    this.#alive();
    this.#title = title;
  }

  getTitle(): string {
    this.#alive();
    return this.#title;
  }

  getBounds(): Electron.Rectangle {
    this.#alive();
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#alive();
    this.#bounds = { ...this.#bounds, ...bounds };
    const wanted = this.#bounds;
    void this.#link?.then((link) => applyBounds(link, wanted));
    if (bounds.width !== undefined || bounds.height !== undefined) this.emit('resize');
    if (bounds.x !== undefined || bounds.y !== undefined) this.emit('move');
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  getSize(): number[] {
    return [this.getBounds().width, this.getBounds().height];
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  getPosition(): number[] {
    return [this.getBounds().x, this.getBounds().y];
  }

  setBackgroundColor(color: string): void {
    this.#alive();
    void this.#link?.then((link) => applyBackground(link, color));
  }

  /* Without effect: Chromium's own frame decides. */
  center(): void {
    this.#alive();
  }

  setMenu(): void {
    this.#alive();
  }

  removeMenu(): void {
    this.#alive();
  }

  setMenuBarVisibility(): void {
    this.#alive();
  }

  setAutoHideMenuBar(): void {
    this.#alive();
  }

  setIcon(): void {
    this.#alive();
  }

  flashFrame(): void {
    this.#alive();
  }

  setProgressBar(): void {
    this.#alive();
  }
}

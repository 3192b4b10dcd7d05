import { isAbsolute } from 'node:path';
import type { Page } from 'playwright-core';
import { within } from '../within.ts';
import { requireDisplay } from '../browser/browser.ts';
import type { Browser } from '../browser/browser.ts';
import type { Origins } from '../browser/origins.ts';
import type { Schemes } from '../browser/schemes.ts';
import { createEvent } from '../events.ts';
import type { IpcMain } from '../ipc-main.ts';
import type { Session } from '../net/session.ts';
import { FramedWindow } from './framed-window.ts';
import { linkPage } from './page-link.ts';
import type { PageLink } from './page-link.ts';
import { applyBackground, closePage } from './page-window.ts';
import { WebContents } from './web-contents.ts';
import { checkWindowOptions } from './window-options.ts';

type Offered = Pick<
  Electron.BrowserWindow,
  | 'id' | 'loadURL' | 'show' | 'showInactive' | 'hide' | 'focus' | 'blur' | 'isVisible' | 'isFocused' | 'isMinimized'
  | 'minimize' | 'restore' | 'maximize' | 'unmaximize' | 'isMaximized' | 'close' | 'destroy' | 'isDestroyed' | 'setTitle'
  | 'getTitle' | 'getBounds' | 'setBounds' | 'getNormalBounds' | 'setSize' | 'getSize' | 'setPosition' | 'getPosition'
  | 'center' | 'setMenu' | 'removeMenu' | 'setMenuBarVisibility' | 'setAutoHideMenuBar' | 'flashFrame' | 'reload'
  | 'moveTop' | 'setBackgroundColor' | 'isFullScreen' | 'setFullScreen' | 'setProgressBar' | 'setIcon'
>; // prettier-ignore

export interface WindowHost {
  readonly browser: Browser;
  readonly ipcMain: IpcMain;
  readonly schemes: Schemes;
  readonly origins: () => Origins;
  readonly session: Session;
  readonly isReady: () => boolean;
  readonly requestPermission: (permission: string, contents: WebContents) => Promise<boolean>;
  /** Given each page before its first load: colours and permissions. */
  readonly prepare: (link: PageLink) => Promise<void>;
  readonly onCreated: (window: BrowserWindow) => void;
  readonly onFocus: (window: BrowserWindow, focused: boolean) => void;
  readonly onCrashed: (contents: WebContents, details: object) => void;
  readonly onAllClosed: () => void;
  readonly workArea: () => Electron.Rectangle;
}

/** How long a page may take to answer before it has loaded anything. */
const pageSeconds = 15;
const windows = new Set<BrowserWindow>();
/** For tests: every page crashes while it loads. */
export const crashing = { pages: false };
const contentsOf = new WeakMap<BrowserWindow, WebContents>();
let host: WindowHost | null = null;
let lastId = 0;

/** False while a destroyed window still waits for its page to close. */
export const areAllWindowsClosed = (): boolean => windows.size === 0;

/** Called once by the module `electron` when it is put together. */
export function connectWindows(connected: WindowHost): void {
  host = connected;
}

/** As on Wayland, where a hidden window may be given no frame (electron/electron#48859). */
const isFirstFrameWithheld = (): boolean => process.env['CHROMIUM_HOST_READY_TO_SHOW'] === 'never';

function printConsole(page: Page): void {
  page.on('console', (message) => process.stderr.write(`page ${message.type()}: ${message.text()}\n`));
  page.on('pageerror', (error) => process.stderr.write(`page error: ${error.stack ?? error.message}\n`));
}

export class BrowserWindow extends FramedWindow implements Offered {
  readonly id: number;
  readonly #host: WindowHost;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #contents: WebContents;
  #visible: boolean;
  #shownOnce = false;

  static getAllWindows(): BrowserWindow[] {
    return [...windows].filter((window) => !window.destroyed);
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].find((window) => window.focused) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => contentsOf.get(window) === contents) ?? null;
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(options);
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
    this.#visible = options.show !== false;
    this.#contents = this.#createContents(host);
    contentsOf.set(this, this.#contents);
    windows.add(this);
    this.#host.onCreated(this);
    void this.#page();
    if (this.#visible) this.becomeFocused(true);
  }

  get webContents(): WebContents {
    this.alive();
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
      requestPermission: owner.requestPermission,
      isFocused: () => this.focused,
      focus: () => {
        this.focus();
      },
      onWindowState: ({ focused, ...bounds }) => {
        if (this.destroyed) return;
        this.userResized(bounds);
        if (this.isVisible()) this.becomeFocused(focused);
      },
    });
    contents.on('page-title-updated', (event: object, title: string) => {
      if (this.destroyed) return;
      this.setTitle(title);
      this.emit('page-title-updated', event, title, true);
    });
    contents.on('dom-ready', () => {
      if (crashing.pages) void contents.crash();
    });
    contents.on('did-finish-load', () => {
      if (this.#shownOnce || this.destroyed) return;
      this.#shownOnce = true;
      if (!isFirstFrameWithheld()) this.emit('ready-to-show');
      // A window that stays hidden is out of sight; one that is shown now was never put away.
      setImmediate(() => {
        if (!this.#visible) void this.apply('minimized');
      });
    });
    return contents;
  }

  /** The page, opened when there is none: at first, and after the user closed a window that refused to close. */
  #page(): Promise<PageLink> {
    this.link ??= this.#open().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Chromium could not be started: ${reason}\n`);
      process.exit(1);
    });
    return this.link;
  }

  async #open(): Promise<PageLink> {
    const { x, y } = this.#options;
    const { width, height } = this.bounds;
    const place = x === undefined || y === undefined ? {} : { x, y };
    const opening = this.#host.browser.open({ width, height, ...place });
    // Put together while Chromium starts.
    const scripts = this.#host.browser.scripts();
    const page = await opening;
    const preload = this.#options.webPreferences?.preload ?? null;
    const { listener } = this.#contents;
    const link = await within(pageSeconds, "Chromium's page", linkPage({ page, preload, listener, scripts }));
    if (process.env['CHROMIUM_HOST_CONSOLE'] === '1') printConsole(page);
    page.once('close', () => {
      this.#pageClosed();
    });
    page.once('crash', () => {
      this.#pageCrashed(page);
    });
    const prepared = Promise.all([this.#host.prepare(link), applyBackground(link, this.#options.backgroundColor)]);
    await within(pageSeconds, "Chromium's page", prepared);
    if (this.destroyed) void closePage(link);
    else this.#contents.attach(link);
    return link;
  }

  /** The user closed Chromium's window. A program that refuses keeps its window, hidden, with a new page when shown. */
  #pageClosed(): void {
    if (this.destroyed) return;
    this.link = null;
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.#finish();
    else if (this.#visible) this.hide();
  }

  #pageCrashed(page: Page): void {
    this.link = null;
    void page.close().catch(() => undefined);
    this.#contents.crashed();
    this.#host.onCrashed(this.#contents, { reason: 'crashed', exitCode: 1 });
  }

  loadURL(url: string): Promise<void> {
    this.alive();
    return this.#contents.loadURL(url);
  }

  reload(): void {
    this.alive();
    this.#contents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.alive();
    this.unfold();
    this.becomeVisible();
  }

  protected override becomeVisible(): void {
    const url = this.#contents.getURL();
    if (this.link === null && url !== '') void this.#contents.loadURL(url);
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  protected override workArea(): Electron.Rectangle {
    return this.#host.workArea();
  }

  hide(): void {
    this.alive();
    void this.apply('minimized');
    this.becomeFocused(false);
    if (!this.#visible) return;
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    this.alive();
    void this.link?.then(({ page }) => page.bringToFront()).catch(() => undefined);
    if (this.#visible) this.becomeFocused(true);
  }

  blur(): void {
    this.alive();
    this.becomeFocused(false);
  }

  moveTop(): void {
    this.alive();
    void this.link?.then(({ page }) => page.bringToFront()).catch(() => undefined);
  }

  close(): void {
    this.alive();
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    const link = this.link;
    this.link = null;
    const closed = link === null ? Promise.resolve() : link.then(closePage).catch(() => undefined);
    void closed.then(() => {
      this.#finish();
    });
  }

  #finish(): void {
    this.destroyed = true;
    if (!windows.delete(this)) return;
    this.#contents.destroy();
    this.emit('closed');
    if (windows.size === 0) this.#host.onAllClosed();
  }

  isVisible(): boolean {
    this.alive();
    return this.#visible;
  }

  protected override focusChanged(focused: boolean): void {
    this.#host.onFocus(this, focused);
  }
}

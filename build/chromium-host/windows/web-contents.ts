import { createEvent } from '../events.ts';
import type { IpcMain } from '../ipc-main.ts';
import type { Session } from '../net/session.ts';
import { encode } from '../page/codec.ts';
import type { WindowMessage, WindowState } from '../page/settings.ts';
import { NativeImage } from '../desktop/native-image.ts';
import { NotOfferedError, StrictEmitter } from '../strict.ts';
import type { Origins } from '../browser/origins.ts';
import type { Schemes } from '../browser/schemes.ts';
import { contextMenuParams } from './context-menu.ts';
import { contentsEvents, contentsEventsThatNeverHappen } from './contents-events.ts';
import { loadFailure } from './load-error.ts';
import type { LoadFailure } from './load-error.ts';
import type { PageLink, PageListener } from './page-link.ts';
import { aborted, createPageLoads } from './page-loads.ts';
import { WebFrameMain } from './web-frame-main.ts';

type Offered = Pick<
  Electron.WebContents,
  | 'id' | 'send' | 'getURL' | 'getTitle' | 'setWindowOpenHandler' | 'isDestroyed' | 'isLoading' | 'isLoadingMainFrame'
  | 'loadURL' | 'reload' | 'openDevTools' | 'print' | 'printToPDF' | 'executeJavaScript' | 'isCrashed' | 'getType'
  | 'startDrag' | 'focus' | 'isFocused' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'selectAll'
>; // prettier-ignore

export interface WebContentsDeps {
  readonly ipcMain: IpcMain;
  readonly schemes: Schemes;
  readonly origins: () => Origins;
  readonly link: () => Promise<PageLink>;
  readonly session: Session;
  readonly mayOpenDevTools: boolean;
  readonly requestPermission: (permission: string, contents: WebContents) => Promise<boolean>;
  readonly onWindowState: (state: WindowState) => void;
  readonly isFocused: () => boolean;
  readonly focus: () => void;
}

let lastId = 0;

export class WebContents extends StrictEmitter implements Offered {
  readonly id: number;
  readonly session: Session;
  readonly mainFrame: WebFrameMain;
  readonly listener: PageListener;
  readonly #deps: WebContentsDeps;
  #current: PageLink | null = null;
  #url = '';
  #title = '';
  #crashed = false;
  #onErrorPage = false;
  #destroyed = false;
  readonly #dragged: string[] = [];
  readonly #loads = createPageLoads((event, ...args) => {
    this.emit(event, ...args);
  });
  #windowOpenHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | null = null;

  constructor(deps: WebContentsDeps) {
    super(contentsEvents, contentsEventsThatNeverHappen);
    lastId += 1;
    this.id = lastId;
    this.#deps = deps;
    this.session = deps.session;
    this.mainFrame = new WebFrameMain({
      url: () => this.#url,
      isDestroyed: () => this.#destroyed,
      send: (channel, ...args) => {
        this.send(channel, ...args);
      },
    });
    this.listener = this.#createListener();
  }

  /** Called by the window whenever it has a page, again after a crash. */
  attach(link: PageLink): void {
    this.#current = link;
    this.#crashed = false;
  }

  /** For tests: ends the page's process. */
  async crash(): Promise<void> {
    const { cdp } = await this.#deps.link();
    void cdp.send('Page.crash').catch(() => undefined);
  }

  crashed(): void {
    this.#crashed = true;
    this.#loads.fail(aborted);
    this.emit('render-process-gone', createEvent(), { reason: 'crashed', exitCode: 1 });
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#current = null;
    this.#loads.fail(aborted);
    this.emit('destroyed');
  }

  loadURL(url: string): Promise<void> {
    const loaded = this.#loads.begin(url);
    void this.#load(url);
    return loaded;
  }

  async #load(url: string): Promise<void> {
    const refused = this.#destroyed ? aborted : this.#refusalOf(url);
    if (refused !== null) {
      this.#loads.fail(refused);
      return;
    }
    const link = await this.#deps.link();
    if (this.#destroyed) return;
    const error = await link.navigate(this.#deps.origins().toWindow(url)).catch(() => 'net::ERR_ABORTED');
    if (error !== null) this.#loads.fail(this.#deps.schemes.failureOf(withoutFragment(url)) ?? loadFailure(error));
  }

  #refusalOf(url: string): LoadFailure | null {
    if (!URL.canParse(url)) return { name: 'ERR_INVALID_URL', code: -300 };
    const scheme = new URL(url).protocol.slice(0, -1);
    const known = this.#deps.schemes.isHandled(scheme) || ['http', 'https', 'file', 'data', 'about'].includes(scheme);
    // spec/api-web-contents.spec.ts: "rejects when navigation is cancelled due to a bad scheme".
    return known ? null : { name: 'ERR_FAILED', code: -2 };
  }

  #createListener(): PageListener {
    const toApp = (url: string): string => this.#deps.origins().toApp(url);
    return {
      message: (message, context) => {
        if (!this.#destroyed) this.#receive(message, context);
      },
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(toApp(url), isMainFrame),
      mayRedirect: (url, isMainFrame) => {
        const event = createEvent({ url: toApp(url), isSameDocument: false, isMainFrame });
        this.emit('will-redirect', event, toApp(url), false, isMainFrame, 1, 1);
        return !event.defaultPrevented;
      },
      navigated: (url) => {
        this.#onErrorPage = url.startsWith('chrome-error:');
        this.#url = this.#onErrorPage ? this.#loads.url() : toApp(url);
        if (!this.#onErrorPage) this.emit('did-navigate', createEvent(), this.#url, 200, 'OK');
      },
      navigatedWithin: (url) => {
        this.#url = toApp(url);
        this.emit('did-navigate-in-page', createEvent(), this.#url, true, 1, 1);
      },
      openedWindow: (url, frameName, features) => {
        this.openedWindow(toApp(url), frameName, features);
      },
      domReady: () => {
        this.emit('dom-ready', createEvent());
      },
      loaded: () => {
        // Chromium shows its own page in place of one that failed; the failure is reported by the navigation.
        if (!this.#onErrorPage) this.#loads.finish();
      },
      titleChanged: (title) => {
        if (title === this.#title || this.#destroyed) return;
        this.#title = title;
        this.emit('page-title-updated', createEvent(), title, true);
      },
    };
  }

  /** `will-frame-navigate` for every frame, `will-navigate` for the main frame: either may prevent it. */
  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const frame = isMainFrame ? this.mainFrame : null;
    const event = createEvent({ url, isSameDocument: false, isMainFrame, frame, initiator: this.mainFrame });
    this.emit('will-frame-navigate', event, url, false, isMainFrame, 1, 1);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true, 1, 1);
    return !event.defaultPrevented;
  }

  #receive(message: WindowMessage, context: number): void {
    switch (message.do) {
      case 'invoke':
        void this.#answer(message.id, message.channel, message.args, context);
        break;
      case 'send': {
        const event = this.#ipcEvent();
        this.emit('ipc-message', event, message.channel, ...message.args);
        this.#deps.ipcMain.emit(message.channel, event, ...message.args);
        break;
      }
      case 'permission':
        void this.#deps.requestPermission(message.permission, this).then((value) => {
          this.#current?.post({ do: 'answer', id: message.id, value }, context);
        });
        break;
      case 'file-paths':
        void this.#current?.heldFilePaths(context).then((value) => {
          this.#current?.post({ do: 'answer', id: message.id, value }, context);
        });
        break;
      case 'window-open':
        this.openedWindow(this.#deps.origins().toApp(message.url), message.frameName, message.features);
        break;
      case 'navigate':
        if (this.#mayNavigate(message.url, true)) void this.#current?.navigate(message.url);
        break;
      case 'context-menu':
        this.emit('context-menu', createEvent(), contextMenuParams(message, this.#url));
        break;
      case 'window-state':
        this.#deps.onWindowState(message);
        break;
      case 'preload-error':
        this.emit('preload-error', createEvent(), '', message.error);
        break;
    }
  }

  async #answer(id: number, channel: string, args: readonly unknown[], context: number): Promise<void> {
    // The host's event has what Electron's has, as far as the host offers it; the rest throws by name.
    const event = this.#ipcEvent() as unknown as Electron.IpcMainInvokeEvent;
    const reply = await this.#deps.ipcMain.answer(event, channel, args, encode);
    this.#current?.post({ do: 'reply', id, ...reply }, context);
  }

  #ipcEvent(): object {
    const reply = (channel: string, ...args: unknown[]): void => {
      this.send(channel, ...args);
    };
    const { mainFrame } = this;
    return createEvent({
      type: 'frame',
      sender: this,
      senderFrame: mainFrame,
      processId: 1,
      frameId: 1,
      ports: [],
      reply,
    });
  }

  /** The page wanted a new window, by `window.open` or by a link. Only denying is offered. */
  openedWindow(url: string, frameName: string, features: string): void {
    const referrer = { url: this.#url, policy: 'strict-origin-when-cross-origin' as const };
    const details = { url, frameName, features, disposition: 'new-window' as const, referrer };
    const response = this.#windowOpenHandler?.(details);
    if (response?.action === 'deny') return;
    console.error(new NotOfferedError(`opening a second window from a page (${url})`, 'it was denied').message);
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.#windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    // Encoded here already: "Sending Functions, Promises, Symbols ... will throw an exception" (electron.d.ts).
    encode(args);
    this.#current?.post({ do: 'message', channel, args });
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return this.#title;
  }

  getType(): 'window' {
    return 'window';
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isLoading(): boolean {
    return this.#loads.isLoading();
  }

  isLoadingMainFrame(): boolean {
    return this.#loads.isLoading();
  }

  isFocused(): boolean {
    return this.#deps.isFocused();
  }

  focus(): void {
    this.#deps.focus();
  }

  reload(): void {
    void this.loadURL(this.#url);
  }

  undo(): void {
    this.#edit('undo');
  }

  redo(): void {
    this.#edit('redo');
  }

  cut(): void {
    this.#edit('cut');
  }

  copy(): void {
    this.#edit('copy');
  }

  paste(): void {
    this.#edit('paste');
  }

  delete(): void {
    this.#edit('delete');
  }

  selectAll(): void {
    this.#edit('selectAll');
  }

  #edit(command: string): void {
    void this.#current?.edit(command);
  }

  openDevTools(): void {
    // "If devTools is false, it will not be possible to use openDevTools" (electron.d.ts, WebPreferences).
    if (this.#deps.mayOpenDevTools)
      throw new NotOfferedError('WebContents.openDevTools', "press F12 in Chromium's window");
  }

  /** As Electron: shell/browser/api/electron_api_web_contents.cc, StartDrag. Nothing is dragged; tests ask what would be. */
  startDrag(item: Partial<Electron.Item>): void {
    const { file, files = file === undefined ? [] : [file], icon } = item;
    if (icon === undefined) throw new Error("'icon' parameter is required");
    const image = typeof icon === 'string' ? NativeImage.createFromPath(icon) : icon;
    if (image.isEmpty()) return;
    if (files.length === 0) throw new Error("Must specify either 'file' or 'files' option");
    this.#dragged.push(...files);
  }

  /** For tests: the files that were dragged out so far. */
  draggedFiles(): readonly string[] {
    return this.#dragged;
  }

  print(): void {
    void this.#deps.link().then((link) => link.evaluate('window.print()'));
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { cdp } = await this.#deps.link();
    const { landscape = false, printBackground = false, preferCSSPageSize = false } = options;
    const { data } = await cdp.send('Page.printToPDF', { landscape, printBackground, preferCSSPageSize });
    return Buffer.from(data, 'base64');
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const link = await this.#deps.link();
    return link.evaluate(code);
  }
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

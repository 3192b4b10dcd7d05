import { createEvent } from '../events.ts';
import { StrictEmitter } from '../strict.ts';
import type { PageLink } from './page-link.ts';
import { applyBackground, applyBounds, applyState } from './page-window.ts';
import type { FrameState } from './page-window.ts';

const events = [
  'ready-to-show', 'show', 'hide', 'focus', 'blur', 'close', 'closed', 'minimize', 'restore', 'maximize', 'unmaximize',
  'page-title-updated', 'resize', 'resized', 'move', 'moved', 'enter-full-screen', 'leave-full-screen',
]; // prettier-ignore
const eventsElsewhere = ['session-end', 'query-session-end', 'unresponsive', 'responsive'];

/** What a window is apart from its page: size, state, title and focus. Throws once the window is destroyed. */
export abstract class FramedWindow extends StrictEmitter {
  /** The page, when there is one. */
  protected link: Promise<PageLink> | null = null;
  protected focused = false;
  protected destroyed = false;
  protected bounds: Electron.Rectangle;
  /** What a maximized window goes back to. */
  #normal: Electron.Rectangle | null = null;
  #title: string;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super(events, eventsElsewhere);
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? '';
  }

  protected abstract focusChanged(focused: boolean): void;

  protected alive(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }

  protected becomeFocused(focused: boolean): void {
    if (focused === this.focused) return;
    this.focused = focused;
    this.emit(focused ? 'focus' : 'blur', createEvent());
    this.focusChanged(focused);
  }

  protected async apply(state: FrameState): Promise<void> {
    if (this.link !== null) await applyState(await this.link, state);
  }

  /** The user, or the desktop, gave the window another size or place. */
  protected userResized({ x, y, width, height }: Electron.Rectangle): void {
    const before = this.bounds;
    this.bounds = { x, y, width, height };
    if (width !== before.width || height !== before.height) this.emit('resize');
    if (x !== before.x || y !== before.y) this.emit('move');
  }

  /** Out of the taskbar again, as it was. */
  protected unfold(): void {
    void this.apply(this.#maximized ? 'maximized' : 'normal');
    this.#minimized = false;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isFocused(): boolean {
    this.alive();
    return this.focused;
  }

  minimize(): void {
    this.alive();
    void this.apply('minimized');
    this.becomeFocused(false);
    this.#minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.alive();
    void this.apply('normal');
    if (!this.#minimized) return;
    this.#minimized = false;
    this.emit('restore');
    this.becomeFocused(true);
  }

  protected abstract workArea(): Electron.Rectangle;
  protected abstract becomeVisible(): void;

  /** "This will also show (but not focus) the window if it isn't being displayed already" (electron.d.ts). */
  maximize(): void {
    this.alive();
    this.becomeVisible();
    void this.apply('maximized');
    if (this.#maximized) return;
    this.#maximized = true;
    this.#normal = this.bounds;
    this.bounds = this.workArea();
    this.emit('maximize');
  }

  unmaximize(): void {
    this.alive();
    void this.apply('normal');
    if (!this.#maximized) return;
    this.#maximized = false;
    this.bounds = this.#normal ?? this.bounds;
    this.#normal = null;
    this.emit('unmaximize');
  }

  isMinimized(): boolean {
    this.alive();
    return this.#minimized;
  }

  isMaximized(): boolean {
    this.alive();
    return this.#maximized;
  }

  /** The desktop moves windows to full screen and back in its own time: the events come later. */
  setFullScreen(flag: boolean): void {
    this.alive();
    if (flag === this.#fullScreen) return;
    void this.apply(flag ? 'fullscreen' : 'normal').then(() => {
      if (this.destroyed) return;
      this.#fullScreen = flag;
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
    });
  }

  isFullScreen(): boolean {
    this.alive();
    return this.#fullScreen;
  }

  setTitle(title: string): void {
    this.alive();
    this.#title = title;
  }

  getTitle(): string {
    this.alive();
    return this.#title;
  }

  getBounds(): Electron.Rectangle {
    this.alive();
    return { ...this.bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    this.alive();
    return { ...(this.#normal ?? this.bounds) };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.alive();
    // shell/common/gin_converters/gfx_converter.cc: each is rounded.
    const [x, y, width, height] = ([bounds.x, bounds.y, bounds.width, bounds.height] as const).map((given) =>
      given === undefined ? undefined : Math.round(given),
    );
    const before = this.bounds;
    this.bounds = {
      ...{ x: x ?? before.x, y: y ?? before.y },
      ...{ width: width ?? before.width, height: height ?? before.height },
    };
    const wanted = this.bounds;
    void this.link?.then((link) => applyBounds(link, wanted));
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
    this.alive();
    void this.link?.then((link) => applyBackground(link, color));
  }

  /* Without effect: Chromium's own frame decides. */
  center(): void {
    this.alive();
  }

  setMenu(): void {
    this.alive();
  }

  removeMenu(): void {
    this.alive();
  }

  setMenuBarVisibility(): void {
    this.alive();
  }

  setAutoHideMenuBar(): void {
    this.alive();
  }

  setIcon(): void {
    this.alive();
  }

  flashFrame(): void {
    this.alive();
  }

  setProgressBar(): void {
    this.alive();
  }
}

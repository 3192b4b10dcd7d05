import { createEvent } from '../events.ts';
import { metricOf } from '../processes/process-metrics.ts';
import { utilityProcessIds } from '../processes/utility-process.ts';
import type { HostEvent } from '../events.ts';
import { NotOfferedError, StrictEmitter } from '../strict.ts';
import { CommandLine } from './command-line.ts';
import { applicationLocale, preferredLanguages, systemLocale } from './locale.ts';
import type { LoginItems } from './login-items.ts';
import { readPackageInfo, scriptPlace } from './package-info.ts';
import { createPaths } from './paths.ts';
import { createQuitting } from './quitting.ts';
import type { Quitting, QuittingWindows } from './quitting.ts';
import { createSingleInstance } from './single-instance.ts';

type Offered = Pick<
  Electron.App,
  | 'whenReady' | 'isReady' | 'isPackaged' | 'getVersion' | 'getName' | 'setName' | 'name' | 'getPath' | 'setPath'
  | 'getAppPath' | 'setAppLogsPath' | 'getLocale' | 'getSystemLocale' | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock' | 'hasSingleInstanceLock' | 'releaseSingleInstanceLock' | 'quit' | 'exit' | 'relaunch'
  | 'setAppUserModelId' | 'setLoginItemSettings' | 'getLoginItemSettings' | 'enableSandbox' | 'setBadgeCount'
  | 'getBadgeCount' | 'badgeCount' | 'disableHardwareAcceleration' | 'focus' | 'getAppMetrics'
>; // prettier-ignore

const events = [
  'will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'second-instance',
  'browser-window-created', 'browser-window-focus', 'browser-window-blur', 'web-contents-created', 'render-process-gone',
  'child-process-gone', 'session-created',
]; // prettier-ignore
const eventsElsewhere = [
  'activate',
  'did-become-active',
  'did-resign-active',
  'open-file',
  'open-url',
  'continue-activity',
];

export interface AppWindows extends QuittingWindows {
  focusFirst(): void;
}

const preReadyOnly = (method: string): Error => new Error(`${method} can only be called before app is ready`);

export class App extends StrictEmitter implements Offered {
  readonly isPackaged = false;
  /** macOS only: absent, as on Electron's other systems. */
  readonly dock = undefined;
  readonly commandLine = new CommandLine(process.argv.slice(1));
  readonly #package = readPackageInfo(process.argv[scriptPlace(process.argv)] ?? process.cwd());
  readonly #paths = createPaths(() => this.#name);
  readonly #instance = createSingleInstance(
    () => this.#paths.get('userData'),
    ({ argv, workingDirectory, additionalData }) => {
      this.emit('second-instance', createEvent(), [...argv], workingDirectory, additionalData);
    },
  );
  readonly #loginItems: LoginItems;
  readonly #windows: AppWindows;
  readonly #whenReady: Promise<void>;
  readonly #quitting: Quitting;
  #becomeReady: () => void = () => undefined;
  #ready = false;
  #name: string;
  #badgeCount = 0;
  #userModelId: string | null = null;

  constructor(windows: AppWindows, loginItems: LoginItems) {
    super(events, eventsElsewhere);
    this.#name = this.#package.name;
    this.#loginItems = loginItems;
    this.#windows = windows;
    this.#whenReady = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    this.#quitting = createQuitting({
      windows,
      emit: (name, ...args) => {
        const event: HostEvent = createEvent();
        this.emit(name, event, ...args);
        return event.defaultPrevented;
      },
      listens: (name) => this.listenerCount(name) > 0,
      release: () => {
        this.#instance.release();
      },
    });
  }

  /** Called by the loader once the program's entry has been evaluated. */
  start(): void {
    if (this.#ready || this.#quitting.isExiting()) return;
    this.#quitting.stayAlive();
    this.emit('will-finish-launching');
    this.#ready = true;
    this.#becomeReady();
    this.emit('ready', createEvent(), {});
  }

  allWindowsClosed(): void {
    this.#quitting.allWindowsClosed();
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  isReady(): boolean {
    return this.#ready;
  }

  getVersion(): string {
    return this.#package.version;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path);
    this.#paths.get('logs');
  }

  getAppPath(): string {
    return this.#package.folder;
  }

  /** Chromium's language: `--lang`, else the system's. Empty before ready, as Electron's document says. */
  getLocale(): string {
    if (!this.#ready) return '';
    const chosen = this.commandLine.getSwitchValue('lang');
    return chosen === '' ? applicationLocale(process.env) : chosen;
  }

  getSystemLocale(): string {
    if (!this.#ready) throw new Error('app.getSystemLocale() can only be called after app is ready');
    return systemLocale(process.env);
  }

  getPreferredSystemLanguages(): string[] {
    return preferredLanguages(process.env);
  }

  requestSingleInstanceLock(additionalData: Record<PropertyKey, unknown> | null = null): boolean {
    return this.#instance.request(additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.has();
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  quit(): void {
    this.#quitting.quit();
  }

  exit(exitCode = 0): void {
    this.#quitting.exit(exitCode);
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.#quitting.relaunchAfterwards(options);
  }

  focus(): void {
    this.#windows.focusFirst();
  }

  /** What else it names there, as the login item, does so on the host too. */
  setAppUserModelId(id: string): void {
    this.#userModelId = id;
  }

  /** shell/common/application_info_win.cc: one that Electron makes up where the program sets none. */
  userModelId(): string {
    return this.#userModelId ?? `electron.app.${this.#name}`;
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItems.set(settings);
  }

  getAppMetrics(): Electron.ProcessMetric[] {
    return utilityProcessIds().map(metricOf);
  }

  getLoginItemSettings(options?: Electron.LoginItemSettingsOptions): Electron.LoginItemSettings {
    return this.#loginItems.get(options);
  }

  enableSandbox(): void {
    // "This method can only be called before app is ready" (electron.d.ts); every window here is sandboxed anyway.
    if (this.#ready) throw preReadyOnly('app.enableSandbox()');
  }

  disableHardwareAcceleration(): void {
    if (this.#ready) throw preReadyOnly('app.disableHardwareAcceleration()');
    this.commandLine.appendSwitch('disable-gpu');
  }

  setBadgeCount(count?: number): boolean {
    if (count === undefined) throw new NotOfferedError('app.setBadgeCount() without a count');
    this.#badgeCount = count;
    return false;
  }

  getBadgeCount(): number {
    return this.#badgeCount;
  }

  get badgeCount(): number {
    return this.#badgeCount;
  }

  set badgeCount(count: number) {
    this.setBadgeCount(count);
  }
}

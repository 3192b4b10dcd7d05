import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { findProgram } from '../browser/chromium-binary.ts';
import { createEvent } from '../events.ts';
import { StrictEmitter } from '../strict.ts';

type Offered = Pick<
  Electron.Notification,
  'show' | 'close' | 'title' | 'body' | 'subtitle' | 'silent' | 'urgency' | 'timeoutType' | 'actions' | 'id'
>;

/** How long the desktop may take to say that it shows a notification. */
const patienceMillis = 8_000;
/** Electron's words there, with no system that would say them (shell/browser/notifications/win/windows_toast_notification.cc). */
const deniedByWindows = 'Notification failed - Settings prevent the notification from being delivered.';
let host: { readonly isReady: () => boolean; readonly appName: () => string } | null = null;
let lastId = 0;

let handleActivated: ((details: Electron.ActivationArguments) => void) | null = null;
const unhandled: Electron.ActivationArguments[] = [];

/** For tests: what Windows does when a notification is clicked that this program, or an earlier run of it, showed. */
export function activate(details: Electron.ActivationArguments): void {
  if (handleActivated === null) unhandled.push(details);
  else handleActivated(details);
}

/** Called once by the module `electron` when it is put together. */
export function connectNotifications(connected: { isReady: () => boolean; appName: () => string }): void {
  host = connected;
}

const hasSessionBus = (): boolean =>
  (process.env['DBUS_SESSION_BUS_ADDRESS'] ?? process.env['XDG_RUNTIME_DIR'] ?? '') !== '';

/**
 * A notification of the desktop, over D-Bus by `notify-send` in a process of its own: a desktop that does not answer
 * holds nobody up (electron/electron#48753). On a service that is missing or refuses, `failed` is emitted.
 */
export class Notification extends StrictEmitter implements Offered {
  title: string;
  body: string;
  subtitle: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];
  readonly id: string;
  #process: ChildProcess | null = null;
  #shownId: string | null = null;

  static isSupported(): boolean {
    return process.platform === 'linux' && hasSessionBus() && findProgram('notify-send') !== null;
  }

  /** Of Electron on Windows only: there it tells of clicks on notifications that an earlier run showed. */
  static handleActivation(callback: (details: Electron.ActivationArguments) => void): void {
    if (typeof callback !== 'function') throw new TypeError('handleActivation needs a function');
    handleActivated = callback;
    for (const details of unhandled.splice(0)) callback(details);
  }

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super(['show', 'click', 'close', 'failed', 'action'], ['reply']);
    if (host?.isReady() !== true) throw new Error('Cannot create Notification before app is ready');
    lastId += 1;
    this.id = options.id ?? `notification-${process.pid}-${lastId}`;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.subtitle = options.subtitle ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'low';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
  }

  show(): void {
    this.close();
    if (process.env['CHROMIUM_HOST_NOTIFICATIONS'] === 'denied') {
      this.#fail(deniedByWindows);
      return;
    }
    if (!Notification.isSupported()) {
      this.#fail('no notification service can be reached: notify-send or the session bus is missing');
      return;
    }
    // notify-send keeps its output back until it ends, unless told to write line by line.
    const child = spawn('stdbuf', ['-oL', 'notify-send', ...this.#arguments()], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#follow(child);
  }

  #arguments(): string[] {
    const buttons = this.actions.map(({ text }, index) => `--action=action-${index}=${text ?? ''}`);
    return [
      `--app-name=${host?.appName() ?? ''}`,
      `--urgency=${this.urgency}`,
      ...(this.timeoutType === 'never' ? ['--expire-time=0'] : []),
      ...(this.silent ? ['--hint=boolean:suppress-sound:true'] : []),
      '--print-id',
      // Waits for the click; with `--wait` as well it would wait for ever where nobody shows notifications.
      '--action=default=Open',
      ...buttons,
      '--',
      this.title,
      this.body,
    ];
  }

  #follow(child: ChildProcess): void {
    let output = '';
    let errors = '';
    let outcome: 'waiting' | 'shown' | 'failed' = 'waiting';
    const fail = (reason: string): void => {
      if (outcome !== 'waiting') return;
      outcome = 'failed';
      this.#fail(reason);
    };
    const impatience = setTimeout(() => {
      fail(`the notification service did not answer within ${patienceMillis / 1000} seconds`);
      child.kill('SIGKILL');
    }, patienceMillis);
    const readLine = (line: string): void => {
      // It prints 0 where no service took the notification; the reason follows on its error output.
      if (line === '0') return;
      if (outcome === 'waiting') {
        outcome = 'shown';
        clearTimeout(impatience);
        this.#shownId = line;
        this.emit('show', createEvent());
      } else if (line === 'default') {
        this.emit('click', createEvent());
      } else if (line.startsWith('action-')) {
        const actionIndex = Number(line.slice('action-'.length));
        this.emit('action', createEvent({ actionIndex, selectionIndex: -1 }), actionIndex, -1);
      }
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const lines = output.split('\n');
      output = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') readLine(line.trim());
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('error', (error) => {
      fail(error.message);
    });
    child.once('close', () => {
      clearTimeout(impatience);
      fail(errors.trim() === '' ? 'notify-send ended without showing it' : errors.trim());
      if (outcome === 'shown') this.emit('close', createEvent({ reason: 'userCanceled' }));
      if (this.#process === child) this.#process = null;
    });
  }

  #fail(reason: string): void {
    queueMicrotask(() => {
      this.emit('failed', createEvent(), reason);
    });
  }

  close(): void {
    if (this.#process === null || this.#shownId === null) return;
    const call = [
      '--session',
      '--dest=org.freedesktop.Notifications',
      '--type=method_call',
      '/org/freedesktop/Notifications',
    ];
    execFile(
      'dbus-send',
      [...call, 'org.freedesktop.Notifications.CloseNotification', `uint32:${this.#shownId}`],
      () => undefined,
    );
    this.#shownId = null;
  }
}

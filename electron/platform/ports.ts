/*
 * What the features need from the operating system and from Electron, as types. Adapters stand beside this file;
 * hand-written fakes stand in tests/support/fakes. Features import this file and never an adapter; what only the way to
 * servers needs is in network-ports.ts.
 */
import type { ReportProgress } from '#shared/combined-progress.ts';
import type { Job } from '#shared/jobs.ts';
import type { Result } from '#shared/result.ts';
import type { SystemCode } from '#shared/system-code.ts';

/** Stops a timer, listener or poller. Calling it twice does nothing. */
export type Disposer = () => void;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `millis` of running time (a sleeping machine does not count). */
  after(millis: number, task: () => void): Disposer;
}

/** Runs long work as a job with progress that can be cancelled; the same work again has the same id. */
export type RunJob = <T>(
  job: Pick<Job, 'id' | 'kind' | 'accountId'>,
  work: (control: { readonly signal: AbortSignal; readonly progress: ReportProgress }) => Promise<Result<T>>,
) => Promise<Result<T>>;

/** From 0 inclusive to 1 exclusive. */
export type Random = () => number;

export interface FetchInit {
  readonly method?: string;
  readonly headers?: Headers | Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | null;
  /**
   * `manual`: a redirect is the answer, its `Location` absolute, for the caller to judge: following it is a new request.
   * `error`: it fails the request.
   */
  readonly redirect: 'manual' | 'error';
  readonly signal?: AbortSignal | null;
}

/**
 * HTTP over the system's network stack (its certificates, proxy and PAC), shaped like the standard `fetch`. Sends and keeps
 * no cookies and no cached answers. Rejects with an error that names Chromium's code, or with the signal's reason.
 */
export type Fetch = (url: string | URL, init: FetchInit) => Promise<Response>;

/** What came of asking a server for anything at all. */
export type Reached =
  /** `date`: what the server takes for the time, in milliseconds since 1970; null where it does not say. */
  { readonly ok: true; readonly date: number | null } | { readonly ok: false; readonly reason: SystemCode };

/** How the network is reached, for those who want to know whether it can be. */
export interface Connection {
  /** The proxy that a request to this address goes through, as `host:port`; null where it goes directly. */
  proxyFor(address: string): Promise<string | null>;
  /** Sends one request without a key; any answer of the server's will do. Never rejects. */
  reach(address: string): Promise<Reached>;
}

export interface NotificationRequest {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  /** Letters, digits and hyphens by which a later run knows it, when it is clicked after a restart. */
  readonly key?: string;
}

/** The addresses that a host name stands for on this computer; none where it cannot be looked up. */
export type LookUp = (hostname: string) => Promise<readonly string[]>;

/** How a notification ended: on screen, or not and why. `denied`: the user or the organisation does not allow them. */
export type NotificationOutcome =
  | { readonly outcome: 'shown'; readonly notifier: string }
  | { readonly outcome: 'failed' | 'denied'; readonly notifier: string; readonly reason: string }
  | { readonly outcome: 'unsupported'; readonly notifier: null; readonly reason: string };

export interface Notifier {
  /** Settles within 10 seconds whatever the desktop does. */
  show(request: NotificationRequest): Promise<NotificationOutcome>;
}

export interface EarlierNotifications {
  /**
   * Calls back with the key of a notification of an earlier run that was clicked, also one whose click started this
   * run. Only Windows reports; a second listener replaces the first.
   */
  onEarlierClick(listener: (key: string) => void): void;
}

/**
 * Whether Billfold starts with the user's session. `blocked`: entered, but switched off in the operating system's own
 * list. `unavailable`: this copy of the program cannot be started that way.
 */
export type AutostartState = 'on' | 'off' | 'blocked' | 'unavailable';

/** The operating system's entry that starts Billfold, without its window, when the user logs in. */
export interface Autostart {
  /** As the operating system has it now: others may have changed it. */
  state(): Promise<AutostartState>;
  /** Answers the state afterwards. */
  set(on: boolean): Promise<Result<AutostartState>>;
  /** Whether the operating system, and not the user, started this run. */
  startedThisRun(): boolean;
}

/** The operating system's secret store. Each call settles within five seconds. */
export interface SecretStore {
  /** Whether a secret would be protected now. Once false on Linux it stays so until the program is started again. */
  isAvailable(): Promise<boolean>;
  /** Throws when the store refuses, and where nothing would protect the secret. */
  encrypt(plain: string): Promise<Uint8Array>;
  /** Throws when the store refuses. `isCurrent` is false where the secret should be encrypted again: its key is old, or known to all. */
  decrypt(cipher: Uint8Array): Promise<{ readonly plain: string; readonly isCurrent: boolean }>;
}

export interface Power {
  /** Calls back after the machine resumed or the screen was unlocked. */
  onWake(listener: () => void): Disposer;
}

export interface Connectivity {
  /** Calls back when the network has returned. */
  onOnline(listener: () => void): Disposer;
}

export interface Dialogs {
  /** An absolute folder path, or null when cancelled. */
  chooseFolder(title: string): Promise<string | null>;
  /** Absolute paths of PDF files; empty when cancelled. */
  chooseFiles(title: string): Promise<readonly string[]>;
  /** The absolute path of a file whose name ends in one of these (`zip`), or null when cancelled. */
  chooseFile(title: string, extensions: readonly string[]): Promise<string | null>;
  /** An absolute file path, or null when cancelled. */
  chooseSaveFile(title: string, suggestedName: string): Promise<string | null>;
  /** A question that only a person can answer; false unless its button is pressed. Texts are plain, whatever is in them. */
  confirm(question: Question): Promise<boolean>;
}

/** `yes` and `no` are the words on the buttons. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
}

export interface Opener {
  /** Opens an address in the system browser; the caller has checked it. */
  openAddress(url: string): Promise<Result<null>>;
  showInFolder(file: string): void;
  openFolder(folder: string): Promise<Result<null>>;
  /** Opens a file with the program that the system has for it; the caller has made sure what it is. */
  openFile(file: string): Promise<Result<null>>;
}

/** A child process of Billfold's own, for work that must not touch the main process. Messages are cloned. */
export interface WorkerProcess {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Also when it was killed. */
  onExit(listener: () => void): void;
  kill(): void;
  /** What it holds in memory, in bytes; null where that is not known (yet). */
  memory(): number | null;
}
export type StartWorker = () => WorkerProcess;

export interface Clipboard {
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
}

/** A small file of settings, written atomically. */
export interface SettingsFile {
  readonly folder: string;
  /** Where an unreadable file was put aside, or null. */
  readonly damaged: string | null;
  read(): Record<string, unknown>;
  /** Throws Node's file errors. */
  write(content: Record<string, unknown>): void;
}

/** Writes one line a call; keys, tokens and query strings are removed before anything is written. */
export interface Logger {
  debug(message: string, data?: Record<string, unknown>): void;
  info(message: string, data?: Record<string, unknown>): void;
  warn(message: string, data?: Record<string, unknown>): void;
  error(message: string, data?: Record<string, unknown>): void;
  /** A logger whose lines bear the module's name. */
  child(module: string): Logger;
}

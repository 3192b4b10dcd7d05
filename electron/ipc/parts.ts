import type { Recovery, RecoveryWay } from '#shared/backup.ts';
import type { AppInfo, Destination } from '#shared/ipc/contract.ts';
import { languageOf, languages, type SharedMessages } from '#shared/messages/index.ts';
import type { Result } from '#shared/result.ts';
import type { Program } from '../bootstrap.ts';
import type { Doctor } from '../doctor/index.ts';
import type { Autostart, Clipboard, Dialogs, Opener } from '../platform/ports.ts';
import type { DocumentLinks } from '../security/document-links.ts';
import type { DroppedFiles } from './dropped-files.ts';

/** Restoring takes the program away and opens another one afterwards. */
export interface Restoring {
  /** What there is to choose from where the data folder has no usable database; else null. */
  readonly choice: () => Recovery | null;
  readonly restore: (from: string, signal: AbortSignal, progress: Progress) => Promise<Result<null>>;
  readonly recover: (way: RecoveryWay, signal: AbortSignal, progress: Progress) => Promise<Result<null>>;
}
type Progress = (done: number, total: number | null) => void;

/** What the handlers work with: the program, and what only a window has. */
export interface HandlerParts {
  readonly program: Program;
  readonly documents: DocumentLinks;
  readonly dropped: DroppedFiles;
  readonly dialogs: Dialogs;
  readonly opener: Opener;
  /** Lets a file be dragged out of the window, by this name. */
  readonly dragOut: (file: string, name: string) => Promise<Result<null>>;
  readonly restoring: Restoring;
  readonly doctor: Doctor;
  readonly clipboard: Clipboard;
  /** Whether the window is the one in which a person is typing. */
  readonly isFocused: () => boolean;
  /** False when it was asked for too often just now. */
  readonly mayTestNotification: () => boolean;
  /** The same of asking servers and proxies. */
  readonly mayTestConnection: () => boolean;
  readonly autostart: Autostart;
  readonly appInfo: () => Promise<AppInfo>;
  /** Whether this machine can show notifications at all. */
  readonly canNotify: () => Promise<boolean>;
  /** The window listens from now on; where a notification had asked it to go before that. */
  readonly windowReady: () => Destination | null;
  /** Ends the program and starts it again. */
  readonly restart: () => void;
}

/** Main's own words in the language that is set now. */
export const words = (program: Pick<Program, 'locale'>): SharedMessages => languages[languageOf(program.locale())];

import type { Result } from '../result.ts';
import type { CallName, EventName, EventPayload, Request, Response } from './contract.ts';

/** What preload puts on `window.billfold`: frozen, and nothing else crosses. */
export interface BillfoldBridge {
  call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>>;
  /**
   * Hands main the paths of files that the user dropped; answers with an id for them. Files that a page made up itself
   * have no path and are left out.
   */
  dropFiles(files: readonly object[]): Promise<string>;
  /** Returns a function that unsubscribes. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

/** One channel for calls and one for events; the contract's name travels as an argument and is checked on arrival. */
export const callChannel = 'billfold:call';
export const eventChannel = 'billfold:event';
/** From preload only: the page cannot name it. */
export const filesChannel = 'billfold:files';

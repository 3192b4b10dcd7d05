import { createEvent } from '../events.ts';
import { loadError } from './load-error.ts';
import type { LoadFailure } from './load-error.ts';

interface Load {
  readonly url: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The page load that the program asked for, until it has finished or failed. */
export interface PageLoads {
  /** A new load aborts the one before. */
  begin(url: string): Promise<void>;
  fail(failure: LoadFailure): void;
  finish(): void;
  isLoading(): boolean;
  /** The address being loaded, or ''. */
  url(): string;
}

export const aborted: LoadFailure = { name: 'ERR_ABORTED', code: -3 };

export function createPageLoads(emit: (event: string, ...args: unknown[]) => void): PageLoads {
  let load: Load | null = null;

  const fail = (failure: LoadFailure): void => {
    if (load === null) return;
    const { url, reject } = load;
    load = null;
    emit('did-fail-load', createEvent(), failure.code, failure.name, url, true, 1, 1);
    emit('did-stop-loading');
    reject(loadError(failure, url));
  };

  return {
    begin(url) {
      fail(aborted);
      const loaded = new Promise<void>((resolve, reject) => {
        load = { url, resolve, reject };
      });
      // "A noop rejection handler is already attached, which avoids unhandled rejection errors" (electron.d.ts).
      loaded.catch(() => undefined);
      emit('did-start-loading');
      return loaded;
    },
    fail,
    finish() {
      const finished = load;
      load = null;
      emit('did-finish-load');
      emit('did-stop-loading');
      finished?.resolve();
    },
    isLoading: () => load !== null,
    url: () => load?.url ?? '',
  };
}

import { NotOfferedError, StrictObject } from '../strict.ts';

type Listener = Parameters<Electron.WebRequest['onBeforeRequest']>[0];

/** Electron's `webRequest` of a session for requests alone, as far as one can be cancelled before anything is sent. */
export class WebRequest extends StrictObject {
  #listener: Listener = null;
  #last = 0;

  onBeforeRequest(listener: Listener): void {
    if (listener !== null && typeof listener !== 'function') throw new NotOfferedError('a filter of onBeforeRequest');
    this.#listener = listener;
  }

  /** Whether a request may be sent; a redirect is asked about as one of its own. */
  async lets(url: URL, method: string): Promise<boolean> {
    const listener = this.#listener;
    if (!listener) return true;
    const request = { id: ++this.#last, url: url.href, method, resourceType: 'other' as const };
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => {
      listener({ ...request, referrer: '', timestamp: Date.now(), uploadData: [] }, resolve);
    });
    if (answer.redirectURL !== undefined) throw new NotOfferedError('redirectURL of onBeforeRequest');
    return answer.cancel !== true;
  }
}

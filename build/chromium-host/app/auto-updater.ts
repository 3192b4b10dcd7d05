import { StrictEmitter } from '../strict.ts';

type Offered = Pick<Electron.AutoUpdater, 'setFeedURL' | 'getFeedURL' | 'checkForUpdates'>;

/**
 * Electron's over Squirrel.Mac (shell/browser/auto_updater_mac.mm): asks the address for where the update is, fetches it,
 * and then checks who signed it. Here that is right where the file begins with `publisher`. Nothing is installed.
 */
export class AutoUpdater extends StrictEmitter implements Offered {
  readonly #publisher: string;
  #feed: Electron.FeedURLOptions | null = null;

  constructor(publisher: string) {
    super([
      'checking-for-update', 'update-available', 'update-not-available', 'update-downloaded', 'before-quit-for-update',
    ]); // prettier-ignore
    this.#publisher = publisher;
  }

  setFeedURL(options: Electron.FeedURLOptions): void {
    this.#feed = options;
  }

  getFeedURL(): string {
    return this.#feed?.url ?? '';
  }

  checkForUpdates(): void {
    // "Update URL is not set", says Squirrel.
    if (!this.#feed) throw new Error('Update URL is not set');
    this.emit('checking-for-update');
    this.#fetch(this.#feed).then(
      (update) => {
        if (update.startsWith(this.#publisher)) this.emit('update-downloaded', {}, '', '', new Date(), '');
        else this.#fail('SQRLCodeSignatureErrorDomain', 'Code signature at URL did not pass validation');
      },
      (cause: unknown) => {
        this.#fail('NSURLErrorDomain', String(cause));
      },
    );
  }

  async #fetch({ url, headers = {} }: Electron.FeedURLOptions): Promise<string> {
    const answer: unknown = await (await fetch(url, { headers })).json();
    this.emit('update-available');
    const place = typeof answer === 'object' && answer !== null && 'url' in answer ? String(answer.url) : '';
    return (await fetch(place)).text();
  }

  #fail(domain: string, message: string): void {
    this.emit('error', Object.assign(new Error(message), { code: -1, domain }), message);
  }
}

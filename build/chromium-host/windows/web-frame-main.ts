import { StrictObject } from '../strict.ts';

type Offered = Pick<
  Electron.WebFrameMain,
  'url' | 'origin' | 'isDestroyed' | 'processId' | 'routingId' | 'name' | 'detached' | 'send'
>;

interface Deps {
  readonly url: () => string;
  readonly isDestroyed: () => boolean;
  readonly send: (channel: string, ...args: unknown[]) => void;
}

/** The main frame: the only one with a preload script, so the only one that sends messages. */
export class WebFrameMain extends StrictObject implements Offered {
  readonly parent = null;
  readonly top = this;
  readonly processId = 1;
  readonly routingId = 1;
  readonly name = '';
  readonly #deps: Deps;

  constructor(deps: Deps) {
    super();
    this.#deps = deps;
  }

  get url(): string {
    return this.#deps.url();
  }

  get origin(): string {
    const match = /^[a-z][a-z0-9-]*:\/\/[^/?#]+/i.exec(this.url);
    return match?.[0] ?? 'null';
  }

  get detached(): boolean {
    return this.#deps.isDestroyed();
  }

  isDestroyed(): boolean {
    return this.#deps.isDestroyed();
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deps.send(channel, ...args);
  }
}

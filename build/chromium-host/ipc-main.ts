import { StrictEmitter } from './strict.ts';

type InvokeListener = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type Offered = Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

export type InvokeReply = { readonly result: unknown } | { readonly error: string };

export class IpcMain extends StrictEmitter implements Offered {
  readonly #handlers = new Map<string, InvokeListener>();

  constructor() {
    super('any');
  }

  handle(channel: string, listener: InvokeListener): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function') {
      throw new Error(`Expected handler to be a function, but found type '${typeof listener}'`);
    }
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: InvokeListener): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler of one `ipcRenderer.invoke`. `check` throws for a result that cannot be cloned. */
  async answer(
    event: Electron.IpcMainInvokeEvent,
    channel: string,
    args: readonly unknown[],
    check: (result: unknown) => void,
  ): Promise<InvokeReply> {
    try {
      const handler = this.#handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      const result: unknown = await handler(event, ...args);
      check(result);
      return { result };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { error: String(error) };
    }
  }
}

/* Node's `events` for the preload script: what Electron's sandbox polyfills. */

type Listener = (...args: unknown[]) => void;
interface Entry {
  readonly listener: Listener;
  readonly once: boolean;
}

export class EventEmitter {
  static defaultMaxListeners = 10;
  // Not a private name: the preload script holds the emitter through a proxy.
  private readonly entries = new Map<string | symbol, readonly Entry[]>();

  on(event: string | symbol, listener: Listener): this {
    this.entries.set(event, [...this.of(event), { listener, once: false }]);
    return this;
  }

  addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  once(event: string | symbol, listener: Listener): this {
    this.entries.set(event, [...this.of(event), { listener, once: true }]);
    return this;
  }

  prependListener(event: string | symbol, listener: Listener): this {
    this.entries.set(event, [{ listener, once: false }, ...this.of(event)]);
    return this;
  }

  off(event: string | symbol, listener: Listener): this {
    const entries = this.of(event);
    const index = entries.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) this.entries.set(event, entries.toSpliced(index, 1));
    return this;
  }

  removeListener(event: string | symbol, listener: Listener): this {
    return this.off(event, listener);
  }

  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) this.entries.clear();
    else this.entries.delete(event);
    return this;
  }

  emit(event: string | symbol, ...args: unknown[]): boolean {
    const entries = this.of(event);
    if (entries.length === 0 && event === 'error') throw args[0];
    for (const { listener, once } of entries) {
      if (once) this.off(event, listener);
      listener.apply(this, args);
    }
    return entries.length > 0;
  }

  listeners(event: string | symbol): Listener[] {
    return this.of(event).map(({ listener }) => listener);
  }

  listenerCount(event: string | symbol): number {
    return this.of(event).length;
  }

  eventNames(): (string | symbol)[] {
    return [...this.entries].filter(([, entries]) => entries.length > 0).map(([name]) => name);
  }

  setMaxListeners(): this {
    return this;
  }

  getMaxListeners(): number {
    return EventEmitter.defaultMaxListeners;
  }

  private of(event: string | symbol): readonly Entry[] {
    return this.entries.get(event) ?? [];
  }
}

import { EventEmitter } from 'node:events';

/** What Electron has and the Chromium host has not. The message names the member. */
export class NotOfferedError extends Error {
  override readonly name = 'NotOfferedError';
  constructor(member: string, hint = '') {
    super(
      `${member} is not offered by the Chromium host (build/chromium-host/README.md)${hint === '' ? '' : `: ${hint}`}`,
    );
  }
}

/** Asked for by runtimes, consoles and assertion libraries of any object: these must stay undefined. */
const probes = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  '$$typeof',
  '__esModule',
]);

const isProbe = (key: string | symbol): key is symbol => typeof key === 'symbol' || probes.has(key);

/** Stands at the end of a prototype chain and refuses every member that nothing before it had. */
function refusing<T extends object>(end: T, nameOf: (receiver: unknown) => string): T {
  return new Proxy(end, {
    get(target, key, receiver) {
      if (key in target || isProbe(key)) return Reflect.get(target, key, receiver) as unknown;
      throw new NotOfferedError(`${nameOf(receiver)}.${key}`);
    },
  });
}

/** A whole module or class that the host does not have: importing it is fine, any use throws. */
export function absent(name: string): never {
  // No arrow function: `new` reaches the trap only where there is something to construct.
  const refuse = function (): never {
    throw new NotOfferedError(name);
  };
  const proxy = new Proxy(refuse, {
    get(target, key) {
      if (isProbe(key) || key === 'prototype') return Reflect.get(target, key) as unknown;
      throw new NotOfferedError(`${name}.${key}`);
    },
    construct: refuse,
  });
  // Never touched for its type: electron.ts gives each absent member Electron's own type.
  return proxy as never;
}

function className(receiver: unknown): string {
  if (typeof receiver === 'function') return receiver.name;
  const constructor: unknown = typeof receiver === 'object' && receiver !== null ? receiver.constructor : undefined;
  return typeof constructor === 'function' ? constructor.name : 'object';
}

/** Refuses unknown members, for objects without events. Classes bear the names that Electron gives them. */
export abstract class StrictObject {
  static {
    Object.setPrototypeOf(this.prototype, refusing(Object.prototype, className));
    Object.setPrototypeOf(this, refusing(Function.prototype, className));
  }

  get [Symbol.toStringTag](): string {
    return className(this);
  }
}

/**
 * Refuses unknown members, and listeners for events that the host never emits.
 * `elsewhere` names events that Electron emits on other systems only: listening to them is harmless.
 */
export class StrictEmitter extends EventEmitter {
  static {
    Object.setPrototypeOf(this.prototype, refusing(EventEmitter.prototype, className));
    Object.setPrototypeOf(this, refusing(EventEmitter, className));
  }
  readonly #events: ReadonlySet<string | symbol> | 'any';

  constructor(events: readonly string[] | 'any', elsewhere: readonly string[] = []) {
    super();
    this.#events =
      events === 'any' ? 'any' : new Set([...events, ...elsewhere, 'newListener', 'removeListener', 'error']);
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  override prependListener(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#check(event);
    return super.prependListener(event, listener as (...args: unknown[]) => void);
  }

  #check(event: string | symbol): void {
    if (this.#events !== 'any' && !this.#events.has(event)) {
      throw new NotOfferedError(`the event '${String(event)}' of ${className(this)}`);
    }
  }
}

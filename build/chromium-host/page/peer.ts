import { decode, encode } from './codec.ts';
import type { Wire } from './settings.ts';

/*
 * One end of the bridge between the two worlds of a window. The worlds share the document and no objects: text crosses in
 * synchronous events of secret names; functions and promises stay where they are and cross as numbers.
 */

type AnyFunction = (...args: unknown[]) => unknown;

interface Packed {
  readonly text: string;
  readonly files: readonly File[];
}

/** kMaxRecursion of shell/renderer/api/electron_api_context_bridge.cc. */
const deepest = 1000;
type Message =
  | { readonly do: 'call'; readonly id: number; readonly args: string }
  | { readonly do: 'reply'; readonly ok: boolean; readonly value: string }
  | { readonly do: 'settle'; readonly id: number; readonly ok: boolean; readonly value: string }
  | { readonly do: 'release'; readonly id: number };

export interface Peer {
  /** The function that the other world calls by the number 0. */
  serve(root: AnyFunction): void;
  /** Calls the other world's number 0. Throws what it throws. */
  callRoot(...args: unknown[]): unknown;
}

export function createPeer(wire: Wire): Peer {
  // Taken before any script of the page runs: what the page replaces later does not reach the bridge.
  const addEventListener = window.addEventListener.bind(window);
  const dispatchEvent = window.dispatchEvent.bind(window);
  const MessageEvent = CustomEvent;
  const TransferEvent = DragEvent;
  const Transfer = DataTransfer;
  const functions = new Map<number, AnyFunction>();
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>();
  /** Functions of the other side, by which they are known here: sent back, they become themselves again. */
  const proxies = new WeakMap<object, number>();
  let lastId = 0;
  let reply: Extract<Message, { do: 'reply' }> | null = null;
  let receivedFiles: readonly File[] = [];

  const dispatch = (message: Message, files: readonly File[] = []): void => {
    if (files.length > 0) {
      // The same File on both sides, not a copy of it: only so its path can be found.
      const dataTransfer = new Transfer();
      for (const file of files) dataTransfer.items.add(file);
      dispatchEvent(new TransferEvent(wire.out, { dataTransfer }));
    }
    dispatchEvent(new MessageEvent(wire.out, { detail: JSON.stringify(message) }));
  };
  const released = new FinalizationRegistry<number>((id) => {
    dispatch({ do: 'release', id });
  });

  const special = (item: object, files: File[]): readonly [string, unknown] | undefined => {
    if (item instanceof Promise) return ['promise', trackPromise(item)];
    if (item instanceof File) return ['file', files.push(item) - 1];
    // A transfer takes files alone.
    if (item instanceof Blob) return ['blob', files.push(new File([item], 'blob', { type: item.type })) - 1];
    if (typeof item !== 'function') return undefined;
    const home = proxies.get(item);
    if (home !== undefined) return ['returned', home];
    lastId += 1;
    functions.set(lastId, item as AnyFunction);
    return ['function', lastId];
  };

  /** A value as text, and the files in it. @param wrapped how many levels the value has that are not its own. */
  const pack = (value: unknown, wrapped = 0): Packed => {
    const files: File[] = [];
    return { text: encode(dropSymbol(value), (item) => special(item, files), deepest + wrapped), files };
  };

  const trackPromise = (promise: Promise<unknown>): number => {
    lastId += 1;
    const id = lastId;
    const settle = (ok: boolean) => (value: unknown) => {
      const { text, files } = packOutcome(value);
      dispatch({ do: 'settle', id, ok, value: text }, files);
    };
    promise.then(settle(true), settle(false));
    return id;
  };
  const packOutcome = (value: unknown): Packed => {
    try {
      return pack(value);
    } catch (error) {
      return pack(error);
    }
  };

  const unpack = (text: string): unknown => {
    const files = receivedFiles;
    receivedFiles = [];
    return decode(text, (kind, payload) => {
      if (kind === 'file') return files[Number(payload)];
      if (kind === 'blob') return asBlob(files[Number(payload)]);
      const id = Number(payload);
      if (kind === 'returned') return functions.get(id);
      if (kind === 'promise') return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
      const proxy: AnyFunction = (...args) => call(id, args);
      proxies.set(proxy, id);
      released.register(proxy, id);
      return proxy;
    });
  };

  const call = (id: number, args: unknown[]): unknown => {
    const { text, files } = pack(args, 1);
    reply = null;
    dispatch({ do: 'call', id, args: text }, files);
    // Set by the event's listener while it was dispatched.
    const answer = reply as Extract<Message, { do: 'reply' }> | null;
    reply = null;
    if (answer === null) throw new Error('The other side of the bridge is gone');
    const value = unpack(answer.value);
    if (!answer.ok) throw value;
    return value;
  };

  const perform = (message: Extract<Message, { do: 'call' }>): void => {
    try {
      const { text, files } = pack(functions.get(message.id)?.(...(unpack(message.args) as unknown[])));
      dispatch({ do: 'reply', ok: true, value: text }, files);
    } catch (error) {
      const { text, files } = packOutcome(error);
      dispatch({ do: 'reply', ok: false, value: text }, files);
    }
  };

  addEventListener(wire.in, (event) => {
    event.stopImmediatePropagation();
    if (event instanceof DragEvent) {
      receivedFiles = [...(event.dataTransfer?.files ?? [])];
      return;
    }
    const message = JSON.parse(String((event as CustomEvent).detail)) as Message;
    if (message.do === 'call') perform(message);
    else if (message.do === 'reply') reply = message;
    else if (message.do === 'release') functions.delete(message.id);
    else {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      const value = unpack(message.value);
      if (message.ok) waiting?.resolve(value);
      else waiting?.reject(value);
    }
  });

  return {
    serve(root) {
      functions.set(0, root);
    },
    callRoot: (...args) => call(0, args),
  };
}

const asBlob = (file: File | undefined): Blob | undefined => file && new Blob([file], { type: file.type });

/** "Symbols cannot be copied across contexts so they are dropped" (Electron's document of contextBridge). */
function dropSymbol(value: unknown): unknown {
  if (typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some((item) => typeof item === 'symbol') ? value.map(dropSymbol) : value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value);
  return entries.some(([, item]) => typeof item === 'symbol')
    ? Object.fromEntries(entries.filter(([, item]) => typeof item !== 'symbol'))
    : value;
}

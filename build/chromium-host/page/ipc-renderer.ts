import { EventEmitter } from './event-emitter.ts';

type Send = (message: unknown) => void;

interface Incoming {
  readonly do: string;
  readonly id?: number;
  readonly channel?: string;
  readonly args?: unknown[];
  readonly error?: string;
  readonly result?: unknown;
}

export interface IpcRendererSide {
  readonly ipcRenderer: EventEmitter;
  receive(message: Incoming): void;
}

function checkChannel(channel: unknown): asserts channel is string {
  if (typeof channel !== 'string') {
    throw new TypeError(`Error processing argument at index 0, conversion failure from ${String(channel)}`);
  }
}

/** `ipcRenderer` of the preload script. `send` throws for values that cannot be cloned. */
export function createIpcRenderer(send: Send): IpcRendererSide {
  const waiting = new Map<number, (message: Incoming) => void>();
  let lastId = 0;

  class IpcRenderer extends EventEmitter {
    send(channel: string, ...args: unknown[]): void {
      checkChannel(channel);
      send({ do: 'send', channel, args });
    }

    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      checkChannel(channel);
      lastId += 1;
      const id = lastId;
      const answer = new Promise<Incoming>((resolve) => waiting.set(id, resolve));
      try {
        send({ do: 'invoke', id, channel, args });
      } catch (error) {
        waiting.delete(id);
        throw error;
      }
      const { error, result } = await answer;
      if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`);
      return result;
    }
  }

  const ipcRenderer = new IpcRenderer();
  return {
    ipcRenderer,
    receive(message) {
      if (message.do === 'reply') {
        waiting.get(message.id ?? 0)?.(message);
        waiting.delete(message.id ?? 0);
      } else if (message.channel !== undefined) {
        ipcRenderer.emit(message.channel, { sender: ipcRenderer, senderId: 0, ports: [] }, ...(message.args ?? []));
      }
    },
  };
}

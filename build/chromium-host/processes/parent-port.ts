import { StrictEmitter } from '../strict.ts';

type Offered = Pick<Electron.ParentPort, 'postMessage'>;

/** In a utility process: the way to the main process, also as `process.parentPort`. */
export class ParentPort extends StrictEmitter implements Offered {
  constructor() {
    super(['message']);
    // Messages wait for the first listener, as on Electron's port; until then the channel keeps the process alive.
    process.channel?.ref();
    this.on('newListener', (event: string | symbol) => {
      if (event !== 'message' || this.listenerCount('message') > 0) return;
      process.on('message', (data) => {
        this.emit('message', { data, ports: [] });
      });
    });
    // A listener holds the channel, so the process lives until the main process ends it.
    process.on('disconnect', () => {
      process.exit();
    });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

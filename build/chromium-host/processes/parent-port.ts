import { StrictEmitter } from '../strict.ts';

type Offered = Pick<Electron.ParentPort, 'postMessage'>;

/** In a utility process: the way to the main process, also as `process.parentPort`. */
export class ParentPort extends StrictEmitter implements Offered {
  constructor() {
    super(['message']);
    process.on('message', (data) => {
      this.emit('message', { data, ports: [] });
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

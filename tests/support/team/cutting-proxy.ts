import { createServer, connect, type Socket } from 'node:net';
import { closed, listening } from '../waits.ts';

/** Stands between desks and their server, and cuts connections in the middle of whatever they carry. */
export async function cuttingProxy(to: number) {
  const open = new Set<Socket>();
  let refuses = false;
  const proxy = createServer((near) => {
    if (refuses) {
      near.destroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  const port = await listening(proxy);
  return {
    port,
    /** How many were cut. */
    cut(): number {
      const count = open.size / 2;
      for (const socket of open) socket.destroy();
      return count;
    },
    /** What is open carries nothing any more and does not end, as behind a dead router; until it is cut. */
    stall(): void {
      for (const socket of open) socket.unpipe().pause();
    },
    /** From now on nobody gets through, or everybody does. */
    refuse(all: boolean): void {
      refuses = all;
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      await closed(proxy);
    },
  };
}

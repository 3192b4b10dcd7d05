// Loaded into a process before all else: whatever goes out ends it.
import { Socket } from 'node:net';

Socket.prototype.connect = () => {
  process.stderr.write('A connection was opened.\n');
  process.exit(9);
};
globalThis.fetch = Socket.prototype.connect;

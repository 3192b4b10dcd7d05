import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names one running watch, in leases and claims: which machine, which process, which instance. */
export const newHolder = (): string => `${hostname()}|${process.pid}|${randomUUID()}`;

/** True only when the holder's process certainly ended: it ran on this machine and is no more. */
export function isGone(holder: string): boolean {
  const [host, pid] = holder.split('|');
  if (host !== hostname() || !pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

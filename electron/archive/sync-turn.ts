import { wait } from '../http/index.ts';
import type { Disposer } from '../platform/ports.ts';
import type { Parts } from './parts.ts';

/** Held while the documents are moved to another folder. */
export const movingLease = 'documents:move';

const syncLease = (accountId: string): string => `sync:${accountId}`;

/** Waits until nobody syncs the account or moves the documents; null when the signal is aborted first. */
export async function waitForTurn(
  { leases, clock }: Pick<Parts, 'leases' | 'clock'>,
  accountId: string,
  signal: AbortSignal,
): Promise<Disposer | null> {
  while (!signal.aborted) {
    const release = leases.take(syncLease(accountId));
    if (release && !leases.isHeld(movingLease)) return release;
    release?.();
    await wait(clock, 500, signal);
  }
  return null;
}

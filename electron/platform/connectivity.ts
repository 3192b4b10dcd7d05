import { net } from 'electron';
import type { Clock, Connectivity } from './ports.ts';
import { watchOnline } from './watch-online.ts';

/** Whether the machine has a network, as Electron sees it. */
export const createConnectivity = (clock: Clock): Connectivity => watchOnline(clock, () => net.isOnline());

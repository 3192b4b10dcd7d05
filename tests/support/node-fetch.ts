import { Net } from '@billfold/chromium-host/net';
import { createClock } from '../../electron/platform/clock.ts';
import { createFetch } from '../../electron/platform/network.ts';

const net = new Net(() => true, null);

/** The product's own way to the network, over the Chromium host's `net`. */
export const nodeFetch = createFetch((options) => net.request(options), createClock());

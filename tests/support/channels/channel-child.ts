import { channelWorld } from './channel-world.ts';

/* Channels in a process of its own, to be killed while a server has what was sent. Arguments: data folder, address. */
const [folder, url = ''] = process.argv.slice(2);
const world = channelWorld(undefined, folder);
await world.channels.add({ kind: 'webhook', name: 'ERP', hideAmounts: false }, url);
world.note('R-1');
world.note('R-2');
await world.deliver();

import { app } from 'electron';
import type { Destination } from '#shared/ipc/contract.ts';
import { destinationOf, linkScheme } from '../security/deep-links.ts';

/** Tells of links that are clicked from now on, where the system hands them over as an event, and asks it to hand them over. */
export function receiveLinks(follow: (destination: Destination) => void): void {
  app.on('open-url', (event, address) => {
    event.preventDefault();
    const destination = destinationOf(address);
    if (destination) follow(destination);
  });
  // The packages of the other systems say it themselves.
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(linkScheme);
}

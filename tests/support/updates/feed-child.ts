/*
 * The updater of Windows on the Chromium host: `feed-child.ts FOLDER SETTINGS`; the folder has the `app-update.yml` of a package,
 * the settings are those of the network. Looks for a version, fetches it, and says what came of both. A signature is right where
 * the file begins with the publisher's name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, net, session } from 'electron';
import updaters from 'electron-updater';
import { createEventChannel } from '../../../electron/events/index.ts';
import { createNetwork } from '../../../electron/network/index.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { createSessionOpener } from '../../../electron/platform/net-session.ts';
import { createUpdateFeed } from '../../../electron/platform/update-feed.ts';
import type { Settings } from '../../../shared/settings.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';

const [, , folder = '', given = ''] = process.argv;
const settings = JSON.parse(given) as Pick<Settings, 'proxy' | 'authorityFile'>;

// Not awaited here: Electron becomes ready only after this module has been evaluated.
app.whenReady().then(run, (bug: unknown) => {
  throw bug;
});

async function run(): Promise<void> {
  app.setPath('userData', folder);
  const updater = new updaters.NsisUpdater();
  updater.forceDevUpdateConfig = true;
  updater.updateConfigPath = join(folder, 'app-update.yml');
  updater.verifyUpdateCodeSignature = ([publisher = ''], file) =>
    Promise.resolve(readFileSync(file, 'utf8').startsWith(publisher) ? null : 'another publisher');
  const logger = memoryLogger();
  const clock = createClock();
  const network = createNetwork({
    ...{ openSession: createSessionOpener(session, net, clock), settings: () => settings, environment: process.env },
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    ...{ clock, logger, events: createEventChannel(logger) },
  });
  const feed = createUpdateFeed({
    load: () => Promise.resolve(updater),
    ability: 'installs',
    network: network.sessionOptions,
  });
  const looked = await feed.look();
  const installsBefore = updater.autoInstallOnAppQuit;
  const prepared = looked.ok && looked.value ? await feed.prepare(() => undefined) : null;
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.exe'));
  process.send?.({ looked, prepared, installsBefore, installsAfter: updater.autoInstallOnAppQuit, kept });
  process.disconnect();
  app.exit(0);
}

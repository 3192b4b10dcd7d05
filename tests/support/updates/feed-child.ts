/*
 * The updater of Windows or macOS on the Chromium host: `feed-child.ts FOLDER SETTINGS OPTIONS`; the folder has the
 * `app-update.yml` of a package, the settings are those of the network. Looks for a version, fetches it, says what came of
 * both, and quits. What is installed then leaves a file `installed`. A signature is right where the file begins with the
 * publisher's name.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, autoUpdater, net, session } from 'electron';
import updaters from 'electron-updater';
import { createEventChannel } from '../../../electron/events/index.ts';
import { createNetwork } from '../../../electron/network/index.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { createSessionOpener } from '../../../electron/platform/net-session.ts';
import { createUpdateFeed } from '../../../electron/platform/update-feed.ts';
import type { Settings } from '../../../shared/settings.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';

const [, , folder = '', given = '', options = ''] = process.argv;
const settings = JSON.parse(given) as Pick<Settings, 'proxy' | 'authorityFile'>;
const { system, allowed } = JSON.parse(options) as { system: 'win32' | 'darwin'; allowed: string[] | null };

const install = (): void => {
  writeFileSync(join(folder, 'installed'), '');
};

/** Its installer would be a program of Windows. */
class WindowsUpdater extends updaters.NsisUpdater {
  protected override doInstall(): boolean {
    install();
    return true;
  }
}

function updaterOf() {
  if (system === 'darwin') {
    // Squirrel installs what it has taken over when the program has ended.
    autoUpdater.on('update-downloaded', () => app.once('quit', install));
    return new updaters.MacUpdater();
  }
  const updater = new WindowsUpdater();
  updater.verifyUpdateCodeSignature = ([publisher = ''], file) =>
    Promise.resolve(readFileSync(file, 'utf8').startsWith(publisher) ? null : 'another publisher');
  return updater;
}

// Not awaited here: Electron becomes ready only after this module has been evaluated.
app.whenReady().then(run, (bug: unknown) => {
  throw bug;
});

async function run(): Promise<void> {
  app.setPath('userData', folder);
  const updater = updaterOf();
  updater.forceDevUpdateConfig = true;
  updater.updateConfigPath = join(folder, 'app-update.yml');
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
    mayAsk: ({ hostname }) => allowed?.includes(hostname) ?? true,
    squirrel: system === 'darwin' ? autoUpdater : null,
  });
  const looked = await feed.look();
  const prepared = looked.ok && looked.value ? await feed.prepare(() => undefined) : null;
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /pending.Billfold-/.test(name),
  );
  process.send?.({ looked, prepared, kept });
  process.disconnect();
  app.quit();
}

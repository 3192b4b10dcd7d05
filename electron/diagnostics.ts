import { release } from 'node:os';
import { join } from 'node:path';
import { app, net, safeStorage, session } from 'electron';
import { createDatabaseWorker } from './backup/index.ts';
import { createSecretsFile, environmentKey, isKeyOf } from './accounts/index.ts';
import { createConnection, createDoctor, type Doctor } from './doctor/index.ts';
import { createLogTo } from './log.ts';
import { createLoginStore, createNetwork } from './network/index.ts';
import { readPolicy } from './office-policy.ts';
import { createAutostart } from './platform/autostart.ts';
import { createClock } from './platform/clock.ts';
import { createSessionOpener } from './platform/net-session.ts';
import { pathsIn } from './platform/paths.ts';
import { createSecretStore } from './platform/secrets.ts';
import { hasNotificationService } from './platform/session-bus.ts';
import { updateAbility } from './platform/update-feed.ts';
import { createWorkerStarter } from './platform/worker-process.ts';
import { allowedSessions } from './policy/index.ts';
import { settingsIn } from './settings/index.ts';

export interface DiagnosticsOptions {
  /** The data folder; it need not be there. */
  readonly folder: string;
  readonly mainFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
}

/** The doctor of a data folder. It needs no program: it is there when none can be opened. Call after Electron is ready. */
export function createDiagnostics({ folder, mainFolder, environment, version }: DiagnosticsOptions): Doctor {
  const clock = createClock();
  const policy = readPolicy(environment);
  const secretStore = createSecretStore(safeStorage, process.platform, clock);
  const settings = () => settingsIn(folder, policy).settings;
  const logger = createLogTo(folder, false).child('doctor');
  const secrets = createSecretsFile(pathsIn(folder).secrets);
  // Looking changes nothing: a login is used, and not kept.
  const logins = { read: (proxy: string) => secrets.read('proxy', proxy), write: () => undefined };
  const network = createNetwork({
    openSession: allowedSessions(createSessionOpener(session, net, clock), ({ hostname }) =>
      policy.allowsHost(hostname),
    ),
    store: createLoginStore(secretStore, logins, logger),
    events: { on: () => () => undefined, emit: () => undefined },
    ...{ settings, environment, clock, logger },
  });
  const { platform } = process;
  return createDoctor({
    ...{ folder, version, policy, clock, platform },
    paths: pathsIn(folder),
    system: `${platform} ${process.arch} ${release()}`,
    worker: createDatabaseWorker(createWorkerStarter(join(mainFolder, 'database-worker.js'), 'Billfold database')),
    secretStore,
    secretProbe: {
      encrypt: (plain) => safeStorage.encryptStringAsync(plain),
      decrypt: async (cipher) => (await safeStorage.decryptStringAsync(Buffer.from(cipher))).result,
    },
    connection: createConnection(network),
    autostart: createAutostart(environment),
    notificationService: () => (platform === 'linux' ? hasNotificationService() : Promise.resolve('unknown')),
    isInEnvironment(kind, hash) {
      const key = environmentKey(environment, kind);
      return key !== null && isKeyOf(key, hash);
    },
    updateAbility: updateAbility(app.isPackaged, platform, process.resourcesPath),
  });
}

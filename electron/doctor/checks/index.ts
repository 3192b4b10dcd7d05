import { settingsIn } from '../../settings/index.ts';
import type { DoctorCheck } from '../check.ts';
import { lookAtDatabase } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';
import { archiveCheck } from './archive.ts';
import { autostartCheck } from './autostart.ts';
import { certificatesCheck } from './certificates.ts';
import { clockCheck } from './clock.ts';
import { connectionCheck, createServers, proxyCheck } from './connection.ts';
import { contactsCheck } from './contacts.ts';
import { dataFolderCheck, diskSpaceCheck } from './data-folder.ts';
import { databaseCheck } from './database.ts';
import { driveCheck } from './drive.ts';
import { keysCheck } from './keys.ts';
import { lastCopyCheck } from './last-copy.ts';
import { leftoversCheck } from './leftovers.ts';
import { logCheck } from './log.ts';
import { notificationsCheck } from './notifications.ts';
import { policyCheck } from './policy.ts';
import { secretStoreCheck } from './secret-store.ts';
import { settingsCheck } from './settings.ts';
import { updatesCheck } from './updates.ts';
import { watchCheck } from './watch.ts';

/** All checks of one examination, in the order in which they are told. A further one is a line here and its id. */
export function createChecks(parts: DoctorParts): readonly DoctorCheck[] {
  const database = once(() => lookAtDatabase(parts.paths.database, parts.worker));
  const facts = async () => {
    const look = await database();
    return look.state === 'open' ? look.facts : null;
  };
  const settings = once(() => settingsIn(parts.folder, parts.policy));
  const servers = createServers(parts.connection, facts);
  return [
    dataFolderCheck(parts),
    diskSpaceCheck(parts, settings),
    driveCheck(parts),
    databaseCheck(parts, database),
    lastCopyCheck(parts, database),
    archiveCheck(parts, database, settings),
    settingsCheck(parts),
    policyCheck(parts, settings),
    secretStoreCheck(parts),
    keysCheck(parts, database),
    notificationsCheck(parts, facts, settings),
    proxyCheck(servers),
    connectionCheck(servers),
    certificatesCheck(parts, settings),
    clockCheck(parts, servers, facts),
    watchCheck(parts, database, settings),
    contactsCheck('mailboxes', database, ({ mailboxes }) => mailboxes),
    contactsCheck('channels', database, ({ channels }) => channels),
    contactsCheck('team', database, ({ team }) => team),
    autostartCheck(parts),
    updatesCheck(parts, settings),
    logCheck(parts),
    leftoversCheck(parts),
  ];
}

function once<T>(look: () => T): () => T {
  let looked: { readonly value: T } | null = null;
  return () => (looked ??= { value: look() }).value;
}

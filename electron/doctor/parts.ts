import type { Autostart, Clock, Connection, SecretStore } from '../platform/ports.ts';
import type { SourceKind } from '#shared/source-kinds.ts';
import type { UpdateState } from '#shared/updates.ts';
import type { KeyHash } from '../accounts/index.ts';
import type { DatabaseWorker } from '../backup/index.ts';
import type { Policy } from '../policy/index.ts';

/** Both reject where the store refuses. */
export interface SecretProbe {
  encrypt(plain: string): Promise<Uint8Array>;
  decrypt(cipher: Uint8Array): Promise<string>;
}

/** What the doctor looks at, and with what. */
export interface DoctorParts {
  /** The data folder, absolute; it need not be there. */
  readonly folder: string;
  /** The files and folders in it. */
  readonly paths: Readonly<Record<'database' | 'secrets' | 'log' | 'documents' | 'incoming' | 'backups', string>>;
  readonly worker: DatabaseWorker;
  readonly secretStore: Pick<SecretStore, 'decrypt'>;
  /** The operating system's own store, whatever Billfold makes of it. */
  readonly secretProbe: SecretProbe;
  readonly connection: Connection;
  readonly autostart: Pick<Autostart, 'state'>;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  /** Whether the desktop's bus has a service that shows notifications; `unknown` where nobody can be asked. */
  readonly notificationService: () => Promise<'yes' | 'no' | 'unknown'>;
  /** Whether the key that is known by this hash came with the environment. */
  readonly isInEnvironment: (kind: SourceKind, key: KeyHash) => boolean;
  /** What this copy can do about new versions. */
  readonly updateAbility: UpdateState['ability'];
  /** Billfold's. */
  readonly version: string;
  /** Platform, processor and release. */
  readonly system: string;
}

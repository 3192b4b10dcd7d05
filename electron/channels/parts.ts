import type { Account, Freshness } from '#shared/accounts.ts';
import type { ChannelKind } from '#shared/channels.ts';
import type { AppError } from '#shared/errors.ts';
import type { Format } from '#shared/format.ts';
import type { Settings } from '#shared/settings.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Fetch, Logger, SecretStore } from '../platform/ports.ts';
import type { MessageOf } from '../watch/index.ts';
import type { DigestParts } from './digest.ts';
import type { MailWay } from './send-mail.ts';

/** What channels are made of. More than ten, since they are told of everything that the program does. */
export interface ChannelParts extends Pick<DigestParts, 'snapshot'> {
  readonly db: Database;
  readonly network: MailWay & { readonly fetch: Fetch };
  readonly secretStore: SecretStore;
  /** Ciphertexts by the channel's id. */
  readonly secrets: { read(id: string): Uint8Array | null; write(id: string, cipher: Uint8Array | null): void };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Those that are open. */
  readonly accounts: () => readonly Account[];
  readonly freshness: (accountId: string) => Freshness;
  readonly settings: () => Pick<Settings, 'hideAmounts'>;
  /** Whether the office lets anybody be told that way. */
  readonly allows: (kind: ChannelKind) => boolean;
  /** What notifications say in mails and chats; `hidden`: without an amount. */
  readonly messages: (hidden: boolean) => MessageOf;
  readonly format: () => Format;
  readonly timeZone: () => string;
  readonly recordAction: RecordAction;
  /** Tells on this computer that a channel is out of reach; false where that could not be shown. */
  readonly tell: (channel: string, error: AppError) => Promise<boolean>;
  /** Whether it is not known yet if somebody else tells the same. */
  readonly isUndecided: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'channels.changed'>;
}

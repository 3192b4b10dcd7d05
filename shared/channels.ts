import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { eventKindSchema } from './event-kinds.ts';
import { instantSchema } from './time.ts';

export const channelKinds = ['mail', 'webhook', 'slack', 'teams', 'discord', 'heartbeat'] as const;
export type ChannelKind = (typeof channelKinds)[number];
/** Those that are reached by an address, which is a secret: whoever has it can post there. */
export type AddressKind = Exclude<ChannelKind, 'mail'>;

/** How a connection to a mail server is protected. `relay`: by TLS where the server offers it, and without a login. */
export const mailSecurities = ['tls', 'starttls', 'relay'] as const;
export const digestSchema = z.enum(['none', 'weekly', 'monthly']);
export type Digest = z.infer<typeof digestSchema>;

const name = z.string().trim().min(1).max(80);
const address = z.email().max(254);

export const mailConfigSchema = z.object({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  /** Null: the server asks for no login. */
  user: z.string().trim().min(1).max(320).nullable(),
  from: address,
  recipients: z.array(address).min(1).max(50),
  digest: digestSchema,
});
export type MailConfig = z.infer<typeof mailConfigSchema>;

/** What a channel is, without its secret. */
export const channelConfigSchema = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('mail'), name, hideAmounts: z.boolean() })
    .extend(mailConfigSchema.shape)
    .refine(({ security, user }) => security !== 'relay' || user === null, 'A password goes over TLS alone'),
  z.object({
    kind: z.enum(['webhook', 'slack', 'teams', 'discord', 'heartbeat']),
    name,
    hideAmounts: z.boolean(),
  }),
]);
export type ChannelConfig = z.infer<typeof channelConfigSchema>;

/** Where somebody is told, beside this computer. */
export const channelSchema = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  hideAmounts: z.boolean(),
  /** The server that it goes to. */
  host: z.string(),
  /** Of mail: who gets it; else empty. */
  recipients: z.array(z.string()),
  digest: digestSchema,
  createdAt: instantSchema,
  /** When something last arrived; null while nothing did. */
  deliveredAt: instantSchema.nullable(),
  /** How many wait to be delivered. */
  waiting: z.int(),
  /** Why nothing gets through, and since when; null while it does. */
  failure: z.object({ error: appErrorSchema, since: instantSchema }).nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

/** What stands for this computer's own notifications among the channels. */
export const desktopChannel = 'desktop';

/** Whether a channel tells of a kind of event, of one account or (null) of all for which nothing else was chosen. */
export const channelChoiceSchema = z.object({
  channelId: z.string(),
  accountId: z.string().nullable(),
  kind: eventKindSchema,
  told: z.boolean(),
});
export type ChannelChoice = z.infer<typeof channelChoiceSchema>;

/**
 * `delivered`: the server took it. `failed`: it is tried again. `refused`: the server takes it in no case.
 * `withdrawn`: there was nothing to tell any more.
 */
const deliveryStates = ['pending', 'delivering', 'delivered', 'failed', 'refused', 'withdrawn'] as const;

/** One event, or digest, on its way to one channel: the proof that it arrived. */
export const deliverySchema = z.object({
  /** The Message-ID's first part, and a webhook's event id. */
  id: z.string(),
  channelId: z.string(),
  channelName: z.string(),
  channelKind: z.enum(channelKinds),
  /** Null of a digest. */
  kind: eventKindSchema.nullable(),
  accountName: z.string().nullable(),
  state: z.enum(deliveryStates),
  createdAt: instantSchema,
  attempts: z.int(),
  lastTriedAt: instantSchema.nullable(),
  nextTryAt: instantSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
  /** What the server said, cut short. */
  answer: z.string().nullable(),
  error: appErrorSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** What holds for one account and kind: its own choice, else that for all, else yes. */
export function isTold(choices: readonly ChannelChoice[], of: Omit<ChannelChoice, 'told'>): boolean {
  const found = (accountId: string | null) =>
    choices.find(
      (choice) => choice.channelId === of.channelId && choice.kind === of.kind && choice.accountId === accountId,
    );
  return (found(of.accountId) ?? found(null))?.told ?? true;
}

import { z } from 'zod';
import { isLoopback } from './base-url.ts';

/** How one gets into a mailbox: by its password, or by signing in at who keeps it, in the browser (OAuth). */
export const signInKinds = ['password', 'microsoft', 'google', 'office'] as const;
export const signInKindSchema = z.enum(signInKinds);
export type SignInKind = z.infer<typeof signInKindSchema>;
export type SignInProvider = Exclude<SignInKind, 'password'>;

const id = z.string().trim().min(1).max(300);
/** https, or http on this computer. */
const address = z.url({ protocol: /^https?$/ }).refine((text) => {
  const [, scheme = '', host = ''] = /^(https?):\/\/(\[[^\]]*\]|[^/:?#@\\]+)(?::\d+)?(?:[/?#]|$)/i.exec(text) ?? [];
  return scheme.toLowerCase() === 'https' || isLoopback(host.toLowerCase());
});
const hostName = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

const microsoftSchema = z.strictObject({
  provider: z.literal('microsoft'),
  /** The application (client) ID of the registration in Entra ID. */
  clientId: id,
  /** The directory (tenant) ID or domain; `organizations` for any company's. */
  tenant: z
    .string()
    .regex(/^[a-z0-9.-]+$/i)
    .default('organizations'),
});
const googleSchema = z.strictObject({
  provider: z.literal('google'),
  clientId: id,
  /** Google gives desktop applications one and says that it is none. */
  clientSecret: id,
});
/** The office's own server of identities, such as Keycloak. */
const officeSchema = z.strictObject({
  provider: z.literal('office'),
  name: z.string().trim().min(1).max(100),
  authorizationEndpoint: address,
  tokenEndpoint: address,
  clientId: id,
  scope: z.string().trim().max(500),
  /** The only mail servers that its tokens go to. */
  hosts: z.array(hostName).min(1).max(20),
});

/** What the IT department registered, so that people sign in to their mailboxes in the browser. */
export const mailSignInSchema = z
  .array(z.discriminatedUnion('provider', [microsoftSchema, googleSchema, officeSchema]))
  .max(3);
export type MailClient = z.infer<typeof mailSignInSchema>[number];

/** What the window can enter: addresses of servers of identities come from a file alone. */
export const enteredMailSignInSchema = z
  .array(z.discriminatedUnion('provider', [microsoftSchema, googleSchema]))
  .max(2);

/** Where mailboxes of these are: their tokens go nowhere else. */
export const mailHosts = { microsoft: ['outlook.office365.com'], google: ['imap.gmail.com'] } as const;

/** A way to sign in that is set up here. */
export const availableSignInSchema = z.object({
  provider: z.enum(['microsoft', 'google', 'office']),
  /** As its office calls it; null where everybody knows its name. */
  name: z.string().nullable(),
  hosts: z.array(z.string()),
});
export type AvailableSignIn = z.infer<typeof availableSignInSchema>;

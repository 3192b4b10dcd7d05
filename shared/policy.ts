import { z } from 'zod';
import { channelKinds } from './channels.ts';
import { settingNames } from './error-reasons.ts';
import { appErrorSchema } from './errors.ts';
import { roles } from './roles.ts';
import { settingsSchema } from './settings.ts';
import { sourceKindSchema } from './source-kinds.ts';

/** A host name, or `*.` and a domain for all names below it; without scheme, port and path. */
const hostPattern = z
  .string()
  .toLowerCase()
  .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

const { shape } = settingsSchema;

/** An account that is there from the first start on; a key is what a person gives it. */
const presetAccountSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  source: sourceKindSchema,
  /** Stripe's id of the customer; ImageKit has none. */
  customer: z.string().min(1).nullable().default(null),
  /** Null for the vendor's own server. */
  server: z.string().min(1).nullable().default(null),
  role: z.enum(roles),
});
export type PresetAccount = z.infer<typeof presetAccountSchema>;

/** The policy file of an office. An unknown name makes it broken: it may be one that was misspelled. */
export const policySchema = z.strictObject({
  version: z.literal(1),
  /** Settings that have this value and that nobody changes. */
  settings: z
    .strictObject({
      ...shape,
      quietHours: shape.quietHours.strict(),
      exports: shape.exports.strict(),
      proxy: shape.proxy.strict(),
    })
    .partial()
    .default({}),
  accounts: z.array(presetAccountSchema).max(500).default([]),
  /** The only servers that Billfold asks for anything; null for all. */
  allowedHosts: z.array(hostPattern).nullable().default(null),
  /** The only ways by which somebody is told beside this computer; null for all. */
  channels: z.array(z.enum(channelKinds)).nullable().default(null),
  updates: z.enum(['on', 'off']).default('on'),
  /** An absolute path; `{user}` and `{home}` stand for those of whoever runs Billfold. */
  archiveFolder: z
    .string()
    .regex(/^(\/|[A-Za-z]:[\\/]|\\\\|\{home\})/)
    .nullable()
    .default(null),
});
export type PolicyContent = z.infer<typeof policySchema>;

/**
 * `broken`: it is there and cannot be read or understood. `not-trusted`: an ordinary user could have written it, so that it
 * counts for nothing.
 */
export const policyStates = ['none', 'applied', 'broken', 'not-trusted'] as const;
export type PolicyState = (typeof policyStates)[number];

/** What the window needs to know of the policy. */
export const policySummarySchema = z.object({
  state: z.enum(policyStates),
  /** Its path; null where there is none. */
  file: z.string().nullable(),
  locked: z.array(z.enum(settingNames)),
  allowedHosts: z.array(z.string()).nullable(),
  channels: z.array(z.enum(channelKinds)).nullable(),
  updates: z.enum(['on', 'off']),
  /** Why it is not in force as it was meant. */
  problem: appErrorSchema.nullable(),
});
export type PolicySummary = z.infer<typeof policySummarySchema>;

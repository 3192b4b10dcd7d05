import { z } from 'zod';
import { appErrorSchema } from './errors.ts';

/**
 * What came of asking a server for anything at all. `proxy` is `host:port`, null where none is on the way or where that was
 * not found out; `authority` is the name of the root that vouches for the server, null where none was seen.
 */
export const connectionReportSchema = z.object({
  host: z.string(),
  proxy: z.string().nullable(),
  authority: z.string().nullable(),
  /** The authority of Settings vouches for it, not the operating system. */
  byOwnAuthority: z.boolean(),
  error: appErrorSchema.nullable(),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** Where a proxy's name and password are kept. */
const loginPlaceSchema = z.enum(['secret-store', 'session', 'environment', 'none']);

/** The name and password for one proxy, without the password. `refused`: the proxy did not take them. */
export const proxyLoginStateSchema = z.object({
  proxy: z.string(),
  user: z.string().nullable(),
  place: loginPlaceSchema,
  refused: z.boolean(),
});
export type ProxyLoginState = z.infer<typeof proxyLoginStateSchema>;

/** A certificate authority of Settings: its file's, or why that cannot be used. */
export const authorityStateSchema = z.object({
  name: z.string().nullable(),
  /** The end of its validity, `2031-05-04`. */
  validTo: z.string().nullable(),
  error: appErrorSchema.nullable(),
});
export type AuthorityState = z.infer<typeof authorityStateSchema>;

export const networkStateSchema = z.object({
  /** Of the proxies that asked for one, and of those that one is kept for. */
  logins: z.array(proxyLoginStateSchema),
  /** The proxy that a person is to be asked about now. */
  asks: proxyLoginStateSchema.nullable(),
  /** Null: none is set. */
  authority: authorityStateSchema.nullable(),
});
export type NetworkState = z.infer<typeof networkStateSchema>;

import { z } from 'zod';
import { authorityStateSchema, connectionReportSchema, networkStateSchema } from '../../network.ts';
import { nothing } from './requests.ts';

const text = z.string().min(1).max(1000);

export const networkCalls = {
  'network.state': { request: nothing, response: networkStateSchema },
  /** Asks each vendor's server for anything at all. */
  'network.testConnections': { request: nothing, response: z.array(connectionReportSchema) },
  /** The same of one server, for the proxy on the way there. */
  'network.testProxy': { request: nothing, response: connectionReportSchema },
  /** A name and password for a proxy that asked; tried at once. The password comes back in no answer. */
  'network.enterLogin': {
    request: z.object({ proxy: text, user: text, password: z.string().max(1000) }),
    response: connectionReportSchema,
  },
  'network.forgetLogin': { request: z.object({ proxy: text }), response: networkStateSchema },
  /** Nobody wants to answer a proxy now. */
  'network.dismiss': { request: nothing, response: nothing },
  /** Asks for a file and whether it is to be trusted; null when the user cancelled. */
  'network.chooseAuthority': { request: nothing, response: authorityStateSchema.nullable() },
  'network.removeAuthority': { request: nothing, response: nothing },
} as const;

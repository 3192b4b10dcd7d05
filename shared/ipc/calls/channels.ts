import { z } from 'zod';
import { alertEventIdSchema } from '../../alerts.ts';
import { channelChoiceSchema, channelConfigSchema, channelSchema, deliverySchema } from '../../channels.ts';
import { nothing } from './requests.ts';

const channel = z.object({ id: z.string() });

export const channelCalls = {
  'channels.list': { request: nothing, response: z.array(channelSchema) },
  /**
   * A person confirms it in a dialog of main's, which names the server and who gets it; then a test is sent, and the channel
   * kept where that arrived. `secret`: a password, or the address; null where a mail server asks for no login.
   */
  'channels.add': {
    request: z.object({ channel: channelConfigSchema, secret: z.string().min(1).max(2000).nullable() }),
    response: channelSchema,
  },
  'channels.remove': { request: channel, response: nothing },
  /** Sends a test, now; answers what the server said. */
  'channels.test': { request: channel, response: z.object({ answer: z.string() }) },
  /** Puts the key that signs what a webhook is sent on the clipboard; false where there is none. */
  'channels.copyKey': { request: channel, response: z.boolean() },
  'channels.choices': { request: nothing, response: z.array(channelChoiceSchema) },
  'channels.choose': { request: channelChoiceSchema, response: nothing },
  /** What was sent, newest first: the proof that it arrived, or why not. */
  'channels.log': {
    request: z.object({ limit: z.int().min(1).max(500) }),
    response: z.array(deliverySchema),
  },
  /** The same of one alert event. */
  'channels.ofAlertEvent': {
    request: z.object({ alertEventId: alertEventIdSchema }),
    response: z.array(deliverySchema),
  },
  /** Asks where to save the summary of the last week or month; null when cancelled, else the file's name. */
  'channels.saveDigest': {
    request: z.object({ of: z.enum(['weekly', 'monthly']) }),
    response: z.object({ fileName: z.string() }).nullable(),
  },
} as const;

import { z } from 'zod';

/** As in `errors.ts`: a name, an address, what a person typed. */
const text = z.string();
const serverWords = z.string().nullable();

/** What can go wrong on the way to a channel; a part of `appErrors`. */
export const channelErrors = [
  z.object({ code: z.literal('channel-not-found') }),
  z.object({ code: z.literal('channel-address-invalid') }),
  z.object({ code: z.literal('channel-key-invalid') }),
  z.object({ code: z.literal('channel-not-allowed'), channel: text }),
  z.object({ code: z.literal('channel-secret-missing'), channel: text }),
  z.object({ code: z.literal('channel-refused'), host: text, status: z.int(), serverWords }),
  z.object({ code: z.literal('mail-login-refused'), host: text, user: text, serverWords }),
  z.object({ code: z.literal('mail-refused'), host: text, serverWords }),
  z.object({ code: z.literal('mail-not-encrypted'), host: text }),
  z.object({ code: z.literal('recipient-refused'), recipients: text, serverWords }),
] as const;

import { hostname } from 'node:os';
import { fill, languageOf, languages } from '#shared/messages/index.ts';
import type { KnownChannel } from './channel-rows.ts';
import type { ChannelSecret } from './channel-secrets.ts';
import type { Letter, Sent } from './letter.ts';
import type { ChannelParts } from './parts.ts';
import { sendMail } from './send-mail.ts';
import { sendOverHttp } from './send-over-http.ts';

export type Send = (
  channel: Pick<KnownChannel, 'config'>,
  secret: ChannelSecret | null,
  letter: Letter,
  signal: AbortSignal,
) => Promise<Sent>;

/** Sends a letter the way that its channel is. */
export const createSend =
  ({ network, clock, format, allows }: Pick<ChannelParts, 'network' | 'clock' | 'format' | 'allows'>): Send =>
  async ({ config }, secret, letter, signal) => {
    if (!allows(config.kind))
      return { outcome: 'failed', error: { code: 'channel-not-allowed', channel: config.name }, askedSeconds: null };
    if (config.kind === 'mail') {
      const password = secret && 'password' in secret ? secret.password : null;
      const { mailFooter } = languages[languageOf(format().locale)].notifications;
      const footer = fill(mailFooter, { host: hostname(), channel: config.name });
      return sendMail(network, config, password, { ...letter, body: `${letter.body}\n\n-- \n${footer}\n` }, signal);
    }
    const address = secret && 'url' in secret ? secret : { url: '', key: null };
    return sendOverHttp({ fetch: network.fetch, clock }, config.kind, address, letter, signal);
  };

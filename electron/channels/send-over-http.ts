import { createHmac } from 'node:crypto';
import type { AddressKind } from '#shared/channels.ts';
import { isLoopback } from '#shared/base-url.ts';
import { oneLine } from '#shared/visible-text.ts';
import { failureIn, failureReason, guardFetch, retryAfterSeconds, unreachable } from '../http/index.ts';
import type { Clock, Fetch } from '../platform/ports.ts';
import type { Letter, Sent } from './letter.ts';
import { discordBody, slackBody, teamsBody } from './chat-bodies.ts';

export interface HttpWay {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}

/** What a channel that is an address is reached by: whoever has it can post there. `key` signs what a webhook is sent. */
export interface AddressSecret {
  readonly url: string;
  readonly key: string | null;
}

const limits = { bytes: 64 * 1024, quietSeconds: 30, slowestBytesPerSecond: 100 };

/** Https anywhere, http on this computer alone, without a user name and a password; null where it is not that. */
export function channelAddress(text: string): URL | null {
  const url = URL.parse(text.trim());
  if (!url || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : null;
}

/** Posts a letter in the service's own form. No redirect is followed: what is sent is for this server alone. */
export async function sendOverHttp(
  { fetch, clock }: HttpWay,
  kind: AddressKind,
  { url, key }: AddressSecret,
  letter: Letter,
  signal: AbortSignal,
): Promise<Sent> {
  const address = channelAddress(url);
  if (!address) return { outcome: 'failed', error: { code: 'channel-address-invalid' }, askedSeconds: null };
  const { host, hostname } = address;
  const body = JSON.stringify(bodyOf(kind, letter));
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Billfold',
    ...(kind === 'webhook' && signed(key, letter.eventId, Math.floor(clock.now() / 1000), body)),
  };
  try {
    const request = { method: 'POST', headers, body, redirect: 'manual' as const, signal };
    const { response, body: pieces } = await guardFetch(fetch, clock, limits)(address, request);
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of pieces ?? []) text += decoder.decode(piece, { stream: true });
    const { status } = response;
    const serverWords = oneLine(text) === '' ? null : oneLine(text);
    if (status >= 200 && status < 300)
      return { outcome: 'delivered', answer: [status, serverWords ?? ''].join(' ').trim(), error: null };
    const error = { code: 'channel-refused', host, status, serverWords } as const;
    if (ofThisLetter.has(status)) return { outcome: 'refused', error };
    return { outcome: 'failed', error, askedSeconds: retryAfterSeconds(response.headers, clock.now()) };
  } catch (cause) {
    const error = failureIn(cause) ?? unreachable(hostname, failureReason(cause));
    return { outcome: 'failed', error, askedSeconds: null };
  }
}

/** The server understood and does not want it; any other one may be mended. */
const ofThisLetter: ReadonlySet<number> = new Set([400, 413, 415, 422]);

function bodyOf(kind: AddressKind, letter: Letter): object {
  switch (kind) {
    case 'slack':
      return slackBody(letter);
    case 'teams':
      return teamsBody(letter);
    case 'discord':
      return discordBody(letter);
    case 'webhook':
    case 'heartbeat': {
      const { kind: type, at, account, title, body, facts } = letter;
      return { type: `billfold.${type}`, timestamp: at, data: { account, title, text: body, ...facts } };
    }
  }
}

/**
 * As Standard Webhooks has it, so that receivers need no code of ours: HMAC-SHA256 of id, time and body. Where the key is gone
 * nothing is signed, which a receiver refuses.
 */
function signed(key: string | null, id: string, seconds: number, body: string) {
  const sent = { 'webhook-id': id, 'webhook-timestamp': String(seconds) };
  if (key === null) return sent;
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', secret)
    .update(`${id}.${String(seconds)}.${body}`)
    .digest('base64');
  return { ...sent, 'webhook-signature': `v1,${mac}` };
}

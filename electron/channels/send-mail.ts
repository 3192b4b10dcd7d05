import type { ConnectionOptions } from 'node:tls';
import { isIP } from 'node:net';
import type { MailConfig } from '#shared/channels.ts';
import type { AppError } from '#shared/errors.ts';
import { oneLine } from '#shared/visible-text.ts';
import { failureReason } from '../http/index.ts';
import type { Network } from '../network/index.ts';
import type { Letter, Sent } from './letter.ts';

export type MailWay = Pick<Network, 'connect' | 'authorities'>;

const limits = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 45_000 };

/** Sends one mail over a connection of its own. A repeat has the same Message-ID, by which mail systems know it. */
export async function sendMail(
  { connect, authorities }: MailWay,
  config: MailConfig,
  password: string | null,
  letter: Letter,
  signal: AbortSignal,
): Promise<Sent> {
  const { host, port, security, user, from, recipients } = config;
  const connected = await connect({ host, port }, { tls: security === 'tls', signal });
  if (!connected.ok) return { outcome: 'failed', error: connected.error, askedSeconds: null };
  const { createTransport } = await import('nodemailer');
  const tls: ConnectionOptions = {
    ca: authorities(),
    // An office's relay is given no password, and encrypts for whoever listens alone (RFC 7435).
    rejectUnauthorized: security !== 'relay',
    ...(isIP(host) === 0 && { servername: host }),
  };
  const transport = createTransport({
    ...{ host, port, connection: connected.value, tls, logger: false, ...limits },
    ...{ secure: security === 'tls', secured: security === 'tls', requireTLS: security === 'starttls' },
    ...(security === 'relay' && { opportunisticTLS: true }),
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const end = (): void => void connected.value.destroy();
  signal.addEventListener('abort', end);
  try {
    const { accepted, rejected, response } = await transport.sendMail({
      from,
      to: [...recipients],
      messageId: `<${letter.eventId}@${from.slice(from.indexOf('@') + 1)}>`,
      date: letter.at,
      subject: oneLine(letter.title, 200),
      text: letter.body,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Billfold-Event': letter.kind },
    });
    const refused = rejected.map(String);
    const words = oneLine(response);
    return {
      outcome: 'delivered',
      answer: `${String(accepted.length)} of ${String(recipients.length)}: ${words}`,
      error: refused.length === 0 ? null : recipientRefused(refused, null),
    };
  } catch (cause) {
    if (signal.aborted) return { outcome: 'failed', error: { code: 'cancelled' }, askedSeconds: null };
    return failedBy(cause, config);
  } finally {
    signal.removeEventListener('abort', end);
    transport.close();
    connected.value.destroy();
  }
}

const recipientRefused = (recipients: readonly string[], serverWords: string | null): AppError => ({
  code: 'recipient-refused',
  recipients: recipients.join(', '),
  serverWords,
});

function failedBy(cause: unknown, { host, user, security, recipients }: MailConfig): Sent {
  const told: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(cause instanceof Error ? cause : {}),
  );
  const serverWords = typeof told['response'] === 'string' ? oneLine(told['response']) : null;
  const isFinal = typeof told['responseCode'] === 'number' && told['responseCode'] >= 500;
  const failed = (error: AppError): Sent => ({ outcome: 'failed', error, askedSeconds: null });
  if (told['code'] === 'EAUTH' && user !== null) return failed({ code: 'mail-login-refused', host, user, serverWords });
  if (told['command'] === 'RCPT TO' && isFinal) return failed(recipientRefused(recipients, serverWords));
  // The server reads the mail itself after DATA: what it refuses there for good, it refuses of this mail.
  if (told['command'] === 'DATA' && isFinal)
    return { outcome: 'refused', error: { code: 'mail-refused', host, serverWords } };
  if (told['code'] === 'ETLS' && security === 'starttls' && serverWords !== null)
    return failed({ code: 'mail-not-encrypted', host });
  if (serverWords !== null) return failed({ code: 'mail-refused', host, serverWords });
  return failed({ code: 'server-unreachable', host, reason: failureReason(cause) });
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { issue, type Issued } from '../network/certificates.ts';
import { within } from '../waits.ts';

export interface ReceivedMail {
  readonly to: string[];
  readonly text: string;
  readonly messageId: string;
  /** It came over TLS. */
  readonly secure: boolean;
  readonly user: string | null;
}

export interface MailReceiver extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly authority: Issued;
  readonly mails: ReceivedMail[];
  /** Asked before a mail is taken; an error refuses it. */
  onMail: () => Error | null | Promise<Error | null>;
  readonly refusedRecipients: Set<string>;
}

/** A real mail server on loopback, whose certificate is of an authority of its own. */
export async function startMailReceiver(security: 'tls' | 'starttls' | 'open' = 'starttls'): Promise<MailReceiver> {
  const authority = await issue({ name: 'Office mail authority', isAuthority: true });
  const own = await issue({ name: 'localhost', hosts: ['localhost'] }, authority);
  const [user, password] = ['billfold@office.example', 'correct horse'];
  const receiver: MailReceiver = {
    ...{ host: 'localhost', user, password, authority, mails: [], port: 0, onMail: () => null },
    refusedRecipients: new Set(),
    async [Symbol.asyncDispose]() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      server.close(() => {
        resolve(undefined);
      });
      await promise;
    },
  };
  const server = new SMTPServer({
    ...{ secure: security === 'tls', key: own.key, cert: own.cert, closeTimeout: 10 },
    ...{ authOptional: security === 'open', disabledCommands: security === 'open' ? ['AUTH', 'STARTTLS'] : [] },
    onAuth(auth, _session, callback) {
      if (auth.username === user && auth.password === password) callback(null, { user });
      else callback(new Error('Wrong password'));
    },
    onRcptTo({ address }, _session, callback) {
      if (!receiver.refusedRecipients.has(address)) callback();
      else callback(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
    },
    onData(stream, session, callback) {
      void text(stream).then(async (mail) => {
        const messageId = /^Message-ID: <(.+)>$/im.exec(mail)?.[1] ?? '';
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const error = await receiver.onMail();
        if (!error)
          receiver.mails.push({
            to,
            text: mail,
            messageId,
            secure: session.secure,
            user: typeof session.user === 'string' ? session.user : null,
          });
        if (error) callback(error);
        else callback(null, `queued as ${String(receiver.mails.length)}`);
      });
    },
  });
  // What a client breaks off is the client's.
  server.on('error', () => undefined);
  const { server: inner } = server;
  server.listen(0, '127.0.0.1');
  await within(10, 'the mail server to listen', once(inner, 'listening'));
  return Object.assign(receiver, { port: (inner.address() as AddressInfo).port });
}

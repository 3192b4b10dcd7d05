import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { type Issued, issue, issueAuthority } from './network/certificates.ts';
import { listening, until, within } from './waits.ts';

/** A real mail server (Dovecot) on loopback with one mailbox, whose mails are files. */
export interface MailServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Vouches for the server's certificate; nobody else does. */
  readonly authority: Issued;
  makeFolder(folder: string): void;
  /** Puts mails into a folder as a delivery agent does; answers the names of their files. */
  deliver(mails: readonly Uint8Array[], folder?: string): string[];
  /** Every mail as it lies there: file names hold the flags. */
  files(folder?: string): string[];
  /** The bytes of every mail as it lies there, by the names of their files. */
  contents(folder?: string): Map<string, string>;
  /** Takes the folder away, as somebody does on another computer. */
  removeFolder(folder: string): void;
  /** Numbers the folder again: the same mails have other uids, and the folder another UIDVALIDITY. */
  renumber(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listening(probe);
  const closed = once(probe, 'close');
  probe.close();
  await within(10, 'a port to be free again', closed);
  return port;
}

interface MailServerOptions {
  /** Where tokens are asked about (RFC 7662): with it one signs in by them, too. */
  readonly introspection?: string;
  /** So many mails in all and no more. */
  readonly mostMails?: number;
  /** What it can do, as it says so; all that Dovecot can unless given. */
  readonly capability?: string;
  /** Not the host that clients ask for. */
  readonly certificateFor?: readonly string[];
}

let delivered = 0;

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { introspection, mostMails, capability, certificateFor = ['localhost', '127.0.0.1'] } = options;
  const place = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(place, 0o755);
  const [port, authority] = [await freePort(), await issueAuthority('Mail authority')];
  const { cert, key } = await issue({ name: 'localhost', hosts: [...certificateFor] }, authority);
  const [user, password] = ['anna@nordlicht.example', 'correct horse'];
  const root = join(place, 'mail');
  const boxOf = (folder: string) => (folder === 'INBOX' ? root : join(root, `.${folder}`));
  // As root it hands all work to other users; Debian has one for mails.
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? 'mail' : userInfo().username;
  function makeFolder(folder: string): void {
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(boxOf(folder), part), { recursive: true });
    if (isRoot) execFileSync('chown', ['-R', owner, root]);
  }
  for (const folder of ['INBOX', 'Invoices']) makeFolder(folder);
  writeFileSync(join(place, 'cert.pem'), cert);
  writeFileSync(join(place, 'key.pem'), key);
  writeFileSync(join(place, 'users'), `${user}:{PLAIN}${password}\n`);
  const asked = { introspection_mode: 'post', introspection_url: introspection, username_attribute: 'username' };
  const lines = Object.entries({ ...asked, active_attribute: 'active', active_value: 'true' });
  writeFileSync(join(place, 'oauth2'), lines.map(([name, value]) => `${name} = ${String(value)}\n`).join(''));
  const config = join(place, 'dovecot.conf');
  writeFileSync(
    config,
    `base_dir = ${join(place, 'run')}
log_path = ${join(place, 'log')}
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${join(place, 'cert.pem')}
ssl_key = <${join(place, 'key.pem')}
mail_location = maildir:${root}
mail_uid = ${owner}
mail_gid = ${owner}
first_valid_uid = 1
first_valid_gid = 1
${isRoot ? '' : `default_internal_user = ${owner}\ndefault_login_user = ${owner}\ndefault_internal_group = ${owner}\n`}auth_failure_delay = 0
${capability === undefined ? '' : `imap_capability = ${capability}\n`}${introspection === undefined ? '' : `auth_mechanisms = plain xoauth2 oauthbearer\npassdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${join(place, 'oauth2')}\n}\n`}${mostMails === undefined ? '' : `mail_plugins = quota\nplugin {\n  quota = count:User quota\n  quota_rule = *:messages=${String(mostMails)}\n  quota_vsizes = yes\n}\n`}passdb {
  driver = passwd-file
  args = ${join(place, 'users')}
}
userdb {
  driver = static
  args = uid=${owner} gid=${owner} home=${place}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${String(port)}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`,
  );
  let server: ChildProcess | null = null;
  async function start(): Promise<void> {
    server = spawn('dovecot', ['-F', '-c', config], { stdio: 'ignore' });
    await until(
      () =>
        new Promise<boolean>((answer) => {
          const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
            socket.destroy();
            answer(true);
          });
          socket.once('error', () => {
            answer(false);
          });
        }),
      'Dovecot to listen',
    );
  }
  async function stop(): Promise<void> {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    server = null;
    await within(20, 'the end of Dovecot', ended);
  }
  await start();
  const names = (folder: string) => ['cur', 'new'].flatMap((part) => readdirSync(join(boxOf(folder), part)).sort());
  return {
    ...{ host: 'localhost', port, user, password, authority, start, stop, makeFolder },
    deliver: (mails, folder = 'INBOX') =>
      mails.map((mail) => {
        const name = `${String(1_700_000_000 + ++delivered)}.M${String(delivered)}P1.host`;
        writeFileSync(join(boxOf(folder), 'new', name), mail);
        return name;
      }),
    files: (folder = 'INBOX') => names(folder),
    contents: (folder = 'INBOX') =>
      new Map(
        ['cur', 'new'].flatMap((part) =>
          readdirSync(join(boxOf(folder), part))
            .sort()
            .map((name) => [name, readFileSync(join(boxOf(folder), part, name)).toString('latin1')] as const),
        ),
      ),
    removeFolder(folder) {
      rmSync(boxOf(folder), { recursive: true });
    },
    renumber() {
      for (const name of readdirSync(root))
        if (name.startsWith('dovecot')) rmSync(join(root, name), { recursive: true });
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

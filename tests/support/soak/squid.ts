import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Issued } from '../network/certificates.ts';
import { vendorHost } from '../network/secure-vendor.ts';
import { closed, ending, listening, until } from '../waits.ts';

export interface SquidOptions {
  readonly folder: string;
  readonly name: string;
  /** Wanted by Basic authentication. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Shows certificates of `with` in place of servers', whose own it takes from `knows`. */
  readonly intercept?: { readonly with: Issued; readonly knows: Issued };
}

const helpers = '/usr/lib/squid';

/** A real squid on loopback, to which the vendor's name is known. */
export async function startSquid({ folder, name, login, intercept }: SquidOptions) {
  const place = join(folder, name);
  mkdirSync(place);
  const file = (leaf: string): string => join(place, leaf);
  const write = (leaf: string, text: string): string => {
    writeFileSync(file(leaf), text);
    return file(leaf);
  };
  const taken = createServer();
  const port = await listening(taken);
  await closed(taken);

  const lines = [
    `hosts_file ${write('hosts', `127.0.0.1 ${vendorHost}\n`)}`,
    `pid_filename ${file('squid.pid')}`,
    `access_log stdio:${file('access.log')}`,
    `cache_log ${file('cache.log')}`,
    `coredump_dir ${place}`,
    `visible_hostname squid.test`,
    'cache deny all',
    'shutdown_lifetime 1 second',
  ];
  if (login) {
    const hash = execFileSync('openssl', ['passwd', '-apr1', login.password], { encoding: 'utf8' }).trim();
    lines.push(
      `auth_param basic program ${helpers}/basic_ncsa_auth ${write('passwords', `${login.user}:${hash}\n`)}`,
      'auth_param basic realm Office',
      'acl known proxy_auth REQUIRED',
      'http_access deny !known',
    );
  }
  if (intercept) {
    const authority = write('authority.pem', intercept.with.cert + intercept.with.key);
    execFileSync(`${helpers}/security_file_certgen`, ['-c', '-s', file('certificates'), '-M', '4MB']);
    lines.push(
      `http_port 127.0.0.1:${port} ssl-bump tls-cert=${authority} generate-host-certificates=on dynamic_cert_mem_cache_size=4MB`,
      `sslcrtd_program ${helpers}/security_file_certgen -s ${file('certificates')} -M 4MB`,
      `tls_outgoing_options cafile=${write('known.pem', intercept.knows.cert)}`,
      'acl first at_step SslBump1',
      'ssl_bump peek first',
      'ssl_bump bump all',
    );
  } else {
    lines.push(`http_port 127.0.0.1:${port}`);
  }
  lines.push('http_access allow all', '');
  const configuration = write('squid.conf', lines.join('\n'));
  // Started by root it works as another user, who must be able to get at all of this.
  execFileSync('chmod', ['-R', 'a+rwX', place]);
  chmodSync(folder, 0o755);

  const child = spawn('squid', ['-N', '-f', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const log = (leaf: string): string => (existsSync(file(leaf)) ? readFileSync(file(leaf), 'utf8') : '');
  await until(() => log('cache.log').includes('Accepting') || child.exitCode !== null, 'squid to listen', 30);
  if (child.exitCode !== null) throw new Error(`squid ended: ${said}${log('cache.log').slice(-2000)}`);
  return {
    place: `127.0.0.1:${port}`,
    /** Its own record, a line a request. */
    accesses: (): string[] => log('access.log').trim().split('\n'),
    async [Symbol.asyncDispose]() {
      const end = ending(child, 'squid', 20);
      child.kill('SIGTERM');
      await end;
    },
  };
}

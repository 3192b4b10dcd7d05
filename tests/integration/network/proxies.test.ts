import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { systemProxy } from '#shared/proxy-settings.ts';
import { filesWith } from '../../support/billfold.ts';
import { issueAuthority } from '../../support/network/certificates.ts';
import { connected, type Office, openOffice, worked } from '../../support/network/office.ts';
import { type ProxyOptions, startProxy, type TestProxy } from '../../support/network/proxy.ts';
import { listening } from '../../support/waits.ts';

/* Whole commands, in an office whose vendor is reached past a proxy alone and vouched for by a private authority. */

let office: Office & AsyncDisposable;
let authorityFile: string;
beforeAll(async () => {
  office = await openOffice();
  authorityFile = office.fileOf(office.authority);
});
afterAll(() => office[Symbol.asyncDispose]());

async function proxy(options: Omit<ProxyOptions, 'portOf'> = {}): Promise<TestProxy> {
  const started = await startProxy({ ...options, portOf: () => office.vendor.port });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}

const login = { user: 'anna', password: 'canary-right' };
const allWorks = '12 PDFs';

describe('a proxy that asks for a password', () => {
  test('is given the one of the environment, which is kept and printed nowhere', async () => {
    const wanting = await proxy({ login });
    const terminal = office.terminal(
      { authorityFile },
      { HTTPS_PROXY: `http://anna:canary-right@${wanting.place}`, BILLFOLD_DEBUG: '1' },
    );
    expect(await worked(terminal, office.vendor)).toBe(allWorks);
    expect(wanting.seen.every(({ status, login: given }) => status === 200 || given === null)).toBe(true);
    expect(filesWith(terminal.dataFolder, 'canary-right')).toEqual([]);
    expect(filesWith(terminal.dataFolder, Buffer.from('anna:canary-right').toString('base64'))).toEqual([]);
    expect(terminal.printed()).not.toContain('canary-right');
  });

  test('is given the one of a variable of its own', async () => {
    const wanting = await proxy({ login });
    const terminal = office.terminal(
      { authorityFile, proxy: { ...systemProxy, mode: 'manual', server: wanting.place } },
      { BILLFOLD_PROXY_LOGIN: `anna:canary-right@${wanting.place}` },
    );
    expect(await connected(terminal, office.vendor)).toBe('connected');
  });

  test('is given a wrong one once, however many requests wait for it', async () => {
    const wanting = await proxy({ login });
    const terminal = office.terminal({ authorityFile }, { HTTPS_PROXY: `http://anna:wrong@${wanting.place}` });
    expect(await connected(terminal, office.vendor)).toBe('proxy-login-refused');
    expect(wanting.tries('anna:wrong')).toBe(1);
    expect(terminal.printed()).toContain(`The proxy ${wanting.place} didn’t accept the user name anna`);
  });

  test('is given none where none is for it, and the login of another proxy never', async () => {
    const [wanting, other] = [await proxy({ login }), await proxy()];
    const terminal = office.terminal(
      { authorityFile, proxy: { ...systemProxy, mode: 'manual', server: wanting.place } },
      { BILLFOLD_PROXY_LOGIN: `anna:canary-right@${other.place}` },
    );
    expect(await connected(terminal, office.vendor)).toBe('proxy-login-missing');
    expect(wanting.seen.map(({ login: given }) => given)).not.toContain('anna:canary-right');
  });

  test('in a way that no password answers is said to', async () => {
    const wanting = await proxy({ login, scheme: 'Negotiate' });
    const terminal = office.terminal({ authorityFile }, { HTTPS_PROXY: wanting.place });
    expect(await connected(terminal, office.vendor)).toBe('proxy-login-unsupported');
  });
});

describe('a proxy', () => {
  test('of a script takes the way that the script says', async () => {
    const chosen = await proxy();
    const script = createServer((_, response) =>
      response.end(
        `function FindProxyForURL(url, host) { return host === 'vendor.test' ? 'PROXY ${chosen.place}' : 'DIRECT' }`,
      ),
    );
    const port = await listening(script);
    onTestFinished(() => void script.close());
    const pacUrl = `http://127.0.0.1:${port}/proxy.pac`;
    const terminal = office.terminal({ authorityFile, proxy: { ...systemProxy, mode: 'pac', pacUrl } });
    expect(await connected(terminal, office.vendor)).toBe('connected');
    expect(chosen.seen.length).toBeGreaterThan(0);
  });

  test('whose script is not there is not gone without', async () => {
    const pacUrl = 'http://127.0.0.1:1/proxy.pac';
    const terminal = office.terminal({ authorityFile, proxy: { ...systemProxy, mode: 'pac', pacUrl } });
    expect(await connected(terminal, office.vendor)).toBe('proxy-script-unavailable');
  });

  test('that refuses, or is not there, is named', async () => {
    const refusing = await proxy({ refuse: 403 });
    const terminal = office.terminal({ authorityFile }, { HTTPS_PROXY: refusing.place });
    expect(await connected(terminal, office.vendor)).toBe('proxy-refused');
    const absent = office.terminal({ authorityFile }, { HTTPS_PROXY: '127.0.0.1:1' });
    expect(await connected(absent, office.vendor)).toBe('proxy-unreachable');
    expect(absent.printed()).toContain('The proxy 127.0.0.1:1 can’t be reached.');
  });

  test('of the environment is left out where Settings say so', async () => {
    const unused = await proxy();
    const terminal = office.terminal(
      { authorityFile, proxy: { ...systemProxy, mode: 'direct' } },
      { HTTPS_PROXY: unused.place },
    );
    expect(await connected(terminal, office.vendor)).toBe('server-unreachable');
    expect(unused.seen).toEqual([]);
  });
});

describe('a certificate authority', () => {
  test('of a proxy that reads along is trusted once it is set, and named before', async () => {
    const interceptWith = await issueAuthority('Office interception');
    const reading = await proxy({ interceptWith });
    const environment = { HTTPS_PROXY: reading.place };
    const unknowing = office.terminal({}, environment);
    expect(await connected(unknowing, office.vendor)).toBe('authority-unknown');
    expect(unknowing.printed()).toContain('was issued by “Office interception”');
    const terminal = office.terminal({ authorityFile: office.fileOf(interceptWith) }, environment);
    expect(await worked(terminal, office.vendor)).toBe(allWorks);
  });

  test('vouches for nobody else', async () => {
    const through = await proxy();
    const another = office.fileOf(await issueAuthority('Another office'));
    const terminal = office.terminal({ authorityFile: another }, { HTTPS_PROXY: through.place });
    expect(await connected(terminal, office.vendor)).toBe('authority-unknown');
  });

  test('whose file is not there is missed in the log, and nothing is trusted for it', async () => {
    const through = await proxy();
    const terminal = office.terminal({ authorityFile: '/nowhere/authority.pem' }, { HTTPS_PROXY: through.place });
    expect(await connected(terminal, office.vendor)).toBe('authority-unknown');
    expect(readFileSync(join(terminal.dataFolder, 'logs/billfold.log'), 'utf8')).toContain('authority-file-invalid');
  });
});

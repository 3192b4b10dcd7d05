import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLoopback, parseBaseUrl } from '#shared/base-url.ts';

const reasonOf = (text: string) => {
  const result = parseBaseUrl(text);
  return result.ok ? 'allowed' : result.error.code === 'base-url-not-allowed' ? result.error.reason : result.error.code;
};

test.each([
  ['https://api.example.com', 'https', 'api.example.com', 443, 'https://api.example.com'],
  [' https://API.Example.com/ ', 'https', 'api.example.com', 443, 'https://api.example.com'],
  ['https://billing.example.com:8443', 'https', 'billing.example.com', 8443, 'https://billing.example.com:8443'],
  ['https://10.0.0.7:443', 'https', '10.0.0.7', 443, 'https://10.0.0.7'],
  ['https://[2001:db8::1]:9000', 'https', '[2001:db8::1]', 9000, 'https://[2001:db8::1]:9000'],
  ['http://127.0.0.1:12111', 'http', '127.0.0.1', 12111, 'http://127.0.0.1:12111'],
  ['http://127.8.9.10', 'http', '127.8.9.10', 80, 'http://127.8.9.10'],
  ['http://localhost:80', 'http', 'localhost', 80, 'http://localhost'],
  ['http://[::1]:3000/', 'http', '[::1]', 3000, 'http://[::1]:3000'],
])('%s is allowed', (text, protocol, host, port, origin) => {
  expect(parseBaseUrl(text)).toEqual({ ok: true, value: { protocol, host, port, origin } });
});

test.each([
  ['api.example.com', 'malformed'],
  ['https:/api.example.com', 'malformed'],
  ['https://', 'malformed'],
  ['https://a b.example', 'malformed'],
  ['https:\\\\api.example.com', 'malformed'],
  ['https://api.example.com:0', 'malformed'],
  ['https://api.example.com:99999', 'malformed'],
  ['https://1.2.3.400', 'malformed'],
  ['https://127.0.0.08', 'malformed'],
  ['https://[::1', 'malformed'],
  ['https://[1::2::3]', 'malformed'],
  ['http://api.example.com', 'scheme'],
  ['http://127.0.0.1.example.com', 'scheme'],
  ['http://localhost.example.com', 'scheme'],
  ['http://192.168.1.1', 'scheme'],
  ['http://0.0.0.0', 'scheme'],
  ['http://[::2]', 'scheme'],
  ['ftp://127.0.0.1', 'scheme'],
  ['file://localhost/etc', 'scheme'],
  ['https://api.example.com/v1', 'path'],
  ['https://api.example.com//', 'path'],
  ['https://api.example.com?x=1', 'path'],
  ['https://api.example.com/#top', 'path'],
  ['https://user:secret@api.example.com', 'credentials'],
  ['http://127.0.0.1@api.example.com', 'credentials'],
])('%s is refused as %s', (text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});

test('no address at all is said to be missing', () => {
  expect(parseBaseUrl(' ')).toEqual({ ok: false, error: { code: 'base-url-missing' } });
});

test('the error repeats neither a password nor a query', () => {
  const result = parseBaseUrl('https://user:hunter2@api.example.com/?key=hunter3');
  expect(JSON.stringify(result)).not.toContain('hunter');
});

const origins = fc.record({
  protocol: fc.constantFrom('http', 'https'),
  host: fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.constantFrom('localhost', '127.0.0.1', '127.255.0.3', '[::1]'),
  ),
  port: fc.option(fc.integer({ min: 1, max: 65_535 })),
});

test('whatever is allowed is what the standard reader of addresses sees too', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), origins.map(textOf)), (text) => {
      const result = parseBaseUrl(text);
      if (!result.ok) return;
      const url = new URL(text.trim());
      // The reader also shortens IPv6 addresses.
      expect(new URL(result.value.origin).origin).toBe(url.origin);
      expect(new URL(`https://${result.value.host}`).hostname).toBe(url.hostname);
      expect(url.username + url.password + url.search + url.hash).toBe('');
      expect(url.pathname).toBe('/');
      expect(url.protocol === 'https:' || isLoopback(url.hostname)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('every https origin is allowed; http only on loopback', () => {
  fc.assert(
    fc.property(
      origins.filter(({ host }) => !host.includes('.') || !host.startsWith('[')),
      (origin) => {
        const allowed = origin.protocol === 'https' || isLoopback(origin.host);
        expect(reasonOf(textOf(origin))).toBe(allowed ? 'allowed' : 'scheme');
      },
    ),
  );
});

function textOf({ protocol, host, port }: { protocol: string; host: string; port: number | null }): string {
  return `${protocol}://${host}${port === null ? '' : `:${port}`}`;
}

import { expect, it } from 'vitest';
import { teamServerSchema } from '#shared/team.ts';

const reached = (host: string, tls: string): boolean =>
  teamServerSchema.safeParse({ host, port: 5432, database: 'team', user: 'desk', tls }).success;

it('goes without TLS to a server on this computer alone, whatever an invitation says', () => {
  for (const host of ['localhost', '127.0.0.1', '::1']) expect(reached(host, 'off'), host).toBe(true);
  for (const host of ['db.example.com', '10.0.0.5', '127.example.com']) {
    expect(reached(host, 'off'), host).toBe(false);
    expect(reached(host, 'verify-full'), host).toBe(true);
  }
});

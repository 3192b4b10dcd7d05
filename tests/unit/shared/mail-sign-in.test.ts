import { expect, it } from 'vitest';
import { mailSignInSchema } from '#shared/mail-sign-in.ts';

const takes = (authorizationEndpoint: string): boolean =>
  mailSignInSchema.safeParse([
    {
      ...{ provider: 'office', name: 'Keycloak', clientId: 'billfold', scope: 'imap', hosts: ['mail.example.com'] },
      ...{ authorizationEndpoint, tokenEndpoint: 'https://id.example.com/token' },
    },
  ]).success;

it('has people sign in over https, or on this computer', () => {
  for (const address of ['https://id.example.com/auth', 'http://localhost:8080/auth', 'http://[::1]/auth'])
    expect(takes(address), address).toBe(true);
  for (const address of [
    'http://id.example.com/auth',
    'http:id.example.com/auth',
    'http:/id.example.com/auth',
    'http://localhost:x@id.example.com/auth',
    'http://localhost@id.example.com/auth',
    'http://localhost.example.com/auth',
    'https://somebody@id.example.com/auth',
  ])
    expect(takes(address), address).toBe(false);
});

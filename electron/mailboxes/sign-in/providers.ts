import { type AvailableSignIn, mailHosts, type MailClient, type SignInProvider } from '#shared/mail-sign-in.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Where one signs in (OAuth 2.0, RFC 6749), as what, and for which mail servers. */
export interface Provider {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  /** Google's desktop applications send one, which everybody can read in them. */
  readonly clientSecret: string | null;
  readonly scope: string;
  /** Of the address that the browser comes back to: each provider takes only one of the two on any port (RFC 8252). */
  readonly loopback: '127.0.0.1' | 'localhost';
  /** What a provider asks for beside the standard's. */
  readonly extra: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
}

function providerOf(client: MailClient): Provider {
  const { clientId } = client;
  switch (client.provider) {
    case 'microsoft': {
      const base = `https://login.microsoftonline.com/${client.tenant}/oauth2/v2.0`;
      return {
        authorizationEndpoint: `${base}/authorize`,
        tokenEndpoint: `${base}/token`,
        ...{ clientId, clientSecret: null },
        scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
        loopback: 'localhost',
        extra: {},
        hosts: mailHosts.microsoft,
      };
    }
    case 'google':
      return {
        authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenEndpoint: 'https://oauth2.googleapis.com/token',
        ...{ clientId, clientSecret: client.clientSecret },
        scope: 'https://mail.google.com/',
        loopback: '127.0.0.1',
        // Else there is no refresh token but at the very first time.
        extra: { access_type: 'offline', prompt: 'consent' },
        hosts: mailHosts.google,
      };
    case 'office': {
      const { authorizationEndpoint, tokenEndpoint, scope, hosts } = client;
      const own = { clientId, clientSecret: null, scope, loopback: '127.0.0.1', extra: {}, hosts } as const;
      return { authorizationEndpoint, tokenEndpoint, ...own };
    }
  }
}

/** The provider for mailboxes on a host: a token never goes to another server than those of its provider. */
export function providerFor(clients: readonly MailClient[], wanted: SignInProvider, host: string): Result<Provider> {
  const client = clients.find(({ provider }) => provider === wanted);
  if (!client) return fail({ code: 'sign-in-not-set-up', host });
  const provider = providerOf(client);
  return provider.hosts.includes(host) ? ok(provider) : fail({ code: 'sign-in-elsewhere', host });
}

export const availableSignIns = (clients: readonly MailClient[]): AvailableSignIn[] =>
  clients.map((client) => ({
    provider: client.provider,
    name: client.provider === 'office' ? client.name : null,
    hosts: [...providerOf(client).hosts],
  }));

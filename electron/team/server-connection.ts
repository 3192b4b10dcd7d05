import type { Client, ClientConfig } from 'pg';
import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { systemCodeOf } from '#shared/system-code.ts';
import { teamRefusals } from '#shared/team-errors.ts';
import type { TeamServer } from '#shared/team.ts';

/** Milliseconds. */
const connectTimeout = 10_000;
const queryTimeout = 60_000;

const refusals: ReadonlySet<string> = new Set(teamRefusals);
const isRefusal = (code: string): code is (typeof teamRefusals)[number] => refusals.has(code);

const databaseErrorSchema = z.object({
  code: z.string().optional(),
  message: z.string(),
  detail: z.string().optional(),
});

/** Connection failures, resources, interventions of an operator, conflicts of transactions, what is not ready. */
const transientClass = /^(08|53|57|40|55|XX)/;
const socketCode = /^E[A-Z]+$/;

/** What a failure of the driver or the server means to the user; null for a bug. */
function teamErrorOf(cause: unknown, { host }: TeamServer): AppError | null {
  const { code = '', message, detail = '' } = databaseErrorSchema.catch({ message: String(cause) }).parse(cause);
  if (code === 'BF001' && isRefusal(message)) return { code: 'team-refused', reason: message, about: detail };
  // A function of ours that may not be called, or a value that no function of ours would be given.
  if (code === '42501') return { code: 'team-right-missing', host };
  if (code === '3F000' || code === '42883') return { code: 'team-missing', host };
  // Bad data and broken constraints: it would be refused again and again.
  if (/^2[23]/.test(code)) return { code: 'team-refused', reason: 'malformed', about: 'values' };
  if (/^28/.test(code)) return { code: 'team-login-refused', host };
  if (code === '53100') return { code: 'team-server-full', host };
  if (code === '25006') return { code: 'team-server-read-only', host };
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code) || /does not support SSL/.test(message))
    return { code: 'team-certificate', host, reason: systemCodeOf(code) };
  if (/timeout/i.test(message)) return { code: 'team-slow', host, seconds: queryTimeout / 1000 };
  const isBroken =
    socketCode.test(code) ||
    transientClass.test(code) ||
    /^Connection terminated|not queryable|was closed/.test(message);
  return isBroken ? { code: 'team-unreachable', host, reason: systemCodeOf(code) } : null;
}

export interface Login {
  readonly user: string;
  /** Asked for at each connection: it may be a short-lived one. */
  readonly password: () => Promise<string>;
}

/** The one connection of a desk to its team's server; opened when it is needed, and again after it broke. */
export type ServerConnection = ReturnType<typeof createServerConnection>;

export function createServerConnection(server: TeamServer, login: Login, onWake: () => void) {
  let open: Promise<Client> | null = null;
  /** A connection may end late, when another one is open already. */
  const forget = (ended: Promise<Client>): void => {
    if (open === ended) open = null;
  };

  async function connect(onEnd: () => void): Promise<Client> {
    // Loaded where a team is used, and nowhere else.
    const { default: pg } = await import('pg');
    const config: ClientConfig = {
      ...{ host: server.host, port: server.port, database: server.database, user: login.user },
      password: await login.password(),
      ssl: server.tls === 'verify-full' ? { rejectUnauthorized: true, servername: server.host } : false,
      application_name: 'Billfold',
      connectionTimeoutMillis: connectTimeout,
      query_timeout: queryTimeout,
      keepAlive: true,
    };
    const client = new pg.Client(config);
    // Whoever asks next connects again.
    client.on('error', onEnd);
    client.on('end', onEnd);
    client.on('notification', onWake);
    await client.connect();
    await client.query('LISTEN billfold');
    return client;
  }

  function connected(): Promise<Client> {
    if (open) return open;
    const opening = connect(() => {
      forget(opening);
    }).catch((cause: unknown) => {
      forget(opening);
      throw cause;
    });
    open = opening;
    return opening;
  }

  /** `called`: the function that may not be called where the role forbids it. */
  async function run<T>(ask: (client: Client) => Promise<T>, called = ''): Promise<Result<T>> {
    try {
      return ok(await ask(await connected()));
    } catch (cause) {
      const error = teamErrorOf(cause, server);
      if (!error) throw cause;
      // Where it hangs or is gone, what was asked may still be on its way: it is asked again on another connection.
      // Not waited for: a connection that hangs is slow to end as well.
      if (error.code !== 'team-refused' && error.code !== 'team-right-missing') void close();
      const isForbidden = error.code === 'team-right-missing' && called !== '';
      return fail(isForbidden ? { code: 'team-refused', reason: 'role-forbids', about: called } : error);
    }
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    const client = await closing?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  return {
    server,
    /** Calls one of the server's functions that answers a value. */
    call: <T>(name: string, args: readonly unknown[], schema: z.ZodType<T>): Promise<Result<T>> =>
      run(async (client) => {
        const places = args.map((_, index) => `$${String(index + 1)}`).join(', ');
        const { rows } = await client.query(`SELECT billfold.${name}(${places}) AS answer`, [...args]);
        return z.object({ answer: schema }).parse(rows[0]).answer;
      }, name),
    /** Calls one that answers rows. */
    rows: <T>(name: string, args: readonly unknown[], schema: z.ZodType<T>): Promise<Result<T[]>> =>
      run(async (client) => {
        const places = args.map((_, index) => `$${String(index + 1)}`).join(', ');
        const { rows } = await client.query(`SELECT * FROM billfold.${name}(${places})`, [...args]);
        return z.array(schema).parse(rows);
      }, name),
    /** Several statements in one transaction; `repeatable` sees one moment throughout. */
    transaction: <T>(work: (client: Client) => Promise<T>, repeatable = false): Promise<Result<T>> =>
      run(async (client) => {
        await client.query(repeatable ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN');
        try {
          const done = await work(client);
          await client.query('COMMIT');
          return done;
        } catch (cause) {
          await client.query('ROLLBACK').catch(() => undefined);
          throw cause;
        }
      }),
    close,
  };
}

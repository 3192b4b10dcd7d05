import { randomUUID } from 'node:crypto';
import { type CallName, calls, type Response } from '#shared/ipc/contract.ts';
import type { AppError } from '#shared/errors.ts';
import { needs } from '#shared/ipc/needs.ts';
import type { Needs } from '#shared/permissions.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Logger } from '../platform/ports.ts';
import type { Permit } from '../program/permit.ts';

type Parsed<Name extends CallName> = ReturnType<(typeof calls)[Name]['request']['parse']>;

/** Answers a call by its name; rejects what is none. */
export type Answering = (name: unknown, request: unknown) => Promise<Result<unknown>>;

/** What a thrown failure means to the user, as of a database that is locked or damaged; null for a bug. */
type Explain = (cause: unknown) => AppError | null;

/** One handler for every call of the contract: a missing one is a type error. */
export type Handlers = {
  readonly [Name in CallName]: (request: Parsed<Name>) => Promise<Result<Response<Name>>> | Result<Response<Name>>;
};

export const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);

/**
 * Parses the request, asks whether it is permitted, runs the handler and checks the answer against the contract. A request that does not fit
 * rejects; a bug becomes `internal` with a reference that is also in the log.
 */
export async function answer<Name extends CallName>(
  handlers: Handlers,
  permit: Permit,
  name: Name,
  request: unknown,
  logger: Logger,
  explain: Explain = () => null,
): Promise<Result<Response<Name>>> {
  const parsed = calls[name].request.safeParse(request);
  if (!parsed.success) throw new Error(`The request of ${name} does not fit the contract`);
  try {
    const allowed = permit(needs[name] as Needs<unknown>, parsed.data);
    if (!allowed.ok) return allowed;
    // The table pairs each name with its own schema and handler; the compiler cannot follow that through a union.
    const handler = handlers[name] as (request: unknown) => Promise<Result<Response<Name>>>;
    const result = await handler(parsed.data);
    return result.ok ? { ok: true, value: calls[name].response.parse(result.value) as Response<Name> } : result;
  } catch (bug) {
    const reference = randomUUID().slice(0, 8);
    const known = explain(bug);
    logger.error('A call failed', { name, reference, reason: bug instanceof Error ? bug.stack : String(bug) });
    return fail(known ?? { code: 'internal', reference });
  }
}

/** Answers the calls of the contract; they are logged by name and duration only. */
export const createAnswering =
  (handlers: Handlers, permit: Permit, logger: Logger, explain?: Explain): Answering =>
  async (name, request) => {
    if (!isCallName(name)) throw new Error('There is no such call');
    const started = performance.now();
    const result = await answer(handlers, permit, name, request, logger, explain);
    logger.debug(name, { ok: result.ok, milliseconds: Math.round(performance.now() - started) });
    return result;
  };

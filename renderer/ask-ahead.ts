import type { CallName, EventName, Request, Response } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';

/** What may make an answer untrue that nobody has taken yet. */
const changes: readonly EventName[] = [
  'settings.changed',
  'accounts.changed',
  'snapshot.changed',
  'alerts.changed',
  'invoices.changed',
];
const answers = new Map<string, Promise<unknown>>();

const keyOf = (name: CallName, request: unknown): string => JSON.stringify([name, request]);

/** Asks main before the scripts are there that want to know: the first one to make the same call gets this answer. */
export function askAhead<Name extends CallName>(name: Name, request: Request<Name>): void {
  const answer = window.billfold.call(name, request);
  // Whoever takes it hears of a refusal.
  answer.catch(() => undefined);
  answers.set(keyOf(name, request), answer);
}

/** Forgets what nobody has taken as soon as something changes, and when the function returned is called. */
export function keepAnswers(): () => void {
  const stops = changes.map((name) => window.billfold.on(name, forget));
  function forget(): void {
    answers.clear();
    for (const stop of stops) stop();
  }
  return forget;
}

/** The answer to this call, if it was asked ahead; once. */
export function takeAnswer<Name extends CallName>(
  name: Name,
  request: Request<Name>,
): Promise<Result<Response<Name>>> | undefined {
  if (answers.size === 0) return undefined;
  const key = keyOf(name, request);
  const answer = answers.get(key);
  answers.delete(key);
  // It was put there under the same name.
  return answer as Promise<Result<Response<Name>>> | undefined;
}

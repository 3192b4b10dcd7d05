import { onScopeDispose } from 'vue';
import { fail, ok, type Result } from '#shared/result.ts';
import type { BillfoldBridge } from '#shared/ipc/bridge.ts';
import type { CallName, EventName, EventPayload, Request, Response } from '#shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly billfold: BillfoldBridge;
  }
}

/** Asks main. A call that main refuses outright becomes an `internal` error, so that callers handle one shape only. */
export async function call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>> {
  try {
    return await window.billfold.call(name, request);
  } catch {
    return fail({ code: 'internal', reference: name });
  }
}

/** Hands main the files of a drop; answers with the id that main knows them by. */
export async function dropFiles(files: readonly File[]): Promise<Result<string>> {
  try {
    return ok(await window.billfold.dropFiles(files));
  } catch {
    return fail({ code: 'internal', reference: 'imports.drop' });
  }
}

/** Listens to an event of main; returns the function that stops listening. */
export const on = <Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): (() => void) =>
  window.billfold.on(name, listener);

/** Runs at events about an account, for as long as the component or store lives that asked for it. */
export function onNewsOf(
  accountId: () => string | null,
  names: readonly ('alerts.changed' | 'invoices.changed' | 'snapshot.changed')[],
  changed: () => unknown,
): void {
  for (const name of names) {
    const stop = on(name, (news) => {
      if (news.accountId === accountId()) void changed();
    });
    onScopeDispose(stop);
  }
}

import { type AppError, appErrorSchema } from '#shared/errors.ts';
import type { BillfoldBridge } from '#shared/ipc/bridge.ts';
import {
  type CallName,
  calls,
  type EventName,
  type EventPayload,
  events,
  type Request,
  type Response,
} from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import { recordedAnswers } from './fake-bridge/answers.ts';
import { type FakeState, fakeState } from './fake-bridge/state.ts';
import { sampleData, sampleNow } from './sample-data.ts';

type Handler<Name extends CallName> = (
  request: Request<Name>,
) => Result<Response<Name>> | Promise<Result<Response<Name>>>;
type AnyHandler = (request: unknown) => Result<unknown> | Promise<Result<unknown>>;

/**
 * Recorded answers behind the window's bridge. Requests, answers and events go through the contract and are cloned, as on the
 * real one, so that no test can hear what main would not say.
 */
export interface FakeBridge extends BillfoldBridge {
  readonly state: FakeState;
  readonly made: { name: CallName; request: unknown }[];
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  /** Every call of this name fails until it is mended. */
  break(name: CallName, error: AppError): void;
  mend(name: CallName): void;
  /** Calls of this name wait until the returned function is called. */
  hold(name: CallName): () => void;
  /** Puts another answer in place of the recorded one. */
  answer<Name extends CallName>(name: Name, handler: Handler<Name>): void;
  /** What main knows once it has answered a call of this name. */
  after<Name extends CallName>(name: Name, change: (request: Request<Name>) => void): void;
}

export interface FakeBridgeOptions {
  readonly now?: Instant;
  readonly invoiceMonths?: number;
  /** Begin as after the installation: no accounts. */
  readonly empty?: boolean;
}

export function createFakeBridge({
  now = sampleNow,
  invoiceMonths = 60,
  empty = false,
}: FakeBridgeOptions = {}): FakeBridge {
  const state = fakeState(sampleData(now, invoiceMonths));
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const broken = new Map<CallName, AppError>();
  const held = new Map<CallName, Promise<null>>();
  const made: FakeBridge['made'] = [];
  const replaced = new Map<CallName, AnyHandler>();
  const changes = new Map<CallName, (request: never) => void>();

  function emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    const checked = structuredClone(events[name].parse(payload)) as never;
    for (const listener of listeners.get(name) ?? []) listener(checked);
  }
  const recorded = recordedAnswers(state, emit, now);
  if (empty) state.accounts = [];

  async function answerTo(name: CallName, request: unknown): Promise<Result<unknown>> {
    const other = replaced.get(name);
    if (other) return other(request);
    // The table pairs each answer with its own request; a name that may be any cannot show that to the compiler.
    const record = recorded[name] as ((request: unknown) => unknown) | undefined;
    return ok(record ? record(request) : null);
  }

  return {
    state,
    made,
    emit,
    break: (name, error) => {
      broken.set(name, error);
    },
    mend: (name) => {
      broken.delete(name);
    },
    hold(name) {
      const gate = Promise.withResolvers<null>();
      held.set(name, gate.promise);
      return () => {
        held.delete(name);
        gate.resolve(null);
      };
    },
    answer(name, handler) {
      replaced.set(name, handler as AnyHandler);
    },
    after(name, change) {
      changes.set(name, change);
    },
    dropFiles: () => Promise.resolve('drop_1'),
    async call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Result<Response<Name>>> {
      // A reactive proxy cannot cross the real bridge either.
      const crossed: unknown = calls[name].request.parse(structuredClone(request));
      made.push({ name, request: crossed });
      await held.get(name);
      const error = broken.get(name);
      if (error) return fail(error);
      const result = await answerTo(name, crossed);
      if (!result.ok) return fail(appErrorSchema.parse(result.error));
      changes.get(name)?.(crossed as never);
      return ok(structuredClone(calls[name].response.parse(result.value)) as Response<Name>);
    },
    on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => {
        set.delete(listener);
      };
    },
  };
}

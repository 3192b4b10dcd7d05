import { z } from 'zod';
import type { ApiRequest, Json, JsonObject } from '../http/answer.ts';

const scope = {
  /** Requests it applies to: `*` stands for any text. */
  path: z.string().min(1).optional(),
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  /** How often it happens; for ever unless given. */
  times: z.int().min(1).optional(),
  /** How many fitting requests go well before. */
  after: z.int().min(0).default(0),
};

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.literal([400, 401, 403, 404, 409, 429, 500, 502, 503, 504]),
    /** Seconds, sent as `Retry-After`; 429 and 503 only. */
    retryAfter: z.int().min(0).default(1),
    ...scope,
  }),
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599).default(200), ...scope }),
  /** This text instead of the answer, said to be JSON. */
  z.strictObject({ kind: z.literal('body'), body: z.string(), ...scope }),
  z.strictObject({ kind: z.literal(['truncated', 'reset', 'reset-body', 'hang']), ...scope }),
  z.strictObject({ kind: z.literal(['apply-then-timeout', 'apply-then-reset']), ...scope }),
  z.strictObject({ kind: z.literal(['pdf-empty', 'pdf-html', 'pdf-truncated', 'pdf-missing']), ...scope }),
  z.strictObject({ kind: z.literal('delay'), milliseconds: z.int().min(0), ...scope }),
  z.strictObject({ kind: z.literal('pdf-expired'), status: z.literal([200, 403, 404]).default(200), ...scope }),
  /** Fields to leave out of answers, as paths: `data.*.currency`. */
  z.strictObject({ kind: z.literal('drop'), fields: z.array(z.string().min(1)).min(1), ...scope }),
]);

export type Fault = z.infer<typeof faultSchema>;

export const faultsRequestSchema = z.union([
  z.strictObject({ clear: z.literal(true), faults: z.array(faultSchema).default([]) }),
  z.strictObject({ faults: z.array(faultSchema) }),
  z.array(faultSchema),
  faultSchema,
]);

interface Armed {
  readonly fault: Fault;
  readonly pattern: RegExp;
  seen: number;
  used: number;
}

const pdfPath = /^\/(invoice|credit_notes)\/.*\/pdf$/;
const patternOf = ({ kind, path }: Fault): RegExp => {
  if (path === undefined) return kind.startsWith('pdf-') ? pdfPath : /^\/(?!_practice)/;
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${path.split('*').map(literal).join('.*')}$`);
};

export type Faults = ReturnType<typeof createFaults>;

function without(value: Json, steps: readonly string[]): Json {
  const [step = '', ...rest] = steps;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((each, index) =>
      step === '*' || step === String(index) ? without(each, rest) : each,
    );
  }
  const object = value as JsonObject;
  const entries = Object.entries(object).filter(([field]) => rest.length > 0 || field !== step);
  return Object.fromEntries(
    entries.map(([field, inner]) => [field, field === step && rest.length > 0 ? without(inner, rest) : inner]),
  );
}

export function createFaults() {
  let armed: Armed[] = [];
  const fits = ({ fault, pattern }: Armed, request: ApiRequest): boolean =>
    pattern.test(request.path) && (fault.method === undefined || fault.method === request.method);
  const meets = (each: Armed): boolean => {
    each.seen++;
    if (each.seen <= each.fault.after || each.used >= (each.fault.times ?? Infinity)) return false;
    each.used++;
    return true;
  };
  return {
    /** The fault that this request meets, if any; counts the request. */
    next(request: ApiRequest): Fault | null {
      // The first one that is due; those behind it wait for their turn.
      return armed.find((each) => each.fault.kind !== 'drop' && fits(each, request) && meets(each))?.fault ?? null;
    },
    /** Takes away the fields that `drop` faults name. */
    alter(request: ApiRequest, body: Json): Json {
      const drops = armed
        .filter((each) => fits(each, request))
        .flatMap((each) => (each.fault.kind === 'drop' && meets(each) ? each.fault.fields : []));
      return drops.reduce<Json>((altered, field) => without(altered, field.split('.')), body);
    },
    change(request: z.infer<typeof faultsRequestSchema>): void {
      const parts = Array.isArray(request) ? { faults: request } : 'kind' in request ? { faults: [request] } : request;
      if ('clear' in parts) armed = [];
      armed.push(...parts.faults.map((fault) => ({ fault, pattern: patternOf(fault), seen: 0, used: 0 })));
    },
    list: (): Json => armed.map(({ fault, seen, used }) => ({ ...(fault as unknown as JsonObject), seen, used })),
  };
}

import { fail, ok, type Result } from '#shared/result.ts';
import type { JsonObject } from '../http/answer.ts';
import type { FormFields } from '../http/form.ts';
import { checkExpand, type Kind } from './expand.ts';
import type { Permission } from './keys.ts';
import { createLoader } from './loader.ts';
import { listOf, readFields, text, type Values } from './parameters.ts';
import { type Refusal, refusals } from './refusals.ts';
import type { Wire } from './wire.ts';

export type Outcome = Result<JsonObject, Refusal>;

interface Description {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/customers/:customer`: a step with a colon holds an id. */
  readonly path: string;
  readonly permission: Permission;
  /** What the answer is, or what its list holds. */
  readonly kind: Kind;
  readonly list?: boolean;
}

export interface ReadyCall {
  readonly properties: readonly string[];
  run(): Outcome;
}

/** An endpoint whose parameters have lost their types: the router only needs to know whether they are good. */
export interface Endpoint extends Omit<Description, 'list'> {
  prepare(wire: Wire, fields: FormFields, ids: readonly string[]): Result<ReadyCall, Refusal>;
}

/** `id` and `innerId` are the ids in the path, in order. */
export function endpoint<R extends object>(
  { method, path, permission, kind, list = false }: Description,
  parameters: R,
  handle: (wire: Wire, values: Values<R>, id: string, innerId: string) => Outcome,
): Endpoint {
  return {
    method,
    path,
    permission,
    kind,
    prepare(wire, fields, [id = '', innerId = '']) {
      const { expand, ...own } = fields;
      const properties = expand === undefined ? ok([]) : listOf(text)(expand, 'expand');
      if (!properties.ok) return properties;
      const checked = checkExpand(kind, list, properties.value);
      if (!checked.ok) return checked;
      const values = readFields(parameters, own);
      if (!values.ok) return values;
      return ok({ properties: properties.value, run: () => handle(wire, values.value, id, innerId) });
    },
  };
}

/** One object by the id in the path. Where nobody has it, the refusal says `name`, and `param` for where the id stood. */
export const retrieve = (
  description: Omit<Description, 'method'>,
  { param = 'id', name = description.kind }: { param?: string; name?: string } = {},
): Endpoint =>
  endpoint({ method: 'GET', ...description }, {}, (wire, _values, id) => {
    const object = createLoader(wire).byId(description.kind, id);
    return object ? ok(object) : fail(refusals.missing(name, id, param, 404));
  });

import { z } from 'zod';
import { instantFromMillis } from '#shared/time.ts';
import type { PracticeClock } from '../data/clock.ts';
import { type Answer, answerJson, type ApiRequest, type Json } from '../http/answer.ts';
import type { Shape } from '../stripe/reshape.ts';
import { type Faults, faultsRequestSchema } from './faults.ts';
import type { Journal } from './journal.ts';

/** How the server behaves besides its faults. */
export interface Behaviour {
  /** Null: the shape of the version that a request asks for. */
  shape: Shape | null;
  /** What an expired link answers, with a page in HTML. */
  expiredLinkStatus: 200 | 403 | 404;
}

const clockSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  speed: z.number().min(0).max(10_000_000).optional(),
});
const behaviourSchema = z.strictObject({
  shape: z.enum(['current', 'before-2025-03-31', 'older']).nullable().optional(),
  expiredLinkStatus: z.union([z.literal(200), z.literal(403), z.literal(404)]).optional(),
});
const journalSchema = z.strictObject({ clear: z.literal(true) });

interface ControlParts {
  readonly clock: PracticeClock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly behaviour: Behaviour;
  readonly help: () => string;
}

/** A page in a browser may not drive the server: it would send its origin, or a host name of its own. */
function fromElsewhere(request: ApiRequest): boolean {
  const host = request.headers['host'] ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return true;
  const origin = request.headers['origin'];
  return origin !== undefined && origin !== `http://${host}`;
}

/** Answers `/_practice/…`: moves the clock, makes faults, tells what was asked. */
export function createControl({
  clock,
  faults,
  journal,
  behaviour,
  help,
}: ControlParts): (request: ApiRequest) => Answer {
  const clockNow = (): Json => ({ now: instantFromMillis(clock.now()), speed: clock.speed() });
  const refuse = (status: number, message: string): Answer => answerJson(status, { error: { message } });

  function change<T>(request: ApiRequest, schema: z.ZodType<T>, apply: (value: T) => void, show: () => Json): Answer {
    if (request.method === 'GET') return answerJson(200, show());
    if (request.method !== 'POST') return refuse(405, 'Use GET or POST.');
    let body: unknown;
    try {
      body = JSON.parse(request.body);
    } catch {
      return refuse(400, 'The body is not JSON.');
    }
    const read = schema.safeParse(body);
    if (!read.success) return refuse(400, z.prettifyError(read.error));
    apply(read.data);
    return answerJson(200, show());
  }

  return (request) => {
    if (fromElsewhere(request)) return refuse(403, 'Only programs on this computer may use this address.');
    switch (request.path) {
      case '/_practice':
        return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: Buffer.from(help()) };
      case '/_practice/clock':
        return change(
          request,
          clockSchema,
          ({ now, speed }) => {
            clock.set({
              ...(now === undefined ? {} : { now: Date.parse(now) }),
              ...(speed === undefined ? {} : { speed }),
            });
          },
          clockNow,
        );
      case '/_practice/faults':
        return change(
          request,
          faultsRequestSchema,
          (value) => {
            faults.change(value);
          },
          () => ({ faults: faults.list() }),
        );
      case '/_practice/shape':
        return change(
          request,
          behaviourSchema,
          ({ shape, expiredLinkStatus }) => {
            if (shape !== undefined) behaviour.shape = shape;
            if (expiredLinkStatus !== undefined) behaviour.expiredLinkStatus = expiredLinkStatus;
          },
          () => ({ ...behaviour }),
        );
      case '/_practice/requests':
        return change(
          request,
          journalSchema,
          () => {
            journal.clear();
          },
          () => journal.show(),
        );
      default:
        return refuse(
          404,
          'There are /_practice, /_practice/clock, /_practice/faults, /_practice/shape and /_practice/requests.',
        );
    }
  };
}

import { z } from 'zod';
import { instantFromMillis } from '#shared/time.ts';
import type { PracticeClock } from '../data/clock.ts';
import { type Answer, answerJson, type ApiRequest, type Json } from '../http/answer.ts';
import { practiceHelp } from '../help.ts';
import { type Faults, faultsRequestSchema } from './faults.ts';

const clockSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  speed: z.number().min(0).max(10_000_000).optional(),
});

/** A page in a browser may not drive the server: it would send its origin, or a host name of its own. */
function fromElsewhere(request: ApiRequest): boolean {
  const host = request.headers['host'] ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return true;
  const origin = request.headers['origin'];
  return origin !== undefined && origin !== `http://${host}`;
}

/** Answers `/_practice/…`: moves the clock, makes faults. */
export function createControl(clock: PracticeClock, faults: Faults): (request: ApiRequest) => Answer {
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
        return {
          status: 200,
          headers: { 'Content-Type': 'text/plain; charset=utf-8' },
          body: Buffer.from(practiceHelp),
        };
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
        return change(request, faultsRequestSchema, faults.change, () => ({ faults: faults.list() }));
      default:
        return refuse(404, 'There are /_practice, /_practice/clock and /_practice/faults.');
    }
  };
}

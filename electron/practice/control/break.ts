import type { ServerResponse } from 'node:http';
import { type Answer, answerHtml, type ApiRequest } from '../http/answer.ts';
import { brokenPage, expiredPage, missingPage } from '../http/pages.ts';
import { imagekitPath, refuse } from '../imagekit/api.ts';
import { practiceAccountId } from '../stripe/keys.ts';
import { answerRefusal, type Refusal, refusals } from '../stripe/refusals.ts';
import type { Fault } from './faults.ts';

function refusalOf(status: number, retryAfter: number): Refusal {
  if (status === 401) return refusals.wrongKey('sk_test_****practice');
  if (status === 403) return refusals.missingPermission('rk_test_****practice', practiceAccountId, 'rak_practice_read');
  if (status === 404) return refusals.missing('object', 'practice', 'id', 404);
  if (status === 409) return refusals.keyInUse('practice');
  if (status === 429) return refusals.tooManyRequests(retryAfter);
  if (status === 400) return refusals.wrongValue('practice', 'A practice fault refused this request.');
  const broken = refusals.broken(status);
  return status === 503
    ? { ...broken, headers: { 'Retry-After': String(retryAfter), 'Stripe-Should-Retry': 'true' } }
    : broken;
}

/** The answer that a fault puts in place of the real one; null where the real one is made first. */
export function faultAnswer(fault: Fault, request: ApiRequest, requestId: string): Answer | null {
  switch (fault.kind) {
    case 'status': {
      const refusal = refusalOf(fault.status, fault.retryAfter);
      if (request.path === imagekitPath) return refuse(fault.status, refusal.message, refusal.headers);
      if (request.path.startsWith('/v1/')) return answerRefusal(refusal, requestId);
      return {
        ...answerHtml(fault.status, brokenPage()),
        headers: { 'Content-Type': 'text/html; charset=utf-8', ...refusal.headers },
      };
    }
    case 'html':
      return answerHtml(fault.status, brokenPage());
    case 'body':
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(fault.body) };
    case 'pdf-empty':
      return { status: 200, headers: { 'Content-Type': 'application/pdf' }, body: Buffer.alloc(0) };
    case 'pdf-html':
      return answerHtml(200, brokenPage());
    case 'pdf-missing':
      return answerHtml(404, missingPage());
    case 'pdf-expired':
      return answerHtml(fault.status, expiredPage());
    default:
      return null;
  }
}

/** Sends an answer, damaged in the way the fault says. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | null, head: boolean): void {
  const body =
    fault?.kind === 'pdf-truncated' ? answer.body.subarray(0, Math.floor(answer.body.length / 2)) : answer.body;
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(body.length) });
  if (fault?.kind !== 'truncated' && fault?.kind !== 'reset-body') {
    response.end(head ? undefined : body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (fault.kind === 'truncated') response.socket?.end();
    else response.socket?.resetAndDestroy();
  });
}

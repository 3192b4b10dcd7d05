import { createHmac, timingSafeEqual } from 'node:crypto';
import { day, dayStart, type Seconds } from '../data/calendar.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import { practiceAccountId } from '../stripe/keys.ts';
import type { Links } from '../stripe/wire.ts';

/** What the token of a link says; `expires` in seconds since 1970. */
export interface LinkToken {
  readonly subject: readonly string[];
  readonly expires: Seconds;
}

export interface SignedLinks extends Links {
  /** Null for a token that this server did not sign. */
  read(token: string): LinkToken | null;
}

const afterDue = 30 * day;
const atLeast = 10 * day;

/** Links of invoices expire 30 days after the due date or finalization; one that is listed later is good for at least 9 days. */
const expiryOf = (facts: InvoiceFacts, now: Seconds): Seconds => {
  const { dueAt, finalizedAt } = facts.lifecycle;
  return Math.max((dueAt ?? finalizedAt ?? facts.created) + afterDue, dayStart(now) + atLeast);
};

export function createLinks(seed: number, url: () => string): SignedLinks {
  const secret = `practice links of ${seed}`;
  const signatureOf = (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url').slice(0, 24);
  const tokenOf = (expires: Seconds, ...subject: readonly string[]): string => {
    const payload = Buffer.from(JSON.stringify([expires, ...subject])).toString('base64url');
    return `test_${payload}.${signatureOf(payload)}`;
  };
  const hostedUrl = (token: string): string => `${url()}/i/${practiceAccountId}/${token}`;
  const pdfUrl = (token: string): string => `${url()}/invoice/${practiceAccountId}/${token}/pdf?s=ap`;
  return {
    hosted: (facts, now) => hostedUrl(tokenOf(expiryOf(facts, now), 'invoice', facts.id)),
    pdf: (facts, now) => pdfUrl(tokenOf(expiryOf(facts, now), 'invoice', facts.id)),
    receipt: ({ id }, now) => `${url()}/receipts/payment/${tokenOf(dayStart(now) + afterDue, 'receipt', id)}`,
    creditNotePdf: (id, now) =>
      `${url()}/credit_notes/${practiceAccountId}/${tokenOf(dayStart(now) + afterDue, 'credit-note', id)}/pdf?s=ap`,
    portal: ({ customer, id, flow, returnUrl }) =>
      `${url()}/p/session/${tokenOf(Number.MAX_SAFE_INTEGER, 'portal', customer, id, flow, returnUrl ?? '')}`,
    read(token) {
      const [, payload = '', signature = ''] = /^test_([\w-]+)\.([\w-]{24})$/.exec(token) ?? [];
      const expected = signatureOf(payload);
      if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected)))
        return null;
      // The signature shows that this server wrote it.
      const [expires, ...subject] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [
        number,
        ...string[],
      ];
      return { expires, subject };
    },
  };
}

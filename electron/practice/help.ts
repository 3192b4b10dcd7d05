import { deletedCustomerId, otherProfiles } from './data/profiles.ts';

const customers = [
  ...otherProfiles.map(({ id, shows }) => [id, shows] as const),
  [deletedCustomerId, 'a deleted customer'] as const,
];
const widest = Math.max(...customers.map(([id]) => id.length));

/** What `billfold practice --help` says about the server besides its options. */
export const practiceHelp = `The practice server speaks Stripe's API (2026-10-28.endive) and ImageKit's usage API on this computer, with made-up data.
The same seed, number of invoices and creation time give the same data.

Keys
  sk_test_… rk_test_…        any text, except:
    sk_test_refused…         401 Invalid API Key (also invalid…, wrong…)
    sk_test_expired…         401 api_key_expired
    rk_test_readonly         403 on every change
    rk_test_noinvoices       403 on invoices; so too nocustomers, notaxids, nosubscriptions, noproducts, noprices,
                             nocreditnotes, nopaymentmethods, noportal, nocoupons, notaxrates; several: rk_test_noinvoices_noportal
  private_…                  any text for ImageKit, except private_refused… (403)

Customers besides the printed one
${customers.map(([id, shows]) => `  ${id.padEnd(widest)}  ${shows}`).join('\n')}

Clock
  GET  /_practice/clock
  POST /_practice/clock      {"now": "2026-12-01T00:00:00Z", "speed": 3600}   each part is optional; speed in practice seconds per second

Faults
  GET  /_practice/faults     what is set, and how often each happened
  POST /_practice/faults     one fault, a list of them, {"clear": true}, or {"clear": true, "faults": [...]}
  {"kind": "status", "status": 429, "retryAfter": 2}     400 401 403 404 409 429 500 502 503 504
  {"kind": "html", "status": 200}                        a web page instead of the answer
  {"kind": "body", "body": "[]"}                         this text instead of the answer, as JSON
  {"kind": "truncated"}                                  the connection ends in the middle of the answer
  {"kind": "reset"}  {"kind": "reset-body"}              reset before the answer, or in the middle of it
  {"kind": "delay", "milliseconds": 3000}  {"kind": "hang"}
  {"kind": "apply-then-timeout"}  {"kind": "apply-then-reset"}   the change is made, the answer never comes
  {"kind": "pdf-empty"}  {"kind": "pdf-html"}  {"kind": "pdf-truncated"}  {"kind": "pdf-missing"}
  {"kind": "pdf-expired", "status": 200}                 200, 403 or 404
  {"kind": "drop", "fields": ["data.*.currency"]}        answers without these fields
  With each: "path": "/v1/invoices*", "method": "GET", "times": 3, "after": 1 (that many go well before).
`;

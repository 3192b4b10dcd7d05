import { scopeSchema, windowSchema } from '#shared/alerts.ts';
import { outcomeSchema } from '#shared/outcomes.ts';
import { reasonSchema } from '#shared/reasons.ts';
import { z } from 'zod';
import { instantSchema } from '#shared/time.ts';

/*
 * The documents of `--json` as they are documented: every key is there, what is absent is null. Further keys may be
 * there.
 */

const money = z.object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
const period = z.object({ start: instantSchema, end: instantSchema });
const count = z.int().min(0);
const threshold = z.union([money, z.object({ quantity: count, unit: z.enum(['byte', 'count', 'percent']) })]);
const error = z.object({ code: z.string(), message: z.string().min(1) }).nullable();

const unread = z.object({ object: z.string(), id: z.string().nullable(), reason: z.string().min(1) });

const upcoming = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['preview', 'estimate']), total: money, amountDue: money, period, reason: z.null() }),
  z.object({ kind: z.literal('none'), total: z.null(), amountDue: z.null(), period: z.null(), reason: z.string() }),
]);

export const checkDocument = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      ok: z.boolean(),
      asOf: instantSchema.nullable(),
      subscriptions: z.array(
        z.object({
          id: z.string(),
          plan: z.string(),
          upcoming,
          forecast: z.object({ total: money.nullable(), method: z.string().nullable() }),
        }),
      ),
      alerts: z.array(
        z.object({
          id: z.string(),
          measure: z.string(),
          step: z.union([z.literal(50), z.literal(75), z.literal(90), z.literal(100)]),
          threshold,
          subscription: z.string().nullable(),
          outcome: outcomeSchema,
          reason: reasonSchema.nullable(),
          scope: scopeSchema,
          window: windowSchema,
          exceeded: z.boolean(),
          firedNow: z.boolean(),
          firedAt: instantSchema.nullable(),
          delivery: z.enum(['pending', 'delivering', 'shown', 'failed', 'seen']).nullable(),
          deliveryFailure: z.string().nullable(),
        }),
      ),
      unread: z.array(unread),
      error,
    }),
  ),
});

const syncCounts = z.object({ total: count.nullable(), new: count.nullable(), changed: count.nullable() });
export const syncDocument = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      ok: z.boolean(),
      listsInvoices: z.boolean(),
      invoices: syncCounts,
      creditNotes: syncCounts.nullable(),
      unread: z.array(unread),
      documents: z.object({ stored: count.nullable(), missing: count.nullable(), failed: count.nullable() }),
      error,
    }),
  ),
  exports: z.array(
    z.object({
      folder: z.string(),
      ok: z.boolean(),
      ran: z.boolean(),
      written: count,
      skipped: count,
      failed: count,
      error,
    }),
  ),
});

export const detailsDocument = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      ok: z.boolean(),
      details: z
        .object({
          companyName: z.string().nullable(),
          billingEmail: z.string().nullable(),
          address: z
            .object({
              line1: z.string().nullable(),
              line2: z.string().nullable(),
              city: z.string().nullable(),
              state: z.string().nullable(),
              postalCode: z.string().nullable(),
              country: z.string().nullable(),
            })
            .nullable(),
          taxIds: z
            .array(z.object({ type: z.string(), value: z.string(), verified: z.boolean().nullable() }).strict())
            .nullable(),
          credit: money.nullable(),
        })
        .nullable(),
      error,
    }),
  ),
});

export const subscriptionDocument = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      ok: z.boolean(),
      subscriptions: z.array(
        z.object({
          id: z.string(),
          status: z.string(),
          plan: z.string(),
          price: money.nullable(),
          interval: z.object({ unit: z.enum(['day', 'week', 'month', 'year']), count }).nullable(),
          period: period.nullable(),
          cancelAtPeriodEnd: z.boolean(),
          items: z.array(
            z.object({
              name: z.string(),
              quantity: z.number().nullable(),
              included: z.number().nullable(),
              used: z.number().nullable(),
              overage: z.number().nullable(),
              unit: z.string().nullable(),
            }),
          ),
          paymentMethod: z.object({ brand: z.string(), last4: z.string(), expires: z.string().nullable() }).nullable(),
          paymentMethodKnown: z.boolean(),
        }),
      ),
      error,
    }),
  ),
});

const metric = z.object({
  metric: z.string(),
  used: count,
  included: count.nullable(),
  unit: z.string(),
  overageUnits: count.nullable(),
  overageCost: money.nullable(),
});

export const usageDocument = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      ok: z.boolean(),
      asOf: instantSchema.nullable(),
      period: period.nullable(),
      metrics: z.array(metric),
      estimate: money.nullable(),
      error,
    }),
  ),
});

export const exportDocument = z.object({
  folder: z.string(),
  files: z.array(z.string()),
  skipped: z.array(z.string()),
  failed: z.array(z.object({ invoice: z.string(), code: z.string() })),
  withoutFile: z.array(z.object({ invoice: z.string(), reason: z.enum(['none', 'missing']) })),
  ledger: z.object({ csv: z.string().nullable(), taxes: z.string().nullable(), xlsx: z.string().nullable() }),
  manifest: z.string().nullable(),
  checksums: z.string().nullable(),
  dryRun: z.boolean(),
  error,
});

export const accountDocument = z.object({
  account: z.object({ id: z.string(), name: z.string(), role: z.string(), keyPlace: z.string() }).nullable(),
  missingPermissions: z.array(z.string()),
  error,
});

export const alertsDocument = z.object({ alerts: z.array(z.object({ id: z.string(), threshold })) });

export const backupDocument = z.object({
  folder: z.string().nullable(),
  accounts: count,
  invoices: count,
  documents: count,
  bytes: count,
  verified: z.boolean(),
  error,
});

/** Where nothing was restored, only what a backup tells is there. */
export const restoreDocument = backupDocument.extend({
  setAside: z.string().nullable().optional(),
  unread: z.array(z.string()).optional(),
  incomplete: z.array(z.string()).optional(),
});

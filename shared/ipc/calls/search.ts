import { z } from 'zod';
import { annotationSchema, referencesSchema } from '../../annotations.ts';
import { archivedInvoiceSchema, invoiceKeySchema } from '../../invoices.ts';
import { searchTermSchema } from '../../search-terms.ts';
import { accountId, nothing } from './requests.ts';

const savedFilterSchema = z.object({ id: z.string(), name: z.string(), terms: z.array(searchTermSchema) });
const filterName = z.string().max(80);

export const searchCalls = {
  /** Replaces what people added to an invoice. */
  'invoices.annotate': {
    request: annotationSchema.extend({ key: invoiceKeySchema }),
    response: archivedInvoiceSchema,
  },
  /** Adds and removes tags of many invoices; returns how many changed. */
  'invoices.tag': {
    request: annotationSchema.pick({ tags: true }).extend({
      keys: z.array(invoiceKeySchema),
      remove: annotationSchema.shape.tags,
    }),
    response: z.object({ changed: z.int() }),
  },
  /** All tags in use, by name. */
  'invoices.tags': { request: z.object({}), response: z.array(z.string()) },
  'accounts.references': { request: accountId, response: referencesSchema },
  'accounts.setReferences': { request: accountId.extend(referencesSchema.shape), response: nothing },
  'filters.list': { request: z.object({}), response: z.array(savedFilterSchema) },
  'filters.save': {
    request: z.object({ name: filterName, terms: savedFilterSchema.shape.terms }),
    response: savedFilterSchema,
  },
  'filters.rename': { request: z.object({ id: z.string(), name: filterName }), response: nothing },
  'filters.remove': { request: z.object({ id: z.string() }), response: nothing },
} as const;

export type SavedFilter = z.infer<typeof savedFilterSchema>;

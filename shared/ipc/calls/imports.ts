import { z } from 'zod';
import { importFolderSchema, importItemSchema, importValuesSchema, similarInvoiceSchema } from '../../import/items.ts';
import { learnedLayoutSchema } from '../../import/layouts.ts';
import { archivedInvoiceSchema, invoiceKeySchema } from '../../invoices.ts';
import { moneySchema } from '../../money.ts';
import { daySchema } from '../../time.ts';
import { documentLinkSchema } from './invoices.ts';
import { accountId, nothing } from './requests.ts';

const item = z.object({ id: z.string() });
/** How many files were handed in; they are read one after the other, and `imports.changed` tells how it goes. */
const taken = z.object({ files: z.int() });

export const importCalls = {
  /** Asks for files, or a folder of them; null when cancelled. */
  'imports.choose': { request: accountId.extend({ what: z.enum(['files', 'folder']) }), response: taken.nullable() },
  /** Takes files that were dropped on the window: preload has told main their paths, the window has an id for them. */
  'imports.drop': { request: accountId.extend({ dropId: z.string() }), response: taken },
  'imports.list': { request: nothing, response: z.array(importItemSchema) },
  'imports.document': { request: item, response: documentLinkSchema },
  /** Opens the file that waits with the system's own program for PDFs; an XML is shown in its folder. */
  'imports.openDocument': { request: item, response: nothing },
  /** What the file may be a second copy of, with what a person says that it is. */
  'imports.similar': {
    request: item.extend({
      type: importValuesSchema.shape.type,
      number: z.string().nullable(),
      total: moneySchema,
      issuedOn: daySchema.nullable(),
    }),
    response: z.array(similarInvoiceSchema),
  },
  /** Remembers that the file is not what it looks like. */
  'imports.distinguish': { request: item.extend({ other: z.string().max(500) }), response: nothing },
  'imports.confirm': {
    request: item.extend({ values: importValuesSchema }),
    response: archivedInvoiceSchema,
  },
  /** Takes all that are certain as they are proposed; those that are not stay. */
  'imports.confirmCertain': { request: nothing, response: z.object({ imported: z.int() }) },
  /** Leaves files out of the archive; the files themselves stay where they came from. */
  'imports.leaveOut': { request: z.object({ ids: z.array(z.string()).max(10_000) }), response: nothing },

  /** Opens one that was refused for its password. */
  'imports.unlock': { request: item.extend({ password: z.string().min(1).max(1_000) }), response: nothing },

  /** Where fields stand on the pages of sellers, as people corrected them. */
  'layouts.list': { request: nothing, response: z.array(learnedLayoutSchema) },
  'layouts.setLabel': { request: item.extend({ label: z.string().trim().min(1).max(80) }), response: nothing },
  'layouts.remove': { request: item, response: nothing },

  'imports.edit': {
    request: z.object({ key: invoiceKeySchema, values: importValuesSchema }),
    response: archivedInvoiceSchema,
  },
  'imports.remove': { request: z.object({ key: invoiceKeySchema }), response: nothing },

  'imports.folder': { request: accountId, response: importFolderSchema.nullable() },
  /** Asks for a folder and watches it; null when cancelled. */
  'imports.chooseFolder': { request: accountId, response: importFolderSchema.nullable() },
  'imports.stopFolder': { request: accountId, response: nothing },
} as const;

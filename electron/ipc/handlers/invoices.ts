import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { safeSegment } from '#shared/path-segments.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { copyPart, writePart } from '../../files/index.ts';
import { checkExternalLink } from '../../security/external-links.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { openDocument } from './open-document.ts';
import { saveFile } from './save-file.ts';

export const invoiceHandlers = ({ program, documents, dialogs, opener, dragOut }: HandlerParts) => {
  const { archive, accounts, pdfReader, jobs } = program;
  /** One with a password is whole, too. */
  async function isGoodPdf(file: string): Promise<boolean> {
    const read = await pdfReader.read(file, file);
    return read.ok || read.error.code === 'document-encrypted';
  }

  /** The name that an export would give the file, without its folders. */
  function fileNameOf(key: InvoiceKey): Result<string> {
    const invoice = archive.invoices.get(key);
    if (!invoice.ok) return invoice;
    const naming = createNaming({ ...program.settings.get().exports, timeZone: program.timeZone() });
    if (!naming.ok) return naming;
    const account = accounts.find(invoice.value.accountId);
    return ok(basename(naming.value(invoice.value, account ? vendorOf(account) : invoice.value.accountName)));
  }

  return {
    'invoices.query': (query) => ok(archive.invoices.query(query)),
    'invoices.lines': ({ key }) => archive.invoices.lines(key),
    'invoices.versions': ({ key }) => archive.history.versions(key),
    async 'invoices.document'({ key }) {
      const document = await archive.documents.of(key);
      if (!document.ok) return document;
      const fileName = fileNameOf(key);
      if (!fileName.ok) return fileName;
      const { file, bytes, kind } = document.value;
      return ok({ url: documents.addressOf(file), kind, fileName: fileName.value, bytes });
    },
    'invoices.fetchDocument'({ key, again }) {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const job = { kind: 'document', id: randomUUID(), accountId: invoice.value.accountId, invoice: key } as const;
      return jobs.run(job, ({ signal, progress }) => {
        const tell = (received: number, total: number | null) => {
          progress(0, null, { received, total });
        };
        return again === true
          ? archive.documents.refetch(key, signal, isGoodPdf, tell)
          : archive.documents.fetch(key, signal, tell);
      });
    },
    async 'invoices.saveDocument'({ key, version }) {
      const document = await archive.documents.of(key, version);
      if (!document.ok) return document;
      const name = fileNameOf(key);
      if (!name.ok) return name;
      const target = await dialogs.chooseSaveFile(words(program).dialogs.saveInvoice, name.value);
      return saveFile(target, (part) => copyPart(document.value.file, part));
    },
    async 'invoices.saveAttachment'({ key, name }) {
      const document = await archive.documents.of(key);
      if (!document.ok) return document;
      const attachment = await pdfReader.attachment(document.value.file, name);
      if (!attachment.ok) return attachment;
      if (attachment.value === null) return fail({ code: 'attachment-not-found', attachment: name });
      const target = await dialogs.chooseSaveFile(words(program).dialogs.saveAttachment, safeSegment(name));
      const bytes = attachment.value;
      return saveFile(target, (part) => writePart(part, bytes));
    },
    async 'invoices.openDocument'({ key, version }) {
      const document = await archive.documents.of(key, version);
      return document.ok ? openDocument(opener, document.value) : document;
    },
    async 'invoices.drag'({ key }) {
      const document = await archive.documents.of(key);
      if (!document.ok) return document;
      const name = fileNameOf(key);
      return name.ok ? dragOut(document.value.file, name.value) : name;
    },
    async 'invoices.showInFolder'({ key }) {
      const document = await archive.documents.of(key);
      if (!document.ok) return document;
      opener.showInFolder(document.value.file);
      return ok(null);
    },
    async 'invoices.pay'({ key }) {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const page = await program.archiveTasks.paymentPage(key);
      if (!page.ok) return page;
      const checked = checkExternalLink(page.value, accounts.find(invoice.value.accountId)?.practice ?? false);
      if (!checked.ok) return checked;
      return opener.openAddress(checked.value);
    },
  } satisfies Partial<Handlers>;
};

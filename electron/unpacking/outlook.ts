import type { FieldsData } from '@kenjiuno/msgreader';
import { type Entry, lastPart, type Opened, Unreadable } from './inside.ts';
import { mailFacts } from './mail.ts';

/** A mail as Outlook saves it (MS-OXMSG). */
export async function openOutlookMail(content: Uint8Array): Promise<Opened> {
  const { default: library } = await import('@kenjiuno/msgreader');
  // CommonJS: what Node takes for its default is all that it exports.
  const MsgReader = 'default' in library ? (library.default as typeof library) : library;
  const reader = new MsgReader(new Uint8Array(content).buffer);
  const mail = reader.getFileData();
  if (mail.error !== undefined || mail.dataType !== 'msg') throw new Unreadable('damaged');
  function* entries(): Generator<Entry> {
    for (const [index, attachment] of (mail.attachments ?? []).entries()) {
      // A mail inside has no file name, but a subject.
      const isMail = attachment.innerMsgContent === true;
      const told = attachment.fileName ?? attachment.name ?? String(index + 1);
      const name = lastPart(isMail && !/\.msg$/i.test(told) ? `${told}.msg` : told) || String(index + 1);
      yield contentOf(attachment, name);
    }
  }
  function contentOf(attachment: FieldsData, name: string): Entry {
    try {
      return { name, content: reader.getAttachment(attachment).content };
    } catch {
      return { name, reason: 'damaged' };
    }
  }
  return {
    mail: mailFacts({
      from: mail.senderSmtpAddress ?? mail.senderEmail,
      subject: mail.subject,
      date: mail.clientSubmitTime ?? mail.messageDeliveryTime,
      messageId: mail.messageId,
    }),
    entries: entries(),
  };
}

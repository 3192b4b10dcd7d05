import { sha256Of } from '../../../electron/files/index.ts';
import { ciiInvoice } from '../e-invoices.ts';
import { mailOf, type MailPart, pdfPart, zipWith } from '../mails.ts';
import { setWith } from '../odd-documents.ts';

export interface MadeMails {
  readonly mails: readonly Buffer[];
  /** SHA-256 of each invoice in them. */
  readonly invoices: readonly string[];
}

const picture: MailPart = { name: 'logo.png', type: 'image/png', content: Buffer.from('\x89PNG\r\n'), inline: true };
const signature: MailPart = { name: 'smime.p7s', type: 'application/pkcs7-signature', content: Buffer.from('0') };
const calendar: MailPart = { name: 'invite.ics', type: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR\r\n') };
const forwarded = (content: Buffer): MailPart => ({ name: null, type: 'message/rfc822', content });

/** A mailbox as people have it: one mail in five has an invoice, in one of many ways; no other has one. */
export async function madeMails(count: number): Promise<MadeMails> {
  const mails: Buffer[] = [];
  const invoices: string[] = [];
  let lastInvoice: Buffer | null = null;
  for (let nth = 0; nth < count; nth++) {
    const sent = {
      date: new Date(Date.UTC(2026, 0, 1) + nth * 3_600_000).toUTCString(),
      messageId: `<${String(nth)}@mails.example>`,
    };
    if (nth % 5 === 2) {
      const number = `RE-${String(nth)}`;
      const isXml = nth % 35 === 7;
      const file = isXml
        ? Buffer.from(ciiInvoice({ number }))
        : await setWith({}, [], [`Invoice ${number}`, `Total ${String(nth)}.00 EUR`]);
      invoices.push(sha256Of(file));
      lastInvoice = mailOf({
        ...{ from: `billing@seller${String(nth % 40)}.example`, subject: `Rechnung ${number}`, ...sent },
        parts: await partsOf(
          nth,
          isXml ? { name: `${number}.xml`, type: 'text/xml', content: file } : pdfPart(`${number}.pdf`, file),
          sent,
        ),
      });
      mails.push(lastInvoice);
    } else if (nth % 50 === 3 && lastInvoice) mails.push(lastInvoice);
    else mails.push(mailOf({ from: `news@shop${String(nth % 30)}.example`, ...otherMail(nth), ...sent }));
  }
  return { mails, invoices };
}

/** The same file, as the many programs that send invoices attach it. */
async function partsOf(nth: number, file: MailPart, sent: { date: string; messageId: string }): Promise<MailPart[]> {
  const inner = (parts: MailPart[]) =>
    mailOf({
      from: 'ap@seller.example',
      subject: 'Original',
      ...sent,
      messageId: `<inner-${sent.messageId.slice(1)}`,
      parts,
    });
  switch (((nth / 5) % 7) | 0) {
    case 0:
      return [file];
    case 1:
      return [picture, { ...file, type: 'application/octet-stream' }, signature];
    case 2:
      return [{ ...file, inline: true }];
    case 3:
      return [
        {
          name: 'Rechnungen.zip',
          type: 'application/zip',
          content: await zipWith({ [`2026/${file.name ?? ''}`]: file.content }),
        },
      ];
    case 4:
      return [forwarded(inner([file]))];
    case 5:
      return [forwarded(inner([forwarded(inner([picture, file]))]))];
    default:
      // The same file twice in one mail.
      return [file, { ...file, name: `copy of ${file.name ?? ''}` }];
  }
}

function otherMail(nth: number): { subject: string; text?: string; parts: MailPart[] } {
  const html: MailPart = {
    name: null,
    type: 'text/html',
    content: Buffer.from('<p>Sale! <img src="https://tracker.example/1.gif"></p>'),
    inline: true,
  };
  switch (nth % 6) {
    case 0:
      return { subject: `Newsletter ${String(nth)}`, parts: [html, picture] };
    case 1:
      return { subject: `Your receipt ${String(nth)}`, text: 'Paid 12.00 EUR. Thank you.', parts: [] };
    case 2:
      return { subject: `Meeting ${String(nth)}`, parts: [calendar] };
    case 3:
      return { subject: `Signed ${String(nth)}`, parts: [signature] };
    case 4:
      return {
        subject: `Fwd: Fwd: lunch ${String(nth)}`,
        parts: [forwarded(mailOf({ from: 'a@b.example', subject: 'lunch' }))],
      };
    default:
      return { subject: `Photos ${String(nth)}`, parts: [picture, { ...picture, name: 'image001.png' }] };
  }
}

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpack, Unreadable } from '../../electron/unpacking/index.ts';
import { mailOf, outlookMailOf, pdfPart, winmailOf, zipWith } from '../support/mails.ts';
import { ciiInvoice } from '../support/e-invoices.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inside-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF`);
let count = 0;

/** What is in a file of this name and content, with the contents of what was found. */
async function inside(name: string, content: Uint8Array) {
  const file = join(folder, name);
  await writeFile(file, content);
  const { found, unread } = await unpack(file, join(folder, `into-${String(++count)}`));
  const files = await Promise.all(
    found.map(async ({ file: place, name: inner, mail }) => ({ name: inner, mail, content: await readFile(place) })),
  );
  return { files, unread };
}
const names = async (name: string, content: Uint8Array) => (await inside(name, content)).files.map((file) => file.name);

const header = {
  from: 'Pixel & Söhne <billing@pixel.example>',
  subject: 'Ihre Rechnung für März',
  date: 'Tue, 03 Nov 2026 08:30:00 +0100',
  messageId: '<1@pixel.example>',
};
const facts = {
  from: 'billing@pixel.example',
  subject: 'Ihre Rechnung für März',
  sentAt: '2026-11-03T07:30:00.000Z',
  messageId: '<1@pixel.example>',
};

describe('a saved mail', () => {
  it('gives its PDFs and electronic invoices byte for byte, with the mail that they came in, and nothing else', async () => {
    const invoice = pdf('invoice');
    const xml = Buffer.from(ciiInvoice());
    const mail = mailOf({
      ...header,
      parts: [
        pdfPart('Rechnung März.pdf', invoice),
        pdfPart('data', xml, 'application/octet-stream'),
        { name: 'logo.png', type: 'image/png', content: Buffer.from('\x89PNG'), inline: true },
        { name: 'invite.ics', type: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR') },
        { name: 'sitemap.xml', type: 'application/xml', content: Buffer.from('<urlset/>') },
        { name: 'smime.p7s', type: 'application/pkcs7-signature', content: Buffer.from('signature') },
      ],
    });
    const { files, unread } = await inside('mail.eml', mail);
    expect(files).toEqual([
      { name: 'Rechnung März.pdf', mail: facts, content: invoice },
      { name: 'data', mail: facts, content: xml },
    ]);
    expect(unread).toEqual([]);
  });

  it('gives a PDF that is shown inline, and one without a name or with a wrong type', async () => {
    const parts = [
      { ...pdfPart('a.pdf', pdf('1')), inline: true },
      pdfPart(null, pdf('2')),
      pdfPart('b', pdf('3'), 'application/octet-stream'),
    ];
    expect(await names('mail.eml', mailOf({ ...header, parts }))).toEqual(['a.pdf', '2.pdf', 'b']);
  });

  it('gives what was forwarded inside it, with the inner mail’s own facts', async () => {
    const inner = mailOf({
      from: 'noreply@cloud.example',
      subject: 'Invoice 7',
      parts: [pdfPart('7.pdf', pdf('7'))],
    });
    const chain = mailOf({
      ...header,
      subject: 'Fwd: Fwd: Invoice 7',
      parts: [
        {
          name: null,
          type: 'message/rfc822',
          content: mailOf({ ...header, parts: [{ name: 'Invoice 7', type: 'message/rfc822', content: inner }] }),
        },
      ],
    });
    const { files } = await inside('chain.eml', chain);
    expect(files).toMatchObject([
      { name: '7.pdf', mail: { from: 'noreply@cloud.example', subject: 'Invoice 7', sentAt: null, messageId: null } },
    ]);
  });

  it('reads what Outlook wrapped, a mail inside it too, under the long names', async () => {
    const wrapped = winmailOf([
      { name: 'Rechnung März.pdf', content: pdf('long') },
      { name: '../photo.png', content: Buffer.from('png') },
      { name: 'Forwarded', content: winmailOf([{ name: 'inner.pdf', content: pdf('inner') }]), isMail: true },
    ]);
    const parts = [{ name: 'win.dat', type: 'application/ms-tnef', content: wrapped }];
    const { files, unread } = await inside('mail.eml', mailOf({ ...header, parts }));
    expect(files.map(({ name, content }) => [name, content])).toEqual([
      ['Rechnung März.pdf', pdf('long')],
      ['inner.pdf', pdf('inner')],
    ]);
    expect(unread).toEqual([]);
    // Cut anywhere it gives what is whole, and nothing else.
    for (let length = 0; length < wrapped.length; length += 7) {
      const cut = { name: 'winmail.dat', type: 'application/ms-tnef', content: wrapped.subarray(0, length) };
      const read = await inside('mail.eml', mailOf({ parts: [cut] }));
      expect(read.unread.every(({ reason }) => reason === 'damaged')).toBe(true);
      for (const { content } of read.files) expect([pdf('long'), pdf('inner')]).toContainEqual(content);
    }
  });

  it('is not taken for what lies uncompressed in it', async () => {
    const stored = new ZipFile();
    for (const name of ['1.pdf', '2.pdf']) stored.addBuffer(pdf(name), name, { compress: false });
    stored.end();
    const parts = [{ name: 'stored.zip', type: 'application/zip', content: await buffer(stored.outputStream) }];
    expect(await names('mail.eml', mailOf({ ...header, parts }))).toEqual(['1.pdf', '2.pdf']);
    const misnamed = [{ name: 'really a.zip', type: 'application/zip', content: pdf('3') }];
    expect(await names('mail.eml', mailOf({ ...header, parts: misnamed }))).toEqual(['really a.zip']);
  });

  it('names what cannot be read in it', async () => {
    const { files, unread } = await inside(
      'mail.eml',
      mailOf({
        ...header,
        parts: [
          { name: 'winmail.dat', type: 'application/ms-tnef', content: Buffer.from('tnef') },
          { name: 'scans.zip', type: 'application/zip', content: Buffer.from('no archive') },
          pdfPart('good.pdf', pdf('good')),
        ],
      }),
    );
    expect(files.map(({ name }) => name)).toEqual(['good.pdf']);
    expect(unread).toEqual([
      { name: 'winmail.dat', reason: 'damaged' },
      { name: 'scans.zip', reason: 'damaged' },
    ]);
  });

  it('that is none is said to be damaged', async () => {
    await expect(inside('mail.eml', Buffer.from('\n\nno header at all'))).rejects.toEqual(new Unreadable('damaged'));
    await expect(inside('mail.msg', Buffer.from('no compound file'))).rejects.toThrow('damaged');
  });

  it('never makes a file outside its folder, whatever the names, and loses none of them', async () => {
    const name = fc.constantFrom('..', '../../x', 'a/b', 'C:\\x', 'nul', '', '.', '\u202efdp.exe', 'ä'.repeat(300));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (all) => {
        const parts = all.map((each, index) => pdfPart(`${each}.pdf`, pdf(String(index))));
        const { files } = await inside('mail.eml', mailOf({ ...header, parts }));
        expect(files.map(({ content }) => String(content))).toEqual(all.map((_, index) => String(pdf(String(index)))));
        for (const { name: told } of files) expect(told).not.toMatch(/[\\/]/);
        expect(await readdir(join(folder, `into-${String(count)}`))).toEqual(all.map((_, index) => String(index + 1)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a mail of Outlook', () => {
  it('gives its attachments and who sent it', async () => {
    const mail = outlookMailOf({ from: 'billing@pixel.example', subject: 'Rechnung März' }, [
      { name: 'Rechnung März.pdf', content: pdf('invoice') },
      { name: 'logo.png', content: Buffer.from('\x89PNG') },
    ]);
    expect(await inside('mail.msg', mail)).toEqual({
      files: [
        {
          name: 'Rechnung März.pdf',
          mail: { from: 'billing@pixel.example', subject: 'Rechnung März', sentAt: null, messageId: null },
          content: pdf('invoice'),
        },
      ],
      unread: [],
    });
  });
});

describe('a ZIP archive', () => {
  it('gives the invoices of its folders, and of the mails and archives in it', async () => {
    const archive = await zipWith({
      'März/Rechnung.pdf': pdf('1'),
      'März/notes.txt': Buffer.from('no invoice'),
      '__MACOSX/März/._Rechnung.pdf': pdf('resource fork'),
      'mails/one.eml': mailOf({ ...header, parts: [pdfPart('2.pdf', pdf('2'))] }),
      'more.zip': await zipWith({ '3.pdf': pdf('3') }),
    });
    const { files } = await inside('year.zip', archive);
    expect(files.map(({ name, mail }) => [name, mail?.messageId])).toEqual([
      ['Rechnung.pdf', undefined],
      ['2.pdf', '<1@pixel.example>'],
      ['3.pdf', undefined],
    ]);
  });

  it('names what is encrypted or nested too deeply, and reads the rest', async () => {
    const place = join(folder, 'secret');
    await mkdir(place);
    await writeFile(join(place, 'open.pdf'), pdf('open'));
    await writeFile(join(place, 'secret.pdf'), pdf('secret'));
    const python = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w')
z.write(sys.argv[2], 'secret.pdf')
z.write(sys.argv[3], 'open.pdf')
z.close()
b = bytearray(open(sys.argv[1], 'rb').read())
# The flag of encryption in the first local header and the first entry of the directory, and 12 bytes less of content.
central = b.index(b'PK\\x01\\x02')
for flag, size in ((6, 22), (central + 8, central + 24)):
    b[flag] |= 1
    b[size] -= 12
open(sys.argv[1], 'wb').write(b)
`;
    const archive = join(folder, 'made.zip');
    execFileSync('python3', ['-c', python, archive, join(place, 'secret.pdf'), join(place, 'open.pdf')]);
    expect(await inside('some.zip', await readFile(archive))).toMatchObject({
      files: [{ name: 'open.pdf' }],
      unread: [{ name: 'secret.pdf', reason: 'encrypted' }],
    });
    let nested = await zipWith({ 'deep.pdf': pdf('deep') });
    for (const name of ['4.zip', '3.zip', '2.zip']) nested = await zipWith({ [name]: nested });
    expect((await inside('1.zip', nested)).files).toHaveLength(1);
    expect(await inside('0.zip', await zipWith({ '1.zip': nested }))).toEqual({
      files: [],
      unread: [{ name: '4.zip', reason: 'too-deep' }],
    });
  });

  it('that stands for far more than it is gives up before the disk is full', async () => {
    const zeros = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(1000)]);
    const archive = join(folder, 'many.zip');
    await writeFile(
      archive,
      await zipWith(Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${String(at)}.pdf`, zeros]))),
    );
    const limits = { largest: 2000, mostBytes: 8 * zeros.length, mostFiles: 100, deepest: 4 };
    await expect(unpack(archive, join(folder, 'bytes'), limits)).rejects.toEqual(new Unreadable('too-many'));
    const few = { ...limits, mostBytes: 2 ** 20, mostFiles: 8 };
    await expect(unpack(archive, join(folder, 'files'), few)).rejects.toEqual(new Unreadable('too-many'));
    expect(await unpack(archive, join(folder, 'large'), { ...few, largest: 1000, mostFiles: 100 })).toEqual({
      ...{ mail: null, links: [] },
      found: [],
      unread: Array.from({ length: 9 }, (_, at) => ({ name: `${String(at)}.pdf`, reason: 'too-large' })),
    });
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpack, Unreadable, type Unpacking } from '../../../electron/unpacking/index.ts';
import { mailOf, type MailPart, pdfPart, winmailOf, zipWith } from '../../support/mails.ts';

let folder: string;
let count = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-mails-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const pdf = Buffer.from('%PDF-1.7\ngood\n%%EOF');
const limits = { largest: 2 ** 20, mostBytes: 4 * 2 ** 20, mostFiles: 50, deepest: 4 };
const seed = 20_261_122;

/** What comes of a file, or why nothing does. Nothing but files of ours may lie in its folder, and nothing beside it. */
async function opened(content: Uint8Array, name = 'mail.eml'): Promise<Unpacking | Unreadable> {
  const nth = String(++count);
  const file = join(folder, name);
  const into = join(folder, `into-${nth}`);
  await writeFile(file, content);
  const before = await readdir(folder);
  const outcome = await unpack(file, into, limits).catch((cause: unknown) => {
    if (cause instanceof Unreadable) return cause;
    throw cause;
  });
  expect(await readdir(folder)).toEqual([...before, `into-${nth}`].sort());
  for (const each of await readdir(into)) expect(each).toMatch(/^\d+$/);
  if (outcome instanceof Unreadable) return outcome;
  for (const { name: told } of [...outcome.found, ...outcome.unread])
    expect(told).toMatch(/^[^\p{Cc}/\\\u202e]{1,200}$/u);
  for (const link of outcome.links) expect(link).toMatch(/^https:\/\/[^@\s]+$/);
  expect(JSON.stringify(outcome.mail).length).toBeLessThan(5000);
  return outcome;
}
const found = async (content: Uint8Array, name?: string): Promise<number | string> => {
  const outcome = await opened(content, name);
  return outcome instanceof Unreadable ? outcome.reason : outcome.found.length;
};
const withBody = (type: string, body: string, head = ''): Buffer =>
  Buffer.from(`From: a@b.example\r\nSubject: s\r\n${head}Content-Type: ${type}\r\n\r\n${body}`);
const part = (content: Uint8Array): MailPart => ({ name: null, type: 'message/rfc822', content });

describe('a hostile mail', () => {
  it('names its files as it likes: none of it is a path, or a sign that is not seen', async () => {
    const piece = fc.constantFrom(
      ...['..', '/', '\\', 'C:', '\0', '\r\n', '\u202e', '\u200b', '"', '<img src=x>', '=1+1', 'nul', 'ä', '.', ' '],
      'x'.repeat(400),
    );
    const name = fc.array(piece, { maxLength: 6 }).map((pieces) => `${pieces.join('')}.pdf`);
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom('mail', 'winmail'), async (each, how) => {
        const mail =
          how === 'mail'
            ? mailOf({ parts: [pdfPart(each, pdf)] })
            : mailOf({ parts: [pdfPart('winmail.dat', winmailOf([{ name: each, content: pdf }]))] });
        const outcome = await opened(mail);
        if (outcome instanceof Unreadable) throw outcome;
        expect(await Promise.all(outcome.found.map(({ file }) => readFile(file)))).toEqual([pdf]);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('links to where it likes: only addresses by https without a login are kept, and few', async () => {
    const addresses = [
      ...[
        'javascript:alert(1)//invoice',
        'data:text/html,invoice',
        'file:///etc/invoice',
        'http://pay.example/invoice',
      ],
      ...['https://anna:word@pay.example/invoice', '\\\\pay.example\\invoice', 'HTTPS://pay.example/Invoice#here'],
      ...Array.from({ length: 5000 }, (_, nth) => `https://pay.example/invoice/${String(nth)}`),
    ];
    const html = addresses.map((address) => `<a href="${address}">Invoice</a><script src="${address}"></script>`);
    const outcome = await opened(withBody('text/html', html.join('')));
    expect(outcome).toMatchObject({ found: [] });
    if (!(outcome instanceof Unreadable)) expect(outcome.links.length).toBe(20);
  });

  // Read backwards again and again, each of these would take longer than anybody waits.
  it.each([
    ['begun links', withBody('text/html', '<a '.repeat(330_000))],
    ['begun addresses', withBody('text/html', '<a href="'.repeat(110_000))],
    ['comments', withBody('text/html', '<!--'.repeat(200_000))],
    ['elements in elements', withBody('text/html', '<div>'.repeat(200_000))],
    ['a text of addresses', withBody('text/plain', 'https://'.repeat(120_000))],
    ['a head of one line', withBody('text/plain', '', `X: ${'x'.repeat(2 ** 19)}\r\n`)],
    ['a head of many lines', withBody('text/plain', '', 'X: y\r\n'.repeat(50_000))],
    ['a subject without end', withBody('text/plain', '', `Subject: ${'=?UTF-8?B?/////w==?= '.repeat(10_000)}\r\n`)],
    ['brackets for a sender', Buffer.from(`From: ${'<'.repeat(50_000)}a@b.example\r\n\r\nbody`)],
    [
      'a name in pieces',
      withBody(`text/plain; ${Array.from({ length: 2000 }, (_, n) => `name*${String(n)}=x`).join(';')}`, ''),
    ],
  ])('is read within a moment: %s', { timeout: 20_000 }, async (_, mail) => {
    const before = process.cpuUsage();
    expect(await found(mail)).toBe(0);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(4);
  });

  it('is as deep as it likes: what is too deep is named, and what is whole is there', async () => {
    const nested = (depth: number): Buffer =>
      depth === 0 ? mailOf({ parts: [pdfPart('good.pdf', pdf)] }) : mailOf({ parts: [part(nested(depth - 1))] });
    expect(await found(nested(2))).toBe(1);
    expect(await opened(nested(30))).toMatchObject({ found: [], unread: [{ reason: 'too-deep' }] });
    const multiparts = Array.from({ length: 3000 }, (_, n) => `multipart/mixed; boundary="b${String(n)}"`);
    const [outermost = '', ...others] = multiparts;
    const body = others.map((type, n) => `--b${String(n)}\r\nContent-Type: ${type}\r\n\r\n`).join('');
    expect(await found(withBody(outermost, body))).toBe('damaged');
  });

  it('holds more than it says: none of it is taken, and what is beside it is', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(2 * 2 ** 20)]);
    const lying = await zipWith({ 'a.pdf': large });
    // The size that its directory tells.
    lying.writeUInt32LE(100, lying.indexOf(Buffer.from('504b0102', 'hex')) + 24);
    const parts = [
      pdfPart('bomb.zip', await zipWith({ 'a.pdf': large })),
      pdfPart('lying.zip', lying),
      pdfPart('good.zip', await zipWith({ 'good.pdf': pdf })),
    ];
    expect(await opened(mailOf({ parts }))).toMatchObject({
      found: [{ name: 'good.pdf' }],
      unread: [
        { name: 'a.pdf', reason: 'too-large' },
        { name: 'a.pdf', reason: 'damaged' },
      ],
    });
    const many = Array.from({ length: 100 }, (_, nth) => pdfPart(`${String(nth)}.pdf`, pdf));
    expect(await found(mailOf({ parts: many }))).toBe('too-many');
  });

  it('is cut or overwritten anywhere: it is read as far as it goes, or said to be damaged', async () => {
    const whole = mailOf({
      ...{ from: 'a@b.example', subject: 'Rechnung', parts: [] },
      ...{ text: 'x'.repeat(50) },
    });
    const mail = mailOf({
      parts: [
        pdfPart('a.pdf', pdf),
        part(whole),
        pdfPart('winmail.dat', winmailOf([{ name: 'b.pdf', content: pdf }])),
        pdfPart('c.zip', await zipWith({ 'c.pdf': pdf })),
      ],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(mail.length), fc.uint8Array({ maxLength: 8 }), fc.boolean(), async (at, bytes, cut) => {
        const changed = Buffer.from(mail);
        changed.set(bytes.subarray(0, mail.length - at), at);
        const outcome = await found(cut ? changed.subarray(0, at) : changed);
        expect(outcome === 'damaged' || Number(outcome) <= 3).toBe(true);
      }),
      { seed, numRuns: 150 },
    );
  });
});

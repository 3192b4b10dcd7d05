import { execFileSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/*
 * `document.xml` of a ZIP for Belege online, version 6, as the interface is described: archive › header, content ›
 * 1–5000 documents › 1–50 extensions of a type, each a file of the ZIP.
 */

const namespace = 'http://xml.datev.de/bedi/tps/document/v06.0';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const extension = z.strictObject({
  '@xsi:type': z.literal('File'),
  '@name': z.string().regex(/^[^/\\]+\.(pdf|xml|png|jpe?g|tiff?)$/i),
});
const document = z.strictObject({ '@guid': z.string().regex(uuid), extension: z.array(extension).min(1).max(50) });
const archive = z.strictObject({
  '@xmlns': z.literal(namespace),
  '@xmlns:xsi': z.literal('http://www.w3.org/2001/XMLSchema-instance'),
  '@xsi:schemaLocation': z.literal(`${namespace} Document_v060.xsd`),
  '@version': z.literal('6.0'),
  '@generatingSystem': z.string().min(1),
  header: z.strictObject({
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
    description: z.string().max(255).optional(),
  }),
  content: z.strictObject({ document: z.array(document).min(1).max(5000) }),
});

/** By a reader that is not ours, and refuses what XML forbids. */
function isWellFormed(xml: string): boolean {
  try {
    execFileSync('python3', ['-c', 'import sys, xml.etree.ElementTree as e; e.fromstring(sys.stdin.buffer.read())'], {
      input: xml,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with it, given the names in the ZIP, and the documents that it names. */
export function validateDocumentXml(
  xml: string,
  names: readonly string[],
): { problems: string[]; documents: { guid: string; files: string[] }[] } {
  if (!isWellFormed(xml)) return { problems: ['not well-formed'], documents: [] };
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    isArray: (name) => name === 'document' || name === 'extension',
  });
  const root = z.object({ archive: z.unknown() }).safeParse(parser.parse(xml));
  const read = archive.safeParse(root.data?.archive);
  if (!read.success)
    return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`), documents: [] };
  const documents = read.data.content.document.map((each) => ({
    guid: each['@guid'],
    files: each.extension.map((file) => file['@name']),
  }));
  const files = documents.flatMap((each) => each.files);
  const problems = [
    ...(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>') ? [] : ['no declaration']),
    ...(new Set(documents.map(({ guid }) => guid)).size === documents.length ? [] : ['a guid twice']),
    ...(new Set(files).size === files.length ? [] : ['a file twice']),
    ...files.filter((file) => !names.includes(file)).map((file) => `${file} is not in the ZIP`),
    ...names.filter((name) => name !== 'document.xml' && !files.includes(name)).map((name) => `${name} is not named`),
  ];
  return { problems, documents };
}

import type { Instant } from '../time.ts';

/** A document of the archive under the id that bookings name it by, and its files in the ZIP. */
export interface LinkedDocument {
  readonly guid: string;
  readonly files: readonly string[];
}

const namespace = 'http://xml.datev.de/bedi/tps/document/v06.0';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** `document.xml` of a ZIP for DATEV's Belege online, version 6: each document once, with the files that belong to it. */
export function documentXml(documents: readonly LinkedDocument[], at: Instant): string {
  const lines = documents.flatMap(({ guid, files }) => [
    `    <document guid="${escaped(guid)}">`,
    ...files.map((file) => `      <extension xsi:type="File" name="${escaped(file)}"/>`),
    '    </document>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<archive xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
      ` xsi:schemaLocation="${namespace} Document_v060.xsd" version="6.0" generatingSystem="Billfold">`,
    '  <header>',
    `    <date>${at.slice(0, 19)}</date>`,
    '    <description>Billfold</description>',
    '  </header>',
    '  <content>',
    ...lines,
    '  </content>',
    '</archive>',
    '',
  ].join('\n');
}

/** What the document of an invoice is: a PDF, or an electronic invoice as XML. It is also the ending of its file. */
export const documentKinds = ['pdf', 'xml'] as const;
export type DocumentKind = (typeof documentKinds)[number];

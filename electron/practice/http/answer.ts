/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json;
}

/** A response that is not sent yet. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Changes an answer's body before it is sent: practice faults take fields away. */
export type Alter = (request: ApiRequest, body: Json) => Json;

/** The user of `Authorization: Basic …`; null where there is none. */
export function basicUser(authorization = ''): string | null {
  const [scheme = '', value = ''] = authorization.split(/\s+/, 2);
  if (!/^basic$/i.test(scheme)) return null;
  const [user = ''] = Buffer.from(value, 'base64').toString('utf8').split(':', 1);
  return user === '' ? null : user;
}

/** For HTML and XML. */
export const escapeMarkup = (text: string): string =>
  text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

export const answerJson = (status: number, body: Json, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

export const answerHtml = (status: number, html: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: Buffer.from(html),
});

export const answerPdf = (body: Buffer, fileName: string): Answer => ({
  status: 200,
  headers: {
    'Content-Type': 'application/pdf',
    // RFC 6266: plain name for old clients, the exact one beside it.
    'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '-')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  },
  body,
});

/** How large an answer of an API may be. A page of 100 invoices with ten lines each has 3 MB and 60,000 values. */
export const jsonLimits = { bytes: 16 * 2 ** 20, depth: 64, values: 500_000 } as const;

type Shape = Pick<typeof jsonLimits, 'depth' | 'values'> | { readonly depth: number; readonly values: number };

export type JsonAnswer =
  { readonly object: object; readonly problem: null } | { readonly object: null; readonly problem: JsonProblem };

/** `not-object`: no JSON, or a bare value or list. `too-complex`: nested too deeply, or of too many values. */
export type JsonProblem = 'not-object' | 'too-complex';

/**
 * Reads a JSON object from a body. Its shape is counted while it comes in, before anything is built from it: a few bytes
 * can stand for very many objects. Rejects with what the body fails with.
 */
export async function readJsonObject(
  body: AsyncIterable<Uint8Array> | null,
  limits: Shape = jsonLimits,
): Promise<JsonAnswer> {
  const fits = shapeCounter(limits);
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) {
    // Leaving the loop ends the request.
    if (!fits(piece)) return { object: null, problem: 'too-complex' };
    pieces.push(piece);
  }
  const object = parsed(textOf(pieces));
  return object ? { object, problem: null } : { object: null, problem: 'not-object' };
}

/** Each piece is let go of as it becomes text. */
function textOf(pieces: Uint8Array[]): string {
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\,{}[]');

/** Whether what came so far is within the limits; to be asked with each piece. */
function shapeCounter({ depth: deepest, values: most }: Shape): (piece: Uint8Array) => boolean {
  let depth = 0;
  let values = 1;
  let inText = false;
  let isEscaped = false;
  return (piece) => {
    for (let at = 0; at < piece.length; at++) {
      if (inText) {
        // From one quote or backslash to the next: most of what comes is text.
        while (at < piece.length && !isEscaped && piece[at] !== quote && piece[at] !== backslash) at++;
        if (isEscaped) isEscaped = false;
        else if (piece[at] === backslash) isEscaped = true;
        else if (piece[at] === quote) inText = false;
        continue;
      }
      const byte = piece[at];
      if (byte === quote) {
        inText = true;
      } else if (byte === comma) {
        values++;
      } else if (byte === openBrace || byte === openBracket) {
        values++;
        depth++;
        if (depth > deepest) return false;
      } else if (byte === closeBrace || byte === closeBracket) {
        depth--;
      }
    }
    return values <= most;
  };
}

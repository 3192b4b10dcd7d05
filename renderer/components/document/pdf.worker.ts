import 'pdfjs-dist/build/pdf.worker.min.mjs';

// pdf.js's worker, which reads each font, character map and decoder once and not again for each document. It does so by
// itself: the window is busy with showing the preview when the first page's fonts are needed.
const kept = new Map<string, Promise<{ readonly bytes: ArrayBuffer; readonly headers: Headers }>>();
const { fetch } = globalThis;

async function read(address: string) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${String(response.status)}`);
  return { bytes: await response.arrayBuffer(), headers: response.headers };
}

globalThis.fetch = async (asked) => {
  const address = asked instanceof Request ? asked.url : String(asked);
  const reading = kept.get(address) ?? read(address);
  kept.set(address, reading);
  try {
    const { bytes, headers } = await reading;
    return new Response(bytes, { headers });
  } catch (failure) {
    kept.delete(address);
    throw failure;
  }
};

/** A picture of 100 megapixels; a file may unpack to anything. */
const maxBytes = 400 * 2 ** 20;

/** pdf.js would leave out what it has no room for and show the rest as if that were all: the window is told instead. */
const bounded = <Made extends new (length: number) => object>(made: Made): Made =>
  new Proxy(made, {
    construct(target, given: [unknown, ...unknown[]], newTarget) {
      const [length] = given;
      if (typeof length === 'number' && length * bytesOf(target) > maxBytes) {
        postMessage('too-large');
        throw new RangeError(`more than ${String(maxBytes)} bytes at once`);
      }
      return Reflect.construct(target, given, newTarget) as object;
    },
  });
const bytesOf = (made: object): number => ('BYTES_PER_ELEMENT' in made ? Number(made.BYTES_PER_ELEMENT) : 1);

Object.assign(globalThis, {
  ArrayBuffer: bounded(ArrayBuffer),
  Uint8Array: bounded(Uint8Array),
  Uint8ClampedArray: bounded(Uint8ClampedArray),
  Uint16Array: bounded(Uint16Array),
  Uint32Array: bounded(Uint32Array),
  Float32Array: bounded(Float32Array),
});

// The window asks whether anybody is still there. What pdf.js says to its worker it addresses to that by name.
addEventListener('message', ({ data }) => {
  if (data === 'are you there') postMessage('here');
});
